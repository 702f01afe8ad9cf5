import { CREATE_FAILED_MARKER, type FrameworkEvent, type FrameworkResponse, MISSING_ID_MARKER } from './framework-event';
import { beginQueued, delayBeginning, type InvocationWorld, invokeUser } from './invocation';
import { isRecord } from '../../assembly';
import { Executions } from '../lambda/executions';
import type { LambdaFunction } from '../lambda/lambda-function';
import type { VirtualTime } from '../time/virtual-time';

/** The functions that a `Provider` of aws-cdk-lib connects. */
export interface ProviderFunctions {
  readonly onEvent: LambdaFunction;
  readonly isComplete?: LambdaFunction;
  readonly waiter?: WaiterPolicy;
}

/** The retry of the waiter's state machine (AWS Step Functions Developer Guide, "Handling errors in workflows"). */
export interface WaiterPolicy {
  readonly intervalSeconds: number;
  readonly maxAttempts: number;
  readonly backoffRate: number;
}

/** The length at which Step Functions truncates the cause of an error. The framework cannot read a truncated event and never answers. */
const LONGEST_CAUSE = 32_768;

/**
 * The pauses before retries. CloudFormation calls the framework asynchronously, and Lambda repeats a crashed call twice.
 * Source: AWS Lambda Developer Guide, "How Lambda handles errors and retries with asynchronous invocation".
 */
const ASYNCHRONOUS_RETRIES_SECONDS = [60, 120];

/** The framework's own function crashed while it waited for the user's function. */
class FunctionCrashed extends Error {}

/** The result of the framework's first function: an event for the waiter, an answer, a crash, or nothing. */
interface Beginning {
  readonly waiting?: FrameworkEvent;
  readonly response?: FrameworkResponse;
  readonly crashed?: boolean;
}

/**
 * The behavior of the framework's own functions between CloudFormation and the user's handlers, as in aws-cdk-lib 2.276.0. Each of their
 * calls holds two executions: its own, and the one of the user's function for which it waits.
 */
export class ProviderFramework {
  private readonly world: InvocationWorld;

  constructor(private readonly functions: ProviderFunctions, private readonly time: VirtualTime, world: Partial<InvocationWorld> = {}) {
    this.world = { executions: new Executions(), random: () => 0, ...world, time };
  }

  /** Handles an event. @returns the answer, or `undefined` if the framework never answers. */
  public async handle(event: FrameworkEvent): Promise<FrameworkResponse | undefined> {
    for (const pause of [...ASYNCHRONOUS_RETRIES_SECONDS, undefined]) {
      const { crashed, waiting, response } = await this.begin(event);
      if (!crashed) {
        return waiting && this.functions.isComplete ? this.wait(this.functions.isComplete, waiting) : response;
      }
      if (pause !== undefined) {
        await this.time.sleep(pause * 1000);
      }
    }
    return undefined;
  }

  private async begin(event: FrameworkEvent): Promise<Beginning> {
    if (!await beginQueued(this.world)) {
      return {};
    }
    try {
      if (event.RequestType === 'Delete' && event.PhysicalResourceId === CREATE_FAILED_MARKER) {
        return { response: respond('SUCCESS', event) };
      }
      const result = mergeOnEventResult(event, await callUser(this.world, this.functions.onEvent, event));
      return this.functions.isComplete ? { waiting: result } : { response: respond('SUCCESS', result) };
    } catch (error) {
      return error instanceof FunctionCrashed ? { crashed: true } : { response: failed(event, error) };
    } finally {
      this.world.executions.end();
    }
  }

  private async wait(isComplete: LambdaFunction, event: FrameworkEvent): Promise<FrameworkResponse | undefined> {
    const { intervalSeconds, maxAttempts, backoffRate } = this.functions.waiter ?? { intervalSeconds: 5, maxAttempts: 360, backoffRate: 1 };
    let interval = intervalSeconds;
    for (let attempt = 0; ; attempt++) {
      const outcome = await this.ask(isComplete, event);
      if (typeof outcome !== 'string') {
        return outcome;
      }
      if (attempt >= maxAttempts) {
        return outcome === 'retry' ? this.timedOut(event) : undefined;
      }
      await this.time.sleep(interval * 1000);
      interval *= backoffRate;
    }
  }

  /**
   * One attempt of the state machine's task. `retry` means not complete yet. `lost` means that the framework's function was throttled or
   * crashed. The cause of such an error does not contain the event, so the framework cannot answer it after the last attempt.
   */
  private async ask(isComplete: LambdaFunction, event: FrameworkEvent): Promise<FrameworkResponse | 'retry' | 'lost'> {
    if (!this.world.executions.begin()) {
      return 'lost';
    }
    try {
      const result = asObject(await callUser(this.world, isComplete, event));
      if (result.IsComplete) {
        return respond('SUCCESS', { ...event, ...result, Data: { ...asObject(event.Data), ...asObject(result.Data) } });
      }
      if (Object.keys(asObject(result.Data)).length > 0) {
        throw new Error('"Data" is not allowed if "IsComplete" is "False"');
      }
      return 'retry';
    } catch (error) {
      return error instanceof FunctionCrashed ? 'lost' : failed(event, error);
    } finally {
      this.world.executions.end();
    }
  }

  private async timedOut(event: FrameworkEvent): Promise<FrameworkResponse | undefined> {
    await delayBeginning(this.world);
    if (!this.world.executions.begin()) {
      // The state machine does not retry the task that sends the answer.
      return undefined;
    }
    this.world.executions.end();
    const cause = JSON.stringify({ errorType: 'Retry', errorMessage: JSON.stringify(event), trace: [] });
    return cause.length > LONGEST_CAUSE ? undefined : respond('FAILED', event, 'Operation timed out');
  }
}

function mergeOnEventResult(event: FrameworkEvent, answer: unknown): FrameworkEvent {
  const result = asObject(answer);
  const isCreate = event.RequestType === 'Create';
  const physicalId = result.PhysicalResourceId || (isCreate ? event.RequestId : event.PhysicalResourceId);
  if (event.RequestType === 'Delete' && physicalId !== event.PhysicalResourceId) {
    throw new Error(
      `DELETE: cannot change the physical resource ID from "${event.PhysicalResourceId}" to "${String(result.PhysicalResourceId)}" during deletion`,
    );
  }
  return { ...event, ...result, PhysicalResourceId: physicalId as string };
}

/** Calls the user's function. @throws an error whose stack becomes the reason in CloudFormation. */
async function callUser(world: InvocationWorld, user: LambdaFunction, event: FrameworkEvent): Promise<unknown> {
  const { payload, functionError, unheard } = await invokeUser(world, user, JSON.stringify(event));
  if (unheard) {
    throw new FunctionCrashed();
  }
  const answer: unknown = JSON.parse(payload);
  if (!functionError) {
    return answer;
  }
  const { errorMessage, trace } = asObject(answer);
  const message = [String(errorMessage || 'error'), '', `Logs: /aws/lambda/${user.settings.functionName}`, ''].join('\n');
  const error = new Error(message);
  error.stack = Array.isArray(trace) ? [message, ...(trace as unknown[]).slice(1)].join('\n') : `Error: ${message}`;
  throw error;
}

function failed(event: FrameworkEvent, error: unknown): FrameworkResponse {
  const physicalId = event.PhysicalResourceId || (event.RequestType === 'Create' ? CREATE_FAILED_MARKER : undefined);
  return respond('FAILED', { ...event, PhysicalResourceId: physicalId }, (error as Error).stack);
}

function respond(status: FrameworkResponse['Status'], event: FrameworkEvent, reason?: string): FrameworkResponse {
  return {
    Status: status,
    Reason: reason ?? status,
    StackId: event.StackId,
    RequestId: event.RequestId,
    PhysicalResourceId: event.PhysicalResourceId || MISSING_ID_MARKER,
    LogicalResourceId: event.LogicalResourceId,
    ...(event.NoEcho ? { NoEcho: true } : {}),
    Data: event.Data,
  };
}

function asObject(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}
