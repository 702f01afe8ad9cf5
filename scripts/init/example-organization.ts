/** An invented organization with 150 accounts, as its readers find it after some years: the input of `examples/written-app`. */
import { createHash } from 'node:crypto';
import type { PolicyTypeName } from '../../src/contract';
import {
  type Account, type AttachedPolicy, byName, type Organization, type OrganizationalUnit, type Policy, type Tags,
} from '../../src/model';

const TEAMS = [
  'billing', 'catalog', 'delivery', 'invoices', 'loyalty', 'mail', 'media', 'orders', 'payments', 'pricing', 'reports', 'returns',
  'reviews', 'routes', 'sales', 'search', 'stock', 'support', 'taxes', 'tracking', 'users', 'vouchers', 'warehouse',
];
const MANAGEMENT_ID = '111111111111';
const CONTACT = { Name: 'Security desk', Title: 'On call', EmailAddress: 'security@example.com', PhoneNumber: '+49 30 1234567' };

const FULL_ACCESS = awsManaged('p-FullAWSAccess', 'FullAWSAccess', 'SERVICE_CONTROL_POLICY');
const RESOURCE_FULL_ACCESS = awsManaged('p-RCPFullAWSAccess', 'RCPFullAWSAccess', 'RESOURCE_CONTROL_POLICY');

function awsManaged(id: string, name: string, type: PolicyTypeName): AttachedPolicy {
  return { id, name, type, awsManaged: true };
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function policy(name: string, type: PolicyTypeName, document: object, description = ''): Policy {
  return { id: `p-${hash(name).slice(0, 8)}`, name, type, description, content: JSON.stringify(document), tags: description === '' ? {} : { owner: 'security' } };
}

function statements(name: string, statement: object, description = '', type: PolicyTypeName = 'SERVICE_CONTROL_POLICY'): Policy {
  return policy(name, type, { Version: '2012-10-17', Statement: [statement] }, description);
}

const assign = (value: unknown) => ({ '@@assign': value });

const STAY = statements('Stay in organization', { Sid: 'Stay', Effect: 'Deny', Action: 'organizations:LeaveOrganization', Resource: '*' }, 'No account leaves');
const TRAIL = statements('Protect trails', { Sid: 'Trails', Effect: 'Deny', Action: ['cloudtrail:DeleteTrail', 'cloudtrail:StopLogging'], Resource: '*' }, 'Trails stay');
const REGIONS = statements('Regions of Europe', {
  Sid: 'Regions',
  Effect: 'Deny',
  NotAction: ['iam:*', 'organizations:*', 'route53:*', 'sts:*', 'support:*'],
  Resource: '*',
  Condition: { StringNotEquals: { 'aws:RequestedRegion': ['eu-central-1', 'eu-west-1'] } },
});
const KEYS = statements('Keep keys', { Sid: 'Keys', Effect: 'Deny', Action: 'kms:ScheduleKeyDeletion', Resource: '*' });
const SANDBOX = statements('Small instances', {
  Sid: 'Small', Effect: 'Deny', Action: 'ec2:RunInstances', Resource: 'arn:aws:ec2:*:*:instance/*', Condition: { StringNotLike: { 'ec2:InstanceType': ['t3.*', 't4g.*'] } },
});
const NARROW = statements('Storage and queues', {
  Sid: 'Allowed', Effect: 'Allow', Action: ['cloudformation:*', 'cloudwatch:*', 'iam:*', 'logs:*', 's3:*', 'sqs:*', 'sts:*', 'support:*'], Resource: '*',
});
const NOTHING = statements('Nothing', { Sid: 'Nothing', Effect: 'Deny', Action: '*', Resource: '*' });
const TLS = statements('TLS for buckets', {
  Sid: 'Tls', Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*', Condition: { BoolIfExists: { 'aws:SecureTransport': 'false' } },
}, '', 'RESOURCE_CONTROL_POLICY');
const TEAM_TAG = policy('Teams', 'TAG_POLICY', { tags: { team: { tag_key: assign('team') } } });
const BACKUP = policy('Daily backups', 'BACKUP_POLICY', {
  plans: {
    daily: {
      regions: assign(['eu-central-1']),
      rules: { nightly: { schedule_expression: assign('cron(0 3 ? * * *)'), target_backup_vault_name: assign('Default'), lifecycle: { delete_after_days: assign('35') } } },
      selections: { tags: { tagged: { iam_role_arn: assign('arn:aws:iam::$account:role/Backup'), tag_key: assign('backup'), tag_value: assign(['daily']) } } },
    },
  },
});
const GUARDRAILS = ['aws-guardrails-AbCdEf', 'aws-guardrails-GhIjKl']
  .map((name) => statements(name, { Sid: 'Config', Effect: 'Deny', Action: 'config:DeleteConfigurationRecorder', Resource: '*' }));
const POLICIES = [STAY, TRAIL, REGIONS, KEYS, SANDBOX, NARROW, NOTHING, TLS, TEAM_TAG, BACKUP, ...GUARDRAILS];

function attached(...policies: readonly Policy[]): AttachedPolicy[] {
  return byName([FULL_ACCESS, RESOURCE_FULL_ACCESS, ...policies.map(({ id, name, type }) => ({ id, name, type, awsManaged: false }))]);
}

function account(name: string, tags: Tags = {}, more: Partial<Account> = {}): Account {
  const id = String(200_000_000_000 + Number.parseInt(hash(name).slice(0, 9), 16) % 700_000_000_000);
  return { id, name, email: `aws+${name}@example.com`, state: 'ACTIVE', tags: { company: 'example', ...tags }, attachedPolicies: attached(), ...more };
}

function unit(
  name: string, policies: readonly Policy[], accounts: readonly Account[], organizationalUnits: readonly OrganizationalUnit[] = [], above = '',
): OrganizationalUnit {
  const id = `ou-ex4m-${hash(`${above}/${name}`).slice(0, 8)}`;
  return {
    id,
    name,
    tags: {},
    attachedPolicies: attached(...policies),
    accounts: byName([...accounts]),
    organizationalUnits: byName([...organizationalUnits]),
  };
}

function accountsOfTeams(stage: string, suffix: string): Account[] {
  return TEAMS.map((team) => account(`${team}-${suffix}`, { stage, team }));
}

const numbered = (prefix: string, count: number, tags: Tags) => Array.from({ length: count }, (_, index) => account(`${prefix}-${index + 1}`, tags));

/** The organization as a snapshot has it. */
export function exampleOrganization(): Organization {
  const security = ['audit', 'forensics', 'log-archive', 'security-tools'].map((name) => account(name, { team: 'security' }));
  const infrastructure = ['backup', 'build', 'identity', 'monitoring', 'names', 'network', 'shared-services', 'transit']
    .map((name) => account(name, { team: 'platform' }));
  const cards = unit('Cards', [KEYS], numbered('cards', 6, { stage: 'prod', team: 'payments' }), [], 'Workloads/Prod');
  const prod = unit('Prod', [KEYS, BACKUP], [...accountsOfTeams('prod', 'prod'), ...accountsOfTeams('prod', 'data')], [cards], 'Workloads');
  const test = unit('Test', [], accountsOfTeams('test', 'test'), [], 'Workloads');
  const dev = unit('Dev', [], accountsOfTeams('dev', 'dev'), [], 'Workloads');
  const lake = unit('Lake', [KEYS], numbered('lake', 8, { team: 'data' }), [], 'Data');
  const exceptions = unit('Exceptions', [NARROW], numbered('partner', 2, { team: 'sales' }));
  const closed = ['former-shop', 'former-blog'].map((name) => account(name, {}, { state: 'SUSPENDED' }));
  const [audit] = security;
  const backup = infrastructure[0];
  return {
    id: 'o-example1234',
    managementAccountId: MANAGEMENT_ID,
    featureSet: 'ALL',
    root: {
      id: 'r-ex4m',
      tags: {},
      attachedPolicies: attached(STAY, TLS, TEAM_TAG),
      accounts: [{ id: MANAGEMENT_ID, name: 'Management', email: 'aws+management@example.com', state: 'ACTIVE', tags: {}, attachedPolicies: attached() }],
      organizationalUnits: byName([
        unit('Security', [TRAIL, GUARDRAILS[0]], security),
        unit('Infrastructure', [TRAIL, GUARDRAILS[1]], infrastructure),
        unit('Workloads', [REGIONS], [], [prod, test, dev]),
        unit('Data', [REGIONS], [], [lake]),
        unit('Sandbox', [SANDBOX], numbered('sandbox', 30, { stage: 'sandbox' })),
        { ...exceptions, attachedPolicies: exceptions.attachedPolicies.filter(({ id }) => id !== FULL_ACCESS.id) },
        unit('Suspended', [NOTHING], closed),
      ]),
    },
    policies: byName([...POLICIES]),
    policyTypes: ['BACKUP_POLICY', 'RESOURCE_CONTROL_POLICY', 'SERVICE_CONTROL_POLICY', 'TAG_POLICY'],
    trustedServices: [
      'account', 'backup', 'cloudtrail', 'config', 'controltower', 'guardduty', 'securityhub', 'sso', 'tagpolicies.tag',
    ].map((name) => `${name}.amazonaws.com`),
    delegatedAdministrators: [
      ...['config', 'guardduty', 'securityhub'].map((name) => ({ accountId: audit.id, accountName: audit.name, servicePrincipal: `${name}.amazonaws.com` })),
      { accountId: backup.id, accountName: backup.name, servicePrincipal: 'backup.amazonaws.com' },
    ],
    accountSettings: [audit, backup].map(({ id }) => ({ accountId: id, settings: { SECURITY: CONTACT } }))
      .sort((one, other) => (one.accountId < other.accountId ? -1 : 1)),
  };
}
