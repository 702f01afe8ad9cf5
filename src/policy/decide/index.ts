export * from './containment';
export type { Callers, RequestFacts } from './question';
export { type Gate, gatesOf } from './statements';
export { decisionAbout, type Witness } from './witness';
