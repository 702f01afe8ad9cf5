export * from './actions';
export * from './attributes';
export * from './ids';
export * from './owner';
export * from './policy-types';
export * from './properties';
export * from './quotas';
export * from './resource-types';
