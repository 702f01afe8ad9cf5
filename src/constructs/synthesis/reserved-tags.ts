import { Effect, IPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { RESERVED_TAG_PREFIX } from '../../contract';

/**
 * The tags in which this library notes what a stack owns. Anyone who may write them on resources of the organization can steer the
 * handlers within the bounds that the security page of the documentation lists.
 */
export class ReservedTags {
  /** Every key of these tags begins like this. */
  public static readonly KEY_PREFIX = RESERVED_TAG_PREFIX;

  /**
   * A statement for the organization's resource policy (`OrganizationResourcePolicy`) that keeps delegated administrators of policies
   * from writing and removing these tags. It allows nothing: add it to the statements that delegate.
   *
   * Do not name an account that deploys a stack of policies of this library: its handlers write these tags.
   *
   * @param delegates the accounts to which the policy delegates, such as `new AccountPrincipal('222222222222')`
   */
  public static denyStatement(...delegates: IPrincipal[]): PolicyStatement {
    if (delegates.length === 0) {
      throw new Error('The statement about reserved tags names no principal (given: none). Give the accounts to which the policy delegates.');
    }
    return new PolicyStatement({
      sid: 'DenyReservedTags',
      effect: Effect.DENY,
      principals: delegates,
      // A policy can also get tags in the call that creates it.
      actions: ['organizations:CreatePolicy', 'organizations:TagResource', 'organizations:UntagResource'],
      resources: ['*'],
      conditions: { 'ForAnyValue:StringLike': { 'aws:TagKeys': `${RESERVED_TAG_PREFIX}*` } },
    });
  }
}
