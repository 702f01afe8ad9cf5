import type { Account, AttachedPolicy, InCode, Organization, OrganizationalUnit, Policy } from '../../src/model';

/** Values of organizations for tests, with little to write. Ids are made of names, as symbols of a stack named `S`. */
export const symbol = (logicalId: string) => `\${S.${logicalId}}`;

export const IN_CODE: InCode = { owner: 'S', address: 'S.Thing', adopt: false, retained: false, exports: [] };

export const FULL_ACCESS: AttachedPolicy = { id: 'p-FullAWSAccess', name: 'FullAWSAccess', type: 'SERVICE_CONTROL_POLICY', awsManaged: true };

export function account(name: string, more: Partial<Account> = {}): Account {
  return { id: symbol(name), name, email: `${name}@example.com`, state: 'ACTIVE', tags: {}, attachedPolicies: [], code: IN_CODE, ...more };
}

export function unit(name: string, more: Partial<OrganizationalUnit> = {}): OrganizationalUnit {
  return { id: symbol(name), name, tags: {}, attachedPolicies: [], accounts: [], organizationalUnits: [], code: IN_CODE, ...more };
}

export function policy(name: string, content: unknown, more: Partial<Policy> = {}): Policy {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  return { id: symbol(name), name, type: 'SERVICE_CONTROL_POLICY', description: '', content: text, tags: {}, code: IN_CODE, ...more };
}

export function attached({ id, name, type }: Policy): AttachedPolicy {
  return { id, name, type, awsManaged: false };
}

export interface Written {
  readonly root?: Partial<OrganizationalUnit>;
  readonly policies?: Policy[];
  readonly more?: Partial<Organization>;
}

export function organization({ root = {}, policies = [], more = {} }: Written = {}): Organization {
  return {
    id: symbol('Organization'),
    managementAccountId: '${S.Organization.ManagementAccountId}',
    featureSet: 'ALL',
    root: { id: '${S.Organization.RootId}', tags: {}, attachedPolicies: [], accounts: [], organizationalUnits: [], code: IN_CODE, ...root },
    policies,
    policyTypes: [],
    trustedServices: [],
    delegatedAdministrators: [],
    code: { owners: ['S'], guardedActions: [], withoutFullAwsAccess: [] },
    ...more,
  };
}
