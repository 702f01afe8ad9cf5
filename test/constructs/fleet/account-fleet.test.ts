import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type App, NestedStack, type Stack, Tags } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import {
  Account, AccountFleet, type AccountFleetProps, AccountGuardrails, NetworkGuardrails, Organization, PolicySet, PolicyType,
  ServiceControlPolicy, TrustedService,
} from '../../../src';
import { partOf } from '../../../src/constructs/fleet/fleet-stacks';
import { ResourceType } from '../../../src/contract';
import { appRows } from '../../../src/init';
import { partsFile } from '../../../src/init/typescript/parts-file';
import { LARGE } from '../../init/large-organization';
import { synthesisProblems, testStack } from '../test-app';

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

type Files = Readonly<Record<string, string>>;

/** Two teams with a file each, and the organizational units of both. */
const TEAMS: Files = {
  'units.json': '{"organizationalUnits": [\n{"id": "prod", "name": "Prod"},\n{"id": "test", "name": "Test", "parent": "prod", "policies": ["deny-all"]}\n]}',
  'red.yaml': `tagsOfAll: { team: red }
accounts:
  - { id: shop, name: shop, email: aws+shop@example.com, unit: prod, policies: [deny-all] }
  - { id: "111111111111", adopt: true, name: bank, email: aws+bank@example.com, administers: [config.amazonaws.com] }
`,
  'teams/blue.csv': 'id,name,email,unit,tags.team\nlab,lab,aws+lab@example.com,test,blue\nloan,loan,aws+loan@example.com,prod,blue\n',
};

type Options = Partial<AccountFleetProps>;

function fleetOf(
  files: Files, options: Options | ((stack: Stack) => Options) = {},
): { readonly stack: Stack; readonly fleet: AccountFleet } {
  const folder = mkdtempSync(join(tmpdir(), 'fleet-'));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const stack = testStack();
  const organization = new Organization(stack, 'Organization', { trustedServices: [TrustedService.CONFIG, TrustedService.ACCOUNT_MANAGEMENT] });
  const more = typeof options === 'function' ? options(stack) : options;
  const policy = new ServiceControlPolicy(stack, 'DenyAll', {
    statements: [new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: ['s3:DeleteBucket'], resources: ['*'] })],
  });
  const fleet = new AccountFleet(stack, 'Fleet', { parent: organization.root, paths: [folder], policies: { 'deny-all': policy }, ...more });
  return { stack, fleet };
}

type Resources = Record<string, { readonly Type: string; readonly Properties: Record<string, any> }>;

const resourcesOf = (stack: Stack) => Template.fromStack(stack).toJSON().Resources as Resources;

/** Accounts with their logical IDs, by the stack that they are in. */
function accountsOf(stack: Stack): Record<string, Record<string, string>> {
  const stacks = stack.node.findAll().filter((each): each is Stack => each === stack || each instanceof NestedStack);
  return Object.fromEntries(stacks.map((each) => [each.node.path, Object.fromEntries(Object.entries(resourcesOf(each))
    .filter(([, { Type }]) => Type === ResourceType.ACCOUNT)
    .map(([logicalId, { Properties }]) => [Properties.Email as string, logicalId]))]));
}

const byEmail = (resources: Resources, email: string) => Object.values(resources)
  .find(({ Properties }) => Properties?.Email === email)!.Properties;

test('rows of three files in two folders become accounts and organizational units, with tags, policies and administrators', () => {
  const { stack, fleet } = fleetOf(TEAMS);
  const resources = resourcesOf(stack);
  expect(fleet.accounts.map(({ email }) => email)).toEqual(
    ['aws+shop@example.com', 'aws+bank@example.com', 'aws+lab@example.com', 'aws+loan@example.com']);
  expect(fleet.organizationalUnits).toHaveLength(2);
  expect(byEmail(resources, 'aws+bank@example.com')).toMatchObject({ AccountId: '111111111111', Adopt: true, Tags: [{ Key: 'team', Value: 'red' }] });
  expect(byEmail(resources, 'aws+lab@example.com')).toMatchObject({ Tags: [{ Key: 'team', Value: 'blue' }] });
  expect(byEmail(resources, 'aws+shop@example.com').Adopt).toBeUndefined();
  const types = Object.values(resources).map(({ Type }) => Type);
  expect(types.filter((type) => type === ResourceType.POLICY_ATTACHMENTS)).toHaveLength(2);
  expect(types.filter((type) => type === ResourceType.DELEGATED_ADMINISTRATOR)).toHaveLength(1);
  expect(fleet.account('lab')).toBe(fleet.accounts[2]);
  expect(fleet.organizationalUnit('test')).toBe(fleet.organizationalUnits[1]);
  expect(() => fleet.account('lap')).toThrow('[Test/Fleet] No row of an account has this ID (given: "lap"). Give the ID of a row, such as "lab".');
});

test('an account that changes its name, its organizational unit, its file or its line keeps its logical ID, and so do all others', () => {
  const moved = {
    ...TEAMS,
    'red.yaml': TEAMS['red.yaml'].replace('accounts:', 'accounts:\n  - { id: loan, name: lend, email: aws+loan@example.com, unit: test }'),
    'teams/blue.csv': TEAMS['teams/blue.csv'].replace(/loan.*\n/, ''),
  };
  expect(accountsOf(fleetOf(moved).stack)).toEqual(accountsOf(fleetOf(TEAMS).stack));
});

describe('a fleet with nested stacks', () => {
  const row = (index: number, unit = `u${index % 3}`) => `{"id": "a${index}", "name": "a${index}", "email": "aws+a${index}@example.com", "unit": "${unit}"}`;
  const units = (...more: string[]) => `{"organizationalUnits": [${['u0', 'u1', 'u2'].map((id, index) => (
    `{"id": "${id}", "name": "${id}"${index === 2 ? ', "parent": "u0"' : ''}}`)).concat(more).join(',\n')}]}`;
  const rows = (list: readonly string[]) => `{"accounts": [${list.join(',\n')}]}`;
  const twenty = Array.from({ length: 20 }, (_, index) => row(index));
  const nestedStacks = { accounts: 4, organizationalUnits: 2 };
  const accounts = (list: readonly string[], unit = units()) => accountsOf(fleetOf({ 'u.json': unit, 'a.json': rows(list) }, { nestedStacks }).stack);

  test('distributes its accounts over them', () => {
    const before = accounts(twenty);
    const numbers = Object.entries(before).map(([path, each]) => [path, Object.keys(each).length] as const)
      .filter(([, number]) => number > 0);
    expect(numbers.map(([path]) => path).sort()).toEqual([0, 1, 2, 3].map((part) => `Test/Fleet/Accounts-${part}`));
    expect(numbers.reduce((sum, [, number]) => sum + number, 0)).toBe(20);
  });

  test('moves no account to another stack when others are added, renamed, moved and removed', () => {
    const before = accounts(twenty);
    const changed = accounts([
      ...[20, 21].map((index) => row(index)), ...twenty.slice(2, 18).reverse(), row(18, 'u3'), row(19, 'u0').replace('"name": "a19"', '"name": "x"'),
    ], units('{"id": "u3", "name": "u3", "parent": "u2"}'));
    for (const [path, each] of Object.entries(before)) {
      const { 'aws+a0@example.com': _first, 'aws+a1@example.com': _second, ...stay } = each;
      expect(changed[path] ?? {}).toMatchObject(stay);
    }
  });

  test('has the same stack for a row as an app that cdk-org init wrote', () => {
    const [, body] = /const hash = (.*);/.exec(partsFile(appRows(LARGE))!)!;
    const hashOf = new Function('id', `return ${body.replace('character.codePointAt(0)!', 'character.codePointAt(0)')}`) as (id: string) => number;
    const ids = ['', 'shop', '111111111111', 'ou-ab12-11111111', 'Zürich 🏔'];
    expect(ids.map((id) => partOf(id, 7))).toEqual(ids.map((id) => hashOf(id) % 7));
  });

  test('names organizational units that exist by their IDs, without a parameter, and still comes after their policies', () => {
    const [one, other] = ['ou-ab12-11111111', 'ou-ab12-22222222'];
    const organizationalUnits = [
      { id: one, adopt: true, name: 'One', policies: ['deny-all'] },
      { id: other, adopt: true, name: 'Other', parent: one },
      { id: 'new', name: 'New', parent: other },
    ];
    const files = { 'u.json': JSON.stringify({ organizationalUnits }), 'a.json': rows([row(0, one), row(1, other)]), 'b.json': rows([row(2, 'new')]) };
    const { stack } = fleetOf(files, { nestedStacks: { accounts: 3, organizationalUnits: 1 } });
    const nested = Object.entries(resourcesOf(stack)).filter(([, { Type }]) => Type === 'AWS::CloudFormation::Stack');
    interface Nested { readonly Properties: { readonly Parameters: object }; readonly DependsOn: readonly string[] }
    const of = (name: string) => nested.find(([logicalId]) => logicalId.includes(name))![1] as unknown as Nested;
    const part = (index: number) => `Accounts${partOf(`a${index}`, 3)}`;
    expect(new Set([0, 1, 2].map(part)).size).toBe(3);
    expect([0, 1, 2].map((index) => Object.keys(of(part(index)).Properties.Parameters).filter((name) => name.includes('Unit')).length)).toEqual([0, 0, 1]);
    expect(of(part(0)).DependsOn.filter((name) => name.includes('Units10'))).toHaveLength(1);
    const parents = Object.fromEntries(stack.node.findAll().filter((each): each is Stack => each instanceof NestedStack).flatMap((each) => (
      Object.values(resourcesOf(each)).filter(({ Type }) => Type === ResourceType.ACCOUNT)
        .map(({ Properties }) => [Properties.AccountName, Properties.ParentId]))));
    expect(parents).toMatchObject({ a0: one, a1: other, a2: { Ref: expect.any(String) } });
  });

  test('refuses references that would make the template too large', () => {
    const many = Array.from({ length: 3_000 }, (_, index) => `u${index}`);
    const files = { 'u.json': `{"organizationalUnits": [${many.map((id) => `{"id": "${id}", "name": "${id}"}`).join()}]}`, 'a.json': rows(many.map((id, index) => row(index, id))) };
    expect(() => fleetOf(files, { nestedStacks: { accounts: 50, organizationalUnits: 50 } })).toThrow(
      'that the template of the stack would be too large (given: "3000 references"). Deploy the organizational units first, and adopt them by their IDs;');
  });

  test('refuses numbers of stacks that are none, and rows that name too many organizational units for one stack', () => {
    const many = Array.from({ length: 181 }, (_, index) => `{"id": "u${index}", "name": "u${index}"}`);
    const files = { 'u.json': `{"organizationalUnits": [${many.join()}]}`, 'a.json': rows(many.map((_, index) => row(index, `u${index}`))) };
    expect(() => fleetOf(files, { nestedStacks: { accounts: 1 } })).toThrow(
      '[Test/Fleet] The accounts of the nested stack Accounts-0 name too many organizational units and policies (given: 181). A nested stack takes 180. '
      + 'Put the rows of new accounts into a second fleet with nested stacks of its own.');
    expect(() => fleetOf(TEAMS, { nestedStacks: { accounts: 0 } })).toThrow(
      '[Test/Fleet] The number of nested stacks for accounts is not a whole number from 1 to 400 (given: 0). Give such a number.');
  });
});

test('a fleet of more than 450 rows asks for nested stacks, and names their number', () => {
  const list = Array.from({ length: 500 }, (_, index) => `{"id": "a${index}", "name": "a${index}", "email": "aws+a${index}@example.com"}`);
  expect(() => fleetOf({ 'a.json': `{"accounts": [${list.join()}]}` })).toThrow(
    '[Test/Fleet] The rows of the fleet do not fit into one stack (given: "500 rows"). Give nestedStacks: { accounts: 9 }, and never change the numbers.');
});

test('mistakes that only the constructs know name the row', () => {
  const { stack } = fleetOf({ 'red.yaml': TEAMS['red.yaml'].replace('shop@example.com', 'shop'), 'units.json': TEAMS['units.json'] });
  const problems = synthesisProblems(stack);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(/^\[Test\/Fleet\/Account-shop\] .*\(given: "aws\+shop"\).* Its row is at .*\/red\.yaml:3\.$/);
});

test('an email address of an account outside the fleet is found, with the place of the row', () => {
  const { stack, fleet } = fleetOf(TEAMS);
  new Account(stack, 'Other', { parent: fleet.organizationalUnit('prod'), email: 'AWS+lab@example.com' });
  const problems = synthesisProblems(stack);
  expect(problems.join('\n')).toMatch(/\[Test\/Other\] .*\(by Test\/Fleet\/Account-lab at .*\/teams\/blue\.csv:2\)/);
});

test('a tag of a row takes precedence over that of the stack', () => {
  const { stack } = fleetOf(TEAMS);
  Tags.of(stack).add('team', 'all');
  (stack.node.root as App).synth();
  expect(byEmail(resourcesOf(stack), 'aws+lab@example.com').Tags).toEqual([{ Key: 'team', Value: 'blue' }]);
});

describe('exemptions', () => {
  const exempt = {
    ...TEAMS, 'red.yaml': TEAMS['red.yaml'].replaceAll(' }\n  -', ', exemptFrom: [internet] }\n  -').replace('config.amazonaws.com]', 'config.amazonaws.com], exemptFrom: [internet]'),
  };

  test('of rows are the accounts that a guardrail exempts', () => {
    const { stack, fleet } = fleetOf(exempt);
    const set = new PolicySet(stack, 'Internet', {
      policyType: PolicyType.SERVICE_CONTROL_POLICY, guardrails: [NetworkGuardrails.denyInternetAccess({ exemptAccounts: fleet.exemptAccounts('internet') })],
    });
    fleet.organizationalUnit('prod').attachPolicySet(set);
    expect(fleet.exemptAccounts('internet').map(({ accountId }) => accountId)).toEqual([fleet.account('shop').accountId, fleet.account('111111111111').accountId]);
    expect(synthesisProblems(stack)).toEqual([]);
  });

  test('that the code does not ask for are errors with the row and the nearest name', () => {
    const { stack, fleet } = fleetOf(exempt);
    fleet.exemptAccounts('internets');
    const problems = synthesisProblems(stack);
    expect(problems).toHaveLength(2);
    expect(problems[0]).toMatch(/\(row at .*\/red\.yaml:3\) \(given: "internet"\)\. Did you mean "internets"\? Correct the row\.$/);
  });

  test('of a new account in a nested stack are refused, and that of an existing one has its ID', () => {
    const { fleet } = fleetOf(exempt, { nestedStacks: { accounts: 2 } });
    expect(() => fleet.exemptAccounts('internet')).toThrow(/A new account of a nested stack cannot be exempt \(row at .*\/red\.yaml:3\) \(given: "shop"\)/);
    const existing = fleetOf({ ...exempt, 'red.yaml': exempt['red.yaml'].replace(/, exemptFrom: \[internet\] \}\n {2}-/, ' }\n  -') }, { nestedStacks: { accounts: 2 } });
    expect(existing.fleet.exemptAccounts('internet').map(({ accountId }) => accountId)).toEqual(['111111111111']);
  });
});

test('rows name policy sets as they name policies, and a key of both is an error', () => {
  const sets = (options: Options) => (parent: Stack): Options => ({
    policySets: { leaving: new PolicySet(parent, 'Leaving', { guardrails: [AccountGuardrails.denyLeavingOrganization()] }) }, ...options,
  });
  const row = (...policies: string[]) => ({ 'a.json': JSON.stringify({ accounts: [{ id: 'a', name: 'a', email: 'a@example.com', policies }] }) });
  const { stack } = fleetOf(row('leaving', 'deny-all'), sets({}));
  const [attachments] = Object.values(resourcesOf(stack)).filter(({ Type }) => Type === ResourceType.POLICY_ATTACHMENTS);
  const one = { SERVICE_CONTROL_POLICY: [expect.anything()] };
  expect(attachments.Properties).toMatchObject({ Policies: one, PolicySets: one });
  expect(() => fleetOf(row(), (parent) => ({ policySets: { 'deny-all': new PolicySet(parent, 'Other', {}) } }))).toThrow(
    '[Test/Fleet] A policy and a policy set have one key (given: "deny-all"). Give each its own.');
});

test('paths that do not exist, other files and folders without rows are errors', () => {
  expect(() => fleetOf({}, { paths: ['nowhere'] })).toThrow('This path of a fleet does not exist (given: "nowhere"). Give a file or a folder with rows; a relative path starts at the current folder.');
  expect(() => fleetOf({}, { paths: ['package.json', 'README.md'] })).toThrow('This is no file with rows (given: "README.md"). Give a file that ends in .json, .yaml, .yml or .csv.');
  expect(() => fleetOf({ 'notes.txt': '' })).toThrow(/^There is no file with rows/);
});

test('the cloud assembly names the row of each resource in its metadata, and no template names it', () => {
  const { stack } = fleetOf(TEAMS, { nestedStacks: { accounts: 2 } });
  const assembly = (stack.node.root as App).synth();
  const text = JSON.stringify(assembly.getStackByName('Test').template);
  expect(text).not.toContain('cdk-aws-organizations:row');
  expect(text).not.toContain('red.yaml');
});
