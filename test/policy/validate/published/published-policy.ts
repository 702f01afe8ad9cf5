import type { ManagementPolicyType } from '../../../../src/contract';
import type { JsonObject } from '../../../../src/policy/language/problem-list';

/** A policy of a publication, with other names and values. */
export interface PublishedPolicy {
  /** The publication: the guide and the title of its page, or the test that creates the policy in an account. */
  readonly source: string;
  readonly type: ManagementPolicyType;
  readonly document: JsonObject;
}

/** A policy that a publication calls invalid, or that AWS Organizations has refused. */
export interface RefusedPolicy extends PublishedPolicy {
  /** The statement of the publication in a few words. */
  readonly says: string;
  /** The rule that reports the policy. */
  readonly rule: string;
  /** The path of the part that it reports. */
  readonly path: string;
}

const GUIDE = 'AWS Organizations User Guide';

export const guide = (title: string) => `${GUIDE}, "${title}"`;

export const is = (value: string | string[]) => ({ '@@assign': value });
export const adds = (...values: string[]) => ({ '@@append': values });
export const allows = (...operators: string[]) => ({ '@@operators_allowed_for_child_policies': operators });
