export * from './deployed-ids';
export * from './drift';
export * from './overlay';
export * from './unexplained-tags';
export * from './with-ownership';
