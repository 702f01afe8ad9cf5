export type { KnownNames } from './check-fleet';
export * from './fleet-files';
export * from './fleet-rows';
export * from './fleet-schema';
export * from './place';
export * from './read-fleet';
export type { ParseText } from './read/parsed-file';
