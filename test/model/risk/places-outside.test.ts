import { type Account, type Organization, type Policy, reviewOf } from '../../../src/model';
import { account, attached, FULL_ACCESS, IN_CODE, organization, symbol, unit } from '../organizations';
import { ACTIONS, ENABLED, s3, levelsOf } from './support';

test('the accounts of a place outside the code are unknown', () => {
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

test('further accounts below the root of an organization outside the code are unknown', () => {
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

test('further accounts below the root are unknown if the code names a unit of others', () => {
  const outside = unit('ou-root-aaaaaaa1', { id: 'ou-root-aaaaaaa1', code: undefined, attachedPolicies: [FULL_ACCESS] });
  const of = (policies: Policy[]) => organization({
    root: { attachedPolicies: [FULL_ACCESS, ...policies.map(attached)], organizationalUnits: [outside] }, policies: [s3], more: ENABLED,
  });
  expect(levelsOf(reviewOf(of([s3]), of([]), { actions: ACTIONS }))).toEqual({ detached: ['loosens'] });
});

describe('an account that is moved when it is removed from the app', () => {
  const OUTSIDE = 'ou-root-aaaaaaa1';
  const named = unit(OUTSIDE, { id: OUTSIDE, code: undefined, attachedPolicies: [] });
  const shopOf = (ParentId: string) => account('shop', {
    attachedPolicies: [FULL_ACCESS], code: { ...IN_CODE, removal: { Action: 'MoveAccount', ParentId } },
  });
  const reasons = (to: string) => {
    const of = (accounts: Account[]) => organization({
      root: {
        attachedPolicies: [FULL_ACCESS],
        organizationalUnits: [named, unit('Dev', { attachedPolicies: [FULL_ACCESS] }), unit('Prod', { attachedPolicies: [FULL_ACCESS], accounts })],
      },
      more: ENABLED,
    });
    const { changes, risks } = reviewOf(of([shopOf(to)]), of([]), { actions: ACTIONS });
    expect(changes).toMatchObject([{ kind: 'accountRemoved', outcome: 'moved', to: { id: to } }]);
    return risks.map(({ level, reason }) => [level, reason]);
  };

  test('to a unit that the code only names may lose protection, since the policies there are not known', () => {
    expect(reasons(OUTSIDE)).toEqual([
      ['loosens', `The account gets the policies of Root/${OUTSIDE}, and the code says nothing about it any more.`],
    ]);
  });

  test('to a unit of the code with the same policies is neutral', () => {
    expect(reasons(symbol('Dev'))).toEqual([['neutral', 'The account gets the policies of Root/Dev, and the code says nothing about it any more.']]);
  });
});

test('an account outside the code to which policies are attached is unknown as well, unless it is the management account', () => {
  const named = (id: string) => organization({
    root: { accounts: [account(id, { id, email: '', code: undefined, attachedPolicies: [attached(s3)] })] }, policies: [s3], more: ENABLED,
  });
  const without = organization({ policies: [s3], more: ENABLED });
  const risksOf = (id: string) => reviewOf(named(id), without, { actions: ACTIONS }).risks.map(({ level, reason }) => [level, reason]);
  expect(risksOf('111122223333')).toContainEqual(['loosens', 'The accounts there are not in the code.']);
  expect(risksOf(without.managementAccountId)).toContainEqual(['neutral', 'Such policies do not reach the management account.']);
});
