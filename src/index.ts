export * from './constructs';
export { IOrganizationsProvider, OrganizationsProvider, OrganizationsProviderProps } from './provider';
