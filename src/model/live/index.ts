export * from './from-service';
export * from './live-account-settings';
export * from './snapshot';
