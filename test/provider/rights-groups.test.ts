import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CfnResource, NestedStack, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import {
  Account, AccountRemoval, AccountSettings, InvitedAccount, Organization, type OrganizationProps, OrganizationsProvider, PolicyType,
  TrustedService,
} from '../../src';
import { actionsOfGroup, GUARDED_ACTIONS, ORGANIZATIONS_ACTIONS, RIGHTS_GROUP_NAMES, ResourceType } from '../../src/contract';
import { testApp, testStack } from '../constructs/test-app';

interface Statement {
  readonly Action: string | string[];
  readonly Resource: unknown;
}

interface Resource {
  readonly Type: string;
  readonly DependsOn?: string[];
  readonly Properties: { readonly PolicyDocument: { readonly Statement: Statement[] }; readonly Roles: unknown[] };
}

const resourcesOf = (stack: Stack) => Object.entries(Template.fromStack(stack).toJSON().Resources as Record<string, Resource>);

const GROUP = /(?:OrganizationsProvider|Shared)([A-Za-z]+)Rights[0-9A-F]{8}$/;

/** The policies of groups; the waiter of the framework has another one. */
const groupPolicies = (stack: Stack) => resourcesOf(stack).filter(([logicalId, { Type }]) => Type === 'AWS::IAM::Policy' && GROUP.test(logicalId));

/** The policies of the role, by the name of their group. */
function policiesOf(stack: Stack): Map<string, { readonly logicalId: string; readonly actions: string[]; readonly text: string }> {
  return new Map(groupPolicies(stack).map(([logicalId, { Properties: { PolicyDocument } }]) => [
    GROUP.exec(logicalId)![1],
    { logicalId, actions: PolicyDocument.Statement.flatMap(({ Action }) => Action), text: JSON.stringify(PolicyDocument) },
  ]));
}

/** All actions that any role or policy of the stack allows. */
function actionsOf(stack: Stack): string[] {
  return [...JSON.stringify(Template.fromStack(stack).toJSON()).matchAll(/"((?:organizations|account|iam):[A-Z]\w+)"/g)].map(([, action]) => action);
}

const dependenciesOf = (stack: Stack, type: string) => resourcesOf(stack).filter(([, { Type }]) => Type === type)
  .map(([, { DependsOn = [] }]) => [DependsOn].flat());

function withAccounts(props: Partial<OrganizationProps> = {}): { readonly stack: Stack; readonly organization: Organization } {
  const stack = testStack();
  const organization = new Organization(stack, 'Organization', { trustedServices: [TrustedService.ACCOUNT_MANAGEMENT], ...props });
  for (const name of ['one', 'two']) new Account(stack, name, { parent: organization.root, accountName: name, email: `${name}@example.com` });
  return { stack, organization };
}

const CONTACT = { name: 'Security', title: 'On call', emailAddress: 'security@example.com', phoneNumber: '+49 30 1234567' };

test('an app without account settings has no right to change contacts or Regions, and one with two accounts only those to change names and addresses', () => {
  expect(actionsOf(withAccounts().stack).filter((action) => action.startsWith('account:')).sort()).toEqual(actionsOfGroup('ChangeAccountNames'));
  const stack = testStack();
  new Organization(stack, 'Organization');
  expect(actionsOf(stack).filter((action) => action.startsWith('account:'))).toEqual([]);
});

test('account settings depend on the policy with their rights, which CloudFormation therefore deletes after them', () => {
  const { stack, organization } = withAccounts();
  for (const [id, accountId] of [['One', organization.managementAccountId], ['Two', '222222222222']]) {
    new AccountSettings(stack, `${id}Settings`, { account: Account.fromAccountId(stack, id, accountId), alternateContacts: { security: CONTACT } });
  }
  const { logicalId, actions } = policiesOf(stack).get('ChangeAccountSettings')!;
  expect(actions).toEqual(actionsOfGroup('ChangeAccountSettings'));
  const dependencies = dependenciesOf(stack, ResourceType.ACCOUNT_SETTINGS);
  expect(dependencies).toHaveLength(2);
  for (const each of dependencies) expect(each).toContain(logicalId);
});

test('each resource of an app with all kinds depends on the policies of its groups, and on no others', () => {
  const trustedServices = [TrustedService.ACCOUNT_MANAGEMENT, TrustedService.GUARDDUTY];
  const { stack, organization } = withAccounts({ trustedServices, allowAccountClosure: true });
  new InvitedAccount(stack, 'Invited', { accountId: '333333333333', parent: organization.root });
  const policies = policiesOf(stack);
  const needed: Record<string, string[]> = {
    [ResourceType.ORGANIZATION]: ['CreateOrganization'],
    [ResourceType.ACCOUNT]: ['ChangeAccountNames', 'CloseAccount'],
    [ResourceType.INVITED_ACCOUNT]: ['InviteAccounts', 'CloseAccount'],
    [ResourceType.TRUSTED_SERVICE]: ['TrustServices'],
  };
  expect([...policies.keys()].sort()).toEqual([...new Set(Object.values(needed).flat())].sort());
  for (const [type, names] of Object.entries(needed)) {
    for (const dependencies of dependenciesOf(stack, type)) {
      const found = [...policies].filter(([, { logicalId }]) => dependencies.includes(logicalId)).map(([name]) => name);
      expect([type, found.sort()]).toEqual([type, [...names].sort()]);
    }
  }
});

test('the right to close accounts is in a policy on which accounts depend that are created before and after the organization allows it', () => {
  const stack = testStack();
  const imported = Organization.fromOrganizationAttributes(stack, 'Known', { organizationId: 'o-a1b2c3d4e5', rootId: 'r-a1b2' });
  new Account(stack, 'Early', { parent: imported.root, accountName: 'early', email: 'early@example.com' });
  const organization = Organization.fromOrganizationAttributes(stack, 'Closing', { organizationId: 'o-a1b2c3d4e5', rootId: 'r-a1b2', allowAccountClosure: true });
  new Account(stack, 'Late', { parent: organization.root, accountName: 'late', email: 'late@example.com', removal: AccountRemoval.close() });
  const { logicalId } = policiesOf(stack).get('CloseAccount')!;
  expect(dependenciesOf(stack, ResourceType.ACCOUNT).map((dependencies) => dependencies.includes(logicalId))).toEqual([true, true]);
});

test('the handlers may accept no handshake but that which enables all features, and cancel only that and invitations', () => {
  const { stack, organization } = withAccounts();
  new InvitedAccount(stack, 'Invited', { accountId: '333333333333', parent: organization.root });
  const handshakes = groupPolicies(stack)
    .flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement).filter(({ Action }) => /(Accept|Cancel)Handshake/.test(JSON.stringify(Action)));
  const kinds = handshakes.map(({ Action, Resource }) => [Action, /:handshake\/o-\*\/(\w+)\/h-\*"/.exec(JSON.stringify(Resource))?.[1]]);
  expect(kinds).toHaveLength(2);
  expect(kinds).toEqual(expect.arrayContaining([
    [['organizations:AcceptHandshake', 'organizations:CancelHandshake'], 'enable_all_features'], ['organizations:CancelHandshake', 'invite'],
  ]));
  const inline = resourcesOf(stack).filter(([, { Type }]) => Type === 'AWS::IAM::Role');
  expect(JSON.stringify(inline)).not.toContain('Handshake"');
});

describe('a provider whose policies may be deleted before the Deletes of another template', () => {
  test('has all groups of rights if it serves stacks of another app', () => {
    const stack = testStack();
    new OrganizationsProvider(stack, 'Shared', { servedStacks: ['Workloads', 'Sandbox'] });
    expect([...policiesOf(stack).keys()].sort()).toEqual([...RIGHTS_GROUP_NAMES].sort());
  });

  test('has all groups of rights if it serves another stack of its app, whose resources depend on none of them', () => {
    const app = testApp();
    const [first, second] = ['First', 'Second'].map((name) => new Stack(app, name));
    const provider = new OrganizationsProvider(first, 'Shared');
    new Organization(second, 'Organization', { provider, allowAccountClosure: true });
    expect([...policiesOf(first).keys()].sort()).toEqual([...RIGHTS_GROUP_NAMES, 'CloseAccount'].sort());
    expect(policiesOf(second).size).toBe(0);
  });

  test('has all groups of rights if it serves a nested stack, which depends on those that it needs', () => {
    const stack = testStack();
    const nested = new NestedStack(stack, 'Nested');
    new Organization(nested, 'Organization');
    new NestedStack(stack, 'Other');
    const policies = policiesOf(stack);
    expect([...policies.keys()].sort()).toEqual([...RIGHTS_GROUP_NAMES].sort());
    const [of] = dependenciesOf(stack, 'AWS::CloudFormation::Stack').filter((each) => each.length > 0);
    expect(of).toContain(policies.get('CreateOrganization')!.logicalId);
    expect(policiesOf(nested).size).toBe(0);
  });
});

test('the same constructs in another order give the same policies', () => {
  const build = (reverse: boolean) => {
    const stack = testStack();
    const organization = new Organization(stack, 'Organization', { trustedServices: [TrustedService.ACCOUNT_MANAGEMENT] });
    const steps = [
      () => new Account(stack, 'One', { parent: organization.root, accountName: 'one', email: 'one@example.com' }),
      () => new InvitedAccount(stack, 'Two', { accountId: '333333333333', parent: organization.root }),
      () => organization.enablePolicyType(PolicyType.TAG_POLICY),
    ];
    (reverse ? steps.reverse() : steps).forEach((step) => step());
    return Object.fromEntries(resourcesOf(stack));
  };
  expect(build(true)).toEqual(build(false));
});

test('every policy of a group belongs to the role of the handlers alone', () => {
  const { stack } = withAccounts();
  const roles = groupPolicies(stack).map(([, { Properties }]) => Properties.Roles);
  const role = stack.getLogicalId(OrganizationsProvider.getOrCreate(stack).role.node.defaultChild as CfnResource);
  expect([...new Set(roles.map((each) => JSON.stringify(each)))]).toEqual([JSON.stringify([{ Ref: role }])]);
});

test('no action is in two groups, except to cancel handshakes of different kinds', () => {
  const all = RIGHTS_GROUP_NAMES.flatMap(actionsOfGroup);
  expect(all.filter((action, place) => all.indexOf(action) !== place)).toEqual(['organizations:CancelHandshake']);
});

test('the groups, the role and the guarded actions are together the commands that the ports can send', () => {
  const folder = join(__dirname, '..', '..', 'src', 'organizations');
  const source = (place: string) => readdirSync(join(folder, place)).filter((name) => name.endsWith('.ts')).map((name) => readFileSync(join(folder, place, name), 'utf8'));
  const commands = (texts: string[]) => new Set(texts.flatMap((text) => [...text.matchAll(/sdk\.(\w+)Command\(/g)].map(([, name]) => name)));
  const ofService = (prefix: string, actions: readonly string[]) => [...new Set(actions.filter((action) => action.startsWith(`${prefix}:`)))].map((action) => action.split(':')[1]).sort();
  const granted = [...ORGANIZATIONS_ACTIONS, ...RIGHTS_GROUP_NAMES.flatMap(actionsOfGroup), ...GUARDED_ACTIONS.map((name) => `organizations:${name}`)];
  expect(ofService('organizations', granted)).toEqual([...commands(source('.'))].sort());
  expect(ofService('account', granted)).toEqual([...commands(source('account-management'))].sort());
});
