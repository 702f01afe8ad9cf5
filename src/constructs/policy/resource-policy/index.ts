export * from './organization-resource-policy';
export { PolicyManagementOptions } from './policy-management';
