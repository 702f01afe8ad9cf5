import { Executions } from '../../../src/rehearsal/lambda/executions';
import type { FrameworkEvent, FrameworkResponse } from '../../../src/rehearsal/provider/framework-event';
import { ProviderFramework } from '../../../src/rehearsal/provider/provider-framework';
import { VirtualTime } from '../../../src/rehearsal/time/virtual-time';
import { deploy, reasonOf } from '../scripted-rehearsal';
import { removeAssemblies, unit } from '../written-assembly';

afterAll(removeAssemblies);

type InvokedFunction = ConstructorParameters<typeof ProviderFramework>[0]['onEvent'];

const REQUEST: FrameworkEvent = {
  RequestType: 'Create',
  ServiceToken: 'arn:aws:lambda:us-east-1:111111111111:function:framework',
  ResponseURL: 'https://response.example.com/key',
  StackId: 'arn:aws:cloudformation:us-east-1:111111111111:stack/Landing/1',
  RequestId: 'request-1',
  LogicalResourceId: 'Resource',
  ResourceType: 'Custom::Resource',
  ResourceProperties: {},
};

/** Executions of other functions: their number, start time and duration, in milliseconds. */
type Others = readonly (readonly [count: number, fromMs: number, forMs: number])[];

interface Handled {
  readonly response: FrameworkResponse | undefined;
  readonly executions: Executions;
  readonly milliseconds: number;
  readonly asked: readonly string[];
}

/** Handles one request while other functions run. @param polls how often the user's function answers that it is not complete */
async function handle(limit: number, others: Others, polls = 0, maxAttempts = 3): Promise<Handled> {
  const time = new VirtualTime(0);
  const executions = new Executions(limit);
  const asked: string[] = [];
  const lambda = (name: string, answer: () => unknown) => ({
    settings: { functionName: name },
    invoke: async () => {
      asked.push(`${name} ${time.now()}`);
      await time.sleep(1_000);
      return { payload: JSON.stringify(answer()), functionError: false };
    },
  } as unknown as InvokedFunction);
  let left = polls;
  const framework = new ProviderFramework({
    onEvent: lambda('onEvent', () => ({ PhysicalResourceId: 'resource' })),
    isComplete: lambda('isComplete', () => ({ IsComplete: left-- <= 0 })),
    waiter: { intervalSeconds: 10, maxAttempts, backoffRate: 1 },
  }, time, { executions, random: () => 0.5 });
  for (const [count, from, duration] of others) {
    for (let each = 0; each < count; each++) {
      const hold = () => {
        if (!executions.begin()) throw new Error('The test holds more executions than the limit');
        time.setTimer(duration, () => executions.end());
      };
      if (from === 0) hold();
      else time.setTimer(from, hold);
    }
  }
  const { response, milliseconds } = await time.run(async () => ({ response: await framework.handle(REQUEST), milliseconds: time.now() }));
  return { response, milliseconds, executions, asked };
}

const SUCCESS = { Status: 'SUCCESS', PhysicalResourceId: 'resource' };

describe('a limit of concurrent executions', () => {
  test('of two is enough for one request, and refuses nothing', async () => {
    const { response, executions } = await handle(2, []);
    expect(response).toMatchObject(SUCCESS);
    expect([executions.throttled, executions.peak]).toEqual([0, 2]);
  });

  test('of one fails every request after six attempts of the framework', async () => {
    const { response, executions, asked, milliseconds } = await handle(1, []);
    expect(response).toMatchObject({
      Status: 'FAILED', Reason: 'TooManyRequestsException: Rate Exceeded.', PhysicalResourceId: 'AWSCDK::CustomResourceProviderFramework::CREATE_FAILED',
    });
    expect([executions.throttled, asked]).toEqual([6, []]);
    // The time of the framework, six refusals, two times two pauses of the SDK, and an answer of GetFunction.
    expect(milliseconds).toBe(28 + 6 * 50 + 2 * (250 + 500) + 50);
    expect(executions.begin()).toBe(true);
  });

  test('causes no failure if an execution ends during the attempts of the framework', async () => {
    const { response, executions } = await handle(2, [[1, 0, 1_500]]);
    expect(response).toMatchObject(SUCCESS);
    expect(executions.throttled).toBe(5);
  });

  test('delays an event of CloudFormation, which Lambda keeps in its queue', async () => {
    const { response, executions, asked } = await handle(2, [[2, 0, 100_000]]);
    expect(response).toMatchObject(SUCCESS);
    // The pauses are 1, 2, 4 … seconds.
    expect([executions.throttled, asked[0]]).toEqual([7, `onEvent ${127_000 + 28}`]);
  });

  test('drops an event of CloudFormation that is older than six hours', async () => {
    const { response, asked, milliseconds } = await handle(1, [[1, 0, 7 * 3_600_000]]);
    expect([response, asked]).toEqual([undefined, []]);
    expect(milliseconds).toBeLessThanOrEqual(6 * 3_600_000);
    expect(milliseconds).toBeGreaterThan(5.9 * 3_600_000);
  });

  test('uses up an attempt of the state machine if it refuses the function of the framework', async () => {
    const { response, executions, asked } = await handle(2, [[2, 3_000, 10_000]], 1);
    expect(response).toMatchObject(SUCCESS);
    expect([executions.throttled, asked]).toEqual([1, ['onEvent 28', 'isComplete 1056', 'isComplete 22084']]);
  });

  test('leaves a request without an answer if it refuses the last attempt of the state machine, or the function that answers for it', async () => {
    const last = await handle(2, [[2, 14_000, 100_000]], 100, 2);
    expect([last.response, last.executions.throttled, last.milliseconds]).toEqual([undefined, 1, 23_084]);
    const answering = await handle(2, [[2, 2_070, 1_000]], 100, 0);
    expect([answering.response, answering.executions.throttled]).toEqual([undefined, 1]);
    const free = await handle(2, [], 100, 0);
    expect(free.response).toMatchObject({ Status: 'FAILED', Reason: 'Operation timed out' });
  });
});

describe('a deployment with a limit of concurrent executions', () => {
  const resources = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`R${index}`, unit({ Id: `r${index}` })]));

  test('fails if too many requests start at once, and counts the refused ones', async () => {
    const result = await deploy(resources(10), { concurrency: 10 });
    expect(result.succeeded).toBe(false);
    expect(result.throttledInvocations).toBeGreaterThanOrEqual(60);
    expect(result.concurrentExecutions).toBe(10);
    expect(Object.keys(resources(10)).map((id) => reasonOf(result, id)).join()).toContain('Message returned: TooManyRequestsException: Rate Exceeded.');
  });

  test('succeeds if half of the limit starts at once', async () => {
    const result = await deploy(resources(5), { concurrency: 10 });
    expect([result.succeeded, result.throttledInvocations]).toEqual([true, 0]);
    expect(result.concurrentExecutions).toBeLessThanOrEqual(10);
  });

  test('has no limit by default', async () => {
    const result = await deploy(resources(30));
    expect([result.succeeded, result.throttledInvocations]).toEqual([true, 0]);
  });
});
