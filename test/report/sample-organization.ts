import type { Account, Organization, OrganizationalUnit } from '../../src/model';

const nothing = { tags: {}, attachedPolicies: [] };

export function sampleAccount(name: string, id = name): Account {
  return { ...nothing, id, name, email: `${name}@example.com`, state: 'ACTIVE' };
}

export function sampleUnit(name: string, inside: Partial<OrganizationalUnit> = {}): OrganizationalUnit {
  return { ...nothing, id: `ou-${name}`, name, accounts: [], organizationalUnits: [], ...inside };
}

/** An organization in which only the tree matters. */
export function sampleOrganization(inside: Partial<OrganizationalUnit>): Organization {
  return {
    id: 'o-1',
    managementAccountId: '000000000000',
    featureSet: 'ALL',
    root: { ...nothing, id: 'r-0000', accounts: [], organizationalUnits: [], ...inside },
    policies: [],
    policyTypes: [],
    trustedServices: [],
    delegatedAdministrators: [],
  };
}
