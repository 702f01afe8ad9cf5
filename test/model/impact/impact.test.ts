import {
  type Account, type ActionsImpact, type AttachedPolicy, type ImpactGroup, impactOf, type Organization, type OrganizationalUnit,
  type Policy,
} from '../../../src/model';
import { align } from '../../../src/model/diff/identity/align';
import { account, attached, FULL_ACCESS, organization, policy, unit } from '../organizations';

const ACTIONS = ['s3:GetObject', 's3:DeleteBucket', 's3:DeleteObject', 'ec2:RunInstances', 'iam:CreateUser', 'iam:CreateRole'];

function impact(base: Organization, head: Organization): ImpactGroup[] {
  return impactOf(align(base, head), { actions: ACTIONS });
}

const scp = (name: string, ...statements: object[]) => policy(name, {
  Version: '2012-10-17', Statement: statements.map((statement) => ({ Resource: '*', Effect: 'Deny', ...statement })),
});
const ENABLED = { policyTypes: ['SERVICE_CONTROL_POLICY' as const] };

function tree(policies: Policy[], prod: Policy[], dev: Policy[] = []): Organization {
  const place = (name: string, accounts: string[], of: Policy[]) => unit(name, {
    attachedPolicies: [FULL_ACCESS, ...of.map(attached)],
    accounts: accounts.map((each) => account(each, { attachedPolicies: [FULL_ACCESS] })),
  });
  return organization({
    root: { attachedPolicies: [FULL_ACCESS], organizationalUnits: [place('Dev', ['lab'], dev), place('Prod', ['bank', 'shop'], prod)] },
    policies,
    more: ENABLED,
  });
}

test('accounts with the same impact are one group with a caption, and actions are given as patterns', () => {
  const guard = scp('guard', { Sid: 'NoDeletion', Action: 's3:Delete*' });
  expect(impact(tree([], []), tree([guard], [guard]))).toMatchObject([{
    caption: '2 accounts in Root/Prod',
    accounts: [{ path: 'Root/Prod/bank' }, { path: 'Root/Prod/shop' }],
    actions: [{
      service: 's3',
      before: 'allowed',
      after: 'denied',
      direction: 'tightens',
      actions: ['s3:Delete*'],
      count: 2,
      because: ['NoDeletion of guard'],
      insteadOf: ['Statement[0] of FullAWSAccess'],
    }],
    counts: { denied: 2, allowed: 0, conditional: 0, conditionsChanged: 0 },
  }]);
});

test('a single account is named by its path', () => {
  const guard = scp('guard', { Sid: 'A', Action: 's3:*' });
  expect(impact(tree([guard], [], [guard]), tree([guard], []))).toMatchObject([{
    caption: 'Root/Dev/lab', actions: [{ before: 'denied', after: 'allowed', direction: 'loosens', actions: ['s3:*'], count: 3 }],
  }]);
});

test('a caption for some of the accounts in a place names the few places below it that contain them', () => {
  const guard = scp('guard', { Sid: 'A', Action: 's3:*' });
  const leaf = (name: string, ...guards: Policy[]) => unit(name, {
    attachedPolicies: [FULL_ACCESS, ...guards.map(attached)],
    accounts: [1, 2].map((each) => account(`${name}-${each}`, { attachedPolicies: [FULL_ACCESS] })),
  });
  const captions = (...guarded: string[]) => {
    const of = (guardedNow: readonly string[]) => {
      const leaves = (...names: string[]) => names.map((name) => (guardedNow.includes(name) ? leaf(name, guard) : leaf(name)));
      return organization({
        root: {
          attachedPolicies: [FULL_ACCESS],
          organizationalUnits: [
            ...leaves('A', 'B', 'C'), unit('Work', { attachedPolicies: [FULL_ACCESS], organizationalUnits: leaves('Dev', 'Prod') }),
          ],
        },
        policies: [guard],
        more: ENABLED,
      });
    };
    return impact(of([]), of(guarded)).map(({ caption }) => caption);
  };
  expect(captions('A', 'Prod')).toEqual(['4 accounts in Root/A, Root/Work/Prod']);
  expect(captions('Dev', 'Prod')).toEqual(['4 accounts in Root/Work']);
  expect(captions('A', 'B', 'Dev', 'Prod')).toEqual(['8 accounts in Root/A, Root/B, Root/Work']);
  expect(captions('A', 'B', 'C', 'Dev')).toEqual(['8 accounts in Root']);
  expect(captions('A', 'B', 'C', 'Dev', 'Prod')).toEqual(['10 accounts in Root']);
});

test('a unit whose name looks like a path is not taken for a unit below', () => {
  const guard = scp('guard', { Sid: 'A', Action: 's3:*' });
  const of = (policies: Policy[]) => organization({
    root: {
      attachedPolicies: [FULL_ACCESS, ...policies.map(attached)],
      organizationalUnits: [
        unit('W', { attachedPolicies: [FULL_ACCESS], accounts: [account('one', { attachedPolicies: [FULL_ACCESS] })] }),
        unit('W/P', { attachedPolicies: [FULL_ACCESS], accounts: [account('two', { attachedPolicies: [FULL_ACCESS] })] }),
      ],
    },
    policies: [guard],
    more: ENABLED,
  });
  expect(impact(of([]), of([guard])).map(({ caption }) => caption)).toEqual(['2 accounts in Root']);
});

test('a single account with the name of another one is shown with its email address', () => {
  const guard = scp('guard', { Sid: 'A', Action: 's3:*' });
  const of = (policies: Policy[]) => organization({
    root: {
      attachedPolicies: [FULL_ACCESS],
      accounts: [
        account('one', { name: 'same', attachedPolicies: [FULL_ACCESS] }),
        account('two', { name: 'same', attachedPolicies: [FULL_ACCESS, ...policies.map(attached)] }),
      ],
    },
    policies: [guard],
    more: ENABLED,
  });
  expect(impact(of([]), of([guard])).map(({ caption }) => caption)).toEqual(['Root/same (two@example.com)']);
});

test('an account that is removed from the app in a recreated unit is judged at the new place of the unit', () => {
  const guard = scp('guard', { Sid: 'A', Action: 's3:*' });
  const there = tree([guard], [], [guard]);
  const [dev, prod] = there.root.organizationalUnits;
  const head = { ...there, root: { ...there.root, organizationalUnits: [{ ...dev, organizationalUnits: [{ ...prod, accounts: [] }] }] } };
  expect(impact(there, head)).toMatchObject([{ accounts: [{ path: 'Root/Dev/Prod/bank' }, { path: 'Root/Dev/Prod/shop' }], actions: [{ before: 'allowed', after: 'denied' }] }]);
});

test('an account that is moved when it is removed from the app is judged at its destination', () => {
  const guard = scp('guard', { Sid: 'A', Action: 's3:*' });
  const before = tree([guard], [guard]);
  const [dev, prod] = before.root.organizationalUnits;
  const [bank, shop] = prod.accounts;
  const leaving = { ...shop, code: { ...shop.code!, removal: { Action: 'MoveAccount' as const, ParentId: dev.id } } };
  const of = (accounts: typeof prod.accounts): Organization => (
    { ...before, root: { ...before.root, organizationalUnits: [dev, { ...prod, accounts }] } });
  expect(impact(of([bank, leaving]), of([bank]))).toMatchObject([{ caption: 'Root/Dev/shop', actions: [{ before: 'denied', after: 'allowed' }] }]);
});

test('an account that is removed from the app and moved keeps its own policies', () => {
  const [own, guard] = [scp('own', { Sid: 'A', Action: 's3:*' }), scp('guard', { Sid: 'B', Action: 'ec2:*' })];
  const before = tree([own, guard], []);
  const [dev, prod] = before.root.organizationalUnits;
  const [bank, shop] = prod.accounts;
  const code = { ...shop.code!, removal: { Action: 'MoveAccount' as const, ParentId: dev.id } };
  const of = (accounts: typeof prod.accounts, policies: Policy[]): Organization => ({
    ...before,
    policies,
    root: { ...before.root, organizationalUnits: [{ ...dev, attachedPolicies: [FULL_ACCESS, attached(guard)] }, { ...prod, accounts }] },
  });
  const leaving = { ...shop, code, attachedPolicies: [FULL_ACCESS, attached(own)] };
  expect(impact(of([bank, leaving], [own, guard]), of([bank], [guard]))).toMatchObject([{
    caption: 'Root/Dev/shop', actions: [{ service: 'ec2', before: 'allowed', after: 'denied' }], unknownPolicies: [],
  }]);
});

describe('an account that is removed from the app and stays', () => {
  const [wide, narrow] = [['s3:DeleteBucket', 'iam:*'], ['s3:DeleteBucket']].map((Action) => scp('guard', { Sid: 'A', Action }));
  const FULL = { attachedPolicies: [FULL_ACCESS] };
  const of = (guard: Policy, organizationalUnits: OrganizationalUnit[]) => organization({
    root: { ...FULL, organizationalUnits }, policies: [guard], more: ENABLED,
  });
  const prod = (guards: Policy[], accounts: Account[] = [], below: OrganizationalUnit[] = []) => unit('Prod', {
    attachedPolicies: [FULL_ACCESS, ...guards.map(attached)], accounts, organizationalUnits: below,
  });
  const shop = account('shop', FULL);
  const web = unit('Web', { ...FULL, accounts: [shop] });
  const CREATION = { service: 'iam', before: 'denied', after: 'allowed', count: 2 };

  test.each<[string, Organization, Organization, object]>([
    ['has the policies of its unit', of(wide, [prod([wide], [shop])]), of(narrow, [prod([narrow])]), { caption: 'Root/Prod/shop', actions: [CREATION] }],
    ['has them even if its own unit is removed from the app with it', of(wide, [prod([wide], [], [web])]), of(narrow, [prod([narrow])]), { caption: 'Root/Prod/Web/shop', actions: [CREATION] }],
    ['has them even if all units are removed from the app with it', of(wide, [prod([wide], [], [web])]), of(narrow, []), { caption: 'Root/Prod/Web/shop', actions: [CREATION] }],
    ['keeps its own policies', of(wide, [prod([], [account('shop', { attachedPolicies: [FULL_ACCESS, attached(wide)] })])]), of(narrow, [prod([])]),
      { caption: 'Root/Prod/shop', actions: [CREATION] }],
  ])('%s', (_, base, head, group) => expect(impact(base, head)).toMatchObject([group]));

  test('gets only AWS managed policies of a new type', () => {
    const before = organization({ root: { organizationalUnits: [unit('Prod', { organizationalUnits: [unit('Web', { accounts: [account('shop')] })] })] } });
    expect(impact(before, of(narrow, [prod([])]))).toEqual([]);
  });

  test('does not keep policies that the code attached to a unit which it only names', () => {
    const named = unit('ou-root-aaaaaaa1', { id: 'ou-root-aaaaaaa1', code: undefined, attachedPolicies: [FULL_ACCESS, attached(narrow)], accounts: [shop] });
    expect(impact(of(narrow, [named]), of(narrow, []))).toMatchObject([{ actions: [{ actions: ['s3:DeleteBucket'], before: 'denied', after: 'depends' }] }]);
  });
});

test.each<[string, object[], object[], object]>([
  ['an added condition makes the decision depend', [], [{ Sid: 'A', Action: 's3:GetObject', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }],
    { before: 'allowed', after: 'depends', direction: 'tightens' }],
  ['another value of a condition changes the conditions', [{ Sid: 'A', Action: 's3:GetObject', Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } } }],
    [{ Sid: 'A', Action: 's3:GetObject', Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-2' } } }],
    { before: 'depends', after: 'depends', direction: 'both' }],
  ['an additional value of a negated condition is looser', [{ Sid: 'A', Action: 's3:GetObject', Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } } }],
    [{ Sid: 'A', Action: 's3:GetObject', Condition: { StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1', 'eu-west-2'] } } }],
    { before: 'depends', after: 'depends', direction: 'loosens' }],
  ['a removed condition is looser', [{ Sid: 'A', Action: 's3:GetObject', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    { Sid: 'B', Action: 's3:GetObject', Condition: { Bool: { 'aws:ViaAWSService': 'false' } } }],
  [{ Sid: 'A', Action: 's3:GetObject', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }], { before: 'depends', after: 'depends', direction: 'loosens' }],
])('%s', (_, before, after, change) => {
  const other = { Sid: 'Other', Action: 'sqs:*' };
  const [former, present] = [scp('guard', other, ...before), scp('guard', other, ...after)];
  expect(impact(tree([former], [former]), tree([present], [present]))).toMatchObject([{ actions: [{ service: 's3', actions: ['s3:GetObject'], ...change }] }]);
});

describe('statements that allow are alternatives within one level only', () => {
  const region = scp('region', { Sid: 'R', Action: '*', Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } } });
  const allow = (...statements: object[]) => scp('only', ...statements.map((statement) => ({ Effect: 'Allow', Action: 's3:*', ...statement })));
  const team = (name: string) => ({ Sid: name, Condition: { StringEquals: { 'aws:PrincipalTag/team': name } } });
  const always = { Sid: 'Always' };
  const unlisted = attached(allow(always));
  const of = (only: Policy, onProd: readonly AttachedPolicy[]): Organization => {
    const prod = unit('Prod', { attachedPolicies: [...onProd], accounts: [account('bank', { attachedPolicies: [FULL_ACCESS] })] });
    return organization({
      root: { attachedPolicies: [FULL_ACCESS, attached(region)], organizationalUnits: [prod] }, policies: [region, only], more: ENABLED,
    });
  };
  const listed = (...statements: object[]) => of(allow(...statements), [unlisted]);

  test.each<[string, Organization, Organization, 'loosens' | 'tightens' | 'both']>([
    ['a statement that loses its condition loosens', listed(team('x')), listed(always), 'loosens'],
    ['a statement that gets a condition tightens', listed(always), listed(team('x')), 'tightens'],
    ['an additional statement loosens', listed(team('x')), listed(team('x'), team('y')), 'loosens'],
    ['a removed statement tightens', listed(team('x'), team('y')), listed(team('x')), 'tightens'],
    ['another statement does both', listed(team('x')), listed(team('y')), 'both'],
    ['FullAWSAccess instead of them loosens', listed(team('x')), of(allow(team('x')), [FULL_ACCESS]), 'loosens'],
    ['statements instead of FullAWSAccess tighten', of(allow(team('x')), [FULL_ACCESS]), listed(team('x')), 'tightens'],
  ])('%s', (_, base, head, direction) => {
    expect(impact(base, head).flatMap(({ actions }) => actions).filter(({ service }) => service === 's3'))
      .toMatchObject([{ before: 'depends', after: 'depends', direction }]);
  });

  test('a statement that moves to a level with other statements changes who may perform the action', () => {
    // A principal has one value of a tag, so that the conditions are about different tags.
    const [one, two, other] = ['one', 'two', 'other'].map((name) => (
      scp(name, { Effect: 'Allow', Action: 's3:*', Condition: { StringEquals: { [`aws:PrincipalTag/${name}`]: 'yes' } } })));
    const both = (above: Policy[], below: Policy[]) => organization({
      root: {
        attachedPolicies: [FULL_ACCESS],
        organizationalUnits: [unit('Prod', {
          attachedPolicies: above.map(attached),
          accounts: [account('bank', { attachedPolicies: below.map(attached) })],
        })],
      },
      policies: [one, other, two],
      more: ENABLED,
    });
    expect(impact(both([one, two], [other]), both([one], [other, two]))).toMatchObject([{ actions: [{ service: 's3', direction: 'both' }] }]);
  });
});

test('levels that both chains have in common take part in the decision', () => {
  const region = scp('region', { Sid: 'R', Action: ['s3:*', 'iam:*'], Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } } });
  const closed = scp('closed', { Sid: 'C', Action: 'iam:*' });
  const guard = scp('guard', { Sid: 'A', Action: '*' });
  const of = (prod: Policy[]) => {
    const value = tree([region, closed, guard], prod);
    return { ...value, root: { ...value.root, attachedPolicies: [FULL_ACCESS, attached(region), attached(closed)] } };
  };
  expect(impact(of([]), of([guard]))).toMatchObject([{
    actions: [{ service: 'ec2', before: 'allowed', after: 'denied' }, { service: 's3', before: 'depends', after: 'denied', insteadOf: ['R of region'] }],
  }]);
});

test('a statement that moves to another policy, or to the unit above, has no impact', () => {
  const [one, other] = [scp('one', { Sid: 'A', Action: 's3:*' }), scp('other', { Sid: 'B', Action: 's3:*' })];
  expect(impact(tree([one], [one], [one]), tree([other], [other], [other]))).toEqual([]);
  const above = tree([one], []);
  const atRoot = { ...above, root: { ...above.root, attachedPolicies: [FULL_ACCESS, attached(one)] } };
  expect(impact(tree([one], [one], [one]), atRoot)).toEqual([]);
});

test('the effective management policy of an account changes if a setting changes', () => {
  const tagging = (value: string) => policy('tagging', { tags: { stage: { tag_value: { '@@assign': [value] } } } }, { type: 'TAG_POLICY' });
  const of = (each: ReturnType<typeof policy>) => organization({
    root: { attachedPolicies: [attached(each)], accounts: [account('shop')] }, policies: [each], more: { policyTypes: ['TAG_POLICY'] },
  });
  expect(impact(of(tagging('prod')), of(tagging('test')))).toMatchObject([{
    caption: 'Root/shop',
    actions: [],
    effectivePolicies: [{ policyType: 'TAG_POLICY', settings: [{ path: ['tags', 'stage', 'tag_value'], before: '["prod"]', after: '["test"]' }] }],
  }]);
});

test('after the last policy of a type is removed from the app, the type stays enabled, and FullAWSAccess stays attached', () => {
  const guard = scp('guard', { Sid: 'A', Action: 's3:Delete*' });
  const head = organization({
    root: {
      organizationalUnits: ['Dev', 'Prod'].map((name) => unit(name, {
        accounts: (name === 'Dev' ? ['lab'] : ['bank', 'shop']).map((each) => account(each)),
      })),
    },
  });
  expect(impact(tree([guard], [guard]), head)).toMatchObject([{
    caption: '2 accounts in Root/Prod', actions: [{ before: 'denied', after: 'allowed', direction: 'loosens', actions: ['s3:Delete*'] }],
  }]);
});

test('a policy whose text is unknown makes all decisions depend, and is named', () => {
  const unknown = { id: 'p-theirs00', name: 'theirs', type: 'SERVICE_CONTROL_POLICY' as const, awsManaged: false };
  const head = tree([], []);
  const groups = impact(head, { ...head, root: { ...head.root, attachedPolicies: [FULL_ACCESS, unknown] } });
  expect(groups).toMatchObject([{ unknownPolicies: ['theirs'], counts: { conditional: ACTIONS.length } }]);
});

describe('a denial of one type in place of the same one of the other', () => {
  const full = { id: 'p-RCPFullAWSAccess', name: 'RCPFullAWSAccess', type: 'RESOURCE_CONTROL_POLICY' as const, awsManaged: true };
  const service = scp('service', { Sid: 'A', Action: 's3:GetObject' });
  const resource = policy(
    'resource', { Version: '2012-10-17', Statement: [{ Sid: 'B', Effect: 'Deny', Principal: '*', Action: 's3:GetObject', Resource: '*' }] },
    { type: 'RESOURCE_CONTROL_POLICY' });
  const of = (...policies: Policy[]) => organization({
    root: {
      attachedPolicies: [FULL_ACCESS, full],
      organizationalUnits: [unit('Prod', {
        attachedPolicies: [FULL_ACCESS, full, ...policies.map(attached)], accounts: [account('shop', { attachedPolicies: [FULL_ACCESS, full] })],
      })],
    },
    policies: [service, resource],
    more: { policyTypes: ['RESOURCE_CONTROL_POLICY', 'SERVICE_CONTROL_POLICY'] },
  });

  test.each<[string, Organization, Organization, ActionsImpact['direction'], string[]]>([
    ['denies the action to other callers', of(service), of(resource), 'both', ['B of resource']],
    ['tightens if it is added beside the other one', of(service), of(service, resource), 'tightens', ['A of service', 'B of resource']],
    ['loosens if it is removed', of(service, resource), of(service), 'loosens', ['A of service']],
  ])('%s', (_, base, head, direction, because) => {
    expect(impact(base, head)).toMatchObject([{
      actions: [{ actions: ['s3:GetObject'], before: 'denied', after: 'denied', direction, because }],
      counts: { denied: 0, allowed: 0, conditional: 0, conditionsChanged: 0 },
    }]);
  });
});

test('a resource control policy changes only the services it applies to, and no action that works regardless of policies', () => {
  const full = { id: 'p-RCPFullAWSAccess', name: 'RCPFullAWSAccess', type: 'RESOURCE_CONTROL_POLICY' as const, awsManaged: true };
  const statement = { Sid: 'A', Effect: 'Deny', Principal: '*', Action: ['ec2:*', 'kms:*', 'newservice:*', 's3:*', 'sts:*'], Resource: '*' };
  const guard = policy('guard', { Version: '2012-10-17', Statement: [statement] }, { type: 'RESOURCE_CONTROL_POLICY' });
  const of = (policies: Policy[]) => organization({
    root: { attachedPolicies: [full, ...policies.map(attached)], accounts: [account('shop', { attachedPolicies: [full] })] },
    policies,
    more: { policyTypes: ['RESOURCE_CONTROL_POLICY'] },
  });
  const actions = [
    'ec2:RunInstances', 'iam:CreateUser', 'kms:RetireGrant', 'kms:RevokeGrant', 'newservice:MakeThing', 's3:GetObject', 'sts:AssumeRole',
    'sts:GetCallerIdentity',
  ];
  const [{ actions: found }] = impactOf(align(of([]), of([guard])), { actions });
  expect(found.map(({ actions: [action], before, after, because }) => [action, before, after, because])).toEqual([
    ['kms:RevokeGrant', 'allowed', 'denied', ['A of guard']],
    ['newservice:MakeThing', 'allowed', 'depends', ['A of guard']],
    ['s3:GetObject', 'allowed', 'denied', ['A of guard']],
    ['sts:AssumeRole', 'allowed', 'denied', ['A of guard']],
  ]);
});
