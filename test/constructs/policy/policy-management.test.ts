import { Stack } from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { Account, DelegatedPolicies, IOrganization, IPolicyTarget, Organization, OrganizationalUnit, OrganizationResourcePolicy, Policy, PolicyType } from '../../../src';
import { ATTACHED_TAG_PREFIX, OWNER_TAG_KEY, RETAINED_TAG_KEY } from '../../../src/contract';
import type { ContextValue } from '../../../src/policy';
import { delegates } from '../../../src/simulator/authorization/resource-policy-document';
import { onlyProperties, synthesisProblems, testStack } from '../test-app';

const [MANAGEMENT, SECURITY, NETWORK] = ['111111111111', '222222222222', '333333333333'];
const ORGANIZATION = 'o-exampleorgid';
const [ROOT, UNIT, OTHER_UNIT, SHOP, BANK] = ['r-a1b2', 'ou-a1b2-exampleunit1', 'ou-a1b2-exampleunit2', '444444444444', '555555555555'];
const TYPES = ['SERVICE_CONTROL_POLICY', 'TAG_POLICY', 'BACKUP_POLICY'] as const;
const ORGANIZATIONS = [ORGANIZATION, 'o-otherorgid1'];
const SEED = 20_261_129;

const arn = (kind: string, path: string, owner = MANAGEMENT) => `arn:aws:organizations::${owner}:${kind}/${path}`;
const kindOf = (id: string) => (id.startsWith('r-') ? 'root' : id.startsWith('ou-') ? 'ou' : 'account');

interface Delegation {
  readonly account: string;
  readonly types: readonly string[];
  /** Undefined: every target of the organization. */
  readonly targets?: readonly string[];
  readonly policies: DelegatedPolicies;
  /** The tag that a policy must have for each value of it, or none. */
  readonly tag?: { readonly key: string; readonly mine: readonly string[]; readonly takesUntagged?: boolean };
}

const OWN = { key: OWNER_TAG_KEY, mine: ['Policies@eu-west-1', 'Policies@us-east-1/adopted', 'More@eu-west-1'] };

const DELEGATIONS: readonly Delegation[] = [
  { account: SECURITY, types: ['TAG_POLICY'], targets: [UNIT], policies: DelegatedPolicies.all() },
  { account: SECURITY, types: ['TAG_POLICY', 'SERVICE_CONTROL_POLICY'], targets: [ROOT, UNIT, SHOP], policies: DelegatedPolicies.all() },
  { account: SECURITY, types: ['BACKUP_POLICY'], policies: DelegatedPolicies.all() },
  { account: SECURITY, types: ['TAG_POLICY', 'BACKUP_POLICY'], targets: [UNIT], policies: DelegatedPolicies.ofStacks(['Policies', 'More']), tag: OWN },
  {
    account: SECURITY,
    types: ['TAG_POLICY'],
    policies: DelegatedPolicies.ofStacks(['Policies', 'More'], { includesUntagged: true }),
    tag: { ...OWN, takesUntagged: true },
  },
  { account: SECURITY, types: ['TAG_POLICY'], targets: [UNIT, SHOP], policies: DelegatedPolicies.withTag('team', 'red'), tag: { key: 'team', mine: ['red'] } },
];

/** The text of a token that CloudFormation replaces. */
function deployed(value: unknown): string {
  const { Ref: ref, 'Fn::Join': join } = Object(value) as { 'Ref'?: string; 'Fn::Join'?: [string, unknown[]] };
  if (ref !== undefined) return ref === 'AWS::Partition' ? 'aws' : MANAGEMENT;
  return join === undefined ? String(value) : join[1].map(deployed).join(join[0]);
}

function imported(stack: Stack): IOrganization {
  return Organization.fromOrganizationAttributes(stack, 'Organization', {
    organizationId: ORGANIZATION, rootId: ROOT, managementAccountId: MANAGEMENT,
  });
}

function contentOf({ account, types, targets, policies }: Delegation): string {
  const stack = testStack();
  const organization = imported(stack);
  const targetOf = (id: string): IPolicyTarget => {
    if (id === ROOT) return organization.root;
    return kindOf(id) === 'ou' ? OrganizationalUnit.fromOrganizationalUnitId(stack, id, id) : Account.fromAccountId(stack, id, id);
  };
  const policyTypes = types.map((type) => PolicyType.of(type));
  new OrganizationResourcePolicy(stack, 'Delegation', { organization })
    .delegatePolicyManagement(Account.fromAccountId(stack, 'Manager', account), { policyTypes, policies, targets: targets?.map(targetOf) });
  expect(synthesisProblems(stack)).toEqual([]);
  return deployed(onlyProperties(stack, 'Custom::OrganizationsResourcePolicy').Content);
}

const nameOf = ({ types, targets = ['every target'], tag }: Delegation) => (
  `${types.join(' and ')}${tag ? ` with ${tag.key}${tag.takesUntagged ? ' or without' : ''}` : ''} on ${targets.join(', ')}`);
const CONTENTS = DELEGATIONS.map(contentOf);

interface Call {
  readonly caller: string;
  readonly operation: string;
  readonly type: string;
  readonly ofAws: boolean;
  readonly organization: string;
  readonly target: string;
  readonly tagKeys: readonly string[];
  /** Whether a call that tags names the policy instead of the target. */
  readonly tagsPolicy: boolean;
  /** The values of the owner tag and of the tag "team", on the policy and in the request. */
  readonly owner?: string;
  readonly team?: string;
  readonly newOwner?: string;
  readonly newTeam?: string;
}

const withoutAbsent = (tags: Record<string, string | undefined>) => (
  Object.fromEntries(Object.entries(tags).filter((entry): entry is [string, string] => entry[1] !== undefined)));
const tagsOfPolicy = ({ owner, team }: Call) => withoutAbsent({ [OWNER_TAG_KEY]: owner, team });
const tagsOfRequest = ({ newOwner, newTeam }: Call) => withoutAbsent({ [OWNER_TAG_KEY]: newOwner, team: newTeam });

const ofPolicy = ({ type, ofAws, organization }: Call) => (
  ofAws ? arn('policy', `${type.toLowerCase()}/p-FullAWSAccess`, 'aws') : arn('policy', `${organization}/${type.toLowerCase()}/p-example12345`));
const ofTarget = ({ target, organization }: Call) => arn(kindOf(target), `${organization}/${target}`);

function resourcesOf(call: Call): string[] {
  if (/Attach|Detach/.test(call.operation)) return [ofPolicy(call), ofTarget(call)];
  if (/(Tag|Untag)Resource/.test(call.operation)) return [call.tagsPolicy ? ofPolicy(call) : ofTarget(call)];
  return [ofPolicy(call)];
}

function contextOf(call: Call): Record<string, ContextValue> {
  const { operation, type, tagKeys } = call;
  const requested = /^(TagResource|CreatePolicy)$/.test(operation)
    ? Object.fromEntries(Object.entries(tagsOfRequest(call)).map(([key, value]) => [`aws:RequestTag/${key}`, value])) : {};
  if (!/(Tag|Untag)Resource/.test(operation)) return { 'organizations:PolicyType': type, ...requested };
  return { ...tagKeys.length === 0 ? {} : { 'aws:TagKeys': tagKeys }, ...requested };
}

const isNote = (key: string) => key.startsWith(ATTACHED_TAG_PREFIX) || key.startsWith(`${RETAINED_TAG_KEY}/`);
const READS = /^(Describe(Account|EffectivePolicy|Organization|OrganizationalUnit|Policy|ResourcePolicy)|List.+)$/;

/** The documented promise of `delegatePolicyManagement`, written without a policy. */
function isPromised({ account, types, targets, tag }: Delegation, call: Call): boolean {
  const isMine = (value: string | undefined) => value !== undefined && tag!.mine.includes(value);
  const [present, requested] = [tag && tagsOfPolicy(call)[tag.key], tag && tagsOfRequest(call)[tag.key]];
  const mayTouch = !tag || isMine(present);
  const mayCreate = !tag || isMine(requested);
  const mayTag = !tag || (isMine(present) && (requested === undefined || isMine(requested)))
    || (tag.takesUntagged === true && present === undefined && isMine(requested));
  const isTarget = call.organization === ORGANIZATION && (targets === undefined || targets.includes(call.target));
  const isPolicy = types.includes(call.type) && !call.ofAws && call.organization === ORGANIZATION;
  if (call.caller !== account) return false;
  switch (call.operation) {
    case 'CreatePolicy': return types.includes(call.type) && mayCreate;
    case 'UpdatePolicy':
    case 'DeletePolicy': return isPolicy && mayTouch;
    case 'AttachPolicy':
    case 'DetachPolicy': return isTarget && types.includes(call.type) && (call.ofAws || (isPolicy && mayTouch));
    case 'TagResource':
    case 'UntagResource': return call.tagsPolicy ? isPolicy && (call.operation === 'TagResource' ? mayTag : mayTouch) : isTarget && call.tagKeys.length > 0 && call.tagKeys.every(isNote);
    default: return READS.test(call.operation);
  }
}

const TAG_KEYS = [
  `${ATTACHED_TAG_PREFIX}Org@eu-west-1`, `${RETAINED_TAG_KEY}/Org@eu-west-1`, RETAINED_TAG_KEY, OWNER_TAG_KEY, 'team', 'stage',
];
const OPERATIONS = [
  'CreatePolicy', 'UpdatePolicy', 'DeletePolicy', 'AttachPolicy', 'DetachPolicy', 'TagResource', 'UntagResource', 'DescribePolicy',
  'ListTagsForResource', 'EnablePolicyType', 'DisablePolicyType', 'MoveAccount', 'CloseAccount', 'PutResourcePolicy', 'RegisterDelegatedAdministrator',
];
const OWNERS = [...OWN.mine, ...OWN.mine, undefined, 'Landing@eu-west-1', 'Policies2@eu-west-1', 'Policies', 'xPolicies@eu-west-1'];
const TEAMS = ['red', 'red', undefined, 'blue', 'redder'];
const calls: fc.Arbitrary<Call> = fc.record({
  caller: fc.constantFrom(SECURITY, SECURITY, SECURITY, NETWORK),
  operation: fc.constantFrom(...OPERATIONS, 'AttachPolicy', 'TagResource', 'UntagResource'),
  type: fc.constantFrom(...TYPES),
  ofAws: fc.boolean(),
  organization: fc.constantFrom(ORGANIZATION, ORGANIZATION, ...ORGANIZATIONS),
  target: fc.constantFrom(ROOT, UNIT, OTHER_UNIT, SHOP, BANK),
  tagKeys: fc.subarray(TAG_KEYS),
  tagsPolicy: fc.boolean(),
  owner: fc.constantFrom(...OWNERS),
  team: fc.constantFrom(...TEAMS),
  newOwner: fc.constantFrom(...OWNERS),
  newTeam: fc.constantFrom(...TEAMS),
});

const isAllowed = (content: string, call: Call) => (
  delegates(content, call.caller, call.operation, {
    resources: resourcesOf(call), context: contextOf(call), tags: call.ofAws ? {} : { [ofPolicy(call)]: tagsOfPolicy(call) },
  }));

describe.each(DELEGATIONS.map((delegation, index) => ({ name: nameOf(delegation), delegation, content: CONTENTS[index] })))(
  'the management of $name', ({ delegation, content }) => {
    test('is delegated with exactly the calls that are promised', () => {
      let refused = 0;
      let allowed = 0;
      fc.assert(fc.property(calls, (call) => {
        const expected = isPromised(delegation, call);
        if (expected) allowed++;
        else refused++;
        expect(isAllowed(content, call)).toBe(expected);
      }), { seed: SEED, numRuns: 1_000 });
      expect(Math.min(allowed, refused)).toBeGreaterThan(75);
    });

    test('is delegated without the right to tag a target beside a note about attachments', () => {
      const [target] = delegation.targets ?? [ROOT];
      const tag = (...tagKeys: string[]) => isAllowed(content, {
        caller: SECURITY, operation: 'TagResource', type: 'TAG_POLICY', ofAws: false, organization: ORGANIZATION, target, tagKeys, tagsPolicy: false,
      });
      const [attached, retained, mark, owner, team] = TAG_KEYS;
      expect([[attached], [attached, retained]].map((keys) => tag(...keys))).toEqual([true, true]);
      expect([[], [team], [owner], [mark], [attached, team], [attached, retained, owner], [team, attached]].map((keys) => tag(...keys)))
        .toEqual([false, false, false, false, false, false, false]);
    });
  });

test('the management of policies cannot be delegated for an empty list of policy types or targets', () => {
  const stack = testStack();
  const delegation = new OrganizationResourcePolicy(stack, 'Delegation', { organization: imported(stack) });
  const account = Account.fromAccountId(stack, 'Manager', SECURITY);
  expect(() => delegation.delegatePolicyManagement(account, { policyTypes: [], policies: DelegatedPolicies.all() })).toThrow('without any policy type (given: "policyTypes: []")');
  const policies = DelegatedPolicies.all();
  expect(() => delegation.delegatePolicyManagement(account, { policyTypes: [PolicyType.TAG_POLICY], targets: [], policies }))
    .toThrow('[Test/Delegation] The management of policies is delegated without any target (given: "targets: []"). Name the targets, or leave targets out');
});

describe('synthesis refuses', () => {
  function delegated(build: (delegation: OrganizationResourcePolicy, stack: Stack) => void): string[] {
    const stack = testStack();
    const delegation = new OrganizationResourcePolicy(stack, 'Delegation', { organization: imported(stack) });
    build(delegation, stack);
    return synthesisProblems(stack);
  }
  function delegate(delegation: OrganizationResourcePolicy, stack: Stack, account: string, ...names: string[]): void {
    const manager = Account.fromAccountId(stack, `Account${account}${names.join()}`, account);
    delegation.delegatePolicyManagement(manager, { policyTypes: [PolicyType.TAG_POLICY], policies: DelegatedPolicies.ofStacks(names) });
  }

  test('stacks of one name in two accounts, and accepts them in one', () => {
    expect(delegated((delegation, stack) => {
      delegate(delegation, stack, SECURITY, 'Policies', 'More');
      delegate(delegation, stack, NETWORK, 'Policies', 'Network');
    })).toEqual([expect.stringContaining('Two accounts may manage the policies of stacks with one name, and so those of each other (given: "Policies")')]);
    expect(delegated((delegation, stack) => {
      delegate(delegation, stack, SECURITY, 'Policies');
      delegate(delegation, stack, SECURITY, 'Policies', 'More');
    })).toEqual([]);
  });

  test('the name of the stack that delegates', () => {
    expect(delegated((delegation, stack) => delegate(delegation, stack, SECURITY, 'Policies', 'Test'))).toEqual([
      expect.stringContaining('may manage the policies of the stack that delegates, since its own stack has the same name (given: "Test")'),
    ]);
  });

  test.each([[[], 'stackNames: []'], [['Policies*'], 'Policies*'], [['a', 'b c', '*'], 'b c, *']])('the stack names %j', (names, given) => {
    expect(() => DelegatedPolicies.ofStacks(names)).toThrow(`not all names of stacks (given: "${given}")`);
  });

  test.each([['', 'x'], ['team', ''], ['team', 'r*'], ['te?m', 'red'], ['aws:team', 'x'], [OWNER_TAG_KEY, 'x'], ['team', '${aws:PrincipalTag/team}']])('the tag %s=%s', (key, value) => {
    expect(() => DelegatedPolicies.withTag(key, value)).toThrow(`is empty, reserved, or not a plain text (given: "${key}=${value}")`);
  });

  test('a delegation without policies', () => {
    delegated((delegation, stack) => {
      expect(() => delegation.delegatePolicyManagement(Account.fromAccountId(stack, 'A', SECURITY), { policyTypes: [PolicyType.TAG_POLICY] } as never))
        .toThrow('[Test/Delegation] The management of policies is delegated without saying of which policies (given: "policies: undefined")');
      expect(() => DelegatedPolicies.attachOnly([])).toThrow('without any policy');
    });
  });
});

test('attachOnly delegates the attachment of the two policies and nothing else', () => {
  const stack = testStack();
  const organization = imported(stack);
  const unit = OrganizationalUnit.fromOrganizationalUnitId(stack, 'Unit', UNIT);
  const policies = ['p-quarantine1', 'p-quarantine2'].map((id) => Policy.fromPolicyId(stack, id, id, PolicyType.TAG_POLICY));
  new OrganizationResourcePolicy(stack, 'Delegation', { organization }).delegatePolicyManagement(
    Account.fromAccountId(stack, 'Manager', SECURITY), { policyTypes: [PolicyType.TAG_POLICY], policies: DelegatedPolicies.attachOnly(policies), targets: [unit] });
  const content = deployed(onlyProperties(stack, 'Custom::OrganizationsResourcePolicy').Content);
  const may = (operation: string, id: string, target = UNIT) => delegates(content, SECURITY, operation, {
    resources: [arn('policy', `${ORGANIZATION}/tag_policy/${id}`), ...operation.endsWith('achPolicy') ? [arn('ou', `${ORGANIZATION}/${target}`)] : []],
    context: { 'organizations:PolicyType': 'TAG_POLICY' },
  });
  for (const id of ['p-quarantine1', 'p-quarantine2']) {
    expect(['AttachPolicy', 'DetachPolicy'].map((operation) => may(operation, id))).toEqual([true, true]);
    expect(may('AttachPolicy', id, OTHER_UNIT)).toBe(false);
    expect(['CreatePolicy', 'UpdatePolicy', 'DeletePolicy', 'TagResource', 'UntagResource'].filter((operation) => may(operation, id))).toEqual([]);
  }
  expect(['AttachPolicy', 'DetachPolicy'].filter((operation) => may(operation, 'p-baseline12'))).toEqual([]);
});
