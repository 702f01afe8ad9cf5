export type * from './impact-group';
export { impactOf, type ImpactOptions } from './impact';
