import type { Account, AttachedPolicy, InCode, Organization, OrganizationalUnit, Policy } from '../../src/model';

/** Concise values of organizations for tests. IDs are derived from names, as symbols of a stack named `S`. */
export const symbol = (logicalId: string) => `\${S.${logicalId}}`;

export const IN_CODE: InCode = { owner: 'S', address: 'S.Resource', adopt: false, retained: false, exports: [] };

export const FULL_ACCESS: AttachedPolicy = { id: 'p-FullAWSAccess', name: 'FullAWSAccess', type: 'SERVICE_CONTROL_POLICY', awsManaged: true };

/** The notes from code on the construct of an ID. */
export function inCode(id: string, more: Partial<InCode> = {}): InCode {
  return { ...IN_CODE, address: id.replace(/^\$\{(.*)\}$/, '$1'), ...more };
}

export function account(name: string, more: Partial<Account> = {}): Account {
  const { id = symbol(name) } = more;
  return { id, name, email: `${name}@example.com`, state: 'ACTIVE', tags: {}, attachedPolicies: [], code: inCode(id), ...more };
}

export function unit(name: string, more: Partial<OrganizationalUnit> = {}): OrganizationalUnit {
  const { id = symbol(name) } = more;
  return { id, name, tags: {}, attachedPolicies: [], accounts: [], organizationalUnits: [], code: inCode(id), ...more };
}

export function policy(name: string, content: unknown, more: Partial<Policy> = {}): Policy {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  const { id = symbol(name) } = more;
  return { id, name, type: 'SERVICE_CONTROL_POLICY', description: '', content: text, tags: {}, code: inCode(id), ...more };
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

/** The owner tag of the stack `S`. */
export const owned = { 'cdk-aws-organizations:owner': 'S' };

/** The same as read from the service: with real IDs, and without facts that only code knows. */
export const live = {
  account: (name: string, number: number, more: Partial<Account> = {}): Account => (
    { ...account(name), id: `1111222233${String(number).padStart(2, '0')}`, code: undefined, ...more }),
  unit: (name: string, number: number, more: Partial<OrganizationalUnit> = {}): OrganizationalUnit => (
    { ...unit(name), id: `ou-root-aaaaaaa${number}`, code: undefined, ...more }),
  policy: (name: string, content: unknown, tags: Policy['tags'] = {}): Policy => (
    { ...policy(name, content), id: `p-${name.padEnd(8, '0')}`, tags, code: undefined }),
  organization: ({ root = {}, policies = [], more = {} }: Written = {}): Organization => organization({
    root: { id: 'r-root', code: undefined, ...root }, policies, more: { id: 'o-example1234', managementAccountId: '999988887777', code: undefined, ...more },
  }),
};
