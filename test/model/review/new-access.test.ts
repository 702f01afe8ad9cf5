import { newAccess, type Organization, type Policy, possibleAccess, type Review, reviewOf } from '../../../src/model';
import { account, attached, FULL_ACCESS, IN_CODE, organization, policy, unit } from '../organizations';
import { ACTIONS, BOTH_STACKS, ENABLED, more, OTHER, s3, scp, shop } from '../risk/support';

const review = (base: Organization, head: Organization) => reviewOf(base, head, { actions: ACTIONS });
const found = (of: Review) => newAccess(of).map(({ actions, example, isCertain }) => [actions.join(' '), example?.action, isCertain]);
const unless = (...regions: string[]) => scp('guard', { Sid: 'R', Action: 'ec2:*', Condition: { StringNotEquals: { 'aws:RequestedRegion': regions } } });

test.each<[string, Organization, Organization, unknown[]]>([
  ['a denial that goes gives access that needs no example', shop([more], [more]), shop([s3], [s3]), [['ec2:RunInstances', undefined, true]]],
  ['an additional Region gives access, with a request that shows it', shop([unless('a')], [unless('a')]), shop([unless('a', 'b')], [unless('a', 'b')]), [['ec2:RunInstances', 'ec2:RunInstances', true]]],
  ['another Region gives and takes access', shop([unless('a')], [unless('a')]), shop([unless('b')], [unless('b')]), [['ec2:RunInstances', 'ec2:RunInstances', true]]],
  ['a Region less gives none', shop([unless('a', 'b')], [unless('a', 'b')]), shop([unless('a')], [unless('a')]), []],
  ['an additional denial gives none', shop([s3], [s3]), shop([more], [more]), []],
  ['the same meaning in other words gives none', shop([unless('a', 'b')], [unless('a', 'b')]), shop([unless('b', 'a')], [unless('b', 'a')]), []],
])('%s', (_title, base, head, expected) => {
  const of = review(base, head);
  expect(found(of)).toEqual(expected);
  expect(possibleAccess(of)).toEqual([]);
});

test('groups of accounts with new access are told apart from those without it', () => {
  const of = (dev: Policy[], prod: Policy[], shared: Policy[]) => {
    const place = (name: string, policies: Policy[]) => unit(name, {
      attachedPolicies: [FULL_ACCESS, ...policies.map(attached)], accounts: ['one', 'two'].map((each) => account(`${name}-${each}`, { attachedPolicies: [FULL_ACCESS] })),
    });
    return organization({
      root: { attachedPolicies: [FULL_ACCESS], organizationalUnits: [place('Dev', dev), place('Prod', prod), place('Test', shared)] },
      policies: [s3, region],
      more: ENABLED,
    });
  };
  const region = scp('region', { Sid: 'R', Action: 'ec2:*', Condition: { StringNotEquals: { 'aws:RequestedRegion': 'a' } } });
  const all = newAccess(review(of([s3], [region], []), of([], [], [s3])));
  expect(all.map(({ group, actions, example }) => [group.caption, group.accounts.length, actions.join(' '), example?.action])).toEqual([
    ['2 accounts in Root/Dev', 2, 's3:DeleteBucket', undefined], ['2 accounts in Root/Prod', 2, 'ec2:RunInstances', 'ec2:RunInstances'],
  ]);
});

test('a loosened condition that is neither proved nor shown by an example gives possible access', () => {
  const before = shop([unless('a')], [unless('a')]);
  const of = review(before, shop([unless('a', 'b')], [unless('a', 'b')]));
  const undecided = {
    ...of, impact: of.impact.map((group) => ({ ...group, actions: group.actions.map(({ examples: _, ...each }) => each) })),
  };
  expect(found(undecided)).toEqual([['ec2:RunInstances', undefined, false]]);
});

describe('where accounts or policies are not known', () => {
  const OUTSIDE = 'ou-root-aaaaaaa1';
  const tags = policy('labels', { tags: { stage: { tag_value: { '@@assign': ['prod'] } } } }, { type: 'TAG_POLICY' });
  const outside = (...policies: Policy[]) => organization({
    root: {
      attachedPolicies: [FULL_ACCESS],
      organizationalUnits: [unit(OUTSIDE, { id: OUTSIDE, code: undefined, attachedPolicies: [FULL_ACCESS, ...policies.map(attached)] })],
    },
    policies: [s3, tags],
    more: { policyTypes: ['SERVICE_CONTROL_POLICY', 'TAG_POLICY'] },
  });
  const adopted = organization({ root: { accounts: [account('old', { code: { ...IN_CODE, adopt: true } })] }, more: ENABLED });

  test.each<[string, Review, string[]]>([
    ['a detached denial may give access', review(outside(s3), outside()), ['The accounts there are not in the code.']],
    ['an attached denial gives none', review(outside(), outside(s3)), []],
    ['a detached tag policy gives none', review(outside(tags), outside()), []],
    ['an adopted account may get other policies', review(organization(), adopted), ['If it is in another place now, it moves, and gets the policies of its new place instead of those that it has.']],
    ['a denial that another stack creates again is missing in the meantime', review(shop([s3], [s3]), shop([{ ...s3, code: OTHER }], [s3], [], 'Prod', { code: BOTH_STACKS })), ['Its targets are unprotected from the moment when it is deleted until it is made and attached again.']],
    ['a trusted service is no access by policies', review(organization(), organization({ more: { trustedServices: ['sso.amazonaws.com'] } })), []],
  ])('%s', (_title, of, reasons) => {
    expect(newAccess(of)).toEqual([]);
    expect(possibleAccess(of).map(({ reason }) => reason)).toEqual(reasons);
  });

  test('an account that moves and loses settings alone gets no access', () => {
    const place = (name: string, policies: Policy[], isHome: boolean) => unit(name, { attachedPolicies: [FULL_ACCESS, ...policies.map(attached)], accounts: isHome ? [account('shop')] : [] });
    const of = (home: string) => organization({
      root: { organizationalUnits: [place('Dev', [], home === 'Dev'), place('Prod', [tags], home === 'Prod')] },
      policies: [tags],
      more: { policyTypes: ['SERVICE_CONTROL_POLICY', 'TAG_POLICY'] },
    });
    const moved = review(of('Prod'), of('Dev'));
    expect(moved.risks).toContainEqual({ change: 0, level: 'loosens', about: 'settings', reason: 'Settings no longer count for 1 account.' });
    expect(possibleAccess(moved)).toEqual([]);
  });
});
