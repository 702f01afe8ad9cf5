export * from './account-settings';
export * from './setting-differences';
