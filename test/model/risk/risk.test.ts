import { failOn, type Organization, type Policy, type Review, reviewOf, reviewOfDeployment } from '../../../src/model';
import type { StackLinks } from '../../../src/model/stack-links';
import { account, attached, FULL_ACCESS, IN_CODE, live, organization, owned, policy, symbol, unit } from '../organizations';

const ACTIONS = ['s3:GetObject', 's3:DeleteBucket', 'ec2:RunInstances'];
const ENABLED = { policyTypes: ['SERVICE_CONTROL_POLICY' as const] };
const scp = (name: string, ...statements: object[]) => policy(name, {
  Version: '2012-10-17', Statement: statements.map((statement) => ({ Effect: 'Deny', Resource: '*', ...statement })),
});

/** A shop in `Prod`, and an empty `Dev`. */
function shop(policies: Policy[], prod: Policy[], dev: Policy[] = [], home: 'Prod' | 'Dev' | 'nowhere' = 'Prod', more: Partial<Organization> = {}): Organization {
  const place = (name: string, of: Policy[]) => unit(name, {
    attachedPolicies: [FULL_ACCESS, ...of.map(attached)],
    accounts: name === home ? [account('shop', { attachedPolicies: [FULL_ACCESS] })] : [],
  });
  return organization({
    root: { attachedPolicies: [FULL_ACCESS], organizationalUnits: [place('Dev', dev), place('Prod', prod)] }, policies, more: { ...ENABLED, ...more },
  });
}

/** The same, where the code says that the shop goes to `Dev` when it leaves the code. */
function leaving(...given: Parameters<typeof shop>): Organization {
  const there = shop(...given);
  const [dev, prod] = there.root.organizationalUnits;
  const [shopAccount] = prod.accounts;
  const code = { ...shopAccount.code!, removal: { Action: 'MoveAccount' as const, ParentId: dev.id } };
  return { ...there, root: { ...there.root, organizationalUnits: [dev, { ...prod, accounts: [{ ...shopAccount, code }] }] } };
}

const OTHER = { ...IN_CODE, owner: 'Other', adopt: true };
const BOTH_STACKS = { owners: ['Other', 'S'], guardedActions: [], withoutFullAwsAccess: [] };
const s3 = scp('guard', { Sid: 'A', Action: 's3:DeleteBucket' });
const more = scp('guard', { Sid: 'A', Action: 's3:DeleteBucket' }, { Sid: 'B', Action: 'ec2:*' });
const openly = scp('guard', { Sid: 'A', Action: 's3:DeleteBucket', Condition: { Bool: { 'aws:ViaAWSService': 'false' } } });
const removal = (action: 'CloseAccount' | 'RemoveAccountFromOrganization') => (
  account('shop', { code: { ...IN_CODE, removal: { Action: action } } }));

test.each<[string, Organization, Organization, Record<string, readonly string[]>]>([
  ['a policy that only denies tightens where it is attached', shop([s3], []), shop([s3], [s3]), { attached: ['tightens'] }],
  ['and loosens where it is detached', shop([s3], [s3]), shop([s3], []), { detached: ['loosens'] }],
  ['where nobody is, it does neither', shop([s3], []), shop([s3], [], [s3]), { attached: ['neutral'] }],
  ['a denial more tightens', shop([s3], [s3]), shop([more], [more]), { policyStatementsChanged: ['tightens'] }],
  ['a condition on a denial loosens', shop([s3], [s3]), shop([openly], [openly]), { policyStatementsChanged: ['loosens'] }],
  ['a change of a policy that is attached nowhere does nothing', shop([s3], []), shop([more], []), { policyStatementsChanged: ['neutral'] }],
  ['a move to a place without the policies loosens', shop([s3], [s3]), shop([s3], [s3], [], 'Dev'), { accountMoved: ['loosens'] }],
  ['a move to a place with more of them tightens', shop([s3], [], [s3]), shop([s3], [], [s3], 'Dev'), { accountMoved: ['tightens'] }],
  ['an account that is closed is destroyed', organization({ root: { accounts: [removal('CloseAccount')] } }), organization(), { accountRemoved: ['destroys'] }],
  ['an account that only leaves the code is not', organization({ root: { accounts: [account('shop')] } }), organization(), { accountRemoved: ['neutral'] }],
  ['a service that is trusted may do more', organization(), organization({ more: { trustedServices: ['sso.amazonaws.com'] } }), { trustedAccessEnabled: ['loosens'] }],
  ['a new name of an account stops deployments', organization({ root: { accounts: [account('shop')] } }),
    organization({ root: { accounts: [account('store', { id: symbol('shop'), email: 'shop@example.com' })] } }), { accountRenamed: ['tightens'] }],
  ['and so does a new address', organization({ root: { accounts: [account('shop')] } }),
    organization({ root: { accounts: [account('shop', { email: 'store@example.com' })] } }), { accountEmailChanged: ['tightens'] }],
  ['the same address in other letters does not', organization({ root: { accounts: [account('shop')] } }),
    organization({ root: { accounts: [account('shop', { email: 'Shop@example.com' })] } }), { accountEmailChanged: ['neutral'] }],
  ['an account that is moved away loosens where it loses policies', leaving([s3], [s3]), shop([s3], [s3], [], 'nowhere'), { accountRemoved: ['loosens'] }],
  ['and tightens where it gets some', leaving([s3], [], [s3]), shop([s3], [], [s3], 'nowhere'), { accountRemoved: ['tightens'] }],
  ['and does neither where the same counts', leaving([s3], []), shop([s3], [], [], 'nowhere'), { accountRemoved: ['neutral'] }],
  ['what its unit loses counts for an account that leaves the code as well', shop([s3], [s3]), shop([s3], [], [], 'nowhere'), { accountRemoved: ['neutral'], detached: ['loosens'] }],
  ['and so does a policy that says less', shop([more], [more]), shop([s3], [s3], [], 'nowhere'), { accountRemoved: ['neutral'], policyStatementsChanged: ['loosens'] }],
  ['what another stack makes anew is gone in between', shop([s3], [s3]), shop([{ ...s3, code: OTHER }], [s3], [], 'Prod', { code: BOTH_STACKS }), { madeAnew: ['destroys', 'loosens'] }],
  ['also where nobody would miss it', shop([s3], []), shop([{ ...s3, code: OTHER }], [], [], 'Prod', { code: BOTH_STACKS }), { madeAnew: ['destroys'] }],
  ['a unit that is taken over may have accounts in it, which get its policies', organization({ policies: [s3] }),
    organization({ root: { organizationalUnits: [unit('Old', { code: { ...IN_CODE, adopt: true }, attachedPolicies: [attached(s3)] })] }, policies: [s3] }), { organizationalUnitAdded: ['tightens'] }],
  ['without policies of its own it is as before', organization(), organization({ root: { organizationalUnits: [unit('Old', { code: { ...IN_CODE, adopt: true } })] } }),
    { organizationalUnitAdded: ['neutral'] }],
  ['an account that is taken over gets other policies', organization(), organization({ root: { accounts: [account('old', { code: { ...IN_CODE, adopt: true } })] } }),
    { accountAdded: ['tightens'] }],
  ['an account that is new does not', organization(), organization({ root: { accounts: [account('new')] } }), { accountAdded: ['neutral'] }],
  ['an organizational unit that is deleted takes its id along', organization({ root: { organizationalUnits: [unit('Old')] } }), organization(),
    { organizationalUnitRemoved: ['destroys'] }],
])('%s', (_, base, head, levels) => {
  const review = reviewOf(base, head, { actions: ACTIONS });
  expect(levelsOf(review)).toEqual(levels);
});

function levelsOf({ changes, risks }: Review): Record<string, string[]> {
  const levels = (index: number) => risks.filter(({ change }) => change === index).map(({ level }) => level);
  return Object.fromEntries(changes.map(({ kind }, index) => [kind, levels(index)]));
}

test('of two changes for the same account each is said to do what it can do', () => {
  const [one, other] = [scp('one', { Sid: 'A', Action: 's3:*' }), scp('other', { Sid: 'B', Action: 'ec2:*' })];
  expect(levelsOf(reviewOf(shop([one, other], [one]), shop([one, other], [other]), { actions: ACTIONS }))).toEqual({ attached: ['tightens'], detached: ['loosens'] });
});

test('a name with a slash is not taken for a path', () => {
  const of = (policies: Policy[]) => organization({
    root: {
      attachedPolicies: [FULL_ACCESS],
      organizationalUnits: [
        unit('W', { attachedPolicies: [FULL_ACCESS, ...policies.map(attached)] }),
        unit('W/P', { attachedPolicies: [FULL_ACCESS], accounts: [account('shop', { attachedPolicies: [FULL_ACCESS, ...policies.map(attached)] })] }),
      ],
    },
    policies: [s3],
    more: ENABLED,
  });
  const { changes, risks } = reviewOf(of([]), of([s3]), { actions: ACTIONS });
  const level = (path: string) => risks[changes.findIndex((change) => 'target' in change && change.target.path === path)].level;
  expect([level('Root/W'), level('Root/W/P/shop')]).toEqual(['neutral', 'tightens']);
});

describe('a statement that is changed in one direction', () => {
  const statement = (fields: object) => scp('guard', { Sid: 'A', Action: ['s3:DeleteBucket', 's3:GetObject'], ...fields });
  const unless = (...roles: string[]) => ({ Condition: { ArnNotLike: { 'aws:PrincipalArn': roles } } });
  const here = (region: string) => ({ Condition: { StringEquals: { 'aws:RequestedRegion': region } } });
  const onlyFor = (...buckets: string[]) => ({ Resource: buckets });

  test.each<[string, object, object, readonly string[]]>([
    ['a value more of a negated condition', unless('a'), unless('a', 'b'), ['loosens']],
    ['a value less of it', unless('a', 'b'), unless('a'), ['tightens']],
    ['other values', unless('a'), unless('b'), ['loosens', 'tightens']],
    ['a condition more', unless('a'), { Condition: { ...unless('a').Condition, ...here('eu-west-1').Condition } }, ['loosens']],
    ['a resource more', onlyFor('arn:aws:s3:::a'), onlyFor('arn:aws:s3:::a', 'arn:aws:s3:::b'), ['tightens']],
    ['all resources', onlyFor('arn:aws:s3:::a'), onlyFor('*'), ['tightens']],
    ['a resource more that is left out', { NotResource: ['arn:aws:s3:::a'], Resource: undefined }, { NotResource: ['arn:aws:s3:::a', 'arn:aws:s3:::b'], Resource: undefined }, ['loosens']],
    ['an Allow with a value less', { Effect: 'Allow', ...here('eu-west-1') }, { Effect: 'Allow', Condition: { StringEquals: { 'aws:RequestedRegion': ['eu-west-1', 'eu-west-2'] } } }, ['loosens']],
  ])('%s', (_, before, after, levels) => {
    const [former, present] = [statement(before), statement(after)];
    const allowOnly = (of: Policy) => {
      const there = shop([of], [of]);
      const [dev, prod] = there.root.organizationalUnits;
      return of.content.includes('"Allow"') ? { ...there, root: { ...there.root, organizationalUnits: [dev, { ...prod, attachedPolicies: [attached(of)] }] } } : there;
    };
    expect(levelsOf(reviewOf(allowOnly(former), allowOnly(present), { actions: ACTIONS }))).toEqual({ policyStatementsChanged: levels });
  });

  test('whose variables another version makes texts may do both', () => {
    const home = 'arn:aws:s3:::home/${aws:username}';
    const of = (version: string, ...resources: string[]) => policy('guard', {
      Version: version, Statement: [{ Sid: 'A', Effect: 'Deny', Action: 's3:DeleteBucket', Resource: resources }],
    });
    const [former, present] = [of('2012-10-17', home), of('2008-10-17', home, 'arn:aws:s3:::b')];
    expect(levelsOf(reviewOf(shop([former], [former]), shop([present], [present]), { actions: ACTIONS }))).toEqual({ policyStatementsChanged: ['loosens', 'tightens'] });
  });

  test('of what changes both ways it is not said to be certain', () => {
    const [former, present] = [statement(unless('a')), statement(unless('b'))];
    expect(reviewOf(shop([former], [former]), shop([present], [present]), { actions: ACTIONS }).risks.map(({ reason }) => reason)).toEqual([
      'Under other conditions, 1 account may do what was denied.', 'Under other conditions, 1 account may no longer do what was allowed.',
    ]);
  });
});

test('a list of what is allowed that gets longer, or goes, loosens also where another level has a condition', () => {
  const region = scp('region', { Sid: 'R', Action: '*', Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } } });
  const [some, all] = [{ Condition: { StringEquals: { 'aws:PrincipalTag/team': 'x' } } }, {}]
    .map((fields) => scp('list', { Sid: 'B', Effect: 'Allow', Action: '*', ...fields }));
  const of = (list: Policy, onProd: Policy[], withoutFullAwsAccess: string[] = [symbol('Prod')]) => {
    const { root, ...there } = shop([region, list], [], [], 'Prod', { code: { owners: ['S'], guardedActions: [], withoutFullAwsAccess } });
    const [dev, prod] = root.organizationalUnits;
    const full = withoutFullAwsAccess.length > 0 ? [] : [FULL_ACCESS];
    return {
      ...there,
      root: {
        ...root,
        attachedPolicies: [FULL_ACCESS, attached(region)],
        organizationalUnits: [dev, { ...prod, attachedPolicies: [...full, ...onProd.map(attached)] }],
      },
    };
  };
  const levels = (base: Organization, head: Organization) => levelsOf(reviewOf(base, head, { actions: ACTIONS }));
  expect(levels(of(some, [some]), of(all, [all]))).toEqual({ policyStatementsChanged: ['loosens'] });
  expect(levels(of(all, [all]), of(some, [some]))).toEqual({ policyStatementsChanged: ['tightens'] });
  expect(levels(of(some, [some]), of(some, [], []))).toEqual({ detached: ['loosens'], fullAwsAccessReturned: ['loosens'] });
});

test('other conditions are told although the account has another effect as well', () => {
  const outside = (region: string) => ({ Sid: 'Region', Action: 'ec2:*', Condition: { StringNotEquals: { 'aws:RequestedRegion': region } } });
  const deletion = { Sid: 'NoDeletion', Action: 's3:DeleteBucket' };
  const [west, east] = [scp('guard', outside('eu-west-1')), scp('guard', outside('us-east-1'), deletion)];
  const review = (base: Policy, head: Policy) => reviewOf(shop([base], [base]), shop([head], [head]), { actions: ACTIONS });
  expect(review(west, east).risks.map(({ level, reason }) => [level, reason])).toEqual([
    ['tightens', '1 account can no longer do what was allowed.'], ['loosens', 'Under other conditions, 1 account may do what was denied.'],
  ]);
  expect(review(east, west).risks.map(({ level, reason }) => [level, reason])).toEqual([
    ['loosens', '1 account can do what was denied.'], ['tightens', 'Under other conditions, 1 account may no longer do what was allowed.'],
  ]);
  expect(failOn(review(west, east), { risk: 'loosens' })).toHaveLength(1);
});

test('where what accounts can do is not judged, a change is said to do what it may do', () => {
  const review = (base: Organization, head: Organization) => reviewOf(base, head, { actions: [] });
  const notJudged = 'It may do so: what accounts can do was not judged.';
  const { actionsNotJudged, impact, risks } = review(shop([s3], [s3]), shop([more], [more]));
  expect([actionsNotJudged, impact]).toEqual([true, []]);
  expect(risks).toEqual([{ change: 0, level: 'tightens', reason: notJudged }]);
  expect(review(shop([s3], [s3]), shop([s3], [])).risks).toEqual([{ change: 0, level: 'loosens', reason: notJudged }]);
  expect(levelsOf(review(shop([s3], [s3]), shop([s3], [s3], [], 'Dev')))).toEqual({ accountMoved: ['loosens', 'tightens'] });
  expect(levelsOf(review(shop([s3], []), shop([s3], [], [s3])))).toEqual({ attached: ['neutral'] });
  expect(review(shop([s3], [s3]), shop([s3], [s3]))).not.toHaveProperty('actionsNotJudged');
  expect(reviewOf(shop([s3], [s3]), shop([more], [more]), { actions: ACTIONS })).not.toHaveProperty('actionsNotJudged');
});

test('settings are judged even so', () => {
  const tagging = (value: string) => policy('tagging', { tags: { stage: { tag_value: { '@@assign': [value] } } } }, { type: 'TAG_POLICY' });
  const of = (each: Policy) => organization({
    root: { attachedPolicies: [attached(each)], accounts: [account('shop')] }, policies: [each], more: { policyTypes: ['TAG_POLICY'] },
  });
  expect(reviewOf(of(tagging('prod')), of(tagging('test')), { actions: [] }).risks)
    .toEqual([
      { change: 0, level: 'loosens', reason: 'Other settings, which may be weaker, count for 1 account.' },
      { change: 0, level: 'tightens', reason: 'Other settings, which may be stricter, count for 1 account.' },
    ]);
});

describe('another value of a setting', () => {
  const block = (value?: string) => policy(
    'block', value === undefined ? {} : { s3_attributes: { public_access_block_configuration: { '@@assign': value } } }, { type: 'S3_POLICY' });
  const snapshots = (value: string) => (
    policy('ec2', { ec2_attributes: { snapshot_block_public_access: { state: { '@@assign': value } } } }, { type: 'DECLARATIVE_POLICY_EC2' }));
  const ai = (value: string) => (
    policy('ai', { services: { default: { opt_out_policy: { '@@assign': value } } } }, { type: 'AISERVICES_OPT_OUT_POLICY' }));
  const message = (value: string) => (
    policy('ec2', { ec2_attributes: { exception_message: { '@@assign': value } } }, { type: 'DECLARATIVE_POLICY_EC2' }));
  const tagging = (...values: string[]) => (
    policy('tagging', values.length === 0 ? {} : { tags: { stage: { tag_value: { '@@assign': values } } } }, { type: 'TAG_POLICY' }));

  test.each<[string, Policy, Policy, readonly string[]]>([
    ['that is known to be weaker loosens', block('all'), block('none'), ['loosens']],
    ['that is known to be stricter tightens', block('none'), block('all'), ['tightens']],
    ['among several as well', snapshots('block_all_sharing'), snapshots('block_new_sharing'), ['loosens']],
    ['also of another type', ai('optOut'), ai('optIn'), ['loosens']],
    ['where there was none, the weakest loosens', block(), block('none'), ['loosens']],
    ['and the strictest tightens', block(), block('all'), ['tightens']],
    ['that is gone loosens', block('all'), block(), ['loosens']],
    ['of which nothing is known may do both', message('a'), message('b'), ['loosens', 'tightens']],
    ['in a list may do both', tagging('prod'), tagging('prod', 'test'), ['loosens', 'tightens']],
    ['that a tag policy did not have demands more', tagging(), tagging('prod'), ['tightens']],
  ])('%s', (_, before, after, levels) => {
    const of = (each: Policy) => organization({
      root: { attachedPolicies: [attached(each)], accounts: [account('shop')] }, policies: [each], more: { policyTypes: [each.type] },
    });
    expect(levelsOf(reviewOf(of(before), of(after), { actions: ACTIONS }))).toEqual({ managementPolicyChanged: levels });
  });
});

describe('a policy has no say in what those of other types decide', () => {
  const tagging = policy('tagging', { tags: { stage: { tag_value: { '@@assign': ['prod'] } } } }, { type: 'TAG_POLICY' });
  const of = (policies: Policy[], fields: Partial<Organization> = {}) => organization({
    root: { attachedPolicies: [FULL_ACCESS, ...policies.map(attached)], accounts: [account('shop', { attachedPolicies: [FULL_ACCESS] })] },
    policies,
    more: { policyTypes: ['SERVICE_CONTROL_POLICY', 'TAG_POLICY'], ...fields },
  });
  const levels = (base: Organization, head: Organization, kind: string) => levelsOf(reviewOf(base, head, { actions: ACTIONS }))[kind];

  test('a tag policy takes no denial away', () => {
    expect(levels(of([s3]), of([tagging]), 'attached')).toEqual(['tightens']);
    expect(levels(of([s3]), of([tagging]), 'detached')).toEqual(['loosens']);
  });
  test('nor does another statement take settings away', () => {
    const renamed = scp('guard', { Sid: 'Other', Action: 's3:DeleteBucket' });
    expect(levels(of([s3, tagging]), of([renamed]), 'policyStatementsChanged')).toEqual(['neutral']);
  });
  test('nor does a type of management policies that is disabled', () => {
    const drift = (value: Organization): Organization => ({ ...value, code: undefined });
    expect(levels(drift(of([s3, tagging])), drift(of([], { policyTypes: ['SERVICE_CONTROL_POLICY'] })), 'policyTypeRemoved')).toEqual(['destroys', 'loosens']);
    expect(levels(drift(of([s3])), drift(of([], { policyTypes: ['SERVICE_CONTROL_POLICY'] })), 'policyTypeRemoved')).toEqual(['destroys', 'neutral']);
  });
});

test('of a place outside the code it is not known who is there', () => {
  const outside = (policies: Policy[]) => organization({
    root: { organizationalUnits: [unit('ou-root-aaaaaaa1', { id: 'ou-root-aaaaaaa1', code: undefined, attachedPolicies: [FULL_ACCESS, ...policies.map(attached)] })] },
    policies: [s3],
    more: ENABLED,
  });
  expect(levelsOf(reviewOf(outside([s3]), outside([]), { actions: ACTIONS }))).toEqual({ detached: ['loosens'] });
  const without = organization({ policies: [s3], more: ENABLED });
  expect(levelsOf(reviewOf(outside([s3]), without, { actions: ACTIONS }))).toEqual({ detached: ['loosens'], organizationalUnitRemoved: ['neutral'] });
  expect(levelsOf(reviewOf(without, outside([s3]), { actions: ACTIONS }))).toEqual({ attached: ['tightens'], organizationalUnitAdded: ['neutral'] });
});

test('nor below the root of an organization outside the code, beside accounts that are known', () => {
  const imported = (policies: Policy[], prod: Policy[]) => organization({
    root: {
      id: 'r-root',
      code: undefined,
      attachedPolicies: [FULL_ACCESS, ...policies.map(attached)],
      organizationalUnits: [unit('Prod', {
        attachedPolicies: [FULL_ACCESS, ...prod.map(attached)], accounts: [account('shop', { attachedPolicies: [FULL_ACCESS] })],
      })],
    },
    policies: [s3],
    more: { id: '' },
  });
  const riskReasons = (base: Organization, head: Organization) => (
    reviewOf(base, head, { actions: ACTIONS }).risks.map(({ level, reason }) => [level, reason]));
  expect(riskReasons(imported([s3], [s3]), imported([], [s3]))).toEqual([['loosens', 'Other accounts there are not in the code.']]);
  expect(riskReasons(imported([s3], []), imported([], []))).toEqual([['loosens', '1 account can do what was denied.']]);
  expect(riskReasons(imported([], [s3]), imported([], []))).toEqual([['loosens', '1 account can do what was denied.']]);
});

test('nor below the root, where the code names a unit of others', () => {
  const outside = unit('ou-root-aaaaaaa1', { id: 'ou-root-aaaaaaa1', code: undefined, attachedPolicies: [FULL_ACCESS] });
  const of = (policies: Policy[]) => organization({
    root: { attachedPolicies: [FULL_ACCESS, ...policies.map(attached)], organizationalUnits: [outside] }, policies: [s3], more: ENABLED,
  });
  expect(levelsOf(reviewOf(of([s3]), of([]), { actions: ACTIONS }))).toEqual({ detached: ['loosens'] });
});

test('an account outside the code that policies are attached to is no less unknown, unless it is the management account', () => {
  const named = (id: string) => organization({
    root: { accounts: [account(id, { id, email: '', code: undefined, attachedPolicies: [attached(s3)] })] }, policies: [s3], more: ENABLED,
  });
  const without = organization({ policies: [s3], more: ENABLED });
  const risksOf = (id: string) => reviewOf(named(id), without, { actions: ACTIONS }).risks.map(({ level, reason }) => [level, reason]);
  expect(risksOf('111122223333')).toContainEqual(['loosens', 'The accounts there are not in the code.']);
  expect(risksOf(without.managementAccountId)).toContainEqual(['neutral', 'Such policies do not reach the management account.']);
});

test('an account that is moved when it leaves the code does the same with a live organization', () => {
  const [former, code] = [leaving([s3], [], [s3]), shop([s3], [], [s3], 'nowhere')];
  const full = { attachedPolicies: [FULL_ACCESS] };
  const guard = live.policy('guard', s3.content, owned);
  const there = live.organization({
    root: {
      ...full,
      organizationalUnits: [
        live.unit('Dev', 1, { tags: owned, attachedPolicies: [FULL_ACCESS, attached(guard)] }),
        live.unit('Prod', 2, { tags: owned, ...full, accounts: [live.account('shop', 1, { tags: owned, ...full })] }),
      ],
    },
    policies: [guard],
    more: ENABLED,
  });
  expect(levelsOf(reviewOf(former, code, { actions: ACTIONS }))).toEqual({ accountRemoved: ['tightens'] });
  expect(levelsOf(reviewOfDeployment(there, code, former, { actions: ACTIONS }))).toEqual({ accountMoved: ['tightens'] });
});

test('counts tell changes by kind and by their worst risk, and the accounts affected', () => {
  expect(reviewOf(shop([s3], [s3]), shop([s3], [], [], 'Dev'), { actions: ACTIONS }).counts).toEqual({
    changes: 2,
    byKind: { accountMoved: 1, detached: 1 },
    byRisk: { destroys: 0, loosens: 1, tightens: 0, neutral: 1 },
    accounts: 1,
    accountsAffected: 1,
  });
});

const moved = (code: Partial<typeof IN_CODE> & { allowMove?: boolean }) => organization({
  root: { organizationalUnits: [unit('Dev'), unit('Workloads', { organizationalUnits: [unit('Prod', { code: { ...IN_CODE, address: 'S.Prod', ...code } })] })] },
});
const unmoved = organization({ root: { organizationalUnits: [unit('Dev'), unit('Prod', { code: { ...IN_CODE, address: 'S.Prod' } }), unit('Workloads')] } });
const liveProd = (children: ReturnType<typeof live.unit>[]) => live.organization({
  root: { organizationalUnits: [live.unit('Dev', 1, { tags: owned }), live.unit('Prod', 2, { tags: owned, organizationalUnits: children }), live.unit('Workloads', 3, { tags: owned })] },
});

const administered = () => organization({
  root: { accounts: [account('shop')] },
  more: { delegatedAdministrators: [{ accountId: symbol('shop'), accountName: 'shop', servicePrincipal: 'config.amazonaws.com', owner: 'S' }] },
});

/** Code of two stacks; `undefined` for one that is not in it. */
function linked(exports: string[] | undefined, imports: string[] | undefined, order = ['Exporter', 'Importer']): Organization {
  const links = order.flatMap((stack): StackLinks[] => {
    const names = stack === 'Exporter' ? exports : imports;
    return names === undefined ? [] : [{ stack, exports: stack === 'Exporter' ? names : [], imports: stack === 'Importer' ? names : [] }];
  });
  const stacks = links.map(({ stack }) => stack);
  return organization({ more: { code: { owners: [], stacks, guardedActions: [], withoutFullAwsAccess: [], links } } });
}

test.each<[string, () => Review, readonly string[]]>([
  ['a unit that moves without allowMove', () => reviewOf(unmoved, moved({})), ['moveNotAllowed']],
  ['a unit that moves with allowMove', () => reviewOf(unmoved, moved({ allowMove: true })), []],
  ['a unit made anew by another construct', () => reviewOf(unmoved, moved({ address: 'S.Other' })), []],
  ['a unit that moves while its id is exported', () => reviewOf(unmoved, moved({ allowMove: true, exports: ['ProdId'] })), ['exportedIdChanges']],
  ['a live unit that moves with a unit of others below it', () => reviewOfDeployment(liveProd([live.unit('Theirs', 4)]), moved({ allowMove: true }), unmoved), ['foreignUnitBelow']],
  ['a live unit that moves alone', () => reviewOfDeployment(liveProd([]), moved({ allowMove: true }), unmoved), []],
  ['an account to be closed while the right is taken away', () => reviewOf(organization({ root: { accounts: [removal('CloseAccount')] } }), organization()), ['removalNotAllowed']],
  ['an account to be closed while the right stays', () => reviewOf(
    organization({ root: { accounts: [removal('CloseAccount')] } }),
    organization({ more: { code: { owners: ['S'], guardedActions: ['CloseAccount'], withoutFullAwsAccess: [] } } })), []],
  ['a thing that moves to another stack', () => reviewOf(organization({ root: { accounts: [account('shop')] } }),
    organization({ root: { accounts: [account('shop', { code: { ...IN_CODE, owner: 'Other' } })] } })), ['movesToAnotherStack']],
  ['a thing that was retained and is adopted by another stack', () => reviewOf(
    organization({ root: { accounts: [account('shop', { code: { ...IN_CODE, retained: true } })] } }),
    organization({ root: { accounts: [account('shop', { code: { ...IN_CODE, owner: 'Other', adopt: true } })] } })), []],
  ['an address that is taken', () => reviewOfDeployment(live.organization({ root: { accounts: [live.account('shop', 1)] } }), organization({ root: { accounts: [account('shop')] } })), ['taken']],
  ['an account that is adopted', () => reviewOfDeployment(live.organization({ root: { accounts: [live.account('shop', 1)] } }),
    organization({ root: { accounts: [account('shop', { code: { ...IN_CODE, adopt: true } })] } })), []],
  ['a name that one unit gives up and another one takes, which is waited for', () => reviewOf(
    organization({ root: { organizationalUnits: [unit('Alpha', { id: symbol('A') }), unit('Beta', { id: symbol('B') })] } }),
    organization({ root: { organizationalUnits: [unit('Alpha', { id: symbol('B') }), unit('Gamma', { id: symbol('A') })] } })), []],
  ['names that go round three units', () => reviewOf(
    organization({ root: { organizationalUnits: [unit('One', { id: symbol('A') }), unit('Two', { id: symbol('B') }), unit('Three', { id: symbol('C') })] } }),
    organization({ root: { organizationalUnits: [unit('One', { id: symbol('B') }), unit('Two', { id: symbol('C') }), unit('Three', { id: symbol('A') })] } })),
  ['nameInUse', 'nameInUse', 'nameInUse']],
  ['the name of a unit that leaves the code, given to another one', () => reviewOf(
    organization({ root: { organizationalUnits: [unit('Alpha', { id: symbol('A') }), unit('Beta', { id: symbol('B') })] } }),
    organization({ root: { organizationalUnits: [unit('Alpha', { id: symbol('B') })] } })), ['nameInUse']],
  ['names that two policies swap', () => reviewOf(
    organization({ policies: [scp('one', {}), { ...scp('two', { Action: 's3:*' }) }] }),
    organization({ policies: [{ ...scp('one', {}), id: symbol('two') }, { ...scp('two', { Action: 's3:*' }), id: symbol('one') }] })), ['nameInUse', 'nameInUse']],
  ['a name that one policy gives up and another one of another type takes', () => reviewOf(
    organization({ policies: [scp('one', {})] }),
    organization({ policies: [policy('one', {}, { id: symbol('New'), type: 'TAG_POLICY' }), { ...scp('two', {}), id: symbol('one') }] })), []],
  ['a new unit with the name that another one gives up, which is waited for', () => reviewOf(
    organization({ root: { organizationalUnits: [unit('Alpha', { id: symbol('A') })] } }),
    organization({ root: { organizationalUnits: [unit('Alpha', { id: symbol('New') }), unit('Gamma', { id: symbol('A') })] } })), []],
  ['a new unit with the name of one below another parent', () => reviewOf(
    organization({ root: { organizationalUnits: [unit('Prod', { organizationalUnits: [unit('Web')] })] } }),
    organization({ root: { organizationalUnits: [unit('Dev', { organizationalUnits: [unit('Web', { id: symbol('New') })] }), unit('Prod', { organizationalUnits: [unit('Web')] })] } })), []],
  ['two accounts whose constructs are swapped', () => reviewOf(
    organization({ root: { accounts: [account('one'), account('two')] } }),
    organization({ root: { accounts: [account('one', { id: symbol('two') }), account('two', { id: symbol('one') })] } })), ['constructOfAnotherAccount', 'constructOfAnotherAccount']],
  ['a new account at the construct of one that leaves', () => reviewOf(
    organization({ root: { accounts: [account('one'), account('two')] } }),
    organization({ root: { accounts: [account('one', { id: symbol('New') }), account('three', { id: symbol('one') }), account('two')] } })), ['constructOfAnotherAccount']],
  ['accounts with other constructs', () => reviewOf(
    organization({ root: { accounts: [account('one'), account('two')] } }),
    organization({ root: { accounts: [account('one', { id: symbol('One') }), account('two', { id: symbol('Two') })] } })), []],
  ['an account that the code calls otherwise', () => reviewOf(organization({ root: { accounts: [account('shop')] } }),
    organization({ root: { accounts: [account('store', { id: symbol('shop'), email: 'SHOP@example.com' })] } })), ['nameIsFixed']],
  ['an account to which the code gives another address', () => reviewOf(organization({ root: { accounts: [account('shop')] } }),
    organization({ root: { accounts: [account('shop', { email: 'store@example.com' })] } })), ['emailIsFixed']],
  ['a unit below one that moves, which may not move itself', () => reviewOf(
    organization({ root: { organizationalUnits: [unit('Dev'), unit('Prod', { organizationalUnits: [unit('Web')] })] } }),
    organization({ root: { organizationalUnits: [unit('Dev', { organizationalUnits: [unit('Prod', { code: { ...IN_CODE, address: 'S.Prod', allowMove: true }, organizationalUnits: [unit('Web')] })] })] } })),
  ['moveNotAllowed']],
  ['a policy that another stack adopts', () => reviewOf(shop([s3], [s3]), shop([{ ...s3, code: OTHER }], [s3], [], 'Prod', { code: BOTH_STACKS })), []],
  ['an account that would be closed by the stack before', () => reviewOf(organization({ root: { accounts: [removal('CloseAccount')] } }),
    organization({ root: { accounts: [account('shop', { code: OTHER })] }, more: { code: BOTH_STACKS } })), ['movesToAnotherStack']],
  ['an account that is closed', () => reviewOfDeployment(live.organization({ root: { accounts: [live.account('shop', 1, { tags: owned, state: 'CLOSED' })] } }),
    organization({ root: { accounts: [account('shop')] } })), ['accountNotActive']],
  ['an account that is closed and not in the code', () => reviewOfDeployment(live.organization({ root: { accounts: [live.account('shop', 1, { state: 'CLOSED' })] } }), organization()), []],
  ['an administrator of a service that is not trusted', () => reviewOf(organization({ root: { accounts: [account('shop')] } }), administered()), ['noTrustedAccess']],
  ['an administrator of a service that was trusted and stays so', () => reviewOf(
    organization({ root: { accounts: [account('shop')] }, more: { trustedServices: ['config.amazonaws.com'] } }), administered()), []],
  ['an administrator in an organization that is not in the code', () => reviewOf(
    organization({ root: { accounts: [account('shop')] }, more: { id: '' } }), { ...administered(), id: '' }), []],
  ['all features where there were not', () => reviewOf(organization({ more: { featureSet: 'CONSOLIDATED_BILLING' } }), organization()), ['featureSetIsFixed']],
  ['and the other way round', () => reviewOf(organization(), organization({ more: { featureSet: 'CONSOLIDATED_BILLING' } })), ['featureSetIsFixed']],
  ['all features in a live organization that has not', () => reviewOfDeployment(live.organization({ more: { featureSet: 'CONSOLIDATED_BILLING' } }), organization()), ['featureSetIsFixed']],
  ['the same where the code that was deployed said so already', () => (
    reviewOfDeployment(live.organization({ more: { featureSet: 'CONSOLIDATED_BILLING' } }), organization(), organization())), []],
  ['an export that goes while a later stack imports it', () => reviewOf(linked(['Id'], ['Id']), linked([], [])), ['exportInUse']],
  ['also where a live organization is deployed to', () => reviewOfDeployment(live.organization(), linked([], []), linked(['Id'], ['Id'])), ['exportInUse']],
  ['also where the stack that imports it leaves the code', () => reviewOf(linked(['Id'], ['Id']), linked([], undefined)), ['exportInUse']],
  ['an export that goes with its stack, which stays', () => reviewOf(linked(['Id'], ['Id']), linked(undefined, [])), []],
  ['an export that goes and that nobody imports', () => reviewOf(linked(['Id', 'Other'], ['Other']), linked(['Other'], ['Other'])), []],
  ['an export that an earlier stack lets go of', () => reviewOf(linked(['Id'], ['Id']), linked([], [], ['Importer', 'Exporter'])), []],
  ['an account with another name', () => reviewOfDeployment(live.organization({ root: { accounts: [live.account('shop', 1, { tags: owned })] } }),
    organization({ root: { accounts: [account('store', { email: 'shop@example.com' })] } })), ['nameIsFixed']],
])('what cannot work: %s', (_, review, kinds) => {
  expect(review().obstacles.map(({ kind }) => kind)).toEqual(kinds);
});

describe('an account that was suspended by hand', () => {
  const suspended = live.organization({
    root: {
      accounts: [live.account('shop', 1, { tags: owned, state: 'SUSPENDED' })],
      organizationalUnits: [live.unit('Dev', 1, { tags: owned }), live.unit('Prod', 2, { tags: owned })],
    },
  });
  const units = [unit('Dev'), unit('Prod')];
  const of = (fields: Partial<ReturnType<typeof account>> = {}) => organization({ root: { accounts: [account('shop', fields)], organizationalUnits: units } });
  const [dev, prod] = units;
  const code = account('shop').code!;

  test.each<[string, Organization, readonly string[]]>([
    ['the same code', of(), []],
    ['another tag', of({ tags: { team: 'x' } }), ['accountNotActive']],
    ['another parent', organization({ root: { organizationalUnits: [{ ...dev, accounts: [account('shop')] }, prod] } }), ['accountNotActive']],
    ['a value that makes all resources take part', of({ code: { ...code, reconcile: '2' } }), ['accountNotActive']],
    ['another construct', of({ code: { ...code, address: 'S.Store' } }), ['accountNotActive']],
    ['an export', of({ code: { ...code, exports: ['ShopId'] } }), []],
  ])('stops a deployment that touches it: %s', (_, head, kinds) => {
    expect(reviewOfDeployment(suspended, head, of()).obstacles.map(({ kind }) => kind)).toEqual(kinds);
  });

  test('as does another name that it was given by hand', () => {
    const renamed = live.organization({
      root: {
        accounts: [live.account('store', 1, { tags: owned, email: account('shop').email })],
        organizationalUnits: [live.unit('Dev', 1, { tags: owned }), live.unit('Prod', 2, { tags: owned })],
      },
    });
    const kindsOf = (head: Organization) => reviewOfDeployment(renamed, head, of()).obstacles.map(({ kind }) => kind);
    expect(kindsOf(of())).toEqual([]);
    expect(kindsOf(of({ tags: { team: 'x' } }))).toEqual(['nameIsFixed']);
  });

  test('and one of which nobody knows what it touches', () => {
    expect(reviewOfDeployment(suspended, of()).obstacles.map(({ kind }) => kind)).toEqual(['accountNotActive']);
  });
});

test('what lost its owner tag by hand stops no deployment that does not touch it', () => {
  const of = (tags: Record<string, string>) => organization({
    root: { accounts: [account('shop', { tags })], organizationalUnits: [unit('Dev', { tags })] }, policies: [{ ...s3, tags }],
  });
  const unmarked = live.organization({
    root: { accounts: [live.account('shop', 1)], organizationalUnits: [live.unit('Dev', 1)] }, policies: [live.policy('guard', s3.content)],
  });
  const kinds = (head: Organization) => reviewOfDeployment(unmarked, head, of({})).obstacles.map(({ kind }) => kind);
  expect(kinds(of({}))).toEqual([]);
  expect(kinds(of({ team: 'x' }))).toEqual(['taken', 'taken', 'taken']);
});

describe('the name of what leaves the code', () => {
  const given = (former: Partial<ReturnType<typeof unit>>) => reviewOf(
    organization({ root: { organizationalUnits: [unit('Alpha', { id: symbol('A'), ...former }), unit('Beta', { id: symbol('B') })] } }),
    organization({ root: { organizationalUnits: [unit('Alpha', { id: symbol('B') })] } })).obstacles.map(({ message }) => message);
  const stays = [expect.stringMatching(/leaves the code, and stays with its name\)\. Give another name, or rename the other one first\.$/)];

  test('is given up in one deployment and used again in another where that is deleted', () => {
    expect(given({})).toEqual([expect.stringMatching(/leaves the code, and what is deleted goes last\)\. Do it in two deployments/)]);
  });

  test('is never given up where that is retained', () => expect(given({ code: { ...IN_CODE, retained: true } })).toEqual(stays));
  test('nor where it is not empty', () => expect(given({ accounts: [account('shop')] })).toEqual(stays));

  test('nor where it is a policy that accounts still need', () => {
    const old = scp('old', { Action: 's3:*' });
    const renamed = { ...old, id: symbol('other') };
    expect(reviewOf(
      organization({ root: { accounts: [account('shop', { attachedPolicies: [attached(old)] })] }, policies: [old, scp('other', { Action: 'ec2:*' })] }),
      organization({ policies: [{ ...renamed, content: scp('other', { Action: 'ec2:*' }).content }] }),
    ).obstacles.map(({ message }) => message)).toEqual(stays);
  });
});

test('an obstacle says what is wrong, what was given and what to do', () => {
  expect(reviewOf(unmoved, moved({})).obstacles).toEqual([{
    kind: 'moveNotAllowed',
    subject: 'Root/Workloads/Prod',
    message: 'Root/Workloads/Prod gets another parent, and AWS Organizations has no call that moves an organizational unit (given: Prod). ' +
      'Keep its parent, or set allowMove: true, so that it is made anew there with another id.',
  }]);
});

test.each<[string, Parameters<typeof failOn>[1], readonly string[]]>([
  ['nothing but obstacles by default', {}, ['1 obstacle to the deployment.']],
  ['obstacles can be let pass', { obstacles: false }, []],
  ['a level and worse ones', { risk: 'tightens' }, ['1 change of the level "destroys".', '2 changes of the level "tightens".', '1 obstacle to the deployment.']],
  ['the worst level only', { risk: 'destroys', obstacles: false }, ['1 change of the level "destroys".']],
  ['too many accounts', { accountsAffected: 4, obstacles: false }, ['5 accounts affected, more than 4.']],
  ['as many accounts as may be', { accountsAffected: 5, obstacles: false }, []],
])('thresholds: %s', (_, thresholds, reasons) => {
  const counts = { changes: 3, byKind: {}, byRisk: { destroys: 1, loosens: 0, tightens: 2, neutral: 0 }, accounts: 9, accountsAffected: 5 };
  expect(failOn({ counts, obstacles: [{ kind: 'taken', subject: '', message: '' }] }, thresholds)).toEqual(reasons);
});
