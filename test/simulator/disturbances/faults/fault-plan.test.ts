import { FAILURE_REASONS } from '../../../../src/simulator/disturbances/faults/fault';
import { Harness } from '../../harness';

function send(harness: Harness, operation: string, request: object = {}) {
  return harness.simulator.handle({
    method: 'POST', path: '/', headers: { 'x-amz-target': `AWSOrganizationsV20161128.${operation}` }, body: JSON.stringify(request),
  });
}

function unitNames(harness: Harness): string[] {
  return harness.simulator.state().organizationalUnits.map(({ name }) => name);
}

test('the second call fails with the planned error and without an effect, the others do not', () => {
  const harness = new Harness({ faults: ['CreateOrganizationalUnit:2:fail=ConstraintViolationException/OU_NUMBER_LIMIT_EXCEEDED'] });
  const root = harness.organization();
  harness.unit(root, 'A');

  expect(harness.error('CreateOrganizationalUnit', { ParentId: root, Name: 'B' })).toBe('ConstraintViolationException OU_NUMBER_LIMIT_EXCEEDED');
  harness.unit(root, 'C');
  expect(unitNames(harness)).toEqual(['A', 'C']);
  expect(harness.simulator.journal.map(({ fault }) => fault)).toEqual([undefined, undefined, 'fail', undefined]);
});

test('a failure of the service is HTTP 500', () => {
  const harness = new Harness({ faults: [{ operation: 'ListRoots', effect: 'fail', code: 'ServiceException', message: 'Broken.' }] });
  harness.organization();

  const { status, body } = send(harness, 'ListRoots');

  expect([status, JSON.parse(body)]).toEqual([500, { __type: 'ServiceException', Message: 'Broken.' }]);
});

test('an answer that is dropped leaves its effect, a request that is dropped leaves none', () => {
  const harness = new Harness({ faults: ['CreateOrganizationalUnit:1:dropAnswer', 'CreateOrganizationalUnit:2:dropRequest'] });
  const root = harness.organization();

  const dropped = ['A', 'B', 'C'].map((Name) => send(harness, 'CreateOrganizationalUnit', { ParentId: root, Name }).dropped);

  expect(dropped).toEqual([true, true, undefined]);
  expect(unitNames(harness)).toEqual(['A', 'C']);
  const [, first, second] = harness.simulator.journal;
  expect(first).toMatchObject({ fault: 'dropAnswer', response: { OrganizationalUnit: { Name: 'A' } } });
  expect(second).toMatchObject({ fault: 'dropRequest', error: { code: 'RequestLost' } });
});

test('a call that is never answered shows in the journal, and has its effect or has none', () => {
  const harness = new Harness({ faults: ['CreateOrganizationalUnit:1:neverAnswers=happens', 'CreateOrganizationalUnit:2:neverAnswers=isLost'] });
  const root = harness.organization();

  const answers = ['A', 'B', 'C'].map((Name) => send(harness, 'CreateOrganizationalUnit', { ParentId: root, Name }));

  expect(answers.map(({ neverAnswers }) => neverAnswers)).toEqual([true, true, undefined]);
  expect(answers.slice(0, 2).map(({ body }) => body)).toEqual(['', '']);
  expect(unitNames(harness)).toEqual(['A', 'C']);
  const [, first, second] = harness.simulator.journal;
  expect(first).toMatchObject({ fault: 'neverAnswers', response: { OrganizationalUnit: { Name: 'A' } } });
  expect(second).toMatchObject({ fault: 'neverAnswers', error: { code: 'RequestLost' } });
});

test('a delay comes on top of the time that the write takes', () => {
  const harness = new Harness({ conflicts: { writeMs: [300, 300] }, faults: ['CreateOrganizationalUnit:delay=5000', 'ListRoots:delay=7'] });
  const root = harness.organization();

  expect(send(harness, 'CreateOrganizationalUnit', { ParentId: root, Name: 'A' }).delayMs).toBe(5300);
  expect(send(harness, 'ListRoots').delayMs).toBe(7);
  expect(unitNames(harness)).toEqual(['A']);
});

test.each(FAILURE_REASONS)('an account creation fails later with %s', (FailureReason) => {
  const harness = new Harness({ faults: [`CreateAccount:1:failLater=${FailureReason}`] });
  harness.organization();
  const create = { Email: 'a@example.com', AccountName: 'a' };
  const [first, second] = [0, 1].map(() => harness.call('CreateAccount', create).CreateAccountStatus);
  const outcome = (CreateAccountRequestId: string) => harness.call('DescribeCreateAccountStatus', { CreateAccountRequestId }).CreateAccountStatus;

  expect(outcome(first.Id).State).toBe('IN_PROGRESS');
  harness.now += 60_000;
  expect(outcome(first.Id)).toMatchObject({ State: 'FAILED', FailureReason });
  expect(outcome(second.Id)).toMatchObject({ State: 'SUCCEEDED' });
});

test('by chance about as many calls are struck as planned, and the same ones for the same seed', () => {
  const struck = (seed: number) => {
    const harness = new Harness({ seed, faults: ['ListRoots:0.25:fail=TooManyRequestsException'] });
    harness.organization();
    return Array.from({ length: 1000 }, () => send(harness, 'ListRoots').status === 400);
  };

  const count = struck(1).filter(Boolean).length;
  expect(count).toBeGreaterThan(200);
  expect(count).toBeLessThan(300);
  expect(struck(1)).toEqual(struck(1));
  expect(struck(2)).not.toEqual(struck(1));
});

test('a fault for all operations strikes those only that can give its error, and counts only them', () => {
  const harness = new Harness({ faults: ['*:2:fail=ConcurrentModificationException'] });
  const root = harness.organization();
  for (let look = 0; look < 5; look++) harness.call('ListRoots');

  expect(harness.error('CreateOrganizationalUnit', { ParentId: root, Name: 'A' })).toBe('ConcurrentModificationException');
  expect(harness.unit(root, 'A')).toMatch(/^ou-/);
});

test('the first fault of the plan strikes, and later ones count the call all the same', () => {
  const harness = new Harness({ faults: ['ListRoots:1:fail=ServiceException', 'ListRoots:2:fail=TooManyRequestsException'] });
  harness.organization();

  expect([harness.error('ListRoots'), harness.error('ListRoots')]).toEqual(['ServiceException', 'TooManyRequestsException']);
  expect(harness.call('ListRoots').Roots).toHaveLength(1);
});

test('a reset starts the counting again', () => {
  const harness = new Harness({ faults: ['CreateOrganization:1:fail=ServiceException'] });
  const first = harness.error('CreateOrganization');
  harness.simulator.reset();

  expect([first, harness.error('CreateOrganization')]).toEqual(['ServiceException', 'ServiceException']);
});

test('tells which faults no call has met yet', () => {
  const harness = new Harness({ faults: ['CreateOrganizationalUnit:1:delay=5', 'CreateOrganizationalUnit:3:dropAnswer'] });
  const root = harness.organization();
  expect(harness.simulator.unstruckFaults).toHaveLength(2);
  harness.unit(root, 'A');
  expect(harness.simulator.unstruckFaults).toEqual([{ operation: 'CreateOrganizationalUnit', nth: 3, effect: 'dropAnswer' }]);
  harness.simulator.reset();
  expect(harness.simulator.unstruckFaults).toHaveLength(2);
});
