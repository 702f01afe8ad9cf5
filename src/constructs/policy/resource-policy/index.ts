export { DelegatedPolicies, DelegatedPoliciesOptions } from './delegated-policies';
export * from './organization-resource-policy';
export { PolicyManagementOptions } from './policy-management';
