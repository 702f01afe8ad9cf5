import { removeApps } from '../support/app';
import { type Blueprint, build } from '../support/blueprint';
import { deploy, reasonsOf } from '../support/deploy';
import { shapeOf } from '../support/shape';

jest.setTimeout(120_000);
afterAll(removeApps);

const POLICIES: Blueprint['policies'] = { Deny: { denies: ['s3:DeleteBucket'] }, Other: { denies: ['kms:DisableKey'] } };

/** Somewhere the policy `Deny` is attached. `app`: the unit in which that account is; `inner`: the one that "Inner" is in. */
interface Place {
  readonly policies: { readonly [target in 'root' | 'Outer' | 'Inner' | 'app']?: string[] };
  readonly app?: string;
  readonly inner?: string;
}

/** "Other" is attached somewhere always, so that every deployment has policies. */
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
  ['from a unit onto the account that leaves it', { policies: { Outer: ['Deny'] } }, { policies: { app: ['Deny'] }, app: 'Side' }],
  ['from an account onto the unit that it enters', { policies: { app: ['Deny'] }, app: 'Side' }, { policies: { Outer: ['Deny'] } }],
  ['from a unit onto the account that stays in it', { policies: { Outer: ['Deny'] } }, { policies: { app: ['Deny'] } }],
  ['from an account onto its unit', { policies: { app: ['Deny'] } }, { policies: { Outer: ['Deny'] } }],
  ['from the root onto the units', { policies: { root: ['Deny'] } }, { policies: { Outer: ['Deny'], Inner: ['Deny'] } }],
  ['from the units onto the root', { policies: { Outer: ['Deny'], Inner: ['Deny'] } }, { policies: { root: ['Deny'] } }],
  ['from the unit above onto a unit that leaves it', { policies: { Outer: ['Deny'] } }, { policies: { Inner: ['Deny'] }, inner: 'Side' }],
  ['from the unit above onto an account in a unit that is made anew', { policies: { Outer: ['Deny'] }, app: 'Inner' }, { policies: { app: ['Deny'] }, app: 'Inner', inner: 'Side' }],
  ['from the unit of an account onto one that it enters and that is made anew', { policies: { Outer: ['Deny'] }, inner: 'Side' }, { policies: { Outer: ['Other'], Inner: ['Deny'] }, app: 'Inner' }],
];

describe.each(MOVES)('What denies goes %s', (_, before, after) => {
  test('without a gap', async () => {
    const first = await deploy(build(organization(before)));
    expect(reasonsOf(first)).toEqual([]);
    const second = await deploy(build(organization(after)), { state: first.state, simulator: { rates: true } });
    expect(second).toMatchObject({ succeeded: true, differences: [], violations: [] });
    const again = await deploy(build(organization(after)), { state: second.state, context: { 'cdk-aws-organizations:reconcile': 'again' } });
    expect(again.writes).toEqual([]);
  });

  test('in a deployment that fails: without a gap, and all is as before', async () => {
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
