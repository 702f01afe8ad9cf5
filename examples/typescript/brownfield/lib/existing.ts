/** The organization that was created by hand over the years. The IDs are those of AWS, and all else is as the console shows it. */
import type { AccountRow, Inventory, PolicyRow, UnitRow } from './brownfield-stack';

/** Services with trusted access. AWS Control Tower manages its own. */
export const SERVICES = ['account.amazonaws.com', 'config.amazonaws.com', 'procurement-insights.marketplace.amazonaws.com'];

export const ROOT_POLICIES = ['p-x037p7x7'];

/** The text and the description equal those of the existing policy, except for white space in the text. */
export const POLICIES: readonly PolicyRow[] = [
  {
    id: 'p-x037p7x7',
    adopt: true,
    name: 'stay-in-organization',
    description: 'Members stay',
    content: {
      Statement: [{ Action: ['organizations:LeaveOrganization', 'account:CloseAccount'], Resource: '*', Sid: 'Stay', Effect: 'Deny' }],
      Version: '2012-10-17',
    },
  },
  {
    id: 'p-t2hpvtfg',
    adopt: true,
    name: 'sandbox-limits',
    description: 'No reserved capacity',
    content: {
      Version: '2012-10-17',
      Statement: [{ Sid: 'NoReservations', Effect: 'Deny', Action: ['ec2:PurchaseReservedInstancesOffering', 'rds:PurchaseReservedDBInstancesOffering'], Resource: '*' }],
    },
  },
  {
    id: 'p-36thft4t',
    adopt: true,
    name: 'keep-keys',
    description: 'Keys stay',
    content: {
      Version: '2012-10-17',
      Statement: [{ Sid: 'KeepKeys', Effect: 'Deny', Action: ['kms:ScheduleKeyDeletion'], Resource: '*' }],
    },
  },
  {
    id: 'p-fss3e03b',
    adopt: true,
    name: 'exceptions-allow-list',
    description: 'What exceptions may use',
    content: {
      Version: '2012-10-17',
      Statement: [{ Sid: 'Allowed', Effect: 'Allow', Action: ['cloudformation:*', 'iam:*', 'organizations:*', 's3:*', 'sts:*', 'support:*'], Resource: '*' }],
    },
  },
  {
    id: 'p-6mvz8et2',
    adopt: true,
    name: 'deny-all',
    description: 'Suspended accounts',
    content: {
      Version: '2012-10-17',
      Statement: [{ Sid: 'DenyAll', Effect: 'Deny', Action: ['*'], Resource: '*' }],
    },
  },
];

/** Each unit after the one above it. */
export const UNITS: readonly UnitRow[] = [
  { id: 'ou-m0iz-85h2era6', adopt: true, name: 'Security' },
  { id: 'ou-m0iz-1flsa7nj', adopt: true, name: 'Infrastructure' },
  { id: 'ou-m0iz-r6pgrz8r', adopt: true, name: 'Network', parent: 'ou-m0iz-1flsa7nj' },
  { id: 'ou-m0iz-5be85qk4', adopt: true, name: 'Platform', parent: 'ou-m0iz-1flsa7nj' },
  { id: 'ou-m0iz-91mv8zpe', adopt: true, name: 'Workloads' },
  { id: 'ou-m0iz-aoyxoxux', adopt: true, name: 'Dev', parent: 'ou-m0iz-91mv8zpe' },
  { id: 'ou-m0iz-41vavixp', adopt: true, name: 'Test', parent: 'ou-m0iz-91mv8zpe' },
  { id: 'ou-m0iz-5oy4z5d4', adopt: true, name: 'Prod', parent: 'ou-m0iz-91mv8zpe' },
  { id: 'ou-m0iz-ebnij2tu', adopt: true, name: 'Regulated', parent: 'ou-m0iz-5oy4z5d4' },
  { id: 'ou-m0iz-95awa5nj', adopt: true, name: 'Deployments' },
  { id: 'ou-m0iz-b452aon4', adopt: true, name: 'Sandbox', tags: { 'cost-center': 'cc-Sandbox' }, policies: ['p-t2hpvtfg', 'p-36thft4t'] },
  { id: 'ou-m0iz-ii7s9zyv', adopt: true, name: 'Exceptions', policies: ['p-fss3e03b'], isAllowList: true },
  { id: 'ou-m0iz-061zbpv3', adopt: true, name: 'Policy Staging' },
  { id: 'ou-m0iz-9vss735e', adopt: true, name: 'Suspended', policies: ['p-6mvz8et2'], lockOut: 'Accounts that will be closed: nothing is deployed there' },
  { id: 'ou-m0iz-javbwvmo', adopt: true, name: 'Transitional' },
];

export const ACCOUNTS: readonly AccountRow[] = [
  { id: '863360955610', adopt: true, name: 'log-archive', email: 'aws+log-archive@example.com', unit: 'ou-m0iz-85h2era6' },
  { id: '116216600046', adopt: true, name: 'audit', email: 'aws+audit@example.com', unit: 'ou-m0iz-85h2era6', administers: ['config.amazonaws.com', 'procurement-insights.marketplace.amazonaws.com'] },
  { id: '189398645421', adopt: true, name: 'network', email: 'aws+network@example.com', unit: 'ou-m0iz-r6pgrz8r' },
  { id: '318395641767', adopt: true, name: 'dns', email: 'aws+dns@example.com', unit: 'ou-m0iz-r6pgrz8r' },
  { id: '904205473894', adopt: true, name: 'shared-services', email: 'aws+shared-services@example.com', unit: 'ou-m0iz-5be85qk4' },
  { id: '693654306650', adopt: true, name: 'backup', email: 'aws+backup@example.com', unit: 'ou-m0iz-5be85qk4' },
  { id: '485338582847', adopt: true, name: 'shop-dev', email: 'aws+shop-dev@example.com', unit: 'ou-m0iz-aoyxoxux' },
  { id: '720659834560', adopt: true, name: 'search-dev', email: 'aws+search-dev@example.com', unit: 'ou-m0iz-aoyxoxux' },
  { id: '668909663081', adopt: true, name: 'stock-dev', email: 'aws+stock-dev@example.com', unit: 'ou-m0iz-aoyxoxux' },
  { id: '103862343547', adopt: true, name: 'orders-dev', email: 'aws+orders-dev@example.com', unit: 'ou-m0iz-aoyxoxux' },
  { id: '970912555136', adopt: true, name: 'mail-dev', email: 'aws+mail-dev@example.com', unit: 'ou-m0iz-aoyxoxux' },
  { id: '887986064956', adopt: true, name: 'reports-dev', email: 'aws+reports-dev@example.com', unit: 'ou-m0iz-aoyxoxux' },
  { id: '409008117572', adopt: true, name: 'returns-dev', email: 'aws+returns-dev@example.com', unit: 'ou-m0iz-aoyxoxux' },
  { id: '162910516303', adopt: true, name: 'prices-dev', email: 'aws+prices-dev@example.com', unit: 'ou-m0iz-aoyxoxux' },
  { id: '827160324704', adopt: true, name: 'bank-dev', email: 'aws+bank-dev@example.com', unit: 'ou-m0iz-aoyxoxux' },
  { id: '281250978529', adopt: true, name: 'claims-dev', email: 'aws+claims-dev@example.com', unit: 'ou-m0iz-aoyxoxux' },
  { id: '594954034356', adopt: true, name: 'shop-test', email: 'aws+shop-test@example.com', unit: 'ou-m0iz-41vavixp' },
  { id: '205155718354', adopt: true, name: 'search-test', email: 'aws+search-test@example.com', unit: 'ou-m0iz-41vavixp' },
  { id: '660884903982', adopt: true, name: 'stock-test', email: 'aws+stock-test@example.com', unit: 'ou-m0iz-41vavixp' },
  { id: '859836180107', adopt: true, name: 'orders-test', email: 'aws+orders-test@example.com', unit: 'ou-m0iz-41vavixp' },
  { id: '193323182793', adopt: true, name: 'mail-test', email: 'aws+mail-test@example.com', unit: 'ou-m0iz-41vavixp' },
  { id: '642569687618', adopt: true, name: 'reports-test', email: 'aws+reports-test@example.com', unit: 'ou-m0iz-41vavixp' },
  { id: '313414321993', adopt: true, name: 'returns-test', email: 'aws+returns-test@example.com', unit: 'ou-m0iz-41vavixp' },
  { id: '373509646406', adopt: true, name: 'prices-test', email: 'aws+prices-test@example.com', unit: 'ou-m0iz-41vavixp' },
  { id: '221844503937', adopt: true, name: 'bank-test', email: 'aws+bank-test@example.com', unit: 'ou-m0iz-41vavixp' },
  { id: '419404331416', adopt: true, name: 'claims-test', email: 'aws+claims-test@example.com', unit: 'ou-m0iz-41vavixp' },
  { id: '524647838719', adopt: true, name: 'shop-prod', email: 'aws+shop-prod@example.com', unit: 'ou-m0iz-5oy4z5d4' },
  { id: '665300167091', adopt: true, name: 'search-prod', email: 'aws+search-prod@example.com', unit: 'ou-m0iz-5oy4z5d4' },
  { id: '356384760569', adopt: true, name: 'stock-prod', email: 'aws+stock-prod@example.com', unit: 'ou-m0iz-5oy4z5d4' },
  { id: '596739578126', adopt: true, name: 'orders-prod', email: 'aws+orders-prod@example.com', unit: 'ou-m0iz-5oy4z5d4' },
  { id: '741263602285', adopt: true, name: 'mail-prod', email: 'aws+mail-prod@example.com', unit: 'ou-m0iz-5oy4z5d4' },
  { id: '424880581024', adopt: true, name: 'reports-prod', email: 'aws+reports-prod@example.com', unit: 'ou-m0iz-5oy4z5d4' },
  { id: '321581559956', adopt: true, name: 'returns-prod', email: 'aws+returns-prod@example.com', unit: 'ou-m0iz-5oy4z5d4' },
  { id: '793405109268', adopt: true, name: 'prices-prod', email: 'aws+prices-prod@example.com', unit: 'ou-m0iz-5oy4z5d4' },
  { id: '390861090676', adopt: true, name: 'bank-prod', email: 'aws+bank-prod@example.com', unit: 'ou-m0iz-ebnij2tu' },
  { id: '606324837432', adopt: true, name: 'claims-prod', email: 'aws+claims-prod@example.com', unit: 'ou-m0iz-ebnij2tu' },
  { id: '246803894867', adopt: true, name: 'build', email: 'aws+build@example.com', unit: 'ou-m0iz-95awa5nj' },
  { id: '188264389844', adopt: true, name: 'sandbox-alice', email: 'aws+sandbox-alice@example.com', unit: 'ou-m0iz-b452aon4', tags: { 'cost-center': 'cc-sandbox-alice' } },
  { id: '275104321732', adopt: true, name: 'sandbox-bob', email: 'aws+sandbox-bob@example.com', unit: 'ou-m0iz-b452aon4', tags: { 'cost-center': 'cc-sandbox-bob' } },
  { id: '965978584162', adopt: true, name: 'sandbox-carol', email: 'aws+sandbox-carol@example.com', unit: 'ou-m0iz-b452aon4', tags: { 'cost-center': 'cc-sandbox-carol' } },
];

export const INVENTORY: Inventory = {
  services: SERVICES, rootPolicies: ROOT_POLICIES, policies: POLICIES, units: UNITS, accounts: ACCOUNTS,
};
