import type { ManagementPolicyType } from '../../contract';
import type { PolicyProblem } from '../language';
import type { JsonValue } from '../parse-json';

export type InheritanceProblemKind =
  /** The document itself is wrong. */
  | 'syntax'
  /** A policy above does not let policies below use the operator; the instruction is ignored. */
  | 'not-allowed'
  /** Two policies at the same place differ; the one that was attached first counts. */
  | 'conflict'
  /** A list operator on a single value, or vice versa. */
  | 'shape'
  /** The service would refuse the document. */
  | 'refused';

export interface InheritanceProblem extends PolicyProblem {
  readonly kind: InheritanceProblemKind;
  readonly level: string;
  readonly policy: string;
}

/** An attached policy with its operators. */
export interface AttachedPolicy {
  readonly name: string;
  readonly content: JsonValue;
}

/** The root, an organizational unit or the account, with its policies in the order in which they were attached. */
export interface InheritanceLevel {
  readonly name: string;
  readonly policies: readonly AttachedPolicy[];
}

export const VALUE_OPERATORS = ['@@assign', '@@append', '@@remove'] as const;

export type ValueOperator = typeof VALUE_OPERATORS[number];

export const CHILD_CONTROL = '@@operators_allowed_for_child_policies';

/**
 * The operators that a type knows. AI services opt-out policies have single values only, so they cannot append.
 * Sources: AWS Organizations User Guide, "Inheritance operators" and "AI services opt-out policy syntax and examples".
 */
export function operatorsOf(type: ManagementPolicyType): readonly ValueOperator[] {
  return type === 'AISERVICES_OPT_OUT_POLICY' ? ['@@assign'] : VALUE_OPERATORS;
}
