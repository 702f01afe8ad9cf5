import { Effect, IPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { RESERVED_TAG_PREFIX } from '../../contract';
import { requireKind } from '../../provider';

/**
 * The tags in which this library records the resources that a stack owns. Anyone who may write them on resources of the organization can
 * influence the handlers within the limits that the security page of the documentation lists.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_TagResource.html
 *
 * @example
 * declare const organization: Organization;
 * declare const security: Account;
 *
 * const delegation = new OrganizationResourcePolicy(this, 'Delegation', { organization });
 * delegation.delegatePolicyManagement(security, {
 *   policyTypes: [PolicyType.TAG_POLICY],
 *   policies: DelegatedPolicies.withTag('team', 'security'),
 * });
 * delegation.addStatements(ReservedTags.denyStatement(new iam.AccountPrincipal('222222222222')));
 */
export class ReservedTags {
  /** The prefix of the keys of these tags. */
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
    requireKind('principal', ...delegates);
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
