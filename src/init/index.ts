export * from './app-files';
export * from './app-rows';
export type * from './rows';
export { type AppData, DATA_PATHS } from './data/app-data';
export { readRows } from './data/read-rows';
export { writeRows } from './data/write-rows';
