import { answersOf, differenceOf, type End, endOf, enter, type Scene, sceneOf } from './explore';
import { account } from './preparations';
import { eventsOf, nameOfSubject } from './subject';
import { SUBJECTS } from './subjects';
import { ResourceType } from '../../../src/contract';
import { READING_IN_CALL_MS } from '../../../src/handler/consistency';
import type { ResourceEvent } from '../../../src/handler/engine/resource-event';
import { VirtualTime } from '../../../src/rehearsal/time/virtual-time';
import { ACCOUNT_MANAGEMENT_RATES, EMAIL_UPDATES_OF_A_TARGET } from '../../../src/simulator/account-management/rates';
import { type OperationRates, RATES } from '../../../src/simulator/disturbances/rates';
import { Deployment, STACK_ID } from '../../handler/support/deployment';
import { MANAGEMENT, VirtualClock } from '../../handler/support/simulated-organizations';
import { inSimulator } from '../support/readings';

jest.setTimeout(600_000);

const PUBLISHED: Readonly<Record<string, OperationRates>> = { ...RATES, ...ACCOUNT_MANAGEMENT_RATES };

/** Names with a published rate that the handlers do not call in any event of the subjects. */
const NOT_CALLED = [
  'LeaveOrganization', 'ListChildren', 'CreateGovCloudAccount', 'DeclineHandshake', 'DescribeHandshake', 'ListHandshakesForAccount',
  'GetGovCloudAccountInformation', 'SendPhoneNumberVerification', 'VerifyPhoneNumber', 'GetRegionOptStatus', 'AcceptPrimaryEmailUpdate',
  EMAIL_UPDATES_OF_A_TARGET,
];

/** An event that calls an operation, and its course without rates. */
interface Caller {
  readonly name: string;
  readonly scene: Scene;
  readonly calls: number;
  readonly end: End;
  readonly durationMs: number;
}

let callers: Promise<ReadonlyMap<string, Caller>> | undefined;

/** For each operation, the event that calls it most often. */
function callersOfOperations(): Promise<ReadonlyMap<string, Caller>> {
  callers ??= findCallers();
  return callers;
}

async function findCallers(): Promise<ReadonlyMap<string, Caller>> {
  const most = new Map<string, Caller>();
  for (const subject of SUBJECTS) {
    for (const event of await eventsOf(subject)) {
      const scene = await sceneOf(event.arrange);
      const deployment = enter(scene, {});
      const answers = await answersOf(deployment.deliver(scene.event));
      const durationMs = deployment.clock.now() - scene.now;
      const course = { name: `${nameOfSubject(subject)}, ${event.name}`, scene, durationMs, end: { ...endOf(deployment, answers), creations: undefined } };
      const counts = new Map<string, number>();
      for (const { operation } of deployment.simulator.journal) counts.set(operation, (counts.get(operation) ?? 0) + 1);
      for (const [operation, calls] of counts) {
        if (calls > (most.get(operation)?.calls ?? 0)) most.set(operation, { ...course, calls });
      }
    }
  }
  return most;
}

/** Every bucket of the management account and of its organization, without a token. */
function emptyBuckets(at: number) {
  return Object.keys(PUBLISHED).flatMap((operation) => [MANAGEMENT, 'organization'].map((whose) => ({ name: `${operation} ${whose}`, tokens: 0, at })));
}

/**
 * Delivers events at once, each to an environment of its own, where all buckets are empty at first and a refused call takes a token. The
 * deliveries share a clock on which one may sleep while others run.
 */
async function deliverAtOnce(scene: Omit<Scene, 'event'>, events: readonly ResourceEvent[]) {
  const disturbances = { random: 1, occupied: [], ...scene.state.disturbances, buckets: emptyBuckets(scene.now) };
  const first = enter({ ...scene, state: { ...scene.state, disturbances }, event: events[0] }, inSimulator({}, { refusedCalls: 'takeAToken' }));
  const { simulator, stacks, lines } = first;
  const clock = new VirtualTime(scene.now);
  const environments = events.map((_, index) => (index === 0 ? first : Object.assign(new Deployment(), { simulator, stacks, lines })));
  environments.forEach((environment) => Object.assign(environment, { clock }));
  const answers = await clock.run(() => answersOf(...environments.map((environment, index) => environment.deliver(events[index]))));
  const afterwards = new VirtualClock();
  void afterwards.sleep(clock.now() - afterwards.now());
  Object.assign(first, { clock: afterwards });
  return {
    end: { ...endOf(first, answers), creations: undefined },
    refusals: answers.filter((answer) => answer instanceof Error),
    accepted: (operation: string) => first.writes().filter((each) => each === operation).length,
    durationMs: clock.now() - scene.now,
    givenUp: lines.filter(({ decision }) => decision === 'given up in rollback').length,
  };
}

test('an event calls each operation that has a published rate, apart from those that the handlers do not call', async () => {
  const called = await callersOfOperations();
  expect(Object.keys(PUBLISHED).filter((operation) => !called.has(operation)).sort()).toEqual([...NOT_CALLED].sort());
});

test.each([2, 4])('%i deliveries at once of the event that calls an operation most end as one does, where a refused call takes a token', async (deliveries) => {
  const violations: string[] = [];
  const tried = new Set<string>();
  for (const [operation, { name, scene, end: expected, durationMs: alone }] of await callersOfOperations()) {
    if (!(operation in PUBLISHED) || tried.has(name)) continue;
    tried.add(name);
    const { end, durationMs, givenUp } = await deliverAtOnce(scene, Array.from({ length: deliveries }, () => scene.event));
    const difference = differenceOf(expected, end);
    if (difference) violations.push(`${operation}, ${name}: ${difference}`);
    if (givenUp > 0) violations.push(`${operation}, ${name}: ${givenUp} of ${deliveries} deliveries gave up`);
    if (durationMs > alone + READING_IN_CALL_MS) violations.push(`${operation}, ${name}: took ${durationMs / 1_000} s, and alone ${alone / 1_000} s`);
  }
  expect(violations).toEqual([]);
  expect(tried.size).toBeGreaterThan(40);
});

/** Operations that are not repeated in a call until they are accepted: events of some accounts that need one each. */
const ENDING_THE_CALL: Record<string, (deployment: Deployment, names: readonly string[]) => Promise<ResourceEvent[]>> = {
  CreateAccount: async (deployment, names) => {
    const properties = creationIn(await deployment.organization());
    return names.map((name) => deployment.event('Create', ResourceType.ACCOUNT, properties(name), { LogicalResourceId: name }));
  },
  CloseAccount: async (deployment, names) => {
    const created = creationIn(await deployment.organization());
    const properties = (name: string) => ({ ...created(name), Removal: { Action: 'CloseAccount' } });
    const ids: string[] = [];
    for (const name of names) ids.push((await deployment.create(ResourceType.ACCOUNT, properties(name), name)).PhysicalResourceId);
    deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    return names.map((name, index) => deployment.event('Delete', ResourceType.ACCOUNT, properties(name), {
      LogicalResourceId: name, PhysicalResourceId: ids[index],
    }));
  },
  EnableRegion: async (deployment, names) => {
    const root = await deployment.organization();
    await deployment.create(ResourceType.TRUSTED_SERVICE, { ServicePrincipal: 'account.amazonaws.com' }, 'Trust');
    const ids: string[] = [];
    for (const name of names) ids.push(await account(deployment, root, name));
    return ids.map((AccountId, index) => deployment.event('Create', ResourceType.ACCOUNT_SETTINGS, { AccountId, EnabledRegions: ['eu-south-2'] }, {
      LogicalResourceId: `${names[index]}Settings`,
    }));
  },
};

function creationIn(ParentId: string) {
  return (name: string) => ({ AccountName: name, Email: `${name}@example.com`, ParentId });
}

describe.each(Object.keys(ENDING_THE_CALL))('%s', (operation) => {
  test.each([2, 4])('%i resources at once get a token each, where a refused call takes a token', async (count) => {
    const deployment = new Deployment();
    const events = await ENDING_THE_CALL[operation](deployment, ['one', 'two', 'three', 'four'].slice(0, count));
    const scene = { state: deployment.simulator.state(), now: deployment.clock.now(), stack: deployment.stacks.stack(STACK_ID) };
    const { refusals, accepted, durationMs } = await deliverAtOnce(scene, events);
    expect(refusals).toEqual([]);
    expect(accepted(operation)).toBe(count);
    expect(durationMs).toBeLessThan(READING_IN_CALL_MS);
  });
});
