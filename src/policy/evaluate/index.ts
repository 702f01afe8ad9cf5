export type { AccessRequest, ContextValue } from './access-request';
export { CompiledPolicy } from './compile-policy';
export * from './evaluate';
export type { Level } from './level';
export * from './reason-text';
export type { ConditionReason, ExemptReason, NoAllowReason, NotGivenReason, Reason, ReasonType, StatementReason } from './reason';
export type { Lookup } from './request-context';
export * from './verdict-table';
