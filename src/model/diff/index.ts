export * from './apply';
export type * from './change';
export * from './diff';
export type { KnownCode } from './compare/diff-privileged';
export { isPrivilegedChange } from './compare/privileged-changes';
export type * from './references';
