import type { Account, AttachedPolicy, Organization, OrganizationalUnit, Policy } from '../../../src/model';

export const FULL_AWS_ACCESS: AttachedPolicy = { id: 'p-FullAWSAccess', name: 'FullAWSAccess', type: 'SERVICE_CONTROL_POLICY', awsManaged: true };

export function account(number: number, rest: Partial<Account> = {}): Account {
  const name = `account-${number}`;
  return {
    id: String(100_000_000_000 + number), name, email: `aws+${name}@example.com`, state: 'ACTIVE', tags: {}, attachedPolicies: [FULL_AWS_ACCESS], ...rest,
  };
}

export function unit(name: string, rest: Partial<OrganizationalUnit> = {}): OrganizationalUnit {
  return { id: `ou-ab12-${name.toLowerCase()}`, name, tags: {}, attachedPolicies: [FULL_AWS_ACCESS], accounts: [], organizationalUnits: [], ...rest };
}

export function policy(name: string, content: object, type: Policy['type'] = 'SERVICE_CONTROL_POLICY'): Policy {
  return { id: `p-${name}`, name, type, description: '', content: JSON.stringify(content), tags: {} };
}

export function attached({ id, name, type }: Policy): AttachedPolicy {
  return { id, name, type, awsManaged: false };
}

export function organization(units: OrganizationalUnit[], policies: Policy[] = [], rest: Partial<Organization> = {}): Organization {
  return {
    id: 'o-abcdefghij',
    managementAccountId: '100000000000',
    featureSet: 'ALL',
    root: { id: 'r-ab12', tags: {}, attachedPolicies: [FULL_AWS_ACCESS], accounts: [], organizationalUnits: units },
    policies,
    policyTypes: [...new Set(['SERVICE_CONTROL_POLICY' as const, ...policies.map(({ type }) => type)])].sort(),
    trustedServices: [],
    delegatedAdministrators: [],
    ...rest,
  };
}
