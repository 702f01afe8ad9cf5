import * as fc from 'fast-check';
import { readPolicyIds } from '../../../src/contract';
import { afterAttempt, startClocks } from '../../../src/handler/engine/clocks';
import { decide } from '../../../src/handler/engine/decide';
import { RequeueError } from '../../../src/handler/reconcile';
import { NO_ANSWER, OrganizationsError } from '../../../src/organizations';
import { isRefusal, RETRY_TABLE } from '../../../src/organizations/errors/retry-table';
import { StackError } from '../../../src/organizations/stacks/stack-port';
import { delayCalls, deliverAtOnce, whereRefusedCallsTakeTokens } from '../support/at-once';
import { Deployment } from '../support/deployment';
import { accept, ANA, start as startInvited, TYPE as INVITED } from '../support/invited-accounts';

const SCP = 'SERVICE_CONTROL_POLICY';
const POLICY = 'Custom::OrganizationsPolicy';
const CONTENT = JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Deny', Action: 's3:*', Resource: '*' } });
const DENY = { Type: SCP, Name: 'Deny', Description: '', Content: CONTENT };
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
/** The longest call, and an attempt that begins at its end. */
const LAST_CALLS_MS = 10 * MINUTE;

type Finding = 'cause' | 'rate' | 'fault';
/** Findings of the attempts of an event whose cause does not pass. */
const HISTORIES: readonly { readonly findings: readonly Finding[]; readonly slowestMs: number }[] = [
  { findings: ['cause'], slowestMs: 300 },
  { findings: ['cause'], slowestMs: 2 * MINUTE },
  { findings: ['cause', 'rate'], slowestMs: 300 },
  { findings: ['cause', 'cause', 'rate', 'fault'], slowestMs: 5 * SECOND },
];

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
      const requeue = finds === 'cause'
        ? new RequeueError('the policy is attached nowhere', { patienceSeconds, retriesInCall })
        : new RequeueError(`the service accepts the ${finds}`, { retriesInCall: false, isRefusal: true });
      const result = { requeue, hasWritten: false };
      clocks = afterAttempt(clocks, result, beganAt, now);
      const decision = decide(result, clocks);
      if (decision.action === 'fail') return [decision.error.message, now];
      isInCall = decision.action === 'retryInCall';
      now += isInCall ? (decision as { afterMs: number }).afterMs : 5 * SECOND;
    }
  }
}

test('an event whose cause does not pass ends soon after its patience, also if the service refuses attempts in between', () => {
  const attempts = fc.constantFrom(...HISTORIES).chain(({ findings, slowestMs }) => (
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

test.each(['TooManyRequests', 'ConcurrentModification'] as const)('a taken name is reported although half of the requests are answered with %s', async (code) => {
  const deployment = new Deployment();
  await deployment.organization(SCP);
  let requests = 0;
  deployment.disturb = async (operation, call) => {
    await deployment.clock.sleep(300);
    if (operation !== 'CreatePolicy') return call();
    requests += 1;
    throw new OrganizationsError(operation, requests % 2 ? code : 'DuplicatePolicy', 'refused');
  };
  const { message, minutes } = await failureOf(deployment, deployment.event('Create', POLICY, DENY));
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

test.each([30, 150, 239])('a name that is free 15 s after it was first found taken is free in time, where the first attempt took %d s', async (seconds) => {
  const deployment = new Deployment();
  await deployment.organization(SCP);
  const event = await deployment.begin(deployment.event('Create', POLICY, DENY));
  await deployment.clock.sleep(2 * MINUTE);
  let freeAt: number | undefined;
  deployment.disturb = async (operation, call) => {
    if (operation !== 'CreatePolicy') return call();
    if (freeAt === undefined) await deployment.clock.sleep(seconds * SECOND);
    freeAt ??= deployment.clock.now() + 15 * SECOND;
    if (deployment.clock.now() < freeAt) throw new OrganizationsError(operation, 'DuplicatePolicy', 'exists');
    return call();
  };
  expect(await deployment.finish(event)).toMatchObject({ IsComplete: true });
});

test.each([2, 6, 12])('a set gives up %d documents that the service shows late as detached, after its patience', async (documents) => {
  const deployment = new Deployment({ readings: { deletingAPolicyJustDetached: 'PolicyInUseException' } });
  const root = await deployment.organization(SCP);
  const deny = (name: string) => ({ Sid: name, Effect: 'Deny', Action: [`s3:${name}`, `s3:${name.padStart(60, 'X')}`], Resource: '*' });
  const setOf = (count: number) => ({
    Type: SCP,
    Name: 'Base',
    Description: '',
    Statements: Array.from({ length: count }, (_, index) => deny(`A${index}`)),
    MaxDocuments: documents,
    MaxContentLength: 230,
  });
  delayCalls(deployment, 300);
  const before = setOf(documents);
  const { PhysicalResourceId: id, Data } = await deployment.create('Custom::OrganizationsPolicySet', before, 'Set');
  for (const [index, policy] of readPolicyIds(Data!.PolicyIds).entries()) {
    const unit = await deployment.organizations.createOrganizationalUnit(root, `Unit${index}`, []);
    await deployment.organizations.attachPolicy(policy, unit.id);
  }
  deployment.status = 'UPDATE_IN_PROGRESS';
  const event = await deployment.begin(deployment.event('Update', 'Custom::OrganizationsPolicySet', setOf(1), {
    PhysicalResourceId: id, LogicalResourceId: 'Set', OldResourceProperties: before,
  }));
  await deployment.clock.sleep(10 * MINUTE);
  await deployment.finish(event);
  expect(deployment.simulator.state().policies.filter(({ name }) => name.startsWith('Base'))).toHaveLength(1);
});

test.each([42, 90, 200])('a deployment that waits for a person survives two throttled readings of the stack, %d s apart', async (apart) => {
  const { deployment, home } = await startInvited();
  const event = await deployment.begin(deployment.event('Create', INVITED, { AccountId: ANA.id, ParentId: home, WaitForAcceptance: true }));
  const { stacks, clock } = deployment;
  const beganAt = clock.now();
  const throttledAt = [16 * MINUTE, 16 * MINUTE + apart * SECOND];
  const describe = stacks.describe.bind(stacks);
  stacks.describe = (id) => {
    const elapsed = clock.now() - beganAt;
    if (elapsed >= 30 * MINUTE && deployment.simulator.state().accounts.length === 1) accept(deployment);
    if (elapsed < (throttledAt[0] ?? Number.POSITIVE_INFINITY)) return describe(id);
    throttledAt.shift();
    throw new StackError('Throttling', 'Rate exceeded');
  };
  expect(await deployment.finish(event)).toMatchObject({ PhysicalResourceId: ANA.id, Data: { Status: 'JOINED' } });
  expect(throttledAt).toEqual([]);
});

test.each([4, 12, 20])('a policy that a fault has created is found, although the service shows it %d s later', async (seconds) => {
  const deployment = new Deployment();
  await deployment.organization(SCP);
  const event = await deployment.begin(deployment.event('Create', POLICY, DENY));
  await deployment.clock.sleep(2 * MINUTE);
  const freeAt = deployment.clock.now() + 30 * SECOND;
  let createdAt: number | undefined;
  deployment.disturb = async (operation, call) => {
    await deployment.clock.sleep(300);
    if (operation === 'ListPolicies' && createdAt !== undefined && deployment.clock.now() < createdAt + seconds * SECOND) return { items: [] } as never;
    if (operation !== 'CreatePolicy' || createdAt !== undefined) return call();
    if (deployment.clock.now() < freeAt) throw new OrganizationsError(operation, 'DuplicatePolicy', 'exists');
    createdAt = deployment.clock.now();
    await call();
    throw new OrganizationsError(operation, 'Service', 'internal error');
  };
  expect(await deployment.finish(event)).toMatchObject({ IsComplete: true });
});

test.each([['CreateAccount', 10], ['CloseAccount', 20]])('a denied %s is reported where a denied request takes the one token of %d seconds', async (denied, seconds) => {
  const deployment = new Deployment();
  const root = await deployment.organization(SCP);
  const desired = { AccountName: 'app', Email: 'app@example.com', ParentId: root, Removal: { Action: 'CloseAccount' } };
  const isRemoval = denied === 'CloseAccount';
  const ids = isRemoval ? { PhysicalResourceId: (await deployment.create('Custom::OrganizationsAccount', desired)).PhysicalResourceId } : {};
  let tokenAt = 0;
  deployment.disturb = async (operation, call) => {
    await deployment.clock.sleep(300);
    if (operation !== denied) return call();
    if (deployment.clock.now() < tokenAt) throw new OrganizationsError(operation, 'TooManyRequests', 'too many requests');
    tokenAt = deployment.clock.now() + seconds * SECOND;
    throw new OrganizationsError(operation, 'AccessDenied', 'no identity-based policy allows it');
  };
  if (isRemoval) deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  const { message, minutes } = await failureOf(deployment, deployment.event(isRemoval ? 'Delete' : 'Create', 'Custom::OrganizationsAccount', desired, ids));
  expect(message).toContain('no identity-based policy allows it');
  expect(minutes).toBeLessThan(5 + 5);
});

test.each([0, 16])('an account is closed although something else is changing it for 20 minutes, after %d minutes in which the quota is used up', async (minutes) => {
  const deployment = new Deployment();
  const root = await deployment.organization(SCP);
  const desired = { AccountName: 'app', Email: 'app@example.com', ParentId: root, Removal: { Action: 'CloseAccount' } };
  const { PhysicalResourceId: id } = await deployment.create('Custom::OrganizationsAccount', desired, 'App');
  deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  const beganAt = deployment.clock.now();
  const conflicts: number[] = [];
  deployment.disturb = async (operation, call) => {
    const now = deployment.clock.now();
    if (operation !== 'CloseAccount' || now >= beganAt + (minutes + 20) * MINUTE) return call();
    if (now < beganAt + minutes * MINUTE) throw new OrganizationsError(operation, 'ConstraintViolation', 'Too many.', 'CLOSE_ACCOUNT_REQUESTS_LIMIT_EXCEEDED');
    conflicts.push(now);
    throw new OrganizationsError(operation, 'Conflict', 'The account is being changed.');
  };
  await deployment.remove('Custom::OrganizationsAccount', id, desired, 'App');
  expect(deployment.simulator.state().accounts.find((account) => account.id === id)).toMatchObject({ state: 'PENDING_CLOSURE' });
  // A conflict takes a token, and there is one in twenty seconds.
  expect(conflicts.slice(1).filter((at, index) => at - conflicts[index] < 20 * SECOND)).toEqual([]);
  expect(conflicts.length).toBeGreaterThan(30);
});

test('a refusal that had no effect has no patience, so that no event ends for it before the deadline', () => {
  const refusals = (operation: string) => RETRY_TABLE
    .filter(({ code, reason }) => isRefusal(new OrganizationsError(operation, code, 'refused', reason)));
  const codes = (operation: string) => refusals(operation).map(({ code }) => code);
  expect(codes('CreatePolicy')).toEqual(['TooManyRequests', 'ConcurrentModification', 'PolicyChangesInProgress']);
  expect(codes('ListPolicies')).toEqual([...codes('CreatePolicy'), 'Service', NO_ANSWER]);
  expect(refusals('ListPolicies').filter(({ patienceSeconds }) => Number.isFinite(patienceSeconds))).toEqual([]);
});
