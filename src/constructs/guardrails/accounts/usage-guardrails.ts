import { Token } from 'aws-cdk-lib';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { nearest } from '../../../policy/actions';
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

/** The Region of requests that are served by any. */
const UNSPECIFIED = 'unspecified';

/**
 * Actions that buy something for a fixed time, enlarge it or renew it. Subscriptions that can be ended at any time are none.
 *
 * Source: the page "Actions, resources, and condition keys" of each service in the Service Authorization Reference.
 */
const COMMITMENT_ACTIONS = [
  // AWS Marketplace, flat-rate plans, Shield Advanced
  'aws-marketplace:AcceptAgreementPaymentRequest', 'aws-marketplace:AcceptAgreementRequest', 'aws-marketplace:Subscribe',
  'pricingplanmanager:ApprovePaidSubscription', 'shield:CreateSubscription',
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
  'devicefarm:PurchaseOffering', 'devicefarm:RenewOffering', 'eks:CreateEksAnywhereSubscription', 'mediaconnect:PurchaseOffering',
  'medialive:PurchaseOffering', 'outposts:CreateOrder', 'outposts:CreateRenewal',
  // Domains
  'route53domains:EnableDomainAutoRenew', 'route53domains:RegisterDomain', 'route53domains:RenewDomain', 'route53domains:TransferDomain',
];

/** Properties of `UsageGuardrails.denyOtherRegions`. */
export interface DenyOtherRegionsProps extends ExemptPrincipalsProps {
  /**
   * The Regions in which people and workloads may call services, such as `eu-central-1`. Requests of Amazon Bedrock that are served by
   * any Region have the Region `unspecified`.
   */
  readonly allowedRegions: string[];
  /**
   * Actions that are allowed everywhere, besides those of services without a Region of one's choice, as in `cloudformation:*`.
   * @default - none
   */
  readonly exemptActions?: string[];
  /**
   * IDs of system-defined inference profiles of Amazon Bedrock, with `*` where any text may stand, as in `eu.*`. Through them, models may
   * be invoked in all Regions to which the profiles route, as long as the request starts in an allowed Region. Profiles that begin with
   * `global.` may route to any Region.
   * @default - models are invoked in the allowed Regions only
   */
  readonly bedrockInferenceProfiles?: string[];
}

/** Properties of `UsageGuardrails.denyOtherServices` and `UsageGuardrails.denyServices`. */
export interface ServicesProps extends ExemptPrincipalsProps {
  /** What stands before the colon of the services' actions: `s3`, `access-analyzer`. */
  readonly services: string[];
}

/** Guardrails about what is used at all: Regions, services, long commitments. */
export class UsageGuardrails {
  /**
   * Nobody calls services in other Regions. Services without a Region of one's choice stay usable: IAM, AWS Organizations, Amazon
   * CloudFront, Amazon Route 53, AWS Support, billing and the like.
   *
   * Keep us-east-1 where stacks are deployed for Amazon CloudFront. Resources that exist in other Regions stay and cost.
   *
   * Source: AWS Organizations User Guide, "General examples" of service control policies; AWS Control Tower Controls Reference Guide,
   * "Region deny control applied to the OU"; Amazon Bedrock User Guide, "Geographic cross-Region inference" and "Global cross-Region
   * inference".
   */
  public static denyOtherRegions(props: DenyOtherRegionsProps): Guardrail {
    const { allowedRegions, exemptActions = [], bedrockInferenceProfiles = [] } = props;
    return serviceControlGuardrail({
      guardrailId: 'deny-other-regions',
      description: 'Nobody calls services in other Regions than those allowed',
      controls: ['AWS-GR_REGION_DENY', 'CT.MULTISERVICE.PV.1'],
      limits: ['Services that are called everywhere are usable in all Regions: keys of AWS KMS, certificates, AWS Config, IAM Access Analyzer and others'],
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
   * Nobody calls other services. What is not listed is denied, IAM and AWS STS too: list them unless only root users and exempt
   * principals shall manage roles, and `cloudformation`, `ssm` and `s3` where the CDK deploys.
   *
   * Source: AWS Organizations User Guide, "Strategies for using SCPs".
   */
  public static denyOtherServices(props: ServicesProps): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-other-services',
      description: 'Nobody calls other services than those allowed',
      limits: ['Allowed services may use others through their service-linked roles'],
      denials: [{ sid: 'DenyOtherServices', notActions: allActionsOf(props) }],
      problems: listProblems('services', props.services, SERVICE_RULES),
    }, props);
  }

  /**
   * Nobody calls these services.
   *
   * Source: AWS Organizations User Guide, "Strategies for using SCPs".
   */
  public static denyServices(props: ServicesProps): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-services',
      description: 'Nobody calls the services listed',
      limits: ['Prefixes of related services, such as redshift-serverless of redshift, need an entry of their own'],
      denials: [{ sid: 'DenyServices', actions: allActionsOf(props) }],
      problems: listProblems('services', props.services, SERVICE_RULES),
    }, props);
  }

  /**
   * Nobody commits to pay for a fixed time: reserved capacity, Savings Plans, domains and their renewal, hardware, training plans, AWS
   * Shield Advanced, flat-rate plans, AWS Marketplace. Capacity reservations that exist can be canceled, but no longer changed.
   *
   * Source: the page "Actions, resources, and condition keys" of each service in the Service Authorization Reference; AWS Marketplace API
   * Reference, "AcceptAgreementRequest"; AWS Flat-Rate Plans User Guide, "Managing Access to AWS Flat-Rate Plans".
   */
  public static denyCommitments(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-commitments',
      description: 'Nobody buys reservations, Savings Plans, domains and subscriptions',
      limits: ['Support plans and subscriptions that end at any time are allowed'],
      denials: [{ sid: 'DenyCommitments', actions: COMMITMENT_ACTIONS }],
    }, props);
  }

  private constructor() {}
}

function allActionsOf({ services }: ServicesProps): string[] {
  return services.map((service) => `${service}:*`);
}

/**
 * Denies requests in other Regions. With inference profiles, invocations of models pass in the Regions of the profiles as long as the
 * request starts in an allowed Region, which the ARN of the profile tells. A list known only at deployment leaves that Region open.
 */
function denialsOfOtherRegions(
  allowedRegions: readonly string[], exemptActions: readonly string[], profiles: readonly string[],
): Denial[] {
  const elsewhere = { StringNotEquals: { 'aws:RequestedRegion': allowedRegions } };
  const exempt = [...GLOBAL_ACTIONS, ...exemptActions];
  if (profiles.length === 0) return [{ sid: 'DenyOtherRegions', notActions: exempt, conditions: elsewhere }];
  const sources = Token.isUnresolved(allowedRegions) ? ['*'] : allowedRegions;
  const profileArns = sources.flatMap((region) => profiles.map((id) => `arn:*:bedrock:${region}:*:inference-profile/${id}`));
  return [
    { sid: 'DenyOtherRegions', notActions: [...exempt, ...INFERENCE_ACTIONS], conditions: elsewhere },
    {
      sid: 'DenyInferenceInOtherRegions',
      actions: INFERENCE_ACTIONS,
      conditions: { ...elsewhere, ArnNotLike: { 'bedrock:InferenceProfileArn': profileArns } },
    },
  ];
}

/** Warnings for Region codes that the CDK does not know. They are no errors, since a Region may be newer than the CDK. */
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
