export type * from './change';
export type * from './references';
