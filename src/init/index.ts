export * from './app-files';
export * from './app-rows';
export * from './data';
export { Omissions } from './judge';
export * from './foreign';
export * from './language';
export { prettyJson } from './pretty-json';
export type * from './rows';
export * from './selection';
