export * from './apply';
export type * from './change';
export * from './diff';
export type { KnownCode } from './diff-privileged';
export { isPrivilegedChange } from './privileged-changes';
export type * from './references';
