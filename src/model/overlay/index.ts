export * from './deployed-ids';
export * from './drift';
export * from './invitation-notes';
export * from './overlay';
export * from './pending-accounts';
export { withFormerSettings } from './planned-settings';
export * from './unexplained-tags';
export * from './with-ownership';
export * from './on-organization';
