import type { OrganizationsReadings } from '../../../../src/simulator';
import { Deployment } from '../../support/deployment';

const TYPE = 'Custom::OrganizationsAccount';
const MINUTE = 60_000;
const NAMES = ['one', 'two'];

const STATES: readonly OrganizationsReadings['stateAfterClosing'][] = ['activeOrPending', 'anyOfThree', 'staysActive'];
const REFUSALS: readonly OrganizationsReadings['closingAnAccountBeingClosed'][] = ['ConflictException', 'AccountAlreadyClosedException', 'success'];
const FIELDS: readonly OrganizationsReadings['accountStateFields'][] = ['both', 'stateOnly', 'statusOnly'];
const READINGS = STATES.flatMap((stateAfterClosing) => REFUSALS.flatMap((closingAnAccountBeingClosed) => FIELDS
  .map((accountStateFields) => ({ stateAfterClosing, closingAnAccountBeingClosed, accountStateFields }))));

/** Whether each call has an environment of its own, which remembers no call; how long AWS needs for a closure; and the seed. */
const RUNS = [false, true].flatMap((isForgetful) => [5_000, 10 * MINUTE].flatMap((accountClosureMs) => [1, 2]
  .map((seed) => ({ isForgetful, accountClosureMs, seed }))));

interface Closed {
  /** The states that reads showed after the first accepted closure. */
  readonly shown: readonly string[];
  readonly accepted: number;
  readonly seconds: number;
  readonly state: string | undefined;
}

/** Creates two accounts, and closes one after the other. */
async function closeTwo(readings: Partial<OrganizationsReadings>, { isForgetful, ...options }: (typeof RUNS)[number]): Promise<Closed[]> {
  const deployment = new Deployment({ readings, ...options });
  const { simulator, clock } = deployment;
  const root = await deployment.organization();
  const desired = (name: string) => ({ AccountName: name, Email: `${name}@example.com`, ParentId: root, Removal: { Action: 'CloseAccount' } });
  const ids = new Map<string, string>();
  for (const name of NAMES) ids.set(name, (await deployment.create(TYPE, desired(name), name)).PhysicalResourceId);
  if (isForgetful) deployment.startEnvironmentForEachCall();
  deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  const closed: Closed[] = [];
  for (const [name, id] of ids) {
    const [since, begin] = [simulator.journal.length, clock.now()];
    await deployment.remove(TYPE, id, desired(name), name);
    const calls = simulator.journal.slice(since);
    const isClosing = (entry: (typeof calls)[number]) => entry.operation === 'CloseAccount' && !entry.error;
    const reads = calls.slice(calls.findIndex(isClosing)).filter(({ operation }) => operation === 'DescribeAccount');
    closed.push({
      shown: reads.map(({ response }) => (response as { Account: { State?: string; Status?: string } }).Account).map(({ State, Status }) => State ?? Status ?? ''),
      accepted: calls.filter(isClosing).length,
      seconds: (clock.now() - begin) / 1_000,
      state: simulator.state().accounts.find((account) => account.id === id)?.state,
    });
  }
  return closed;
}

test.each(READINGS)('two accounts are closed, and both events end in time, although reads contradict each other: %j', async (readings) => {
  const closed = (await Promise.all(RUNS.map((run) => closeTwo(readings, run)))).flat();

  expect(closed.filter(({ state }) => state !== 'PENDING_CLOSURE' && state !== 'CLOSED')).toEqual([]);
  // Where each read shows ACTIVE, the service refuses the closure until the account is closed.
  const longest = readings.stateAfterClosing === 'staysActive' ? 660 : 120;
  expect(closed.filter(({ seconds }) => seconds > longest)).toEqual([]);
  // Otherwise the readings would have had no effect.
  expect(closed.filter(({ shown }) => shown.includes('ACTIVE')).length).toBeGreaterThan(3);
  const isRefused = readings.closingAnAccountBeingClosed !== 'success';
  expect(closed.filter(({ accepted }) => (isRefused ? accepted !== 1 : accepted < 1))).toEqual([]);
});
