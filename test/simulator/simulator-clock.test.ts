import { Harness } from './harness';
import { Simulator, type SimulatorState } from '../../src/simulator';

const DAY_SECONDS = 86_400;

function route(simulator: Simulator, method: string, path: string, body: unknown = '') {
  const response = simulator.handle({ method, path, headers: {}, body: typeof body === 'string' ? body : JSON.stringify(body) });
  return { status: response.status, body: JSON.parse(response.body) };
}

test('time runs faster by the factor', () => {
  const harness = new Harness({ timeFactor: 100 });
  harness.organization();
  const id = harness.call('CreateAccount', { Email: 'a@example.com', AccountName: 'a' }).CreateAccountStatus.Id;

  harness.now += 600;

  expect(harness.call('DescribeCreateAccountStatus', { CreateAccountRequestId: id }).CreateAccountStatus.State).toBe('SUCCEEDED');
});

test('answers with a delay come earlier by the factor', () => {
  const harness = new Harness({ timeFactor: 100, faults: ['CreateOrganization:1:delay=40000'] });
  const { delayMs } = harness.simulator.handle({
    method: 'POST', path: '/', headers: { 'x-amz-target': 'AWSOrganizationsV20161128.CreateOrganization' }, body: '{}',
  });

  expect(delayMs).toBe(400);
});

test('time can be moved until an account is old enough to leave', () => {
  const harness = new Harness({ accountCreationMs: 0 });
  harness.organization();
  const AccountId = harness.account('shop');
  const tooEarly = harness.error('RemoveAccountFromOrganization', { AccountId });

  const { status, body } = route(harness.simulator, 'POST', '/_simulator/advance', { seconds: 4 * DAY_SECONDS });
  harness.call('RemoveAccountFromOrganization', { AccountId });

  expect(tooEarly).toBe('ConstraintViolationException WAIT_PERIOD_ACTIVE');
  expect([status, body]).toEqual([200, { now: new Date(harness.now + 4 * DAY_SECONDS * 1_000).toISOString() }]);
});

test('what ends while time is moved is dated when it ended', () => {
  const harness = new Harness({ accountCreationMs: 10_000 });
  harness.organization();
  harness.call('CreateAccount', { Email: 'a@example.com', AccountName: 'a' });

  route(harness.simulator, 'POST', '/_simulator/advance', { seconds: 3_600 });

  expect(harness.simulator.state().accounts[1].joinedAt).toBe(harness.now + 10_000);
});

test('a simulator that starts from a saved state goes on at its time, and a reset returns to it', () => {
  const harness = new Harness({ accountCreationMs: 0 });
  harness.organization();
  harness.account('shop');
  route(harness.simulator, 'POST', '/_simulator/advance', { seconds: 5 * DAY_SECONDS });
  const saved = JSON.parse(JSON.stringify(harness.simulator.state())) as SimulatorState;

  const other = new Simulator({ now: () => harness.now, state: saved });
  const put = route(new Harness().simulator, 'PUT', '/_simulator/state', saved);
  const moved = other.advance(1_000);
  other.reset();

  expect(put.status).toBe(200);
  expect(moved - harness.now).toBe(5 * DAY_SECONDS * 1_000 + 1_000);
  expect(other.advance(0) - harness.now).toBe(5 * DAY_SECONDS * 1_000);
});

test('a state has no clock of its own unless time was moved', () => {
  const harness = new Harness();
  harness.organization();

  expect(harness.simulator.state()).not.toHaveProperty('clockAheadMs');
});

test.each(['', '{}', '{"seconds": -1}', '{"seconds": "60"}', '{"seconds": 1e12}', '[3600]', '{"seconds":'])('refuses to move time by %s', (body) => {
  const harness = new Harness();

  const answer = route(harness.simulator, 'POST', '/_simulator/advance', body);

  expect(answer.status).toBe(400);
  expect(answer.body.message).toContain('Send a number of seconds, such as {"seconds": 3600}.');
  expect(harness.simulator.advance(0)).toBe(harness.now);
});
