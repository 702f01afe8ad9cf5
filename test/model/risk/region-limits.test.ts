import { runInNewContext } from 'node:vm';
import type { Policy } from '../../../src/model';
import { flatten, type FlatOrganization, type FlatTarget } from '../../../src/model/diff/flat-organization';
import { regionLimits } from '../../../src/model/risk/rules/region-limits';
import { account, attached, organization as organizationWith, policy, unit } from '../organizations';

const REGION = 'eu-central-1';

/** An account whose root has a service control policy that denies Regions by this operator and pattern. */
function organization(operator: string, pattern: string): FlatOrganization {
  const target = (kind: FlatTarget['kind'], id: string, more: Partial<FlatTarget> = {}): FlatTarget => (
    { kind, id, name: id, email: '', state: '', tags: {}, attachedPolicies: [], ...more });
  const type = 'SERVICE_CONTROL_POLICY' as const;
  const content = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Action: '*', Resource: '*', Condition: { [operator]: { 'aws:RequestedRegion': pattern } } }],
  });
  return {
    managementAccountId: '111111111111',
    targets: new Map([
      ['r-ab12', target('root', 'r-ab12', { attachedPolicies: [{ id: 'p-12345678', name: 'Regions', type, awsManaged: false }] })],
      ['222222222222', target('account', '222222222222', { parentId: 'r-ab12' })],
    ]),
    policies: new Map([['p-12345678', { id: 'p-12345678', name: 'Regions', type, content }]]),
  } as unknown as FlatOrganization;
}

test.each([
  ['StringLike', 'eu-*', ['Regions']],
  ['StringLike', 'eu-central-?', ['Regions']],
  ['StringLike', 'eu.central.1', []],
  ['StringLike', 'us-*', []],
  ['StringNotLike', 'eu-*', []],
  ['StringNotLike', 'us-*', ['Regions']],
  ['StringEquals', 'eu-*', []],
  ['StringEquals', 'EU-CENTRAL-1', []],
  ['StringEqualsIgnoreCase', 'EU-CENTRAL-1', ['Regions']],
  ['StringNotEqualsIgnoreCase', 'EU-CENTRAL-1', []],
  ['StringNotEqualsIgnoreCase', 'US-EAST-1', ['Regions']],
  // A Region is no ARN: it matches no pattern of an ARN.
  ['ArnLike', 'arn:aws:*:eu-central-1:*', []],
  ['ArnNotLike', 'arn:aws:*:eu-central-1:*', ['Regions']],
])('%s "%s" limits the Region as the service compares them', (operator, pattern, limits) => {
  expect(regionLimits(organization(operator, pattern), '222222222222', REGION)).toEqual(limits);
});

test('a pattern of many wildcards does not stop a review', () => {
  const hostile = organization('StringLike', `${'*'.repeat(60)}x`);
  const limits = () => regionLimits(hostile, '222222222222', REGION);
  expect(runInNewContext('limits()', { limits }, { timeout: 10_000 })).toEqual([]);
});

describe('the policies that limit a Region', () => {
  const deny = (Condition?: object, more: object = {}) => ({ Effect: 'Deny', Action: '*', Resource: '*', ...(Condition === undefined ? {} : { Condition }), ...more });
  const only = (...regions: string[]) => deny({ StringNotEquals: { 'aws:RequestedRegion': regions } });
  const content = (...statements: object[]) => ({ Version: '2012-10-17', Statement: statements });
  const SHOP = '222222222222';

  /** An account below a unit, with policies at each level. */
  const limits = (
    root: Policy[], prod: Policy[] = [], shop: Policy[] = [], more: { readonly id?: string; readonly known?: Policy[] } = {},
  ) => (
    regionLimits(flatten(organizationWith({
      root: {
        id: 'r-root',
        attachedPolicies: root.map(attached),
        organizationalUnits: [
          unit('Prod', { attachedPolicies: prod.map(attached), accounts: [account('shop', { id: SHOP, attachedPolicies: shop.map(attached) })] }),
          unit('Dev', { attachedPolicies: [attached(policy('elsewhere', content(only())))] }),
        ],
      },
      policies: more.known ?? [...root, ...prod, ...shop],
      more: { managementAccountId: '111111111111' },
    })), more.id ?? SHOP, REGION));

  test('are those of the account and of all places above it, each named once, sorted', () => {
    const [one, two, three] = ['one', 'two', 'three'].map((name) => policy(name, content(only('us-east-1'))));
    expect(limits([two], [one, two], [three])).toEqual(['one', 'three', 'two']);
    expect(limits([], [one])).toEqual(['one']);
    expect(limits([])).toEqual([]);
  });

  test('do not reach the management account, and are unknown for an account outside the code', () => {
    const guard = policy('guard', content(only()));
    expect([limits([guard], [], [], { id: '111111111111' }), limits([guard], [], [], { id: '999999999999' })]).toEqual(['managementAccount', 'notInCode']);
  });

  test('are service control policies whose text is known', () => {
    const guard = policy('guard', content(only()));
    expect(limits([{ ...guard, type: 'RESOURCE_CONTROL_POLICY' }])).toEqual([]);
    expect(limits([guard], [], [], { known: [] })).toEqual([]);
  });

  test.each<[string, unknown, boolean]>([
    ['a denial in a second statement', content(deny(), only('us-east-1')), true],
    ['a statement that is no list', { Statement: only('us-east-1') }, true],
    ['a key in another case', content(deny({ StringNotEquals: { 'AWS:REQUESTEDREGION': 'us-east-1' } })), true],
    ['a key beside another one', content(deny({ StringNotEquals: { 'aws:PrincipalTag/x': 'y', 'aws:RequestedRegion': 'us-east-1' } })), true],
    ['an operator beside another one', content(deny({ Bool: { 'aws:ViaAWSService': 'false' }, StringEquals: { 'aws:RequestedRegion': REGION } })), true],
    ['one of several values', content(deny({ StringEquals: { 'aws:RequestedRegion': ['us-east-1', REGION] } })), true],
    ['other values', content(deny({ StringEquals: { 'aws:RequestedRegion': ['us-east-1', 'us-east-2'] } })), false],
    ['several values with the Region as an exception', content(only('us-east-1', REGION)), false],
    ['a set operator', content(deny({ 'ForAllValues:StringNotEquals': { 'aws:RequestedRegion': ['us-east-1'] } })), true],
    ['a set operator and a pattern', content(deny({ 'ForAnyValue:StringLike': { 'aws:RequestedRegion': ['eu-*'] } })), true],
    ['a pattern that may be absent', content(deny({ StringLikeIfExists: { 'aws:RequestedRegion': 'eu-*' } })), true],
    ['an exception that may be absent', content(deny({ StringNotLikeIfExists: { 'aws:RequestedRegion': 'eu-*' } })), false],
    ['a question whether there is a Region', content(deny({ Null: { 'aws:RequestedRegion': REGION } })), false],
    ['another key', content(deny({ StringNotEquals: { 'aws:PrincipalTag/Region': 'us-east-1' } })), false],
    ['an allowance', content(deny({ StringEquals: { 'aws:RequestedRegion': REGION } }, { Effect: 'Allow' })), false],
    ['a denial without a condition', content(deny()), false],
    ['no statement', {}, false],
    ['an empty list', content(), false],
    ['a text that is not JSON', 'x', false],
  ])('by their statements: %s: %#', (_, text, isLimit) => {
    expect(limits([policy('guard', text)])).toEqual(isLimit ? ['guard'] : []);
  });
});
