import { type Clock, NO_ANSWER, OrganizationsError, retryingCalls } from '../../src/organizations';

class StepClock implements Clock {
  pauses: number[] = [];

  now(): number {
    return this.pauses.reduce((sum, pause) => sum + pause, 0);
  }

  async sleep(milliseconds: number): Promise<void> {
    this.pauses.push(milliseconds);
  }
}

function failing(operation: string, times: number, code: string, reason?: string) {
  let calls = 0;
  return async () => {
    calls += 1;
    if (calls <= times) throw new OrganizationsError(operation, code, 'Try again later.', reason);
    return calls;
  };
}

function start() {
  const clock = new StepClock();
  return { clock, around: retryingCalls({ clock, random: () => 0, readsUntil: 60_000, writesUntil: 20_000 }) };
}

test('a throttled write is repeated with pauses that grow up to five seconds, with half of each pause random', async () => {
  const { clock, around } = start();
  expect(await around('CreatePolicy', failing('CreatePolicy', 6, 'TooManyRequests'))).toBe(7);
  expect(clock.pauses).toEqual([250, 500, 1_000, 2_000, 2_500, 2_500]);
});

test('the last error is thrown when the time of the call is over, which is earlier for writes than for reads', async () => {
  const write = start();
  await expect(write.around('CreatePolicy', failing('CreatePolicy', 1_000, 'ConcurrentModification'))).rejects.toMatchObject({ code: 'ConcurrentModification' });
  expect(write.clock.now()).toBeLessThanOrEqual(20_000);
  const read = start();
  await expect(read.around('ListAccounts', failing('ListAccounts', 1_000, 'TooManyRequests'))).rejects.toMatchObject({ code: 'TooManyRequests' });
  expect(read.clock.now()).toBeGreaterThan(50_000);
});

test.each([NO_ANSWER, 'Service'])('after %s a read is repeated, and a write is not, because it may have succeeded', async (code) => {
  const { around } = start();
  expect(await around('ListRoots', failing('ListRoots', 1, code))).toBe(2);
  await expect(around('CreatePolicy', failing('CreatePolicy', 1, code))).rejects.toMatchObject({ code });
});

test.each([
  ['InvalidInput', 'INVALID_ENUM'], ['PolicyNotFound', undefined], ['ConstraintViolation', 'ACCOUNT_CREATION_RATE_LIMIT_EXCEEDED'],
])('%s (%s) is not repeated within the call', async (code, reason) => {
  const { clock, around } = start();
  await expect(around('AttachPolicy', failing('AttachPolicy', 1, code, reason))).rejects.toMatchObject({ code, reason });
  expect(clock.pauses).toEqual([]);
});

test('a call is not repeated once its event is no longer current', async () => {
  const clock = new StepClock();
  const around = retryingCalls({
    clock,
    random: () => 0,
    readsUntil: 60_000,
    writesUntil: 20_000,
    beforeRepeat: async () => { if (clock.pauses.length === 2) throw new Error('superseded'); },
  });
  await expect(around('CreatePolicy', failing('CreatePolicy', 5, 'TooManyRequests'))).rejects.toThrow('superseded');
  clock.pauses.length = 0;
  await expect(around('ListPolicies', failing('ListPolicies', 5, 'TooManyRequests'))).rejects.toThrow('superseded');
});

test.each(['CreateAccount', 'CloseAccount'])('%s, whose next token takes ten seconds or more, is not repeated within the call', async (operation) => {
  const { clock, around } = start();
  await expect(around(operation, failing(operation, 1, 'TooManyRequests'))).rejects.toMatchObject({ code: 'TooManyRequests' });
  expect(clock.pauses).toEqual([]);
  expect(await around(operation, failing(operation, 1, 'ConcurrentModification'))).toBe(2);
});

test.each(['EnableRegion', 'DisableRegion'])('%s is repeated twice after a throttle, and not at the quota of concurrent changes', async (operation) => {
  const { clock, around } = start();
  expect(await around(operation, failing(operation, 2, 'TooManyRequests'))).toBe(3);
  expect(clock.pauses).toEqual([750, 1_500]);
  await expect(around(operation, failing(operation, 3, 'TooManyRequests'))).rejects.toMatchObject({ code: 'TooManyRequests' });
  expect(clock.pauses).toEqual([750, 1_500, 750, 1_500]);
});

test('pauses have their full length at the highest random value', async () => {
  const clock = new StepClock();
  const around = retryingCalls({ clock, random: () => 1, readsUntil: 60_000, writesUntil: 60_000 });
  await around('CreatePolicy', failing('CreatePolicy', 5, 'TooManyRequests'));
  expect(clock.pauses).toEqual([500, 1_000, 2_000, 4_000, 5_000]);
});

test('a repetition may start at the end of its time limit, and not later', async () => {
  for (const [writesUntil, pauses] of [[250, [250]], [249, []]] as const) {
    const clock = new StepClock();
    const around = retryingCalls({ clock, random: () => 0, readsUntil: 0, writesUntil });
    await expect(around('CreatePolicy', failing('CreatePolicy', 9, 'TooManyRequests'))).rejects.toMatchObject({ code: 'TooManyRequests' });
    expect(clock.pauses).toEqual(pauses);
  }
});

test('a read with a final error, or with an error that needs a new observation, is not repeated', async () => {
  for (const code of ['InvalidInput', 'PolicyNotFound', 'AccessDenied']) {
    const { clock, around } = start();
    await expect(around('DescribePolicy', failing('DescribePolicy', 1, code))).rejects.toMatchObject({ code });
    expect(clock.pauses).toEqual([]);
  }
});
