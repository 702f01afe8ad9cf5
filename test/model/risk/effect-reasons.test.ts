import { type Account, type InCode, type Organization, type OrganizationalUnit, type Policy, reviewOf } from '../../../src/model';
import { account, attached, FULL_ACCESS, inCode, live, organization, policy, unit } from '../organizations';
import { ACTIONS, ENABLED, levelsOf, scp, s3 } from './support';

const withFull = (...policies: Policy[]) => [FULL_ACCESS, ...policies.map(attached)];
const member = (name: string, more: Partial<Account> = {}) => account(name, { attachedPolicies: [FULL_ACCESS], ...more });
const reasons = (base: Organization, head: Organization, actions: readonly string[] = ACTIONS) => (
  reviewOf(base, head, { actions }).risks.map(({ level, reason }) => `${level}: ${reason}`));

const OUTSIDE = 'ou-root-aaaaaaa1';
const outside = (...policies: Policy[]) => unit(OUTSIDE, { id: OUTSIDE, code: undefined, attachedPolicies: withFull(...policies) });
const written = (policies: Policy[], units: OrganizationalUnit[], more: Partial<Organization> = {}) => organization({
  root: { attachedPolicies: withFull(...policies), organizationalUnits: units }, policies: [s3], more: { ...ENABLED, ...more },
});

test('several accounts are counted, with a certain effect in place of a possible one', () => {
  const prod = unit('Prod', { attachedPolicies: withFull(), accounts: [member('one'), member('two')] });
  expect(reasons(written([s3], [prod]), written([], [prod]))).toEqual(['loosens: 2 accounts can do what was denied.']);
  expect(reasons(written([s3], [prod, outside()]), written([], [prod, outside()]))).toEqual(['loosens: 2 accounts can do what was denied.']);
  const protectedUnit = { ...prod, attachedPolicies: withFull(s3) };
  expect(reasons(written([s3], [protectedUnit, outside()]), written([], [protectedUnit, outside()]))).toEqual(['loosens: Other accounts there are not in the code.']);
  expect(reasons(written([s3], [outside()]), written([], [outside()]))).toEqual(['loosens: The accounts there are not in the code.']);
});

test('a policy that allows and denies may do both at a place outside the code', () => {
  const list = scp('list', { Sid: 'A', Effect: 'Allow', Action: 's3:*' }, { Sid: 'B', Action: 'ec2:*' });
  const of = (...policies: Policy[]) => organization({
    root: { attachedPolicies: withFull(), organizationalUnits: [outside(...policies)] }, policies: [list], more: ENABLED,
  });
  expect(reasons(of(), of(list))).toEqual(['loosens: The accounts there are not in the code.', 'tightens: The accounts there are not in the code.']);
});

test('a unit outside the code is known in a live organization', () => {
  const there = (...policies: Policy[]) => live.organization({
    root: { attachedPolicies: withFull(...policies), organizationalUnits: [live.unit('Theirs', 1, { attachedPolicies: [FULL_ACCESS] })] },
    policies: [live.policy('guard', s3.content)],
    more: ENABLED,
  });
  const guard = live.policy('guard', s3.content);
  expect(reasons(there(guard), there())).toEqual(['neutral: No known account can do more or less than before.']);
});

test('if the actions are not judged, only places with accounts have possible effects, without the management account', () => {
  const manager = '${S.Organization.ManagementAccountId}';
  const of = (accounts: Account[], ...policies: Policy[]) => written([], [unit('Prod', { attachedPolicies: withFull(...policies), accounts })]);
  const may = (level: string) => [`${level}: It may do so: what accounts can do was not judged.`];
  expect(reasons(of([member('shop')], s3), of([member('shop')]), [])).toEqual(may('loosens'));
  expect(reasons(of([member('shop')]), of([member('shop')], s3), [])).toEqual(may('tightens'));
  expect(reasons(of([], s3), of([]), [])).toEqual(['neutral: No known account can do more or less than before.']);
  expect(reasons(of([member('manager', { id: manager })], s3), of([member('manager', { id: manager })]), [])).toEqual([
    'neutral: No known account can do more or less than before.',
  ]);
});

test('a tag policy reaches the management account, other than a service control policy', () => {
  const manager = '${S.Organization.ManagementAccountId}';
  const tags = policy('labels', { tags: {} }, { type: 'TAG_POLICY' });
  const of = (...policies: Policy[]) => organization({
    root: { attachedPolicies: [FULL_ACCESS], accounts: [member('manager', { id: manager, attachedPolicies: withFull(...policies) })] },
    policies: [s3, tags],
    more: { policyTypes: ['SERVICE_CONTROL_POLICY', 'TAG_POLICY'] },
  });
  expect(reasons(of(s3), of())).toEqual(['neutral: Such policies do not reach the management account.']);
  expect(reasons(of(tags), of())).toEqual(['neutral: No known account can do more or less than before.']);
});

describe('an invited account', () => {
  const invited = (...policies: Policy[]) => account('222222222222', {
    state: 'INVITED', code: inCode('S.shop', { invited: { accountId: '222222222222' } }), attachedPolicies: withFull(...policies),
  });

  test('misses the policies below the root until it is placed, each named once, sorted', () => {
    const [root, one, two] = ['root', 'two', 'one'].map((name) => scp(name, { Sid: 'A', Action: 's3:*' }));
    const of = (accounts: Account[]) => organization({
      root: { attachedPolicies: withFull(root), organizationalUnits: [unit('Prod', { attachedPolicies: withFull(one, two), accounts })] }, policies: [root, one, two], more: ENABLED,
    });
    expect(reasons(of([]), of([invited(one)]))[0]).toMatch(/^loosens: .* these do not count: one, two\.$/);
    expect(levelsOf(reviewOf(of([]), of([invited(one)]))).accountAdded).toEqual(['loosens', 'loosens', 'tightens', 'tightens', 'tightens']);
  });
});

test.each<[string, Partial<InCode>, boolean, string]>([
  ['created', {}, false, 'neutral'],
  ['adopted', { adopt: true }, false, 'destroys'],
  ['in the code already', {}, true, 'destroys'],
])('a Region that is disabled in an account that is %s is judged', (_, code, isKnown, level) => {
  const shop = account('shop', { code: inCode('S.shop', code) });
  const accountSettings = [{ accountId: shop.id, settings: { 'REGION:eu-south-2': 'DISABLED' as const } }];
  const base = organization({ root: { accounts: isKnown ? [shop] : [] } });
  const review = reviewOf(base, organization({ root: { accounts: [shop] }, more: { accountSettings } }));
  expect(levelsOf(review).regionDisabled).toEqual([level]);
});
