export * from './from-service';
export * from './live-account-settings';
export * from './reading-operations';
export * from './snapshot';
