import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aws_lambda as lambda, aws_logs as logs, aws_s3 as s3, custom_resources } from 'aws-cdk-lib';
import * as ts from 'typescript';
import { testStack } from './test-app';
import { sourcesBelow } from '../../scripts/coverage-page/sources';
import {
  Account, AccountFleet, AccountGuardrails, AccountRemoval, AccountSettings, DelegatedPolicies, DeniedCallsAlarm, InvitedAccount,
  Organization, OrganizationalUnit, OrganizationResourcePolicy, OrganizationsProvider, PolicyRollout, PolicySet, PolicyType, ReservedTags,
  ServiceControlPolicy,
} from '../../src';

// Python and JavaScript do not check that an object has an interface. What an object of another kind lacks would go into the template as
// nothing, or end in a message about a method of this library.

const guardrail = AccountGuardrails.denyLeavingOrganization();
const exemption = { until: '2099-01-31', reason: 'Move', approver: 'Board' };

let rows: string;
beforeAll(() => {
  rows = mkdtempSync(join(tmpdir(), 'wrong-kinds-'));
  writeFileSync(join(rows, 'rows.json'), '{"accounts": []}');
});
afterAll(() => rmSync(rows, { recursive: true, force: true }));

/** A construct of each kind. */
function createdScene() {
  const stack = testStack();
  const organization = new Organization(stack, 'Organization');
  const { root } = organization;
  const logGroup = logs.LogGroup.fromLogGroupName(stack, 'Trail', 'trail');
  const handler = lambda.Function.fromFunctionName(stack, 'Function', 'function');
  return {
    stack,
    organization,
    root,
    logGroup,
    unit: new OrganizationalUnit(stack, 'Unit', { parent: root }),
    account: new Account(stack, 'Account', { parent: root, email: 'account@example.com' }),
    policy: new ServiceControlPolicy(stack, 'Policy', { guardrails: [guardrail] }),
    set: new PolicySet(stack, 'Set', { guardrails: [guardrail] }),
    bucket: new s3.Bucket(stack, 'Bucket'),
    foreignProvider: new custom_resources.Provider(stack, 'Foreign', { onEventHandler: handler }),
    delegation: new OrganizationResourcePolicy(stack, 'Delegation', { organization }),
    provider: OrganizationsProvider.getOrCreate(stack),
  };
}

type Scene = ReturnType<typeof createdScene>;

/** For each interface what is mistaken for it, an unrelated construct, and the ID as a text. */
const WRONG: Record<string, (scene: Scene) => unknown[]> = {
  IPolicy: ({ set, unit, bucket }) => [set, guardrail, unit, bucket, 'p-12345678'],
  IPolicySet: ({ policy, bucket }) => [policy, guardrail, bucket, 'p-12345678'],
  IPolicyTarget: ({ organization, policy, bucket }) => [organization, policy, bucket, 'ou-abcd-12345678'],
  IParent: ({ organization, account, bucket }) => [organization, account, bucket, 'ou-abcd-12345678'],
  IOrganizationalUnit: ({ organization, account, bucket }) => [organization, account, bucket, 'ou-abcd-12345678'],
  IAccount: ({ unit, organization, bucket }) => [unit, organization, bucket, '111111111111'],
  IOrganization: ({ root, unit, bucket }) => [root, unit, bucket, 'o-abcdefghij'],
  IOrganizationsProvider: ({ foreignProvider, organization, bucket }) => [foreignProvider, organization, bucket, 'arn:aws:lambda:…'],
  ILogGroup: ({ bucket, organization }) => [bucket, organization, 'trail'],
  IPrincipal: ({ unit, bucket }) => [unit, bucket, '111111111111'],
};

/** For each interface an object of it. */
const RIGHT: Record<string, (scene: Scene) => unknown> = {
  IPolicy: ({ stack }) => new ServiceControlPolicy(stack, 'Right', { guardrails: [AccountGuardrails.denyRegionChanges()] }),
  IPolicySet: ({ stack }) => new PolicySet(stack, 'Right', { guardrails: [guardrail] }),
  IPolicyTarget: ({ stack }) => Account.fromAccountId(stack, 'Right', '222222222222'),
  IParent: ({ unit }) => unit,
  IOrganizationalUnit: ({ unit }) => unit,
  IAccount: ({ stack }) => Account.fromAccountId(stack, 'Right', '222222222222'),
  IOrganization: ({ organization }) => organization,
  IOrganizationsProvider: ({ provider }) => provider,
  ILogGroup: ({ logGroup }) => logGroup,
  IPrincipal: ({ organization }) => organization.principal,
};

const management = { policyTypes: [PolicyType.TAG_POLICY], policies: DelegatedPolicies.ofStacks(['Policies']) };
const email = 'new@example.com';

/** A use of each argument. Where it takes several objects, the wrong one comes after a right one. */
const USES: Record<string, (scene: Scene, wrong: never) => void> = {
  'AccountAttributes.organization': ({ stack }, organization) => Account.fromAccountAttributes(stack, 'New', { accountId: '111111111111', organization }),
  'AccountAttributes.parent': ({ stack }, parent) => Account.fromAccountAttributes(stack, 'New', { accountId: '111111111111', parent }),
  'AccountFleetProps.organizationalUnits': ({ stack, root, unit }, wrong) =>
    new AccountFleet(stack, 'New', { parent: root, paths: [rows], organizationalUnits: { right: unit, wrong } }),
  'AccountFleetProps.parent': ({ stack }, parent) => new AccountFleet(stack, 'New', { parent, paths: [rows] }),
  'AccountFleetProps.policies': ({ stack, root, policy }, wrong) =>
    new AccountFleet(stack, 'New', { parent: root, paths: [rows], policies: { right: policy, wrong } }),
  'AccountFleetProps.policySets': ({ stack, root, set }, wrong) =>
    new AccountFleet(stack, 'New', { parent: root, paths: [rows], policySets: { right: set, wrong } }),
  'AccountFleetProps.provider': ({ stack, root }, provider) => new AccountFleet(stack, 'New', { parent: root, paths: [rows], provider }),
  'AccountOptions.provider': ({ root }, provider) => root.addAccount('New', { email, provider }),
  'AccountProps.parent': ({ stack }, parent) => new Account(stack, 'New', { parent, email }),
  'AccountRemoval.moveTo(parent)': (_, parent) => AccountRemoval.moveTo(parent),
  'AccountSettingsProps.account': ({ stack }, account) => new AccountSettings(stack, 'New', { account, enabledRegions: ['af-south-1'] }),
  'AccountSettingsProps.provider': ({ stack, account }, provider) =>
    new AccountSettings(stack, 'New', { account, enabledRegions: ['af-south-1'], provider }),
  'DelegatedPolicies.attachOnly(policies)': ({ policy }, wrong) => DelegatedPolicies.attachOnly([policy, wrong]),
  'DeniedCallsAlarmProps.logGroup': ({ stack }, logGroup) => new DeniedCallsAlarm(stack, 'New', { logGroup }),
  'DeniedCallsAlarmProps.policy': ({ stack, logGroup }, policy) => new DeniedCallsAlarm(stack, 'New', { logGroup, policy }),
  'ExemptAccountsProps.exemptAccounts': ({ account }, wrong) => AccountGuardrails.denyRegionChanges({ exemptAccounts: [account, wrong] }),
  'Guardrail.exemptAccount(account)': (_, account) => guardrail.exemptAccount(account, exemption),
  'InvitedAccountProps.parent': ({ stack }, parent) => new InvitedAccount(stack, 'New', { accountId: '111111111111', parent }),
  'InvitedAccountProps.provider': ({ stack, root: parent }, provider) =>
    new InvitedAccount(stack, 'New', { accountId: '111111111111', parent, provider }),
  'OrganizationProps.provider': (_, provider) => new Organization(testStack(), 'New', { provider }),
  'OrganizationProps.rootPolicies': ({ policy }, wrong) => new Organization(testStack(), 'New', { rootPolicies: [policy, wrong] }),
  'OrganizationProps.rootPolicySets': ({ set }, wrong) => new Organization(testStack(), 'New', { rootPolicySets: [set, wrong] }),
  'OrganizationResourcePolicy.delegatePolicyManagement(account)': ({ delegation }, account) => delegation.delegatePolicyManagement(account, management),
  'OrganizationResourcePolicyProps.organization': ({ stack }, organization) => new OrganizationResourcePolicy(stack, 'New', { organization }),
  'OrganizationResourcePolicyProps.provider': ({ stack, organization }, provider) =>
    new OrganizationResourcePolicy(stack, 'New', { organization, provider }),
  'OrganizationalUnitAttributes.organization': ({ stack }, organization) =>
    OrganizationalUnit.fromOrganizationalUnitAttributes(stack, 'New', { organizationalUnitId: 'ou-abcd-12345678', organization }),
  'OrganizationalUnitAttributes.parent': ({ stack }, parent) =>
    OrganizationalUnit.fromOrganizationalUnitAttributes(stack, 'New', { organizationalUnitId: 'ou-abcd-12345678', parent }),
  'OrganizationalUnitOptions.moveAccountsTo': ({ root }, moveAccountsTo) => root.addOrganizationalUnit('New', { moveAccountsTo }),
  'OrganizationalUnitOptions.provider': ({ root }, provider) => root.addOrganizationalUnit('New', { provider }),
  'OrganizationalUnitProps.parent': ({ stack }, parent) => new OrganizationalUnit(stack, 'New', { parent }),
  'PolicyBase.attachTo(target)': ({ policy }, target) => policy.attachTo(target),
  'PolicyManagementOptions.targets': ({ delegation, account, root }, wrong) =>
    delegation.delegatePolicyManagement(account, { ...management, targets: [root, wrong] }),
  'PolicyOptions.provider': ({ stack }, provider) => new ServiceControlPolicy(stack, 'New', { guardrails: [guardrail], provider }),
  'PolicyRolloutProps.policy': ({ stack, root }, policy) =>
    new PolicyRollout(stack, 'New', { policy, waves: [{ name: 'All', targets: [root] }], stage: 'All' }),
  'PolicyRolloutProps.replaces': ({ stack, root, policy }, replaces) =>
    new PolicyRollout(stack, 'New', { policy, replaces, waves: [{ name: 'All', targets: [root] }], stage: 'All' }),
  'PolicyRolloutWave.targets': ({ stack, unit, policy }, wrong) =>
    new PolicyRollout(stack, 'New', { policy, waves: [{ name: 'All', targets: [unit, wrong] }], stage: 'All' }),
  'PolicySet.attachTo(target)': ({ set }, target) => set.attachTo(target),
  'PolicySetProps.provider': ({ stack }, provider) => new PolicySet(stack, 'New', { guardrails: [guardrail], provider }),
  'PolicyTargetBase.attachPolicy(policy)': ({ unit, policy }, wrong) => [policy, wrong].forEach((each) => unit.attachPolicy(each)),
  'PolicyTargetBase.attachPolicySet(set)': ({ unit, set }, wrong) => [set, wrong].forEach((each) => unit.attachPolicySet(each)),
  'PolicyTargetOptions.policies': ({ root, policy }, wrong) => root.addOrganizationalUnit('New', { policies: [policy, wrong] }),
  'PolicyTargetOptions.policySets': ({ root, set }, wrong) => root.addAccount('New', { email, policySets: [set, wrong] }),
  'ReservedTags.denyStatement(delegates)': (_, wrong) => ReservedTags.denyStatement(wrong),
};

/** Every argument of the public interface that takes objects of an interface, as `Class.method(parameter)` or `Props.property`. */
function publicArguments(): ReadonlyMap<string, string> {
  const pages = readdirSync('docs/api').map((name) => readFileSync(join('docs/api', name), 'utf8')).join('\n');
  const names = new Set([...pages.matchAll(/^## (\w+)/gm)].map(([, name]) => name));
  const found = new Map<string, string>();
  const add = (name: string, type: ts.TypeNode | undefined) => {
    const [kind] = /\bI[A-Z]\w+/.exec(type?.getText() ?? '') ?? [];
    if (kind !== undefined && kind !== 'IConstruct') found.set(name, kind);
  };
  for (const { nodes } of ['src/constructs', 'src/provider', 'src/assertions'].flatMap(sourcesBelow)) {
    for (const node of nodes()) {
      if (ts.isInterfaceDeclaration(node) && names.has(node.name.text) && !/^I[A-Z]/.test(node.name.text)) {
        node.members.filter(ts.isPropertySignature).forEach((member) => add(`${node.name.text}.${member.name.getText()}`, member.type));
      } else if (ts.isClassDeclaration(node) && node.name && (names.has(node.name.text) || node.name.text.endsWith('Base'))) {
        for (const member of node.members) {
          const isMethod = ts.isMethodDeclaration(member) || ts.isConstructorDeclaration(member);
          if (!isMethod || /private|protected/.test(member.modifiers?.map((each) => each.getText()).join(' ') ?? '')) continue;
          const name = member.name?.getText() ?? 'new';
          if (!name.startsWith('_')) member.parameters.forEach((each) => add(`${node.name!.text}.${name}(${each.name.getText()})`, each.type));
        }
      }
    }
  }
  return found;
}

const ARGUMENTS = publicArguments();

test('each argument of the public interface is tried', () => {
  expect([...ARGUMENTS.keys()].sort()).toEqual(Object.keys(USES).sort());
  expect(ARGUMENTS.size).toBeGreaterThan(40);
});

describe.each(Object.entries(USES))('%s', (name, use) => {
  test('takes the right kind', () => {
    const scene = createdScene();
    use(scene, RIGHT[ARGUMENTS.get(name)!](scene) as never);
  });

  test('refuses the others', () => {
    const count = WRONG[ARGUMENTS.get(name)!](createdScene()).length;
    const messages = Array.from({ length: count }, (_, place) => {
      const scene = createdScene();
      try {
        use(scene, WRONG[ARGUMENTS.get(name)!](scene)[place] as never);
        return 'no error';
      } catch (error) {
        return (error as Error).message;
      }
    });
    expect(messages.filter((message) => !/^This is no [a-z ]+ \(given: "[^"]+"\)\. Give .*\.$/.test(message))).toEqual([]);
  });
});
