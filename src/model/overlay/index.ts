export * from './deployed-ids';
export * from './drift';
export * from './overlay';
export * from './with-ownership';
