/** Organizations that were built by hand: with tags of others, policies of AWS Control Tower, an allow-list, and a closed account. */
import { Simulator, type SimulatorState } from '../../src/simulator';

const SCP = 'SERVICE_CONTROL_POLICY';
const FULL_ACCESS = 'p-FullAWSAccess';
/** With blanks after colons, and with its keys in another order than the code has. */
const STAY = `{
  "Statement": [ { "Action": [ "organizations:LeaveOrganization", "account:CloseAccount" ], "Resource": "*", "Sid": "Stay", "Effect": "Deny" } ],
  "Version": "2012-10-17"
}`;
const GUARDRAIL = document({ Sid: 'GRCLOUDTRAILENABLED', Effect: 'Deny', Action: 'cloudtrail:StopLogging', Resource: '*' });
const POLICIES: readonly (readonly [name: string, description: string, content: string, unit: string])[] = [
  ['stay-in-organization', 'Members stay', STAY, ''],
  ...['Security', 'Workloads', 'Sandbox'].map((unit, index) => [`aws-guardrails-${'AbCdEf'.slice(index)}`, '', GUARDRAIL, unit] as const),
  ['sandbox-limits', 'No reserved capacity', document({ Sid: 'NoReservations', Effect: 'Deny', Action: ['ec2:PurchaseReservedInstancesOffering', 'rds:PurchaseReservedDBInstancesOffering'], Resource: '*' }), 'Sandbox'],
  ['keep-keys', 'Keys stay', document({ Sid: 'KeepKeys', Effect: 'Deny', Action: ['kms:ScheduleKeyDeletion'], Resource: '*' }), 'Sandbox'],
  ['exceptions-allow-list', 'What exceptions may use', document({ Sid: 'Allowed', Effect: 'Allow', Action: ['cloudformation:*', 'iam:*', 'organizations:*', 's3:*', 'sts:*', 'support:*'], Resource: '*' }), 'Exceptions'],
  ['deny-all', 'Suspended accounts', document({ Sid: 'DenyAll', Effect: 'Deny', Action: ['*'], Resource: '*' }), 'Suspended'],
];
/** The unit whose accounts can only do what its policies allow. */
const ALLOW_LIST = 'Exceptions';
const PROCUREMENT_INSIGHTS = 'procurement-insights.marketplace.amazonaws.com';
const SERVICES = ['controltower.amazonaws.com', 'account.amazonaws.com', 'config.amazonaws.com', PROCUREMENT_INSIGHTS];
/** Accounts that administer services. */
const ADMINISTRATORS: Readonly<Record<string, readonly string[]>> = { audit: ['config.amazonaws.com', PROCUREMENT_INSIGHTS] };
const CLOSED = 'shop-archive';

/** Names of accounts by the path of their unit; each unit after the one above it. */
export type Tree = Readonly<Record<string, readonly string[]>>;

/** 15 units and 40 accounts. */
export const EXAMPLE: Tree = treeOf({
  teams: ['shop', 'search', 'stock', 'orders', 'mail', 'reports', 'returns', 'prices', 'bank', 'claims'],
  regulated: ['bank', 'claims'],
  sandboxes: ['alice', 'bob', 'carol'],
});

/** 15 units and 150 accounts. */
export const LARGE: Tree = treeOf({
  teams: Array.from({ length: 40 }, (_, index) => `team-${index + 1}`),
  regulated: ['team-39', 'team-40'],
  sandboxes: Array.from({ length: 23 }, (_, index) => `developer-${index + 1}`),
});

function treeOf({ teams, regulated, sandboxes }: Readonly<Record<'teams' | 'regulated' | 'sandboxes', readonly string[]>>): Tree {
  return {
    'Security': ['log-archive', 'audit'],
    'Infrastructure': [],
    'Infrastructure/Network': ['network', 'dns'],
    'Infrastructure/Platform': ['shared-services', 'backup'],
    'Workloads': [],
    'Workloads/Dev': teams.map((team) => `${team}-dev`),
    'Workloads/Test': teams.map((team) => `${team}-test`),
    'Workloads/Prod': teams.filter((team) => !regulated.includes(team)).map((team) => `${team}-prod`),
    'Workloads/Prod/Regulated': regulated.map((team) => `${team}-prod`),
    'Deployments': ['build'],
    'Sandbox': sandboxes.map((person) => `sandbox-${person}`),
    'Exceptions': [],
    'Policy Staging': [],
    'Suspended': [],
    'Transitional': [],
  };
}

interface Answer {
  readonly [name: string]: { readonly [name: string]: string } & { readonly PolicySummary?: { readonly Id: string } };
}

/** Builds an organization through the API of a simulator, in which time passes at once. */
export function organizationByHand(tree: Tree): SimulatorState {
  let now = Date.UTC(2024, 0, 1);
  const accountNames = Object.values(tree).flat();
  const simulator = new Simulator({ seed: 1, now: () => now, limits: { accounts: accountNames.length + 10 } });
  const call = (operation: string, input: object = {}): Answer => {
    const { status, body } = simulator.handle({
      method: 'POST', path: '/', headers: { 'x-amz-target': `AWSOrganizationsV20161128.${operation}` }, body: JSON.stringify(input),
    });
    if (status !== 200) throw new Error(`${operation} was refused: ${body}`);
    return body === '' ? {} : JSON.parse(body) as Answer;
  };
  const tagsOf = (name: string) => [{ Key: 'cost-center', Value: `cc-${name}` }, { Key: 'managed-by', Value: 'platform-team' }];
  const idOf = (account: string) => simulator.state().accounts.find(({ name }) => name === account)!.id;

  call('CreateOrganization', { FeatureSet: 'ALL' });
  now += 3_600_000;
  const root = simulator.state().root!.id;
  call('EnablePolicyType', { RootId: root, PolicyType: SCP });
  const units = new Map([['', root]]);
  for (const path of Object.keys(tree)) {
    const [Name, ...above] = path.split('/').reverse();
    const { OrganizationalUnit } = call('CreateOrganizationalUnit', { ParentId: units.get(above.reverse().join('/')), Name, Tags: tagsOf(Name) });
    units.set(path, OrganizationalUnit.Id);
  }
  const createAccount = (name: string, path: string) => {
    call('CreateAccount', { AccountName: name, Email: `aws+${name}@example.com`, Tags: tagsOf(name) });
    now += 600_000;
    call('MoveAccount', { AccountId: idOf(name), SourceParentId: root, DestinationParentId: units.get(path) });
  };
  for (const [path, names] of Object.entries(tree)) for (const name of names) createAccount(name, path);
  for (const [Name, Description, Content, path] of POLICIES) {
    const { Policy } = call('CreatePolicy', { Type: SCP, Name, Description, Content, Tags: tagsOf(Name) });
    call('AttachPolicy', { PolicyId: Policy.PolicySummary!.Id, TargetId: units.get(path) });
  }
  call('DetachPolicy', { PolicyId: FULL_ACCESS, TargetId: units.get(ALLOW_LIST) });
  for (const ServicePrincipal of SERVICES) call('EnableAWSServiceAccess', { ServicePrincipal });
  for (const [name, services] of Object.entries(ADMINISTRATORS)) {
    for (const ServicePrincipal of services) call('RegisterDelegatedAdministrator', { AccountId: idOf(name), ServicePrincipal });
  }
  createAccount(CLOSED, 'Suspended');
  call('CloseAccount', { AccountId: idOf(CLOSED) });
  now += 86_400_000;
  return simulator.state();
}

function document(statement: object): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
}
