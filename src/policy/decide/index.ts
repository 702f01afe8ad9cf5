export { type ActionClass, actionTexts } from './action-classes';
export type { TextClasses } from './values/text-classes';
export * from './containment';
export type { Callers, RequestFacts } from './question';
export { type Gate, gatesOf } from './statements';
export { decisionAbout, type Witness } from './witness';
export { requestInWords } from './request-in-words';
export { EXAMPLE_ACCOUNT, OTHER_ACCOUNT } from './known-parts';
