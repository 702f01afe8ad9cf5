export * from './app-files';
export * from './app-rows';
export type * from './rows';
export { Omissions } from './judge';
export { prettyJson } from './pretty-json';
