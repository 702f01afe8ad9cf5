import { Stack } from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { Account, IOrganization, IPolicyTarget, Organization, OrganizationalUnit, OrganizationResourcePolicy, PolicyType } from '../../../src';
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
}

const DELEGATIONS: readonly Delegation[] = [
  { account: SECURITY, types: ['TAG_POLICY'], targets: [UNIT] },
  { account: SECURITY, types: ['TAG_POLICY', 'SERVICE_CONTROL_POLICY'], targets: [ROOT, UNIT, SHOP] },
  { account: SECURITY, types: ['BACKUP_POLICY'] },
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

function contentOf({ account, types, targets }: Delegation): string {
  const stack = testStack();
  const organization = imported(stack);
  const targetOf = (id: string): IPolicyTarget => {
    if (id === ROOT) return organization.root;
    return kindOf(id) === 'ou' ? OrganizationalUnit.fromOrganizationalUnitId(stack, id, id) : Account.fromAccountId(stack, id, id);
  };
  const policyTypes = types.map((type) => PolicyType.of(type));
  new OrganizationResourcePolicy(stack, 'Delegation', { organization })
    .delegatePolicyManagement(Account.fromAccountId(stack, 'Manager', account), { policyTypes, targets: targets?.map(targetOf) });
  expect(synthesisProblems(stack)).toEqual([]);
  return deployed(onlyProperties(stack, 'Custom::OrganizationsResourcePolicy').Content);
}

const nameOf = ({ types, targets = ['every target'] }: Delegation) => `${types.join(' and ')} on ${targets.join(', ')}`;
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
}

const ofPolicy = ({ type, ofAws, organization }: Call) => (
  ofAws ? arn('policy', `${type.toLowerCase()}/p-FullAWSAccess`, 'aws') : arn('policy', `${organization}/${type.toLowerCase()}/p-example12345`));
const ofTarget = ({ target, organization }: Call) => arn(kindOf(target), `${organization}/${target}`);

function resourcesOf(call: Call): string[] {
  if (/Attach|Detach/.test(call.operation)) return [ofPolicy(call), ofTarget(call)];
  if (/(Tag|Untag)Resource/.test(call.operation)) return [call.tagsPolicy ? ofPolicy(call) : ofTarget(call)];
  return [ofPolicy(call)];
}

function contextOf({ operation, type, tagKeys }: Call): Record<string, ContextValue> {
  if (!/(Tag|Untag)Resource/.test(operation)) return { 'organizations:PolicyType': type };
  return tagKeys.length === 0 ? {} : { 'aws:TagKeys': tagKeys };
}

const isNote = (key: string) => key.startsWith(ATTACHED_TAG_PREFIX) || key.startsWith(`${RETAINED_TAG_KEY}/`);
const READS = /^(Describe(Account|EffectivePolicy|Organization|OrganizationalUnit|Policy|ResourcePolicy)|List.+)$/;

/** The documented promise of `delegatePolicyManagement`, written without a policy. */
function isPromised({ account, types, targets }: Delegation, call: Call): boolean {
  const isTarget = call.organization === ORGANIZATION && (targets === undefined || targets.includes(call.target));
  const isPolicy = types.includes(call.type) && !call.ofAws && call.organization === ORGANIZATION;
  if (call.caller !== account) return false;
  switch (call.operation) {
    case 'CreatePolicy': return types.includes(call.type);
    case 'UpdatePolicy':
    case 'DeletePolicy': return isPolicy;
    case 'AttachPolicy':
    case 'DetachPolicy': return isTarget && types.includes(call.type) && (call.ofAws || isPolicy);
    case 'TagResource':
    case 'UntagResource': return call.tagsPolicy ? isPolicy : isTarget && call.tagKeys.length > 0 && call.tagKeys.every(isNote);
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
const calls: fc.Arbitrary<Call> = fc.record({
  caller: fc.constantFrom(SECURITY, SECURITY, SECURITY, NETWORK),
  operation: fc.constantFrom(...OPERATIONS, 'AttachPolicy', 'TagResource', 'UntagResource'),
  type: fc.constantFrom(...TYPES),
  ofAws: fc.boolean(),
  organization: fc.constantFrom(ORGANIZATION, ORGANIZATION, ...ORGANIZATIONS),
  target: fc.constantFrom(ROOT, UNIT, OTHER_UNIT, SHOP, BANK),
  tagKeys: fc.subarray(TAG_KEYS),
  tagsPolicy: fc.boolean(),
});

const isAllowed = (content: string, call: Call) => (
  delegates(content, call.caller, call.operation, { resources: resourcesOf(call), context: contextOf(call) }));

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
      }), { seed: SEED, numRuns: 2_000 });
      expect(Math.min(allowed, refused)).toBeGreaterThan(200);
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
  expect(() => delegation.delegatePolicyManagement(account, { policyTypes: [] })).toThrow('without any policy type (given: "policyTypes: []")');
  expect(() => delegation.delegatePolicyManagement(account, { policyTypes: [PolicyType.TAG_POLICY], targets: [] }))
    .toThrow('[Test/Delegation] The management of policies is delegated without any target (given: "targets: []"). Name the targets, or leave targets out');
});
