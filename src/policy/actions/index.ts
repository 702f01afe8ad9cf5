export * from './action-details';
export * from './action-patterns';
export * from './action-table';
export * from './condition-keys';
export * from './nearest';
export * from './nearest-action';
