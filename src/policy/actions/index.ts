export * from './action-details';
export * from './action-patterns';
export * from './action-table';
export * from './compress-actions';
export * from './condition-keys';
export * from './nearest';
export * from './nearest-action';
export * from './unknown-names';
