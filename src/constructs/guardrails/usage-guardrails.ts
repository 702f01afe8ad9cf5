import type { ExemptPrincipalsProps } from './exempt-principals';
import { GLOBAL_ACTIONS } from './global-actions';
import type { Guardrail } from './guardrail';
import { serviceControlGuardrail } from './guardrail-builders';
import { ACTION_RULES, listProblems, REGION_RULES, SERVICE_RULES } from './parameter-rules';
import { unknownRegionWarnings } from './unknown-regions';
import { itemProblems } from '../policies/list-rules';

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
   * Source: AWS Organizations User Guide, "General examples" of service control policies.
   */
  public static denyOtherRegions(props: DenyOtherRegionsProps): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-other-regions',
      description: 'Nobody calls services in other Regions than those allowed',
      denials: [{
        sid: 'DenyOtherRegions',
        notActions: [...GLOBAL_ACTIONS, ...props.exemptActions ?? []],
        conditions: { StringNotEquals: { 'aws:RequestedRegion': props.allowedRegions } },
      }],
      problems: [
        ...listProblems('allowed Regions', props.allowedRegions, REGION_RULES),
        ...itemProblems(props.exemptActions, ACTION_RULES),
      ],
      warnings: unknownRegionWarnings(props.allowedRegions),
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
      denials: [{ sid: 'DenyServices', actions: allActionsOf(props) }],
      problems: listProblems('services', props.services, SERVICE_RULES),
    }, props);
  }

  /**
   * Nobody commits to pay for a long time: reserved capacity, Savings Plans, domains, AWS Shield Advanced, AWS Marketplace.
   *
   * Source: the page "Actions, resources, and condition keys" of each service in the Service Authorization Reference.
   */
  public static denyCommitments(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-commitments',
      description: 'Nobody buys reservations, Savings Plans, domains and subscriptions',
      denials: [{
        sid: 'DenyCommitments',
        actions: [
          'aws-marketplace:Subscribe', 'bedrock:CreateProvisionedModelThroughput', 'dynamodb:PurchaseReservedCapacityOfferings',
          'ec2:PurchaseCapacityBlock', 'ec2:PurchaseCapacityBlockExtension', 'ec2:PurchaseHostReservation',
          'ec2:PurchaseReservedInstancesOffering', 'elasticache:PurchaseReservedCacheNodesOffering', 'es:PurchaseReservedInstanceOffering',
          'medialive:PurchaseOffering', 'memorydb:PurchaseReservedNodesOffering', 'rds:PurchaseReservedDBInstancesOffering',
          'redshift-serverless:CreateReservation', 'redshift:PurchaseReservedNodeOffering', 'route53domains:RegisterDomain',
          'route53domains:TransferDomain', 'savingsplans:CreateSavingsPlan', 'shield:CreateSubscription',
        ],
      }],
    }, props);
  }

  private constructor() {}
}

function allActionsOf({ services }: ServicesProps): string[] {
  return services.map((service) => `${service}:*`);
}
