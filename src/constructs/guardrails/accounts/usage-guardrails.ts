import { Token } from 'aws-cdk-lib';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { nearest } from '../../../policy/actions';
import { actionCovers } from '../../../policy/pack';
import { itemProblems } from '../../policy/management/list-rules';
import { brokenRules, problem, UNKNOWN_REGION } from '../../validation';
import type { GuardrailWarning } from '../../validation/guardrail-problems';
import type { Guardrail } from '../guardrail';
import { GLOBAL_ACTIONS } from './global-actions';
import type { ExemptPrincipalsProps } from '../shared/exempt-principals';
import { serviceControlGuardrail, type Denial } from '../shared/guardrail-builders';
import { INFERENCE_PROFILE_RULES } from '../shared/name-pattern-rules';
import { ACTION_RULES, listProblems, REGION_RULES, SERVICE_RULES } from '../shared/parameter-rules';

/** Actions that Amazon Bedrock serves in the Regions of an inference profile. */
const INFERENCE_ACTIONS = ['bedrock:CreateModelInvocationJob', 'bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'];

/** The Region of requests that any Region can serve. */
const UNSPECIFIED = 'unspecified';

/**
 * Actions that start, extend or renew a purchase with a fixed term. Subscriptions that can end at any time are not included.
 *
 * Source: the page "Actions, resources, and condition keys" of each service in the Service Authorization Reference.
 */
const COMMITMENT_ACTIONS = [
  // AWS Marketplace, flat-rate plans, Shield Advanced
  'aws-marketplace:AcceptAgreementPaymentRequest', 'aws-marketplace:AcceptAgreementRequest', 'aws-marketplace:Subscribe',
  'pricingplanmanager:ApprovePaidSubscription', 'shield:CreateSubscription', 'shield:UpdateSubscription',
  // Savings Plans and reserved instances, nodes and capacity
  'athena:CreateCapacityReservation', 'athena:UpdateCapacityReservation', 'cloudfront:CreateSavingsPlan',
  'dynamodb:PurchaseReservedCapacityOfferings',
  'ec2:AcceptCapacityReservationBillingOwnership', 'ec2:AcceptReservedInstancesExchangeQuote', 'ec2:CreateCapacityReservation',
  'ec2:CreateCapacityReservationFleet', 'ec2:ModifyCapacityReservation', 'ec2:ModifyCapacityReservationFleet', 'ec2:PurchaseCapacityBlock',
  'ec2:PurchaseCapacityBlockExtension', 'ec2:PurchaseHostReservation', 'ec2:PurchaseReservedInstancesOffering',
  'ec2:PurchaseScheduledInstances', 'elasticache:PurchaseReservedCacheNodesOffering', 'elasticloadbalancing:ModifyCapacityReservation',
  'es:PurchaseReservedElasticsearchInstanceOffering', 'es:PurchaseReservedInstanceOffering', 'memorydb:PurchaseReservedNodesOffering',
  'rds:PurchaseReservedDBInstancesOffering', 'redshift-serverless:CreateReservation', 'redshift:AcceptReservedNodeExchange',
  'redshift:PurchaseReservedNodeOffering', 'savingsplans:CreateSavingsPlan',
  // Throughput and training of models
  'bedrock-mantle:CreateReservation', 'bedrock:CreateProvisionedModelThroughput', 'sagemaker:CreateReservedCapacity',
  'sagemaker:CreateTrainingPlan', 'sagemaker:ExtendTrainingPlan',
  // Media, devices, hardware, software
  'devicefarm:PurchaseOffering', 'devicefarm:RenewOffering', 'eks:CreateEksAnywhereSubscription', 'eks:UpdateEksAnywhereSubscription',
  'mediaconnect:PurchaseOffering', 'medialive:PurchaseOffering', 'medialive:UpdateReservation', 'outposts:CreateOrder',
  'outposts:CreateRenewal', 'snowball:CreateLongTermPricing',
  'snowball:UpdateLongTermPricing',
  // Domains
  'route53domains:EnableDomainAutoRenew', 'route53domains:RegisterDomain', 'route53domains:RenewDomain', 'route53domains:TransferDomain',
];

/** Properties of `UsageGuardrails.denyOtherRegions`. */
export interface DenyOtherRegionsProps extends ExemptPrincipalsProps {
  /**
   * The Regions in which people and workloads can call services, such as `eu-central-1`. Amazon Bedrock requests that any Region can
   * serve have the Region `unspecified`.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
   */
  readonly allowedRegions: string[];
  /**
   * Actions that are allowed in every Region, such as `cloudformation:*`, in addition to services whose Region the caller cannot choose.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_general.html#example-scp-deny-region
   * @default - none
   */
  readonly exemptActions?: string[];
  /**
   * IDs of system-defined inference profiles of Amazon Bedrock, with `*` as a wildcard, as in `eu.*`. Through them, requests from an
   * allowed Region can invoke models in all Regions to which the profiles route. Profiles that begin with `global.` can route to any
   * Region.
   * @see https://docs.aws.amazon.com/bedrock/latest/userguide/geographic-cross-region-inference.html
   * @default - models can be invoked in the allowed Regions only
   */
  readonly bedrockInferenceProfiles?: string[];
}

/** Properties of `UsageGuardrails.denyOtherServices`. */
export interface DenyOtherServicesProps extends ExemptPrincipalsProps {
  /**
   * The prefixes of the allowed services, which precede the colon in the names of actions, such as `s3` or `access-analyzer`.
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
   */
  readonly allowedServices: string[];
}

/** Properties of `UsageGuardrails.denyServices`. */
export interface DenyServicesProps extends ExemptPrincipalsProps {
  /**
   * The service prefixes, which precede the colon in the names of actions, such as `s3` or `access-analyzer`.
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
   */
  readonly services: string[];
}

/**
 * Guardrails that limit the use of Regions, services and long-term commitments.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 *
 * @example
 * declare const organization: Organization;
 * organization.root.attachPolicy(new ServiceControlPolicy(this, 'Usage', {
 *   guardrails: [
 *     UsageGuardrails.denyOtherRegions({ allowedRegions: ['eu-central-1', 'eu-west-1'], bedrockInferenceProfiles: ['eu.*'] }),
 *     UsageGuardrails.denyServices({ services: ['gamelift', 'lightsail'] }),
 *     UsageGuardrails.denyCommitments({ exemptPrincipals: ['arn:*:iam::*:role/finance/*'] }),
 *   ],
 * }));
 */
export class UsageGuardrails {
  /**
   * Denies calling services in other Regions. Services whose Region the caller cannot choose stay available: IAM, AWS Organizations,
   * Amazon CloudFront, Amazon Route 53, AWS Support, billing and others.
   *
   * Allow us-east-1 if you deploy stacks for Amazon CloudFront. Functions of Lambda@Edge write their logs in the Region nearest to the
   * viewer: exempt their roles, or these logs are denied. Existing resources in other Regions stay and incur costs.
   *
   * Source: AWS Organizations User Guide, "General examples" of service control policies; AWS Control Tower Controls Reference Guide,
   * "Region deny control applied to the OU"; Amazon Bedrock User Guide, "Geographic cross-Region inference" and "Global cross-Region
   * inference".
   */
  public static denyOtherRegions(props: DenyOtherRegionsProps): Guardrail {
    const { allowedRegions, exemptActions = [], bedrockInferenceProfiles = [] } = props;
    return serviceControlGuardrail({
      guardrailId: 'deny-other-regions',
      description: 'Denies calls to all Regions except the allowed ones',
      controls: ['AWS-GR_REGION_DENY', 'CT.MULTISERVICE.PV.1'],
      limits: ['Services that global services need stay available in all Regions: AWS KMS, AWS Certificate Manager, AWS Config, IAM Access Analyzer and others'],
      denials: denialsOfOtherRegions(allowedRegions, exemptActions, bedrockInferenceProfiles),
      problems: [
        ...listProblems('allowed Regions', allowedRegions, REGION_RULES),
        ...itemProblems(exemptActions, ACTION_RULES),
        ...itemProblems(bedrockInferenceProfiles, INFERENCE_PROFILE_RULES),
      ],
      warnings: unknownRegionWarnings(allowedRegions),
    }, props);
  }

  /**
   * Denies calling services that are not listed, including IAM and AWS STS. List these two unless only root users and exempt principals
   * manage roles. If the CDK deploys to the accounts, also list `cloudformation`, `ssm` and `s3`.
   *
   * Source: AWS Organizations User Guide, "Strategies for using SCPs".
   */
  public static denyOtherServices(props: DenyOtherServicesProps): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-other-services',
      description: 'Denies calls to all services except the allowed ones',
      limits: ['Allowed services can use other services through their service-linked roles'],
      denials: [{ sid: 'DenyOtherServices', notActions: allActionsOf(props.allowedServices) }],
      problems: listProblems('allowed services', props.allowedServices, SERVICE_RULES),
    }, props);
  }

  /**
   * Denies calling these services.
   *
   * Source: AWS Organizations User Guide, "Strategies for using SCPs".
   */
  public static denyServices(props: DenyServicesProps): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-services',
      description: 'Denies calls to the listed services',
      limits: ['Related services have prefixes of their own, such as redshift-serverless: list each of them'],
      denials: [{ sid: 'DenyServices', actions: allActionsOf(props.services) }],
      problems: listProblems('services', props.services, SERVICE_RULES),
    }, props);
  }

  /**
   * Denies purchases with a fixed term: reserved capacity, Savings Plans, domains and their renewal, hardware, training plans, AWS Shield
   * Advanced, flat-rate plans and AWS Marketplace. Existing capacity reservations can be canceled but not changed.
   * Whether AWS Shield Advanced, Amazon EKS Anywhere and AWS Elemental MediaLive renew cannot be changed: exempt who turns it off.
   *
   * Source: the page "Actions, resources, and condition keys" of each service in the Service Authorization Reference; AWS Marketplace API
   * Reference, "AcceptAgreementRequest"; AWS Flat-Rate Plans User Guide, "Managing Access to AWS Flat-Rate Plans".
   */
  public static denyCommitments(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-commitments',
      description: 'Denies buying reservations, Savings Plans, domains and subscriptions',
      limits: [
        'Support plans and subscriptions that can end at any time are allowed',
        'Reserved queues of AWS Elemental MediaConvert have no condition key: mediaconvert:CreateQueue, mediaconvert:UpdateQueue',
      ],
      denials: [{ sid: 'DenyCommitments', actions: COMMITMENT_ACTIONS }],
    }, props);
  }

  private constructor() {}
}

function allActionsOf(services: readonly string[]): string[] {
  return services.map((service) => `${service}:*`);
}

/**
 * Denies requests in other Regions. With inference profiles, models can be invoked in the Regions of the profiles if the request starts in
 * an allowed Region, which the ARN of the profile contains. A list known only at deployment does not limit the Region of the profile.
 * Exempt actions need no profile.
 */
function denialsOfOtherRegions(
  allowedRegions: readonly string[], exemptActions: readonly string[], profiles: readonly string[],
): Denial[] {
  const elsewhere = { StringNotEquals: { 'aws:RequestedRegion': allowedRegions } };
  const exempt = [...GLOBAL_ACTIONS, ...exemptActions];
  const inference = INFERENCE_ACTIONS.filter((action) => !exemptActions.some((pattern) => actionCovers(pattern, action)));
  if (profiles.length === 0 || inference.length === 0) return [{ sid: 'DenyOtherRegions', notActions: exempt, conditions: elsewhere }];
  const sources = Token.isUnresolved(allowedRegions) ? ['*'] : allowedRegions;
  const profileArns = sources.flatMap((region) => profiles.map((id) => `arn:*:bedrock:${region}:*:inference-profile/${id}`));
  return [
    { sid: 'DenyOtherRegions', notActions: [...exempt, ...inference], conditions: elsewhere },
    {
      sid: 'DenyInferenceInOtherRegions',
      actions: inference,
      conditions: { ...elsewhere, ArnNotLike: { 'bedrock:InferenceProfileArn': profileArns } },
    },
  ];
}

/** Warnings for Region codes that the CDK does not know. They are not errors, since a Region can be newer than the CDK. */
function unknownRegionWarnings(regions: readonly string[]): GuardrailWarning[] {
  if (Token.isUnresolved(regions)) return [];
  const known = RegionInfo.regions.map(({ name }) => name);
  const isUnknown = (region: string) => !Token.isUnresolved(region) && brokenRules(region, REGION_RULES).length === 0
    && region !== UNSPECIFIED && !known.includes(region);
  return regions.filter(isUnknown).map((given) => {
    const meant = nearest(given, known);
    const question = meant === undefined ? '' : `Did you mean ${meant}? `;
    return {
      rule: UNKNOWN_REGION,
      message: problem({ wrong: 'No such Region is known', given, remedy: `${question}If AWS added it lately, acknowledge the warning` }),
    };
  });
}
