import { removeApps } from '../support/app';
import { type Blueprint, build } from '../support/blueprint';
import { deploy, reasonsOf } from '../support/deploy';
import { byDay } from '../support/proof-runs';
import { shapeOf } from '../support/shape';

jest.setTimeout(120_000);
afterAll(removeApps);

const POLICIES: Blueprint['policies'] = { Deny: { denies: ['s3:DeleteBucket'] }, Other: { denies: ['kms:DisableKey'] } };

/** The targets of the policies. `app` is the unit of the account "app", `inner` the parent of the unit "Inner". */
interface Place {
  readonly policies: { readonly [target in 'root' | 'Outer' | 'Inner' | 'app']?: string[] };
  readonly app?: string;
  readonly inner?: string;
}

/** An organization whose root always has the policy "Other", so that every deployment has policies. */
function organization({ policies, app = 'Outer', inner = 'Outer' }: Place): Blueprint {
  return {
    policies: POLICIES,
    rootPolicies: [...policies.root ?? [], 'Other'],
    units: {
      Outer: { name: 'Outer', policies: policies.Outer },
      Side: { name: 'Side' },
      Inner: { name: 'Inner', parent: inner, policies: policies.Inner, allowReplacement: true },
    },
    accounts: { App: { name: 'app', parent: app, policies: policies.app }, Log: { name: 'log', parent: 'Inner' } },
  };
}

const MOVES: [string, Place, Place][] = [
  ['from a unit to the account that leaves it', { policies: { Outer: ['Deny'] } }, { policies: { app: ['Deny'] }, app: 'Side' }],
  ['from an account to the unit that it enters', { policies: { app: ['Deny'] }, app: 'Side' }, { policies: { Outer: ['Deny'] } }],
  ['from a unit to the account that stays in it', { policies: { Outer: ['Deny'] } }, { policies: { app: ['Deny'] } }],
  ['from an account to its unit', { policies: { app: ['Deny'] } }, { policies: { Outer: ['Deny'] } }],
  ['from the root to the units', { policies: { root: ['Deny'] } }, { policies: { Outer: ['Deny'], Inner: ['Deny'] } }],
  ['from the units to the root', { policies: { Outer: ['Deny'], Inner: ['Deny'] } }, { policies: { root: ['Deny'] } }],
  ['from the parent unit to a unit that leaves it', { policies: { Outer: ['Deny'] } }, { policies: { Inner: ['Deny'] }, inner: 'Side' }],
  ['from the parent unit to an account in a recreated unit', { policies: { Outer: ['Deny'] }, app: 'Inner' }, { policies: { app: ['Deny'] }, app: 'Inner', inner: 'Side' }],
  ['from the unit of an account to a recreated unit that the account enters', { policies: { Outer: ['Deny'] }, inner: 'Side' }, { policies: { Outer: ['Other'], Inner: ['Deny'] }, app: 'Inner' }],
];

describe.each(byDay(MOVES, 2))('A denial moves %s', (_, before, after) => {
  test('without a gap', async () => {
    const first = await deploy(build(organization(before)));
    expect(reasonsOf(first)).toEqual([]);
    const second = await deploy(build(organization(after)), { state: first.state, simulator: { rates: true } });
    expect(second).toMatchObject({ succeeded: true, differences: [], violations: [] });
    const again = await deploy(build(organization(after)), { state: second.state, context: { 'cdk-aws-organizations:reconcile': 'again' } });
    expect(again.writes).toEqual([]);
  });

  test('without a gap in a deployment that fails, which restores the former state', async () => {
    const first = await deploy(build(organization(before)));
    const state = structuredClone(first.state);
    Object.assign(state.simulator!, { addressesTakenElsewhere: ['taken@example.com'] });
    const { accounts, ...rest } = organization(after);
    const failed = await deploy(build({ ...rest, accounts: { ...accounts, Taken: { name: 'taken', parent: 'Inner' } } }), { state });
    const aim = await deploy(build(organization(after)), { state: first.state });
    expect([failed.succeeded, failed.unintendedChanges, failed.gapsTowards(aim.simulatorState)]).toEqual([false, [], []]);
    expect(shapeOf(failed.simulatorState)).toEqual(shapeOf(first.simulatorState));
  });
});
