import { Harness } from './harness';
import { Simulator, SimulatorOptions, SimulatorState } from '../../src/simulator';

function someHistory(harness: Harness): void {
  const root = harness.organization('SERVICE_CONTROL_POLICY');
  const unit = harness.unit(root, 'Workloads');
  const account = harness.account('one');
  harness.call('MoveAccount', { AccountId: account, SourceParentId: root, DestinationParentId: unit });
  harness.call('AttachPolicy', { PolicyId: harness.policy('Guardrails'), TargetId: unit });
  harness.call('EnableAWSServiceAccess', { ServicePrincipal: 'guardduty.amazonaws.com' });
  harness.call('RegisterDelegatedAdministrator', { AccountId: account, ServicePrincipal: 'guardduty.amazonaws.com' });
  harness.call('TagResource', { ResourceId: root, Tags: [{ Key: 'team', Value: 'platform' }] });
  harness.call('CreateAccount', { Email: 'two@example.com', AccountName: 'two' });
}

function undisturbed(): SimulatorState {
  const harness = new Harness();
  harness.organization();
  return harness.simulator.state();
}

test('the same seed and the same calls give the same state and journal', () => {
  const [first, second, other] = [7, 7, 8].map((seed) => new Harness({ seed }));
  [first, second, other].forEach(someHistory);

  expect(second.simulator.state()).toEqual(first.simulator.state());
  expect(second.simulator.journal).toEqual(first.simulator.journal);
  expect(other.simulator.state().organization?.id).not.toBe(first.simulator.state().organization?.id);
});

test('how often someone looks does not change the IDs that come out', () => {
  const quiet = new Harness({ lagMs: 1000 });
  const curious = new Harness({ lagMs: 1000 });
  const root = quiet.organization();
  curious.organization();
  for (let look = 0; look < 10; look++) curious.simulator.handle({ method: 'POST', path: '/', headers: {}, body: '' });
  for (let look = 0; look < 10; look++) {
    curious.now += 2000;
    curious.call('ListRoots');
  }

  expect(curious.unit(root, 'A')).toBe(quiet.unit(root, 'A'));
});

test('a state round trips through JSON, account creations in progress included', () => {
  const harness = new Harness();
  someHistory(harness);
  const state = JSON.parse(JSON.stringify(harness.simulator.state()));
  const copy = new Harness({ state });
  copy.now = harness.now;

  expect(JSON.parse(JSON.stringify(copy.simulator.state()))).toEqual(state);
  for (const each of [harness, copy]) each.now += 60_000;
  expect(copy.all('ListCreateAccountStatus', 'CreateAccountStatuses')).toEqual(harness.all('ListCreateAccountStatus', 'CreateAccountStatuses'));
  expect(copy.unit(state.root.id, 'Later')).toBe(harness.unit(state.root.id, 'Later'));
});

test('a disturbed run that is saved half way and restored goes on as if nothing had happened', () => {
  const options: SimulatorOptions = { rates: true, conflicts: { writeMs: [100, 2_500] }, faults: ['*:0.1:fail=ServiceException'] };
  const step = (harness: Harness, round: number) => {
    const root = harness.simulator.state().root?.id;
    const { status, body, delayMs } = harness.simulator.handle({
      method: 'POST',
      path: '/',
      headers: { 'x-amz-target': 'AWSOrganizationsV20161128.CreateOrganizationalUnit' },
      body: JSON.stringify({ ParentId: root, Name: `${round}` }),
    });
    harness.now += 250;
    return { status, body, delayMs };
  };
  const whole = new Harness({ ...options, state: undisturbed() });
  const firstHalf = new Harness({ ...options, state: undisturbed() });
  const expected = Array.from({ length: 60 }, (_, round) => step(whole, round));

  const first = Array.from({ length: 30 }, (_, round) => step(firstHalf, round));
  const secondHalf = new Harness({ ...options, state: JSON.parse(JSON.stringify(firstHalf.simulator.state())) });
  secondHalf.now = firstHalf.now;
  const second = Array.from({ length: 30 }, (_, round) => step(secondHalf, 30 + round));

  expect([...first, ...second]).toEqual(expected);
  expect(new Set(expected.map(({ status, body }) => status === 200 ? 'success' : JSON.parse(body).__type)))
    .toEqual(new Set(['success', 'ServiceException', 'ConcurrentModificationException', 'TooManyRequestsException']));
  expect(JSON.parse(JSON.stringify(secondHalf.simulator.state()))).toEqual(JSON.parse(JSON.stringify(whole.simulator.state())));
});

test('the journal has every call with its request, answer and error', () => {
  const harness = new Harness();
  harness.organization();
  harness.error('DescribeAccount', { AccountId: '12' });

  const [created, failed] = harness.simulator.journal;
  expect(created).toMatchObject({ sequence: 1, at: harness.now, operation: 'CreateOrganization', writing: true, request: { FeatureSet: 'ALL' } });
  expect(created.response).toMatchObject({ Organization: { FeatureSet: 'ALL' } });
  expect(failed).toMatchObject({ sequence: 2, writing: false, error: { code: 'InvalidInputException', reason: 'INVALID_PATTERN' } });
});

test('the journal can do without the responses of reads', () => {
  const harness = new Harness({ journalResponses: 'ofWrites' });
  harness.organization();
  harness.call('ListRoots');
  harness.error('DescribeAccount', { AccountId: '12' });
  expect(harness.simulator.journal.map(({ operation, response, error }) => [operation, response !== undefined, error?.code])).toEqual([
    ['CreateOrganization', true, undefined], ['ListRoots', false, undefined], ['DescribeAccount', false, 'InvalidInputException'],
  ]);
});

test('reset forgets everything and starts with the state it was made with', () => {
  const harness = new Harness();
  someHistory(harness);
  const restored = new Simulator({ state: harness.simulator.state() });

  harness.simulator.reset();
  restored.reset();

  expect(harness.simulator.state().organization).toBeNull();
  expect(harness.simulator.journal).toEqual([]);
  expect(restored.state().organization).not.toBeNull();
});

test('what is not an operation, or not JSON, has an error of its own', () => {
  const harness = new Harness();
  const headers = { 'x-amz-target': 'AWSOrganizationsV20161128.ListRoots' };

  const { status, body } = harness.simulator.handle({ method: 'POST', path: '/', headers, body: '{' });

  expect([status, JSON.parse(body).__type]).toEqual([400, 'SerializationException']);
  expect(harness.error('FlyToTheMoon')).toBe('UnknownOperationException');
});
