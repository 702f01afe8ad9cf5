import type { Stack } from 'aws-cdk-lib';
import type { Policy } from '../../../../src';
import type { ManagementPolicyType } from '../../../../src/contract';
import type { JsonObject } from '../../../../src/policy/language/problem-list';

/** An example of a syntax page, with other names and values. */
export interface DocumentedExample {
  /** The title of the example on the page, such as "Example 2, child policy". */
  readonly name: string;
  readonly document: JsonObject;
  /** Creates the policy with typed props. */
  readonly build: (stack: Stack) => Policy;
  /** The document that the typed props produce, where it differs from the page but has the same effect. */
  readonly built?: { readonly document: JsonObject; readonly reason: string };
  /** The policy further up that the example changes. */
  readonly above?: JsonObject;
}

/** A page "… policy syntax and examples" of the AWS Organizations User Guide. */
export interface DocumentedPage {
  /** The last part of the URL of the page. */
  readonly page: string;
  readonly type: ManagementPolicyType;
  /** The number of policies and parts of policies that the page shows, without effective policies. */
  readonly shows: number;
  readonly examples: readonly DocumentedExample[];
}

export const is = (value: string | number | boolean | string[]) => ({ '@@assign': value });
export const adds = (...values: string[]) => ({ '@@append': values });
export const removes = (...values: string[]) => ({ '@@remove': values });

/** Child control to spread into a setting or a block. */
export const final = { '@@operators_allowed_for_child_policies': ['@@none'] };
export const open = { '@@operators_allowed_for_child_policies': ['@@all'] };
