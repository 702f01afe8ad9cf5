export * from './from-service';
export * from './reading-operations';
export * from './snapshot';
