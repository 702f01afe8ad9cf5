import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack, Stage, Tags } from 'aws-cdk-lib';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import {
  Account, AccountGuardrails, Organization, OrganizationalUnit, OrganizationAssertions, Policy, PolicyContent, PolicySet, PolicyType,
  ServiceControlPolicy,
} from '../../src';

function deny(sid: string, action: string, conditions?: Record<string, unknown>): PolicyStatement {
  return new PolicyStatement({ sid, effect: Effect.DENY, actions: [action], resources: ['*'], conditions });
}

/** Workloads with a production and a test account, and an account that manages them all. */
function platform(stack: Stack, domain = 'example.com'): void {
  const organization = new Organization(stack, 'Organization');
  const workloads = new OrganizationalUnit(stack, 'Workloads', { parent: organization.root, organizationalUnitName: 'Workloads' });
  const prodUnit = new OrganizationalUnit(stack, 'Prod', { parent: workloads, organizationalUnitName: 'Prod' });
  const prod = new Account(stack, 'ProdAccount', { parent: prodUnit, accountName: 'prod', email: `prod@${domain}` });
  const tools = new Account(stack, 'ToolsAccount', { parent: organization.root, accountName: 'tools', email: `tools@${domain}` });
  new Account(stack, 'TestAccount', { parent: workloads, accountName: 'test', email: `test@${domain}` });
  Tags.of(prod).add('stage', 'prod');
  Tags.of(prodUnit).add('stage', 'prod');
  workloads.attachPolicy(new ServiceControlPolicy(stack, 'Regions', {
    policyName: 'regions',
    statements: [deny('Regions', 'ec2:*', { StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1'] }, ArnNotLike: { 'aws:PrincipalArn': 'arn:*:iam::*:role/platform/*' } })],
  }));
  organization.root.attachPolicy(new ServiceControlPolicy(stack, 'Backups', {
    policyName: 'backups',
    statements: [
      deny('OnlyTools', 'backup:*', { StringNotEquals: { 'aws:PrincipalAccount': tools.accountId } }),
      deny('OwnBuckets', 's3:ListAllMyBuckets', { StringNotEquals: { 'aws:ResourceAccount': tools.accountId } }),
      deny('Tagged', 'rds:*', { StringNotEquals: { 'aws:PrincipalTag/team': 'data' } }),
    ],
  }));
  organization.root.attachPolicy(new Policy(stack, 'Stages', {
    policyName: 'stages', policyType: PolicyType.TAG_POLICY, content: PolicyContent.fromJson({ tags: { stage: { tag_value: { '@@assign': ['prod', 'test'] } } } }),
  }));
}

const directory = mkdtempSync(join(tmpdir(), 'assertions-'));
const stack = new Stack(new App({ outdir: directory }), 'Land');
platform(stack);
const organization = OrganizationAssertions.fromStack(stack);
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const failure = (assert: () => unknown): string => {
  try {
    assert();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('It does not fail');
};

describe('an assertion that holds', () => {
  test('passes for actions that an account denies and allows', () => {
    organization.account('prod').asPrincipal('role/Developer')
      .denies('ec2:RunInstances', { 'aws:RequestedRegion': 'us-west-1' })
      .allows('ec2:RunInstances', { 'aws:RequestedRegion': 'eu-west-1' })
      .denies('backup:StartBackupJob');
    organization.account('tools@example.com').allows('backup:StartBackupJob').allows('ec2:RunInstances');
    organization.account('prod').asPrincipal('role/platform/Repair').allows('ec2:RunInstances', { 'aws:RequestedRegion': 'us-west-1' });
    organization.account('prod').withContext('aws:PrincipalTag/team', 'data').allows('rds:CreateDBInstance');
    organization.account('prod').withContext('aws:PrincipalTag/team').denies('rds:CreateDBInstance');
  });

  test('passes for every account below a unit', () => {
    organization.everyAccount({ under: 'Workloads' }).asPrincipal('user/somebody').denies('ec2:RunInstances', { 'aws:RequestedRegion': 'us-west-1' })
      .isIn('Workloads');
    organization.everyAccount().allows('s3:GetObject');
  });

  test('passes for accounts, tags and policies in the expected place', () => {
    organization.hasAccounts(3);
    organization.account('prod').isIn('Workloads/Prod').isIn('Workloads').hasTag('stage', 'prod').hasTag('stage');
    organization.organizationalUnit('Workloads').hasAccounts(2).hasPolicy('regions');
    organization.organizationalUnit('Workloads/Prod').hasAccounts(1).hasTag('stage', 'prod');
    expect(organization.account('prod').effectivePolicy(PolicyType.TAG_POLICY)).toEqual({ tags: { stage: { tag_value: ['prod', 'test'] } } });
    expect(organization.account('prod').effectivePolicy(PolicyType.BACKUP_POLICY)).toBeUndefined();
  });

  test('passes for the synthesized folder, and for an organization in a separate stage', () => {
    OrganizationAssertions.fromAssembly(directory).hasAccounts(3);
    const app = new App();
    const inStage = ['One', 'Two'].map((name) => new Stack(new Stage(app, name), 'Land'));
    inStage.forEach((each, index) => platform(each, `${index}.example.com`));
    OrganizationAssertions.fromStack(inStage[1]).account('prod').denies('backup:StartBackupJob');
    OrganizationAssertions.fromStack(inStage[1]).hasAccounts(3);
  });
});

describe('an assertion that fails', () => {
  test('shows the verdict and the attached policies for an action that is allowed', () => {
    expect(failure(() => organization.account('prod').denies('s3:GetObject'))).toBe([
      'The organization was expected to deny s3:GetObject:',
      '  Workloads/Prod/prod: it is allowed.',
      '    At root: FullAWSAccess, backups.',
      '    At Workloads: FullAWSAccess, regions.',
      '    At Workloads/Prod: FullAWSAccess.',
      '    At prod: FullAWSAccess.',
    ].join('\n'));
  });

  test('shows the denying policy and the reason for an action that is denied', () => {
    expect(failure(() => organization.account('prod').asPrincipal('root').allows('ec2:RunInstances', { 'aws:RequestedRegion': 'us-west-1' }))).toMatch(
      /^The organization was expected to allow ec2:RunInstances:\n {2}Workloads\/Prod\/prod: it is denied\.\n {4}Regions of the service control policy regions at Workloads denies it, if StringNotEquals aws:RequestedRegion eu-west-1 \(the request: us-west-1\)/);
  });

  test('shows the missing information for a verdict that depends on it, which counts neither as allowed nor as denied', () => {
    const question = () => organization.account('prod').denies('ec2:RunInstances', { 'aws:RequestedRegion': 'us-west-1' });
    expect(readFileSync(join(__dirname, '..', '..', 'docs', 'policy-tests.md'), 'utf8')).toContain(`\n${failure(question)}\n`);
    expect(failure(question)).toMatch(/Workloads\/Prod\/prod: it depends on what the test does not say: aws:PrincipalArn\.[^]*\n {4}Supply aws:PrincipalArn: \.asPrincipal\("role\/Name"\)\.$/);
    expect(failure(() => organization.account('prod').allows('rds:CreateDBInstance'))).toMatch(/Supply aws:PrincipalTag\/team: \.withContext\("aws:PrincipalTag\/team", "…"\)\.$/);
  });

  test('shows the form of a time where an exemption ends', () => {
    const land = new Stack(new App(), 'Land');
    const { root } = new Organization(land, 'Organization');
    const shop = root.addAccount('shop', { email: 'shop@example.com' });
    const guardrail = AccountGuardrails.denyRegionChanges().exemptAccount(shop, { until: '2099-01-31', reason: 'Move', approver: 'Board' });
    root.attachPolicy(new ServiceControlPolicy(land, 'Regions', { guardrails: [guardrail] }));
    const account = OrganizationAssertions.fromStack(land).account('shop').asPrincipal('role/Admin');
    expect(failure(() => account.denies('account:EnableRegion'))).toContain('Supply aws:CurrentTime: .withContext("aws:CurrentTime", "2027-01-31T00:00:00Z").');
    account.withContext('aws:CurrentTime', '2099-01-30T23:59:59Z').allows('account:EnableRegion');
    account.withContext('aws:CurrentTime', '2099-01-31T00:00:00Z').denies('account:EnableRegion');
  });

  test('says that the policies of a set have numbers', () => {
    const land = new Stack(new App(), 'Land');
    const unit = new Organization(land, 'Organization').root.addOrganizationalUnit('Work');
    unit.attachPolicySet(new PolicySet(land, 'Set', { policySetName: 'protect', guardrails: [AccountGuardrails.denyRegionChanges()] }));
    const work = OrganizationAssertions.fromStack(land).organizationalUnit('Work');
    expect(failure(() => work.hasPolicy('protect'))).toContain('"protect" attached (the policies of a set have numbers, such as "protect-1"), but these are');
    work.hasPolicy('protect-1');
  });

  test('does not ask for the resource of an action without resources', () => {
    expect(failure(() => organization.account('prod').allows('s3:ListAllMyBuckets'))).toMatch(
      /Supply aws:ResourceAccount: \.withContext\("aws:ResourceAccount", "…"\)\.$/);
  });

  test('fails if one of many accounts does not comply', () => {
    expect(failure(() => organization.everyAccount().denies('backup:StartBackupJob'))).toMatch(
      /^The organization was expected to deny backup:StartBackupJob in each of 3 accounts, 1 of them do not fit:\n {2}tools: it is allowed\./);
  });

  test.each<[string, () => unknown, string]>([
    ['an account elsewhere', () => organization.account('test').isIn('Workloads/Prod'), 'Accounts were expected to be in "Workloads/Prod", but are elsewhere:\n  Workloads/test'],
    ['a unit whose name only begins alike', () => organization.account('prod').isIn('Work'), 'Accounts were expected to be in "Work", but are elsewhere:\n  Workloads/Prod/prod'],
    ['another value of a tag', () => organization.account('prod').hasTag('stage', 'test'), 'was expected to have the tag "stage" with the value "test", but it has:\n'],
    ['no such tag', () => organization.account('test').hasTag('stage'), 'Workloads/test was expected to have the tag "stage", but it has:\n  nothing'],
    ['another number of accounts', () => organization.hasAccounts(1), 'was expected to have 1 account, but it has 3:\n  tools\n  Workloads/test\n  Workloads/Prod/prod'],
    ['another number in a unit', () => organization.organizationalUnit('Workloads').hasAccounts(1), 'Workloads was expected to have 1 account, but it has 2'],
    ['no such policy', () => organization.organizationalUnit('Workloads').hasPolicy('backups'), 'but these are:\n  FullAWSAccess\n  regions'],
    ['no such unit', () => organization.organizationalUnit('Workload/Prod'), 'does not exist: "Workload/Prod". Did you mean Workloads/Prod?'],
    ['no such account', () => organization.account('prd'), 'The account is not known: "prd". Did you mean Workloads/Prod/prod?'],
    ['nothing to assert about', () => organization.everyAccount({ under: 'Elsewhere' }), 'does not exist: "Elsewhere". There are: Workloads, Workloads/Prod.'],
    ['an effective policy of several', () => organization.everyAccount().effectivePolicy(PolicyType.TAG_POLICY), '3 accounts. Ask one with account(…).'],
    ['an effective policy of another kind', () => organization.account('prod').effectivePolicy(PolicyType.SERVICE_CONTROL_POLICY), 'no effective policy: "SERVICE_CONTROL_POLICY"'],
    ['a stack without an app', () => OrganizationAssertions.fromStack(new Stack(new Construct(undefined as never, 'Alone'), 'Land')), 'belongs to no app: "Alone/Land"'],
  ])('has an exact message for %s', (_what, assert, message) => {
    expect(failure(assert)).toContain(message);
  });
});

describe('names that no request has', () => {
  const prod = organization.account('prod').asPrincipal('role/Developer');

  test.each([
    ['an action', () => prod.allows('s3:GetObjectz'),
      'No service is known to have this action (given: "s3:GetObjectz"). Did you mean s3:GetObject? '
      + 'If it is newer than this version of the library, say .withNewNames("s3:GetObjectz") before.'],
    ['a service', () => prod.allows('ecc2:RunInstances'), 'No service is known to have this action (given: "ecc2:RunInstances"). Did you mean ec2:RunInstances?'],
    ['an action without its service', () => prod.allows('GetObject'), 'No service is known to have this action (given: "GetObject"). Write it as the Service Authorization Reference does; if it is newer'],
    ['a pattern of actions', () => prod.allows('s3:*'), 'No service is known to have this action (given: "s3:*").'],
    ['a condition key', () => prod.denies('ec2:RunInstances', { 'aws:RequestRegion': 'us-west-1' }),
      'No request is known to have this condition key (given: "aws:RequestRegion"). Did you mean aws:RequestedRegion?'],
    ['a condition key given before', () => prod.withContext('aws:PrincipalTags/team', 'data').allows('s3:GetObject'),
      'No request is known to have this condition key (given: "aws:PrincipalTags/team"). Did you mean aws:PrincipalTag/team?'],
  ])('%s is an error with what was probably meant', (_, assert, message) => {
    expect(failure(assert)).toContain(message);
  });

  test('names that are newer than the table can be declared', () => {
    prod.withNewNames('s3:BrandNew', 'aws:BrandNew').allows('s3:BrandNew').allows('s3:GetObject', { 'aws:BrandNew': 'x' });
    expect(failure(() => prod.withNewNames('s3:BrandNew').allows('s3:BrandOld'))).toContain('given: "s3:BrandOld"');
  });

  test('case is ignored, and keys of identity providers and tags are known', () => {
    prod.withContext('token.actions.githubusercontent.com:sub', 'x').allows('S3:getobject', { 'AWS:requesttag/x': 'y' });
  });
});

describe('an app with two organizations', () => {
  const app = new App({ outdir: join(directory, 'two') });
  const [one, two, third] = ['One', 'Two', 'Third'].map((name) => new Stack(app, name));
  for (const each of [one, two]) {
    const { root } = new Organization(each, 'Organization');
    const unit = new OrganizationalUnit(each, 'Unit', { parent: root, organizationalUnitName: 'unit' });
    new Account(each, 'Account', { parent: unit, accountName: each.node.id, email: `${each.node.id}@example.com` });
    if (each === two) new Account(third, 'Account', { parent: unit, accountName: 'third', email: 'third@example.com' });
  }

  test('has only the organization that belongs to a stack', () => {
    OrganizationAssertions.fromStack(one).hasAccounts(1);
    OrganizationAssertions.fromStack(third).hasAccounts(2);
    OrganizationAssertions.fromStack(third).account('Two').isIn('unit');
  });

  test('is an error when it is asserted as a whole', () => {
    expect(failure(() => OrganizationAssertions.fromAssembly(join(directory, 'two')))).toBe('There is more than one organization: stacks One, Two. '
      + 'Give fromStack a stack that only one of them is connected with, or put each organization into an App or a Stage of its own.');
  });
});

test('neverAllows proves that no request passes, and shows one that does', () => {
  const another = new Stack(new App(), 'Stack');
  platform(another);
  const assertions = OrganizationAssertions.fromStack(another);
  const abroad = { actions: ['ec2:RunInstances'], conditions: { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } } };
  assertions.everyAccount({ under: 'Workloads' }).neverAllows({ ...abroad, exceptPrincipals: ['role/platform/*'] });
  expect(() => assertions.account('prod').neverAllows(abroad)).toThrow(/never allow ec2:RunInstances:\n {2}Workloads\/Prod\/prod: role\/platform\/\S+ can call ec2:RunInstances where aws:RequestedRegion is us-east-1\./);
  expect(() => assertions.account('tools').neverAllows(abroad)).toThrow('tools: role/Example can call ec2:RunInstances where aws:RequestedRegion is us-east-1.');
  expect(() => assertions.account('tools').neverAllows({ actions: ['ec2:Nothing'] })).toThrow('No service has an action like this: "ec2:Nothing".');
});
