/** Concise values of live organizations for tests, with IDs of the service. */
import type { PolicyTypeName } from '../../src/contract';
import type { Account, AttachedPolicy, Organization, OrganizationalUnit, Policy, Root } from '../../src/model';
import { organizationOfState, stateOfOrganization } from '../../src/rehearsal';
import { FULL_ACCESS } from '../model/organizations';

export const MANAGEMENT: Account = {
  id: '111111111111', name: 'Management', email: 'management@example.com', state: 'ACTIVE', tags: {}, attachedPolicies: [FULL_ACCESS],
};

export function member(digit: number, name: string, more: Partial<Account> = {}): Account {
  const id = String(200_000_000_000 + digit);
  return { id, name, email: `member-${digit}@example.com`, state: 'ACTIVE', tags: {}, attachedPolicies: [FULL_ACCESS], ...more };
}

export function unitWith(digit: number, name: string, more: Partial<OrganizationalUnit> = {}): OrganizationalUnit {
  const id = `ou-root-${String(digit).padStart(8, '0')}`;
  return { id, name, tags: {}, attachedPolicies: [FULL_ACCESS], accounts: [], organizationalUnits: [], ...more };
}

export function policyWith(digit: number, name: string, statements: readonly object[], more: Partial<Policy> = {}): Policy {
  const content = JSON.stringify({ Version: '2012-10-17', Statement: statements });
  return { id: `p-${String(digit).padStart(8, '0')}`, name, type: 'SERVICE_CONTROL_POLICY', description: '', content, tags: {}, ...more };
}

export function attachment({ id, name, type }: Policy): AttachedPolicy {
  return { id, name, type, awsManaged: false };
}

export const DENY_ALL = { Sid: 'DenyAll', Effect: 'Deny', Action: '*', Resource: '*' };
export const DENY_LEAVING = { Sid: 'Stay', Effect: 'Deny', Action: 'organizations:LeaveOrganization', Resource: '*' };
export const ALLOW_SOME = { Sid: 'Allowed', Effect: 'Allow', Action: ['cloudformation:*', 'iam:*', 'organizations:*', 's3:*', 'sts:*', 'support:*'], Resource: '*' };

/** An organization as a reader of the service returns it: everything sorted. */
export function liveOrganization(root: Partial<Root>, more: Partial<Organization> = {}): Organization {
  return sorted({
    id: 'o-example1234',
    managementAccountId: MANAGEMENT.id,
    featureSet: 'ALL',
    root: {
      id: 'r-root', tags: {}, attachedPolicies: [FULL_ACCESS], organizationalUnits: [], ...root, accounts: [MANAGEMENT, ...root.accounts ?? []],
    },
    policies: [],
    policyTypes: ['SERVICE_CONTROL_POLICY'] satisfies PolicyTypeName[],
    trustedServices: [],
    delegatedAdministrators: [],
    ...more,
  });
}

export function sorted(organization: Organization): Organization {
  return organizationOfState(stateOfOrganization(organization))!;
}
