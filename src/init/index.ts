export * from './app-files';
export * from './app-rows';
export * from './data';
export * from './foreign';
export * from './language';
export type * from './rows';
export * from './selection';
