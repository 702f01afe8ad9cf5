import { dirname, join } from 'node:path';
import type { FrameworkEvent } from '../../../src/rehearsal/provider/framework-event';

/** A user's function, which returns or throws. */
export type UserFunction = (event: Record<string, unknown>) => unknown;

export interface Conversation {
  /** The body of the answer to CloudFormation; `undefined` if none was sent. */
  readonly answer: Record<string, unknown> | undefined;
  /** The events that the user's functions received. */
  readonly given: Record<string, unknown>[];
}

const RUNTIME = join(dirname(require.resolve('aws-cdk-lib/package.json')), 'custom-resources', 'lib', 'provider-framework', 'runtime');
const ON_EVENT = 'arn:aws:lambda:us-east-1:111111111111:function:user-on-event';
const IS_COMPLETE = 'arn:aws:lambda:us-east-1:111111111111:function:user-is-complete';

/** Runs aws-cdk-lib's own code with `outbound.js` replaced, which calls the user's functions, Step Functions and the response URL. */
export async function realFramework(
  event: FrameworkEvent, onEvent: UserFunction, isComplete: UserFunction | undefined, attempts: number,
): Promise<Conversation> {
  const given: Record<string, unknown>[] = [];
  let answer: Record<string, unknown> | undefined;
  let execution: string | undefined;
  const outbound = {
    invokeFunction: async ({ FunctionName: name, Payload: payload }: { FunctionName: string; Payload: string }) => {
      const received = JSON.parse(payload) as Record<string, unknown>;
      given.push(received);
      try {
        return { Payload: JSON.stringify(await (name === ON_EVENT ? onEvent : isComplete!)(received) ?? null) };
      } catch (error) {
        const { name: errorType, message: errorMessage } = error as Error;
        return { FunctionError: 'Unhandled', Payload: JSON.stringify({ errorType, errorMessage, trace: [`${errorType}: ${errorMessage}`, '    at handler'] }) };
      }
    },
    startExecution: async ({ input }: { input: string }) => { execution = input; },
    httpRequest: async (_options: unknown, body: string) => { answer = JSON.parse(body) as Record<string, unknown>; },
  };
  const framework = load(outbound);
  Object.assign(process.env, { USER_ON_EVENT_FUNCTION_ARN: ON_EVENT, WAITER_STATE_MACHINE_ARN: 'arn:aws:states:us-east-1:111111111111:stateMachine:waiter' });
  if (isComplete) process.env.USER_IS_COMPLETE_FUNCTION_ARN = IS_COMPLETE;
  else delete process.env.USER_IS_COMPLETE_FUNCTION_ARN;
  const silenced = console.log;
  console.log = () => undefined;
  try {
    await framework.onEvent(structuredClone(event));
    for (let attempt = 0; execution !== undefined && answer === undefined; attempt += 1) {
      const retry = await framework.isComplete(JSON.parse(execution)).then(() => undefined, (error: Error) => error);
      if (retry && attempt >= attempts) {
        await framework.onTimeout({ Error: 'Retry', Cause: JSON.stringify({ errorType: 'Retry', errorMessage: retry.message }) });
      }
    }
  } finally {
    console.log = silenced;
  }
  return { answer, given };
}

type Framework = Record<'onEvent' | 'isComplete' | 'onTimeout', (event: unknown) => Promise<void>>;

function load(outbound: object): Framework {
  let framework: Framework | undefined;
  jest.isolateModules(() => {
    jest.doMock(join(RUNTIME, 'outbound.js'), () => outbound);
    framework = jest.requireActual<Framework>(join(RUNTIME, 'framework.js'));
  });
  return framework!;
}

