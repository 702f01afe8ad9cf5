import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Stack } from 'aws-cdk-lib';
import {
  Account, DelegatedPolicies, type DelegatedPoliciesOptions, Organization, OrganizationalUnit, OrganizationResourcePolicy,
  OrganizationsProvider, PolicyType, TagPolicy, TrustedService,
} from '../../../src';
import { OWNER_TAG_KEY } from '../../../src/contract';
import type { SimulatorState } from '../../../src/simulator';
import { Harness } from '../../simulator/harness';
import { outcomeOf } from '../../simulator/readings/describe-readings';
import { removeApps, synthesize } from '../support/app';
import { deploy, reasonsOf } from '../support/deploy';
import { readingsOfRun } from '../support/readings';

jest.setTimeout(120_000);
afterAll(removeApps);

const CONTENT = '{"tags":{"a":{}}}';
/** Under the other reading, a delegation needs `includesUntagged`. */
const readings = { ...readingsOfRun(), tagsOfNewPolicies: 'thoseOfTheRequest' };

const DENIED = 'AccessDeniedException';
const TEAMS = ['red', 'blue'] as const;
const OWNER = (stack: string) => [{ Key: OWNER_TAG_KEY, Value: `${stack}@us-east-1` }];

/** The management account: two baselines, one of them on the root, and two teams, each with policies on its own unit. */
const landing = (options?: DelegatedPoliciesOptions) => (stack: Stack) => {
  const organization = new Organization(stack, 'Organization', { trustedServices: [TrustedService.TAG_POLICIES] });
  organization.enablePolicyType(PolicyType.TAG_POLICY);
  const units = TEAMS.map((name) => new OrganizationalUnit(stack, name, { parent: organization.root, organizationalUnitName: name }));
  const accounts = TEAMS.map((name, place) => (
    new Account(stack, `${name}Account`, { accountName: name, email: `${name}@example.com`, parent: units[place] })));
  new TagPolicy(stack, 'Baseline', { policyName: 'baseline', tags: [{ tagKey: 'cost' }] }).attachTo(organization.root);
  new TagPolicy(stack, 'OfRed', { policyName: 'baseline of red', tags: [{ tagKey: 'stage' }] }).attachTo(units[0]);
  const delegation = new OrganizationResourcePolicy(stack, 'Delegation', { organization });
  TEAMS.forEach((name, place) => delegation.delegatePolicyManagement(accounts[place], {
    policyTypes: [PolicyType.TAG_POLICY], targets: [units[place]], policies: DelegatedPolicies.ofStacks([`Policies-${name}`], options),
  }));
};

const policies = (targetId: string, ...keys: string[]) => (stack: Stack) => {
  new OrganizationsProvider(stack, 'Provider', { delegatedPolicyTypes: [PolicyType.TAG_POLICY.policyTypeName] });
  const target = OrganizationalUnit.fromOrganizationalUnitId(stack, 'Workloads', targetId);
  keys.forEach((tagKey) => new TagPolicy(stack, tagKey, { policyName: `${stack.stackName} ${tagKey}`, tags: [{ tagKey }] }).attachTo(target));
};

async function landed(options?: DelegatedPoliciesOptions) {
  const first = await deploy(landing(options), { readings });
  expect(reasonsOf(first)).toEqual([]);
  const idOf = (name: string) => first.simulatorState.accounts.find((account) => account.name === name)!.id;
  const unitOf = (name: string) => first.simulatorState.organizationalUnits.find((unit) => unit.name === name)!.id;
  return { first, idOf, unitOf };
}

/** The organization with two policies that a person made, without tags. */
function attacked(state: SimulatorState, reading: object = {}) {
  const harness = new Harness({ state, readings: reading });
  for (const Name of ['by hand', 'by hand too']) harness.call('CreatePolicy', { Type: 'TAG_POLICY', Name, Description: '', Content: CONTENT });
  const policyOf = (name: string) => harness.simulator.state().policies.find((policy) => policy.name === name)!.id;
  return { harness, policyOf };
}

const FOREIGN = ['baseline', 'baseline of red', 'by hand', 'by hand too', 'Policies-blue team'];

/** Every way in which a member could get at a policy, with the tags by which it could claim it first. */
function attempts(PolicyId: string, TargetId: string): [string, object][] {
  return [
    ['TagResource', { ResourceId: PolicyId, Tags: OWNER('Policies-red') }],
    ['TagResource', { ResourceId: PolicyId, Tags: [{ Key: 'team', Value: 'red' }] }],
    ['UntagResource', { ResourceId: PolicyId, TagKeys: [OWNER_TAG_KEY] }],
    ['UpdatePolicy', { PolicyId, Content: '{"tags":{}}' }],
    ['UpdatePolicy', { PolicyId, Name: 'mine' }],
    ['DetachPolicy', { PolicyId, TargetId }],
    ['AttachPolicy', { PolicyId, TargetId }],
    ['DeletePolicy', { PolicyId }],
  ];
}

test('a member account cannot change, delete, attach, detach or tag policies of the management account, of a person or of another team', async () => {
  const { first, idOf, unitOf } = await landed();
  const blue = await deploy({ 'Policies-blue': policies(unitOf('blue'), 'team') }, { state: first.state, environment: { account: idOf('blue') }, readings });
  expect(reasonsOf(blue)).toEqual([]);
  const { harness, policyOf } = attacked(blue.simulatorState);
  const before = harness.simulator.state();
  for (const name of FOREIGN) {
    for (const [operation, request] of attempts(policyOf(name), unitOf('red'))) {
      expect([name, operation, outcomeOf(harness, operation, request, idOf('red'))]).toEqual([name, operation, DENIED]);
    }
  }
  expect(harness.simulator.state().policies).toEqual(before.policies);
  expect(harness.simulator.state().attachments).toEqual(before.attachments);
});

test('a member account creates policies only with the owner tag of its own stack, and cannot give them another owner later', async () => {
  const { first, idOf, unitOf } = await landed();
  const { harness, policyOf } = attacked(first.simulatorState);
  const red = idOf('red');
  const create = (Name: string, Tags?: object[]) => outcomeOf(harness, 'CreatePolicy', { Type: 'TAG_POLICY', Name, Description: '', Content: CONTENT, Tags }, red);
  expect(create('none')).toBe(DENIED);
  for (const owner of ['Landing', 'Policies-blue', 'Policies', 'Policies-red2', 'xPolicies-red']) expect([owner, create(owner, OWNER(owner))]).toEqual([owner, DENIED]);
  expect(create('other tag', [{ Key: 'team', Value: 'red' }])).toBe(DENIED);
  expect(create('own', OWNER('Policies-red'))).toBe('success');
  const own = policyOf('own');
  for (const Tags of [OWNER('Landing'), OWNER('Policies-blue')]) expect(outcomeOf(harness, 'TagResource', { ResourceId: own, Tags }, red)).toBe(DENIED);
  expect(outcomeOf(harness, 'TagResource', { ResourceId: own, Tags: [{ Key: 'stage', Value: 'x' }] }, red)).toBe('success');
  expect(outcomeOf(harness, 'AttachPolicy', { PolicyId: own, TargetId: unitOf('blue') }, red)).toBe(DENIED);
  const life = [['AttachPolicy', { PolicyId: own, TargetId: unitOf('red') }], ['UpdatePolicy', { PolicyId: own, Content: '{"tags":{"b":{}}}' }],
    ['DetachPolicy', { PolicyId: own, TargetId: unitOf('red') }], ['DeletePolicy', { PolicyId: own }]] as const;
  expect(life.map(([operation, request]) => outcomeOf(harness, operation, request, red))).toEqual(['success', 'success', 'success', 'success']);
});

test('two teams deploy, change and delete stacks of policies from their own accounts', async () => {
  const { first, idOf, unitOf } = await landed();
  let state = first.state;
  for (const team of TEAMS) {
    const [name, unit, environment] = [`Policies-${team}`, unitOf(team), { account: idOf(team) }];
    const created = await deploy({ [name]: policies(unit, 'team', 'cost') }, { state, environment, readings });
    expect(reasonsOf(created)).toEqual([]);
    const changed = await deploy({ [name]: policies(unit, 'cost', 'stage') }, { state: created.state, environment, readings });
    expect(reasonsOf(changed)).toEqual([]);
    const made = changed.simulatorState.policies.filter((policy) => policy.name.startsWith(name));
    expect(made.map((policy) => policy.name).sort()).toEqual([`${name} cost`, `${name} stage`]);
    for (const { id } of made) expect(changed.simulatorState.attachments).toContainEqual({ policyId: id, targetId: unit });
    state = changed.state;
  }
  const gone = await deploy({ 'Policies-red': policies(unitOf('red'), 'cost', 'stage') }, { state, environment: { account: idOf('red') }, deletion: true, readings });
  expect(reasonsOf(gone)).toEqual([]);
});

/** The statements of the role of a delegated stack, as a resource policy that names the account. */
function roleAsResourcePolicy(directory: string, stack: string, account: string): string {
  const values: Record<string, string> = { 'AWS::Partition': 'aws', 'AWS::StackName': stack, 'AWS::Region': 'us-east-1', 'AWS::AccountId': account };
  const { Resources } = JSON.parse(readFileSync(join(directory, `${stack}.template.json`), 'utf8'), (_key, each) => (
    each?.['Fn::Join'] ? each['Fn::Join'][1].join(each['Fn::Join'][0]) : each?.Ref in values ? values[each.Ref] : each)) as { Resources: Record<string, any> };
  const [, role] = Object.entries(Resources).find(([id, { Type }]) => Type === 'AWS::IAM::Role' && id.startsWith('ProviderRole'))!;
  const statements = role.Properties.Policies[0].PolicyDocument.Statement.filter((each: object) => JSON.stringify(each).includes('"organizations:'));
  return JSON.stringify({ Version: '2012-10-17', Statement: statements.map((each: object) => ({ ...each, Principal: { AWS: account } })) });
}

test.each(['thoseOfTheRequest', 'none'])('the role of a delegated stack suffices for its life, and for no policy that another stack owns, if a new policy has the tags "%s"', async (tagsOfNewPolicies) => {
  const { first, idOf, unitOf } = await landed();
  const [red, unit] = [idOf('red'), unitOf('red')];
  const own = { ...readings, tagsOfNewPolicies };
  const environment = { account: red, region: 'us-east-1' };
  const content = roleAsResourcePolicy(synthesize({ 'Policies-red': policies(unit, 'team') }, {}, environment), 'Policies-red', red);
  const resourcePolicy = { ...first.simulatorState.resourcePolicy!, content };
  const state = { ...first.state, simulator: { ...first.simulatorState, resourcePolicy } };
  const created = await deploy({ 'Policies-red': policies(unit, 'team', 'cost') }, { state, environment, readings: own });
  expect(reasonsOf(created)).toEqual([]);
  const changed = await deploy({ 'Policies-red': policies(unit, 'cost', 'stage') }, { state: created.state, environment, readings: own });
  expect(reasonsOf(changed)).toEqual([]);
  const { harness, policyOf } = attacked(changed.simulatorState, { tagsOfNewPolicies });
  for (const name of ['baseline', 'baseline of red']) {
    for (const [operation, request] of attempts(policyOf(name), unit)) {
      expect([name, operation, outcomeOf(harness, operation, request, red)]).toEqual([name, operation, DENIED]);
    }
  }
});

describe('where AWS checks the tags of a new policy before it has any', () => {
  const reading = { tagsOfNewPolicies: 'none' };
  const newPolicy = { Type: 'TAG_POLICY', Name: 'own', Description: '', Content: CONTENT, Tags: OWNER('Policies-red') };

  test('an account without includesUntagged cannot create policies', async () => {
    const { first, idOf } = await landed();
    expect(outcomeOf(attacked(first.simulatorState, reading).harness, 'CreatePolicy', newPolicy, idOf('red'))).toBe(DENIED);
  });

  test('an account with includesUntagged creates policies and takes over those without an owner, but not those of stacks', async () => {
    const { first, idOf, unitOf } = await landed({ includesUntagged: true });
    const { harness, policyOf } = attacked(first.simulatorState, reading);
    const red = idOf('red');
    expect(outcomeOf(harness, 'CreatePolicy', newPolicy, red)).toBe('success');
    for (const name of ['baseline', 'baseline of red']) {
      for (const [operation, request] of attempts(policyOf(name), unitOf('red'))) {
        expect([name, operation, outcomeOf(harness, operation, request, red)]).toEqual([name, operation, DENIED]);
      }
    }
    for (const name of ['by hand', 'by hand too']) {
      expect(outcomeOf(harness, 'UpdatePolicy', { PolicyId: policyOf(name), Content: CONTENT }, red)).toBe(DENIED);
      expect(outcomeOf(harness, 'TagResource', { ResourceId: policyOf(name), Tags: OWNER('Landing') }, red)).toBe(DENIED);
      expect(outcomeOf(harness, 'TagResource', { ResourceId: policyOf(name), Tags: OWNER('Policies-red') }, red)).toBe('success');
      expect(outcomeOf(harness, 'UpdatePolicy', { PolicyId: policyOf(name), Content: '{"tags":{}}' }, red)).toBe('success');
    }
  });
});
