export * from './authorization-policy-props';
export * from './resource-control-policy';
export * from './service-control-policy';
