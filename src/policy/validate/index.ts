export * from './allow-list';
export * from './catalogue';
export * from './management-policy-errors';
export * from './rule';
export * from './validate-identity-policy';
export * from './validate-policy';
export * from './unknown-text';
