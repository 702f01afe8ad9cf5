export type { ActionClass } from './action-classes';
export * from './containment';
export type { Callers, RequestFacts } from './question';
export { type Gate, gatesOf } from './statements';
export { decisionAbout, type Witness } from './witness';
export { requestInWords } from './request-in-words';
export { OTHER_ACCOUNT } from './known-parts';
