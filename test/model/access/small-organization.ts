import type { PolicyTypeName } from '../../../src/contract';
import type { Account, AttachedPolicy, Organization, OrganizationalUnit, Policy } from '../../../src/model';

export const FULL: AttachedPolicy = { id: 'p-FullAWSAccess', name: 'FullAWSAccess', type: 'SERVICE_CONTROL_POLICY', awsManaged: true };
export const RCP_FULL: AttachedPolicy = { id: 'p-RCPFullAWSAccess', name: 'RCPFullAWSAccess', type: 'RESOURCE_CONTROL_POLICY', awsManaged: true };

export function policy(name: string, content: object | string, type: PolicyTypeName = 'SERVICE_CONTROL_POLICY'): Policy {
  return { id: `p-${name}`, name, type, description: '', content: typeof content === 'string' ? content : JSON.stringify(content), tags: {} };
}

/** A document of one statement that denies on every resource, unless the statement says otherwise. */
export function denies(statement: object, principal?: '*'): object {
  return { Version: '2012-10-17', Statement: { Effect: 'Deny', ...(principal === undefined ? {} : { Principal: principal }), Resource: '*', ...statement } };
}

export function attached({ id, name, type }: Policy): AttachedPolicy {
  return { id, name, type, awsManaged: false };
}

export function account(name: string, id: string, attachedPolicies: AttachedPolicy[] = [FULL], email = `${name}@example.com`): Account {
  return { id, name, email, state: 'ACTIVE', tags: {}, attachedPolicies };
}

export function unit(name: string, id: string, parts: Partial<OrganizationalUnit>): OrganizationalUnit {
  return { id, name, tags: {}, attachedPolicies: [FULL], accounts: [], organizationalUnits: [], ...parts };
}

export function organization(root: Partial<Organization['root']>, parts: Partial<Organization> = {}): Organization {
  return {
    id: 'o-a1b2c3d4e5',
    managementAccountId: '999999999999',
    featureSet: 'ALL',
    root: { id: 'r-ab12', tags: {}, attachedPolicies: [FULL], accounts: [], organizationalUnits: [], ...root },
    policies: [],
    policyTypes: ['SERVICE_CONTROL_POLICY'],
    trustedServices: [],
    delegatedAdministrators: [],
    ...parts,
  };
}
