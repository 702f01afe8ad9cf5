export * from './apply';
export type * from './change';
export * from './diff';
export type * from './references';
