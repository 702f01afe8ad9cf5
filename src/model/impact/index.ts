export type * from './impact-group';
export { allActions, impactOf, type ImpactOptions } from './impact';
