export * from './app-files';
export * from './app-rows';
export type * from './rows';
