import { Token } from 'aws-cdk-lib';
import { OWNER_TAG_KEY, RESERVED_TAG_PREFIX, STACK_NAME_PATTERN } from '../../../contract';
import { requireKind } from '../../../provider';
import { problem } from '../../validation';
import type { IPolicy } from '../policy';

/** Options of `DelegatedPolicies.ofStacks` and `DelegatedPolicies.withTag`. */
export interface DelegatedPoliciesOptions {
  /**
   * Whether the account may also write the tag on policies that do not have it, and so take them over. With `true`, only policies that have
   * another value of the tag are protected: for `ofStacks`, those that stacks of this library own.
   *
   * AWS does not document with which tags it checks `organizations:TagResource` when `CreatePolicy` passes tags. If the account cannot
   * create policies without this option, give all existing policies an owner before you set it.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_tagging_abac.html
   * @default false
   */
  readonly includesUntagged?: boolean;
}

/**
 * A tag by which AWS decides whether the account may act on a policy.
 *
 * @internal
 */
export interface PolicyTagLimit {
  readonly key: string;
  /** Patterns of the value, in which `*` stands for any text. */
  readonly values: readonly string[];
  readonly includesUntagged: boolean;
}

/**
 * The policies that an account may change, delete, attach and detach with `OrganizationResourcePolicy.delegatePolicyManagement`. AWS can
 * limit these actions by the type of a policy, by its tags and by its ARN. The targets of a delegation limit only where it is attached.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_tagging_abac.html
 *
 * @example
 * declare const delegation: OrganizationResourcePolicy;
 * declare const security: Account;
 * declare const workloads: OrganizationalUnit;
 *
 * delegation.delegatePolicyManagement(security, {
 *   policyTypes: [PolicyType.TAG_POLICY],
 *   policies: DelegatedPolicies.ofStacks(['TagPolicies']),
 *   targets: [workloads],
 * });
 */
export class DelegatedPolicies {
  /**
   * The policies that stacks with these names own, in any Region. The account can only create policies with the owner tag of such a stack,
   * and cannot tag other policies. The stacks are deployed in the account with an `OrganizationsProvider` that has `delegatedPolicyTypes`.
   * @param stackNames names of top-level stacks, which no stack of the management account or of another delegated account has
   */
  public static ofStacks(stackNames: string[], options: DelegatedPoliciesOptions = {}): DelegatedPolicies {
    const wrong = stackNames.filter((name) => Token.isUnresolved(name) || !STACK_NAME_PATTERN.test(name));
    if (stackNames.length === 0 || wrong.length > 0) {
      throw new Error(problem({
        wrong: 'The stacks whose policies are delegated are not all names of stacks',
        given: wrong.map((name) => (Token.isUnresolved(name) ? 'a token' : name)).join(', ') || 'stackNames: []',
        remedy: 'Write the name of each top-level stack of the account, without wildcards',
      }));
    }
    const values = stackNames.map((name) => `${name}@*`);
    return new DelegatedPolicies(stackNames, { key: OWNER_TAG_KEY, values, includesUntagged: options.includesUntagged ?? false });
  }

  /**
   * The policies that have a tag. The account can only create policies with this tag, and cannot tag policies that do not have it. For
   * stacks of this library, prefer `ofStacks`: with this tag alone, the account can write every owner tag on its own policies.
   * @param key the key, at most 128 characters; not one of this library
   * @param value the value, without wildcards
   */
  public static withTag(key: string, value: string, options: DelegatedPoliciesOptions = {}): DelegatedPolicies {
    const isReserved = key.toLowerCase().startsWith(RESERVED_TAG_PREFIX) || /^aws:/i.test(key);
    if (key === '' || value === '' || isReserved || /[*?$]/.test(key + value) || Token.isUnresolved(key) || Token.isUnresolved(value)) {
      throw new Error(problem({
        wrong: 'The tag of delegated policies is empty, reserved, or not a plain text',
        given: [key, value].map((text) => (Token.isUnresolved(text) ? 'a token' : text)).join('='),
        remedy: 'Write a key of your own and its value, without *, ? and $; for the stacks of this library, use DelegatedPolicies.ofStacks',
      }));
    }
    return new DelegatedPolicies([], { key, values: [value], includesUntagged: options.includesUntagged ?? false });
  }

  /**
   * Some existing policies, which the account may attach to the targets and detach from them. It can neither create, change, delete nor tag
   * policies. At least one.
   */
  public static attachOnly(policies: IPolicy[]): DelegatedPolicies {
    requireKind('policy', ...policies);
    if (policies.length === 0) {
      throw new Error(problem({
        wrong: 'The attachment of policies is delegated without any policy', given: 'policies: []', remedy: 'Name the policies',
      }));
    }
    return new DelegatedPolicies([], undefined, policies);
  }

  /**
   * Every policy of the types. **The account can then empty or delete each of them, also those that are attached to the root.** The
   * targets do not limit this.
   */
  public static all(): DelegatedPolicies {
    return new DelegatedPolicies([]);
  }

  private constructor(
    /** @internal */
    public readonly _stackNames: readonly string[],
    /** @internal */
    public readonly _tag?: PolicyTagLimit,
    /** @internal */
    public readonly _existing?: readonly IPolicy[],
  ) {}
}
