import { CfnDeletionPolicy, type CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { isServiceTrusted } from './known-organizations';
import { GuardedAction, policyTypesOfService, serviceOfPolicyType } from '../../contract';
import { serviceInCode } from '../trusted-service/known-services';
import { POLICY_TYPE_SERVICE, problem, warnOf } from '../validation';

/** Options of `enablePolicyType`. */
export interface PolicyTypeOptions {
  /**
   * Whether to disable the policy type when it is removed from the app. It takes effect for a type that was deployed with it. Set
   * `allowPolicyTypeDisabling` on the organization as well. AWS Organizations detaches all policies of a type that is disabled, so the
   * deployment disables it only if none is attached any more. Otherwise the type stays enabled, and the message names the attachments.
   * Deleting the whole stack, and rolling back, leave it enabled.
   *
   * Source: AWS Organizations User Guide, "Disabling a policy type".
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_DisablePolicyType.html
   * @default false - the type stays enabled
   */
  readonly disableOnRemoval?: boolean;
}

/** Lets CloudFormation send a Delete when the type leaves the template. No change of a property disables a type. */
export function sendDeleteOfPolicyType(resource: CfnResource): void {
  resource.cfnOptions.deletionPolicy = CfnDeletionPolicy.DELETE;
  resource.cfnOptions.updateReplacePolicy = CfnDeletionPolicy.RETAIN;
}

/** Refuses to disable a type without the organization's key, or under a removal policy that prevents the Delete. */
export function disablingProblems({ cfnOptions: { deletionPolicy } }: CfnResource, type: string,
  allowed: readonly GuardedAction[]): string[] {
  return [
    ...(allowed.includes('DisablePolicyType') ? [] : [problem({
      wrong: `It takes two keys to disable a policy type: ${type} has disableOnRemoval, and the organization does not allow it`,
      given: 'allowPolicyTypeDisabling: false',
      remedy: 'Set allowPolicyTypeDisabling: true on the Organization (or in fromOrganizationAttributes), or leave disableOnRemoval out',
    })]),
    ...(deletionPolicy === CfnDeletionPolicy.DELETE ? [] : [problem({
      wrong: `The removal policy of the policy type ${type} keeps CloudFormation from the Delete with which disableOnRemoval begins`,
      given: `DeletionPolicy: ${deletionPolicy}`,
      remedy: 'Keep the removal policy off the policy type, or leave disableOnRemoval out',
    })]),
  ];
}

/** Refuses a removal policy that ends the trusted access on which an enabled policy type depends. */
export function neededServiceProblems({ cfnOptions: { deletionPolicy } }: CfnResource, servicePrincipal: string,
  types: readonly string[]): string[] {
  const dependent = policyTypesOfService(servicePrincipal).filter((type) => types.includes(type));
  if (dependent.length === 0 || deletionPolicy !== CfnDeletionPolicy.DELETE) return [];
  return [problem({
    wrong: `The removal policy of the trusted service ${servicePrincipal} disables its trusted access, on which ${dependent.join(', ')} depends`,
    given: `DeletionPolicy: ${deletionPolicy}`,
    remedy: 'Keep the removal policy off the trusted service, or do not enable the policy type',
  })];
}

/**
 * Warns of a policy type whose service has no trusted access in the app. It is only a warning, since trusted access may be enabled outside
 * the app. Each type has its own warning, so that acknowledging one does not hide another.
 */
export function warnOfMissingTrustedAccess(organization: IConstruct, type: string): string[] {
  const service = serviceOfPolicyType(type);
  if (service === undefined || isServiceTrusted(organization, service.servicePrincipal)) return [];
  warnOf(organization, POLICY_TYPE_SERVICE.id, type, problem({
    wrong: `The app enables the policy type ${type} and not the trusted access of its service: without it, ${service.without}`,
    given: service.servicePrincipal,
    remedy: `Add ${serviceInCode(service.servicePrincipal)} to trustedServices, or acknowledge this warning if it is enabled. Source: ${service.source}`,
  }));
  return [];
}
