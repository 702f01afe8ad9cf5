export * from './app-data';
export * from './data-of-rows';
export * from './read-rows';
export * from './write-rows';
