export * from './account-settings';
export * from './named-settings';
export * from './setting-differences';
