/** An organization whose texts are hard to write in another language, with two OUs of one name and parts of others. */
import type { Account, AttachedPolicy, Organization, OrganizationalUnit, Policy } from '../../src/model';

export const ODD_NAMES = [
  'Bob\'s "team"', 'for', 'null', 'Café 🚀', '日本', ' padded ', 'a/b', '*/ // # -->', '${x}', '$${x} %{if}', '%%{y}', 'back\\slash', '2048', 'count', 'tab\there',
];

const FULL_ACCESS: AttachedPolicy = { id: 'p-FullAWSAccess', name: 'FullAWSAccess', type: 'SERVICE_CONTROL_POLICY', awsManaged: true };
const CONTENT = '{"Version":"2012-10-17","Statement":[{"Sid":"Own","Effect":"Deny","Action":"iam:*","Resource":"arn:aws:iam::*:user/${aws:username}","Condition":{"StringLike":{"aws:ResourceTag/%{a}":["<é>","&"]}}}]}';

function tagged(name: string): Record<string, string> {
  return { 'name': name, 'for': '1', 'null': '2', '${key}': name, 'a:b/c': '' };
}

function account(digit: number, name: string, more: Partial<Account> = {}): Account {
  return {
    id: String(200_000_000_000 + digit), name, email: `odd+${digit}@example.com`, state: 'ACTIVE', tags: {}, attachedPolicies: [FULL_ACCESS], ...more,
  };
}

function unit(digit: number, name: string, more: Partial<OrganizationalUnit> = {}): OrganizationalUnit {
  return {
    id: `ou-root-${String(digit).padStart(8, '0')}`, name, tags: {}, attachedPolicies: [FULL_ACCESS], accounts: [], organizationalUnits: [], ...more,
  };
}

function policy(digit: number, name: string): Policy {
  return {
    id: `p-${String(digit).padStart(8, '0')}`, name, type: 'SERVICE_CONTROL_POLICY', description: `About "${name}"\n${'$'}{x}`, content: CONTENT, tags: tagged(name),
  };
}

function attached({ id, name, type }: Policy): AttachedPolicy {
  return { id, name, type, awsManaged: false };
}

const policies = [...ODD_NAMES.map((name, index) => policy(index, name)), policy(90, 'Stay'), policy(91, 'stay'), policy(92, 'aws-guardrails-AbCdEf')];

export const ODD_ORGANIZATION: Organization = {
  id: 'o-odd1234567',
  managementAccountId: '111111111111',
  featureSet: 'ALL',
  root: {
    id: 'r-root',
    tags: {},
    attachedPolicies: [FULL_ACCESS, attached(policies[0])],
    accounts: [
      { ...account(0, 'Management'), id: '111111111111', attachedPolicies: [FULL_ACCESS, attached(policies[1])] },
      account(80, 'closed', { state: 'SUSPENDED', attachedPolicies: [FULL_ACCESS, attached(policies[0])] }),
    ],
    organizationalUnits: [
      ...ODD_NAMES.map((name, index) => unit(index, name, {
        tags: tagged(name),
        accounts: [account(index + 1, name, { tags: tagged(name) })],
        attachedPolicies: [FULL_ACCESS, attached(policies[index])],
      })),
      unit(60, 'Dev', { organizationalUnits: [unit(61, 'Prod', { accounts: [account(61, 'shop')] })] }),
      unit(62, 'Workloads', {
        organizationalUnits: [unit(63, 'Prod', { accounts: [account(62, 'shop')], attachedPolicies: [attached(policies[2])] })],
      }),
      unit(64, 'Guarded', { attachedPolicies: [FULL_ACCESS, attached(policies[policies.length - 1])] }),
    ],
  },
  policies,
  policyTypes: ['SERVICE_CONTROL_POLICY'],
  trustedServices: ['config.amazonaws.com', 'controltower.amazonaws.com'],
  delegatedAdministrators: [
    { accountId: '200000000062', accountName: 'shop', servicePrincipal: 'config.amazonaws.com' },
    { accountId: '200000000061', accountName: 'shop', servicePrincipal: 'config.amazonaws.com' },
  ],
};
