import { type Organization, type Policy, reviewOf, reviewOfDeployment } from '../../../src/model';
import { account, attached, FULL_ACCESS, IN_CODE, live, organization, owned, policy, symbol, unit } from '../organizations';
import { ACTIONS, ENABLED, scp, shop, leaving, OTHER, BOTH_STACKS, s3, more, openly, removal, levelsOf } from './support';

test.each<[string, Organization, Organization, Record<string, readonly string[]>]>([
  ['a policy that only denies tightens where it is attached', shop([s3], []), shop([s3], [s3]), { attached: ['tightens'] }],
  ['a policy that only denies loosens where it is detached', shop([s3], [s3]), shop([s3], []), { detached: ['loosens'] }],
  ['a policy that only denies does neither where there are no accounts', shop([s3], []), shop([s3], [], [s3]), { attached: ['neutral'] }],
  ['an additional denial tightens', shop([s3], [s3]), shop([more], [more]), { policyStatementsChanged: ['tightens'] }],
  ['a condition on a denial loosens', shop([s3], [s3]), shop([openly], [openly]), { policyStatementsChanged: ['loosens'] }],
  ['a change of a policy without attachments is neutral', shop([s3], []), shop([more], []), { policyStatementsChanged: ['neutral'] }],
  ['a move to a place without the policies loosens', shop([s3], [s3]), shop([s3], [s3], [], 'Dev'), { accountMoved: ['loosens'] }],
  ['a move to a place with more of them tightens', shop([s3], [], [s3]), shop([s3], [], [s3], 'Dev'), { accountMoved: ['tightens'] }],
  ['the closure of an account has the level destroys', organization({ root: { accounts: [removal('CloseAccount')] } }), organization(), { accountRemoved: ['destroys'] }],
  ['an account that is only removed from the app is neutral', organization({ root: { accounts: [account('shop')] } }), organization(), { accountRemoved: ['neutral'] }],
  ['a newly trusted service loosens', organization(), organization({ more: { trustedServices: ['sso.amazonaws.com'] } }), { trustedAccessEnabled: ['loosens'] }],
  ['a new name of an account is neutral', organization({ root: { accounts: [account('shop')] } }),
    organization({ root: { accounts: [account('store', { id: symbol('shop'), email: 'shop@example.com' })] } }), { accountRenamed: ['neutral'] }],
  ['a new email address tightens, since it waits for a person', organization({ root: { accounts: [account('shop')] } }),
    organization({ root: { accounts: [account('shop', { email: 'store@example.com' })] } }), { accountEmailChanged: ['tightens'] }],
  ['the same email address in another case is neutral', organization({ root: { accounts: [account('shop')] } }),
    organization({ root: { accounts: [account('shop', { email: 'Shop@example.com' })] } }), { accountEmailChanged: ['neutral'] }],
  ['an account that is moved away loosens where it loses policies', leaving([s3], [s3]), shop([s3], [s3], [], 'nowhere'), { accountRemoved: ['loosens'] }],
  ['an account that is moved away tightens where it gets policies', leaving([s3], [], [s3]), shop([s3], [], [s3], 'nowhere'), { accountRemoved: ['tightens'] }],
  ['an account that is moved away is neutral where the same policies count', leaving([s3], []), shop([s3], [], [], 'nowhere'), { accountRemoved: ['neutral'] }],
  ['a policy that a unit loses counts for an account that is removed from the app as well', shop([s3], [s3]), shop([s3], [], [], 'nowhere'), { accountRemoved: ['neutral'], detached: ['loosens'] }],
  ['a policy with fewer statements counts for an account that is removed from the app as well', shop([more], [more]), shop([s3], [s3], [], 'nowhere'), { accountRemoved: ['neutral'], policyStatementsChanged: ['loosens'] }],
  ['a policy that another stack creates again is missing in the meantime', shop([s3], [s3]), shop([{ ...s3, code: OTHER }], [s3], [], 'Prod', { code: BOTH_STACKS }), { handedOver: ['destroys', 'loosens'] }],
  ['a policy without accounts that another stack creates again only loses its ID', shop([s3], []), shop([{ ...s3, code: OTHER }], [], [], 'Prod', { code: BOTH_STACKS }), { handedOver: ['destroys'] }],
  ['an adopted unit may have accounts, which get its policies', organization({ policies: [s3] }),
    organization({ root: { organizationalUnits: [unit('Old', { code: { ...IN_CODE, adopt: true }, attachedPolicies: [attached(s3)] })] }, policies: [s3] }), { organizationalUnitAdded: ['tightens'] }],
  ['an adopted unit without own policies is neutral', organization(), organization({ root: { organizationalUnits: [unit('Old', { code: { ...IN_CODE, adopt: true } })] } }),
    { organizationalUnitAdded: ['neutral'] }],
  ['an adopted account gets other policies, if it is in another place', organization(), organization({ root: { accounts: [account('old', { code: { ...IN_CODE, adopt: true } })] } }),
    { accountAdded: ['loosens', 'tightens'] }],
  ['a new account is neutral where others have addresses at its domain', organization({ root: { accounts: [account('old')] } }),
    organization({ root: { accounts: [account('new'), account('old')] } }), { accountAdded: ['neutral'] }],
  ['a deleted organizational unit has the level destroys, since its ID is lost', organization({ root: { organizationalUnits: [unit('Old')] } }), organization(),
    { organizationalUnitRemoved: ['destroys'] }],
])('%s', (_, base, head, levels) => {
  const review = reviewOf(base, head, { actions: ACTIONS });
  expect(levelsOf(review)).toEqual(levels);
});

describe('an account of a live organization', () => {
  const inState = (state: string) => live.organization({ root: { accounts: [live.account('shop', 1, { state })] } });

  test.each([
    ['SUSPENDED', 'ACTIVE', 'neutral'],
    ['SUSPENDED', 'PENDING_ACTIVATION', 'neutral'],
    ['ACTIVE', 'SUSPENDED', 'destroys'],
    ['ACTIVE', 'PENDING_CLOSURE', 'destroys'],
    ['ACTIVE', 'CLOSED', 'destroys'],
    ['PENDING_CLOSURE', 'CLOSED', 'destroys'],
    ['ACTIVE', 'A_STATE_THAT_AWS_ADDS', 'destroys'],
  ])('that was %s and is %s now is judged as: %s', (before, after, level) => {
    expect(levelsOf(reviewOf(inState(before), inState(after), { actions: ACTIONS }))).toEqual({ accountStateChanged: [level] });
  });
});

test('two changes for the same account each have their own effects', () => {
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
  const unless = (...roles: string[]) => ({ Condition: { ArnNotLike: { 'aws:PrincipalArn': roles.map((role) => `arn:aws:iam::*:role/${role}`) } } });
  const here = (region: string) => ({ Condition: { StringEquals: { 'aws:RequestedRegion': region } } });
  const onlyFor = (...buckets: string[]) => ({ Resource: buckets });

  test.each<[string, object, object, readonly string[]]>([
    ['an additional value of a negated condition', unless('a'), unless('a', 'b'), ['loosens']],
    ['a removed value of a negated condition', unless('a', 'b'), unless('a'), ['tightens']],
    ['other values', unless('a'), unless('b'), ['loosens', 'tightens']],
    ['an additional condition', unless('a'), { Condition: { ...unless('a').Condition, ...here('eu-west-1').Condition } }, ['loosens']],
    ['an additional resource', onlyFor('arn:aws:s3:::a'), onlyFor('arn:aws:s3:::a', 'arn:aws:s3:::b'), ['tightens']],
    ['all resources', onlyFor('arn:aws:s3:::a'), onlyFor('*'), ['tightens']],
    ['an additional resource in NotResource', { NotResource: ['arn:aws:s3:::a'], Resource: undefined }, { NotResource: ['arn:aws:s3:::a', 'arn:aws:s3:::b'], Resource: undefined }, ['loosens']],
    ['an Allow with a removed value', { Effect: 'Allow', ...here('eu-west-1') }, { Effect: 'Allow', Condition: { StringEquals: { 'aws:RequestedRegion': ['eu-west-1', 'eu-west-2'] } } }, ['loosens']],
  ])('%s', (_, before, after, levels) => {
    const [former, present] = [statement(before), statement(after)];
    const allowOnly = (of: Policy) => {
      const there = shop([of], [of]);
      const [dev, prod] = there.root.organizationalUnits;
      return of.content.includes('"Allow"') ? { ...there, root: { ...there.root, organizationalUnits: [dev, { ...prod, attachedPolicies: [attached(of)] }] } } : there;
    };
    expect(levelsOf(reviewOf(allowOnly(former), allowOnly(present), { actions: ACTIONS }))).toEqual({ policyStatementsChanged: levels });
  });

  test('may do both if another version treats its variables as text', () => {
    const home = 'arn:aws:s3:::home/${aws:username}';
    const of = (version: string, ...resources: string[]) => policy('guard', {
      Version: version, Statement: [{ Sid: 'A', Effect: 'Deny', Action: 's3:DeleteBucket', Resource: resources }],
    });
    const [former, present] = [of('2012-10-17', home), of('2008-10-17', home, 'arn:aws:s3:::b')];
    expect(levelsOf(reviewOf(shop([former], [former]), shop([present], [present]), { actions: ACTIONS }))).toEqual({ policyStatementsChanged: ['loosens', 'tightens'] });
  });

  test('a change in both directions is not reported as certain', () => {
    const [former, present] = [statement(unless('a')), statement(unless('b'))];
    expect(reviewOf(shop([former], [former]), shop([present], [present]), { actions: ACTIONS }).risks.map(({ reason }) => reason)).toEqual([
      'Under other conditions, 1 account may do what was denied. For example, role/b can now call s3:GetObject.',
      'Under other conditions, 1 account may no longer do what was allowed. For example, role/a can no longer call s3:GetObject.',
    ]);
  });
});

test('an allow list that gets longer, or is removed, loosens even if another level has a condition', () => {
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
  expect(levels(of(some, [some]), of(some, [], []))).toEqual({ detached: ['neutral'], fullAwsAccessReturned: ['loosens'] });
});

test('other conditions are reported although the account has another effect as well', () => {
  const outside = (region: string) => ({ Sid: 'Region', Action: 'ec2:*', Condition: { StringNotEquals: { 'aws:RequestedRegion': region } } });
  const deletion = { Sid: 'NoDeletion', Action: 's3:DeleteBucket' };
  const [west, east] = [scp('guard', outside('eu-west-1')), scp('guard', outside('us-east-1'), deletion)];
  const review = (base: Policy, head: Policy) => reviewOf(shop([base], [base]), shop([head], [head]), { actions: ACTIONS });
  expect(review(west, east).risks.map(({ level, reason }) => [level, reason])).toEqual([
    ['tightens', '1 account can no longer do what was allowed. For example, role/Example can no longer call ec2:RunInstances where aws:RequestedRegion is eu-west-1.'],
    ['loosens', 'Under other conditions, 1 account may do what was denied. For example, role/Example can now call ec2:RunInstances where aws:RequestedRegion is us-east-1.'],
  ]);
  expect(review(east, west).risks.map(({ level, reason }) => [level, reason])).toEqual([
    ['loosens', '1 account can do what was denied. For example, role/Example can now call ec2:RunInstances where aws:RequestedRegion is eu-west-1.'],
    ['tightens', 'Under other conditions, 1 account may no longer do what was allowed. For example, role/Example can no longer call ec2:RunInstances where aws:RequestedRegion is us-east-1.'],
  ]);
  expect(review(west, east).counts.byRisk).toEqual({ destroys: 0, loosens: 1, tightens: 0, neutral: 0 });
});

describe('a change of conditions', () => {
  const of = (...statements: object[]) => policy('guard', { Version: '2012-10-17', Statement: statements.map((each) => ({ Effect: 'Deny', Action: 's3:*', Resource: '*', ...each })) });
  const unless = (...regions: string[]) => ({ Condition: { StringNotEquals: { 'aws:RequestedRegion': regions } } });
  const review = (base: Policy, head: Policy) => reviewOf(shop([base], [base]), shop([head], [head]), { actions: ACTIONS });

  test('that is proved to let the same requests pass is neutral, and has no impact', () => {
    const [one, split] = [of(unless('eu-west-1')), of({ ...unless('eu-west-1'), Action: 's3:Get*' }, { ...unless('eu-west-1'), NotAction: 's3:Get*', Action: undefined })];
    const actions = ['s3:GetObject', 's3:PutObject'];
    const { impact, risks } = reviewOf(shop([one], [one]), shop([split], [split]), { actions });
    expect(impact.flatMap((group) => group.actions)).toEqual([]);
    expect(risks.map(({ level }) => level)).toEqual(['neutral']);
    const folded = of({ Condition: { StringNotLike: { 'aws:RequestedRegion': ['eu-west-1', 'eu-west-*'] } } });
    expect(levelsOf(review(folded, of({ Condition: { StringNotLike: { 'aws:RequestedRegion': 'eu-west-*' } } })))).toEqual({ policyStatementsChanged: ['neutral'] });
  });

  test('that is proved to let no further request pass only tightens', () => {
    const [wide, narrow] = ['eu-*', 'eu-west-*'].map((region) => of({ Condition: { StringNotLike: { 'aws:RequestedRegion': region } } }));
    expect(levelsOf(review(wide, narrow))).toEqual({ policyStatementsChanged: ['tightens'] });
    expect(levelsOf(review(narrow, wide))).toEqual({ policyStatementsChanged: ['loosens'] });
  });

  test('has both effects if references to other resources may be equal', () => {
    const owner = (id: string) => of({ Condition: { StringNotEquals: { 'aws:ResourceAccount': id } } });
    expect(levelsOf(review(owner('${Stack.One}'), owner('${Stack.Other}')))).toEqual({ policyStatementsChanged: ['loosens', 'tightens'] });
  });

  test('has examples in the JSON of the review, which the evaluation confirms', () => {
    const [{ actions: [{ examples, direction }] }] = review(of(unless('eu-west-1', 'eu-west-2')), of(unless('eu-west-2', 'eu-west-3'))).impact;
    expect(direction).toBe('both');
    expect([examples?.loosens?.context, examples?.tightens?.context]).toEqual([{ 'aws:RequestedRegion': 'eu-west-3' }, { 'aws:RequestedRegion': 'eu-west-1' }]);
  });
});

test('if the actions of accounts are not judged, a change has all its possible effects', () => {
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

test('settings are judged even if the actions of accounts are not', () => {
  const tagging = (value: string) => policy('tagging', { tags: { stage: { tag_value: { '@@assign': [value] } } } }, { type: 'TAG_POLICY' });
  const of = (each: Policy) => organization({
    root: { attachedPolicies: [attached(each)], accounts: [account('shop')] }, policies: [each], more: { policyTypes: ['TAG_POLICY'] },
  });
  expect(reviewOf(of(tagging('prod')), of(tagging('test')), { actions: [] }).risks)
    .toEqual([
      { change: 0, level: 'loosens', about: 'settings', reason: 'Other settings, which may be weaker, count for 1 account.' },
      { change: 0, level: 'tightens', about: 'settings', reason: 'Other settings, which may be stricter, count for 1 account.' },
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
    ['that is known to be weaker than the former one of several loosens', snapshots('block_all_sharing'), snapshots('block_new_sharing'), ['loosens']],
    ['that is weaker in a policy of another type loosens', ai('optOut'), ai('optIn'), ['loosens']],
    ['where there was none, the weakest loosens', block(), block('none'), ['loosens']],
    ['where there was none, the strictest tightens', block(), block('all'), ['tightens']],
    ['that is gone loosens', block('all'), block(), ['loosens']],
    ['of an unknown setting may do both', message('a'), message('b'), ['loosens', 'tightens']],
    ['in a list may do both', tagging('prod'), tagging('prod', 'test'), ['loosens', 'tightens']],
    ['that a tag policy did not have tightens', tagging(), tagging('prod'), ['tightens']],
  ])('%s', (_, before, after, levels) => {
    const of = (each: Policy) => organization({
      root: { attachedPolicies: [attached(each)], accounts: [account('shop')] }, policies: [each], more: { policyTypes: [each.type] },
    });
    expect(levelsOf(reviewOf(of(before), of(after), { actions: ACTIONS }))).toEqual({ managementPolicyChanged: levels });
  });
});

describe('a policy does not affect decisions of other policy types', () => {
  const tagging = policy('tagging', { tags: { stage: { tag_value: { '@@assign': ['prod'] } } } }, { type: 'TAG_POLICY' });
  const of = (policies: Policy[], fields: Partial<Organization> = {}) => organization({
    root: { attachedPolicies: [FULL_ACCESS, ...policies.map(attached)], accounts: [account('shop', { attachedPolicies: [FULL_ACCESS] })] },
    policies,
    more: { policyTypes: ['SERVICE_CONTROL_POLICY', 'TAG_POLICY'], ...fields },
  });
  const levels = (base: Organization, head: Organization, kind: string) => levelsOf(reviewOf(base, head, { actions: ACTIONS }))[kind];

  test('a tag policy does not remove a denial', () => {
    expect(levels(of([s3]), of([tagging]), 'attached')).toEqual(['tightens']);
    expect(levels(of([s3]), of([tagging]), 'detached')).toEqual(['loosens']);
  });
  test('another statement does not remove settings', () => {
    const renamed = scp('guard', { Sid: 'Other', Action: 's3:DeleteBucket' });
    expect(levels(of([s3, tagging]), of([renamed]), 'policyStatementsChanged')).toEqual(['neutral']);
  });
  test('the removal of a management policy type does not remove a denial', () => {
    const drift = (value: Organization): Organization => ({ ...value, code: undefined });
    expect(levels(drift(of([s3, tagging])), drift(of([], { policyTypes: ['SERVICE_CONTROL_POLICY'] })), 'policyTypeRemoved')).toEqual(['destroys', 'loosens']);
    expect(levels(drift(of([s3])), drift(of([], { policyTypes: ['SERVICE_CONTROL_POLICY'] })), 'policyTypeRemoved')).toEqual(['destroys', 'neutral']);
  });
});

test('an account that is moved when it is removed from the app has the same risks in a live organization', () => {
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

test('counts contain changes by kind and by their worst risk, and the affected accounts', () => {
  expect(reviewOf(shop([s3], [s3]), shop([s3], [], [], 'Dev'), { actions: ACTIONS }).counts).toEqual({
    changes: 2,
    byKind: { accountMoved: 1, detached: 1 },
    byRisk: { destroys: 0, loosens: 1, tightens: 0, neutral: 1 },
    actions: 3,
    accounts: 1,
    accountsAffected: 1,
  });
});
