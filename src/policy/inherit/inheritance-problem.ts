import type { PolicyProblem } from '../language';

export type InheritanceProblemKind =
  /** The document itself is wrong. */
  | 'syntax'
  /** A policy above does not let policies below use the operator; what it says here is ignored. */
  | 'not-allowed'
  /** Two policies at the same place say different things; the one that was attached first counts. */
  | 'conflict'
  /** A list operator on a single value, or the other way round. */
  | 'shape'
  /** The service would refuse the document. */
  | 'refused';

export interface InheritanceProblem extends PolicyProblem {
  readonly kind: InheritanceProblemKind;
  readonly level: string;
  readonly policy: string;
}
