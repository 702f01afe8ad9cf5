export * from './diff';
export * from './differences';
export * from './from-assembly';
export * from './impact';
export * from './organization';
export type * from './review';
export * from './risk';
export * from './sorting';
export * from './wanted-resources';
