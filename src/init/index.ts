export * from './app-files';
export * from './app-rows';
export * from './foreign';
export type * from './rows';
