import { realFramework, type UserFunction } from './real-framework';
import type { FrameworkEvent } from '../../../src/rehearsal/provider/framework-event';
import { ProviderFramework } from '../../../src/rehearsal/provider/provider-framework';
import { VirtualTime } from '../../../src/rehearsal/time/virtual-time';

type InvokedFunction = ConstructorParameters<typeof ProviderFramework>[0]['onEvent'];

const ATTEMPTS = 3;
const CREATE_FAILED = 'AWSCDK::CustomResourceProviderFramework::CREATE_FAILED';

function request(RequestType: string, more: object = {}): FrameworkEvent {
  return {
    RequestType,
    ServiceToken: 'arn:aws:lambda:us-east-1:111111111111:function:framework',
    ResponseURL: 'https://response.example.com/key?signature=1',
    StackId: 'arn:aws:cloudformation:us-east-1:111111111111:stack/Landing/1',
    RequestId: 'request-1',
    LogicalResourceId: 'Resource',
    ResourceType: 'Custom::Resource',
    ...(RequestType === 'Create' ? {} : { PhysicalResourceId: 'resource-1' }),
    ResourceProperties: { Name: 'one' },
    ...(RequestType === 'Update' ? { OldResourceProperties: { Name: 'zero' } } : {}),
    ...more,
  };
}

/** Runs the rehearsal's framework with the user's functions, and notes the events that they receive. */
async function ours(event: FrameworkEvent, onEvent: UserFunction, isComplete: UserFunction | undefined) {
  const given: Record<string, unknown>[] = [];
  const lambda = (name: string, user: UserFunction) => ({
    settings: { functionName: name },
    invoke: async (payload: string) => {
      given.push(JSON.parse(payload) as Record<string, unknown>);
      try {
        return { functionError: false, payload: JSON.stringify(await user(JSON.parse(payload) as Record<string, unknown>) ?? null) };
      } catch (error) {
        const { name: errorType, message: errorMessage } = error as Error;
        return { functionError: true, payload: JSON.stringify({ errorType, errorMessage, trace: [`${errorType}: ${errorMessage}`, '    at handler'] }) };
      }
    },
  } as unknown as InvokedFunction);
  const time = new VirtualTime(0);
  const framework = new ProviderFramework({
    onEvent: lambda('user-on-event', onEvent),
    ...(isComplete ? { isComplete: lambda('user-is-complete', isComplete) } : {}),
    waiter: { intervalSeconds: 5, maxAttempts: ATTEMPTS, backoffRate: 1 },
  }, time);
  return { answer: await time.run(async () => framework.handle(event)), given };
}

const fail = (message: string): UserFunction => () => {
  throw new Error(message);
};

/** Answers `IsComplete: false` this many times, and then the given result. */
function after(times: number, result: object): () => UserFunction {
  return () => {
    let left = times;
    return () => (left-- > 0 ? { IsComplete: false } : result);
  };
}

interface Case {
  readonly event?: FrameworkEvent;
  readonly onEvent: UserFunction;
  /** Creates a function for each of the two frameworks, because the function may count its calls. */
  readonly isComplete?: () => UserFunction;
}

const CASES: Record<string, Case> = {
  'a creation without an ID': { onEvent: () => ({}) },
  'a creation that returns nothing': { onEvent: () => undefined },
  'a creation with an ID and data': { onEvent: () => ({ PhysicalResourceId: 'a', Data: { One: '1' } }) },
  'a creation that throws': { onEvent: fail('no') },
  'a creation that throws an empty message': { onEvent: fail('') },
  'an update that keeps the ID': { event: request('Update'), onEvent: () => ({}) },
  'an update that gives another ID': { event: request('Update'), onEvent: () => ({ PhysicalResourceId: 'resource-2' }) },
  'an update that throws': { event: request('Update'), onEvent: fail('no') },
  'a deletion': { event: request('Delete'), onEvent: () => ({}) },
  'a deletion that gives another ID': { event: request('Delete'), onEvent: () => ({ PhysicalResourceId: 'other' }) },
  'a deletion after a creation that threw': { event: request('Delete', { PhysicalResourceId: CREATE_FAILED }), onEvent: fail('must not be called') },
  'a creation with secret data': { onEvent: () => ({ NoEcho: true, Data: { Password: 'p' } }) },
  'a creation that is complete at once': { onEvent: () => ({ PhysicalResourceId: 'a' }), isComplete: after(0, { IsComplete: true }) },
  'a creation that is complete at the third call': { onEvent: () => ({ PhysicalResourceId: 'a', Extra: 1 }), isComplete: after(2, { IsComplete: true, Data: { Two: '2' } }) },
  'data of both functions, of which the later one takes precedence': {
    onEvent: () => ({ Data: { One: '1', Both: 'first' } }), isComplete: after(1, { IsComplete: true, Data: { Both: 'second' } }),
  },
  'another ID at completion': { onEvent: () => ({ PhysicalResourceId: 'a' }), isComplete: after(1, { IsComplete: true, PhysicalResourceId: 'b' }) },
  'data before completion': { onEvent: () => ({}), isComplete: () => () => ({ IsComplete: false, Data: { Early: '1' } }) },
  'a throw while waiting, with an ID': { onEvent: () => ({ PhysicalResourceId: 'a' }), isComplete: () => fail('no') },
  'a throw while waiting, without an ID': { onEvent: () => ({}), isComplete: () => fail('no') },
  'a throw while waiting for an update': { event: request('Update'), onEvent: () => ({}), isComplete: () => fail('no') },
  'a throw while waiting for a deletion': { event: request('Delete'), onEvent: () => ({}), isComplete: () => fail('no') },
  'a creation that is never complete': { onEvent: () => ({ PhysicalResourceId: 'a' }), isComplete: after(100, {}) },
  'a creation that is never complete and returns nothing': { onEvent: () => ({ PhysicalResourceId: 'a' }), isComplete: () => () => ({}) },
};

test.each(Object.entries(CASES))('the rehearsal answers as the provider framework of aws-cdk-lib does: %s', async (_name, { event = request('Create'), onEvent, isComplete }) => {
  const theirs = await realFramework(event, onEvent, isComplete?.(), ATTEMPTS);
  const mine = await ours(event, onEvent, isComplete?.());
  expect(comparable(mine.answer)).toEqual(comparable(theirs.answer));
  expect(mine.given).toEqual(theirs.given);
});

/** An answer without the stack trace in its reason. A trace that starts in the framework's own code cannot be the same. */
function comparable(answer: unknown): unknown {
  const { Reason: reason, ...rest } = JSON.parse(JSON.stringify(answer)) as { Reason: string };
  return { ...rest, reason: reason.split('\n    at ')[0] };
}
