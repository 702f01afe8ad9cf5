import { AccountRemoval } from '../../../src';
import { removeApps } from '../support/app';
import { type Blueprint, build } from '../support/blueprint';
import { deploy, reasonsOf } from '../support/deploy';
import { readingsText } from '../support/readings';

jest.setTimeout(600_000);
afterAll(removeApps);

const close = () => AccountRemoval.close();
const BEFORE: Blueprint = {
  allowAccountClosure: true,
  policies: { Deny: { denies: ['s3:DeleteBucket'] } },
  units: { Team: { name: 'Team', policies: ['Deny'] } },
  accounts: {
    One: { name: 'one', parent: 'Team', removal: close },
    Two: { name: 'two', parent: 'Team', removal: close },
    Kept: { name: 'kept', parent: 'Team', removal: close },
  },
};
const AFTER: Blueprint = { ...BEFORE, accounts: { Kept: BEFORE.accounts!.Kept } };

const READINGS = ['activeOrPending', 'anyOfThree', 'staysActive'].map((stateAfterClosing) => ({ stateAfterClosing }));

describe.each(READINGS.map((readings) => [readingsText(readings), readings] as const))('29. Where reads contradict each other about a closed account (%s)', (_name, readings) => {
  test.each([[{}], [{ lagMs: 4_000, rates: true, conflicts: true }]])('two accounts that leave the app are closed, and the next deployment changes nothing (%j)', async (simulator) => {
    const first = await deploy(build(BEFORE), { readings });
    const closing = await deploy(build(AFTER), { readings, simulator, state: first.state, asked: ['CloseAccount'] });
    const next = await deploy(build(AFTER), { readings, simulator, state: closing.state });

    expect(reasonsOf(closing)).toEqual([]);
    expect(closing).toMatchObject({ succeeded: true, differences: [], violations: [] });
    expect(closing.writes.map((write) => write.split(' ')[0])).toEqual(['CloseAccount', 'CloseAccount']);
    expect(closing.simulatorState.accounts.filter(({ state }) => state !== 'ACTIVE').map(({ name }) => name).sort()).toEqual(['one', 'two']);
    expect(next).toMatchObject({ succeeded: true, differences: [], violations: [], writes: [] });
  });
});
