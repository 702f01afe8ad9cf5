import { answersOf, differenceOf, type End, endOf, enter, type Scene, sceneOf } from './explore';
import { eventsOf, nameOfSubject } from './subject';
import { SUBJECTS } from './subjects';
import { READING_IN_CALL_MS } from '../../../src/handler/consistency';
import { EMAIL_UPDATES_OF_A_TARGET } from '../../../src/simulator/account-management/rates';
import { deliverAtOnce, PUBLISHED_RATES, whereRefusedCallsTakeTokens } from '../../handler/support/at-once';
import { byDay } from '../support/proof-runs';

jest.setTimeout(600_000);

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

test('an event calls each operation that has a published rate, apart from those that the handlers do not call', async () => {
  const called = await callersOfOperations();
  expect(Object.keys(PUBLISHED_RATES).filter((operation) => !called.has(operation)).sort()).toEqual([...NOT_CALLED].sort());
});

test.each(byDay([4, 2], 2))('%i deliveries at once of the event that calls an operation most end as one does, where a refused call takes a token', async (deliveries) => {
  const violations: string[] = [];
  const tried = new Set<string>();
  for (const [operation, { name, scene, end: expected, durationMs: alone }] of await callersOfOperations()) {
    if (!(operation in PUBLISHED_RATES) || tried.has(name)) continue;
    tried.add(name);
    const deployment = whereRefusedCallsTakeTokens(enter(scene, {}));
    const { answers, durationMs, givenUp } = await deliverAtOnce(deployment, Array.from({ length: deliveries }, () => scene.event));
    const end = { ...endOf(deployment, answers), creations: undefined };
    const difference = differenceOf(expected, end);
    if (difference) violations.push(`${operation}, ${name}: ${difference}`);
    if (givenUp > 0) violations.push(`${operation}, ${name}: ${givenUp} of ${deliveries} deliveries gave up`);
    if (durationMs > alone + READING_IN_CALL_MS) violations.push(`${operation}, ${name}: took ${durationMs / 1_000} s, and alone ${alone / 1_000} s`);
  }
  expect(violations).toEqual([]);
  expect(tried.size).toBeGreaterThan(40);
});
