export * from './effective-policy';
export type { AttachedPolicy, InheritanceLevel, ValueOperator } from './inheritance-input';
export type { InheritanceProblem, InheritanceProblemKind } from './inheritance-input';
export type { Source } from './setting';
