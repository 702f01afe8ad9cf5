import type { Stack } from 'aws-cdk-lib';
import type { Policy } from '../../../../src';
import type { ManagementPolicyType } from '../../../../src/policy/inherit';
import type { JsonObject } from '../../../../src/policy/language/problem-list';

/** An example of a syntax page, with names and values of our own. */
export interface DocumentedExample {
  /** Where the page has it, such as "Example 2, child policy". */
  readonly name: string;
  readonly document: JsonObject;
  /** Says the same by typed props. */
  readonly build: (stack: Stack) => Policy;
  /** The document that the typed props write, where it is another one of the same effect. */
  readonly built?: { readonly document: JsonObject; readonly reason: string };
  /** A policy further up, without which this one means nothing. */
  readonly above?: JsonObject;
}

/** A page "… policy syntax and examples" of the AWS Organizations User Guide. */
export interface DocumentedPage {
  /** The last part of its address. */
  readonly page: string;
  readonly type: ManagementPolicyType;
  /** How many policies and parts of policies it shows that an author writes; effective policies are not counted. */
  readonly shows: number;
  readonly examples: readonly DocumentedExample[];
}

export const is = (value: string | number | boolean | string[]) => ({ '@@assign': value });
export const adds = (...values: string[]) => ({ '@@append': values });
export const removes = (...values: string[]) => ({ '@@remove': values });

/** Child control, to be spread into a setting or a block. */
export const final = { '@@operators_allowed_for_child_policies': ['@@none'] };
export const open = { '@@operators_allowed_for_child_policies': ['@@all'] };
