import * as fc from 'fast-check';
import { afterAttempt, startClocks } from '../../../src/handler/engine/clocks';
import { decide } from '../../../src/handler/engine/decide';
import { RequeueError } from '../../../src/handler/reconcile';
import { OrganizationsError } from '../../../src/organizations';
import { delayCalls, deliverAtOnce, whereRefusedCallsTakeTokens } from '../support/at-once';
import { Deployment } from '../support/deployment';

const SCP = 'SERVICE_CONTROL_POLICY';
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
/** The longest call, and an attempt that begins at its end. */
const LAST_CALLS_MS = 10 * MINUTE;

type Finding = 'cause' | 'rate' | 'fault' | 'write';
/** What the attempts of an event find whose cause does not pass, also after a write. */
const HISTORIES: readonly (readonly Finding[])[] = [['cause'], ['cause', 'rate'], ['cause', 'cause', 'rate', 'fault'], ['cause', 'write'], ['write']];

interface Attempt {
  readonly finds: Finding;
  readonly ms: number;
}

/** Calls an event as the waiter does. @returns when and how it ends, in milliseconds from its start */
function endOf(patienceSeconds: number, retriesInCall: boolean, attempts: Iterator<Attempt>): [string, number] {
  let now = 0;
  for (;;) {
    let clocks = startClocks(0, now);
    for (let isInCall = true; isInCall;) {
      const { finds, ms } = attempts.next().value as Attempt;
      const beganAt = now;
      now += ms;
      const requeue = ['cause', 'write'].includes(finds)
        ? new RequeueError('the policy is attached nowhere', { patienceSeconds, retriesInCall })
        : new RequeueError(`the service accepts the ${finds}`, { retriesInCall: false });
      const result = { requeue, hasWritten: finds === 'write' };
      clocks = afterAttempt(clocks, result, beganAt, now);
      const decision = decide(result, clocks);
      if (decision.action === 'fail') return [decision.error.message, now];
      isInCall = decision.action === 'retryInCall';
      now += isInCall ? (decision as { afterMs: number }).afterMs : 5 * SECOND;
    }
  }
}

test('an event whose cause does not pass ends soon after its patience, whatever its attempts find in between', () => {
  const attempts = fc.tuple(fc.constantFrom(...HISTORIES), fc.constantFrom(300, 5 * SECOND, 25 * SECOND)).chain(([findings, slowestMs]) => (
    fc.infiniteStream(fc.record({ finds: fc.constantFrom(...findings), ms: fc.integer({ min: 1, max: slowestMs }) }))));
  fc.assert(fc.property(fc.constantFrom(60, 300, 900), fc.boolean(), attempts, (patience, retriesInCall, stream) => {
    const [message, endedAt] = endOf(patience, retriesInCall, stream);
    expect(message).toContain('the policy is attached nowhere');
    expect(endedAt).toBeLessThan(patience * SECOND + LAST_CALLS_MS);
  }));
});

/** Delivers an event. @returns the minutes that it takes, and its failure */
async function failureOf(deployment: Deployment, event: Parameters<Deployment['deliver']>[0]) {
  const beganAt = deployment.clock.now();
  const message = await deployment.deliver(event).then(() => 'complete', (error: Error) => error.message);
  return { message, minutes: (deployment.clock.now() - beganAt) / MINUTE };
}

test.each(['TooManyRequests', 'ConcurrentModification', 'Service'] as const)('a taken name is reported although half of the requests are answered with %s', async (code) => {
  const deployment = new Deployment();
  await deployment.organization(SCP);
  let requests = 0;
  deployment.disturb = async (operation, call) => {
    await deployment.clock.sleep(300);
    if (operation !== 'CreatePolicy') return call();
    requests += 1;
    throw new OrganizationsError(operation, requests % 2 ? code : 'DuplicatePolicy', 'refused');
  };
  const { message, minutes } = await failureOf(deployment, deployment.event('Create', 'Custom::OrganizationsPolicy', {
    Type: SCP, Name: 'Deny', Description: '', Content: JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Deny', Action: 's3:*', Resource: '*' } }),
  }));
  expect(message).toContain('upper and lower case');
  expect(minutes).toBeLessThan(2 + 4);
});

test.each([300, 900])('the taken names of four units are reported where the rates of the service count and calls take %d ms', async (latencyMs) => {
  const names = ['Security', 'Workloads', 'Sandbox', 'Suspended'];
  const former = new Deployment();
  const root = await former.organization(SCP);
  for (const name of names) await former.organizations.createOrganizationalUnit(root, name.toUpperCase(), []);
  const deployment = whereRefusedCallsTakeTokens(former, { organizationalUnitNames: 'inAnyCase' });
  const unit = (Name: string) => deployment.event('Create', 'Custom::OrganizationsOrganizationalUnit', { ParentId: root, Name }, { LogicalResourceId: Name });
  const { answers, durationMs } = await deliverAtOnce(deployment, names.map(unit), (environment) => delayCalls(environment, latencyMs));
  for (const answer of answers) expect(String(answer)).toContain('upper and lower case');
  expect(durationMs).toBeLessThan(8 * MINUTE);
});

test('a set reports that another program attaches its document again after each detachment', async () => {
  const deny = (name: string) => ({ Sid: name, Effect: 'Deny', Action: [`s3:${name}`, `s3:Xxxxxxxxxxxxx${name}`], Resource: '*' });
  const setOf = (...all: string[]) => ({ Type: SCP, Name: 'Base', Description: '', Statements: all.map(deny), MaxDocuments: 2, MaxContentLength: 330 });
  const deployment = new Deployment();
  const root = await deployment.organization(SCP);
  const before = setOf('A', 'B', 'C', 'D');
  const { PhysicalResourceId: id } = await deployment.create('Custom::OrganizationsPolicySet', before, 'Set');
  const last = deployment.simulator.state().policies.at(-1)!.id;
  await deployment.organizations.attachPolicy(last, root);
  await deployment.clock.sleep(MINUTE);
  deployment.status = 'UPDATE_IN_PROGRESS';
  deployment.disturb = async (operation, call) => {
    await deployment.clock.sleep(300);
    const answer = await call();
    if (operation === 'DetachPolicy') await deployment.organizations.attachPolicy(last, root);
    return answer;
  };
  const { message, minutes } = await failureOf(deployment, deployment.event('Update', 'Custom::OrganizationsPolicySet', setOf('A'), {
    PhysicalResourceId: id, LogicalResourceId: 'Set', OldResourceProperties: before,
  }));
  expect(message).toContain(`the policy ${last} is attached nowhere`);
  expect(minutes).toBeLessThan(5 + 6);
});

test('the Delete of an account that something else is changing ends a quarter of an hour later', async () => {
  const deployment = new Deployment({ rates: true });
  const root = await deployment.organization(SCP);
  const desired = { AccountName: 'app', Email: 'app@example.com', ParentId: root, Removal: { Action: 'CloseAccount' } };
  const { PhysicalResourceId: id } = await deployment.create('Custom::OrganizationsAccount', desired, 'App');
  deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  let requests = 0;
  deployment.disturb = async (operation, call) => {
    await deployment.clock.sleep(300);
    if (operation !== 'CloseAccount') return call();
    requests += 1;
    throw new OrganizationsError(operation, requests % 3 ? 'Conflict' : 'TooManyRequests', 'The account is being changed.');
  };
  const { message, minutes } = await failureOf(deployment, deployment.event('Delete', 'Custom::OrganizationsAccount', desired, {
    PhysicalResourceId: id, LogicalResourceId: 'App',
  }));
  expect(message).toContain('See whether something else is changing the account');
  expect(minutes).toBeLessThan(15 + 5);
});
