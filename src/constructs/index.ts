export * from './account/account';
export { IAccount } from './account/account-base';
export * from './account/account-contacts';
export { AccountRemoval } from './account/account-removal';
export * from './account/account-settings';
export { AccountFleet, AccountFleetProps } from './fleet/account-fleet';
export { FleetNestedStacks } from './fleet/fleet-stacks';
export { SourceRow, SourceRowPlace } from './fleet/source-row';
export * from './organization/feature-set';
export * from './guardrails';
export * from './account/invited-account';
export * from './organization/organization';
export * from './organization/organization-attributes';
export { IOrganization } from './organization/organization-base';
export {
  IOrganizationalUnit, OrganizationalUnit, OrganizationalUnitAttributes, OrganizationalUnitOptions, OrganizationalUnitProps,
} from './organizational-unit/organizational-unit';
export * from './policy';
export { PolicyTypeOptions } from './organization/policy-type-disabling';
export * from './synthesis/reserved-tags';
export * from './organization/root';
export * from './trusted-service/trusted-service';
