import type { Executions } from '../lambda/executions';
import type { InvokeResult } from '../lambda/function-instance';
import type { LambdaFunction } from '../lambda/lambda-function';
import { randomBetween, type Random } from '../time/random';
import type { VirtualTime } from '../time/virtual-time';

/** The conditions of an invocation besides the function. */
export interface InvocationWorld {
  readonly time: VirtualTime;
  readonly executions: Executions;
  readonly random: Random;
}

/**
 * Lambda returns a throttled event to its queue and tries again, for up to six hours.
 * Source: AWS Lambda Developer Guide, "How Lambda handles errors and retries with asynchronous invocation".
 */
const QUEUE = { firstPauseMs: 1_000, longestPauseMs: 300_000, longestAgeMs: 6 * 3_600_000 };

/** The time until a function or a step of the state machine starts. Guess. It applies only if executions are limited. */
const BEGINNING_MS = { least: 5, most: 50 };

/** The time of a refusal, or of an answer of `GetFunction`. Guess. */
const ANSWER_MS = 50;

/** The attempts of an SDK client in its standard mode, and the base of its backoff after throttling (AWS SDK for JavaScript). */
const TRIES = 3;
const THROTTLING_DELAY_MS = 500;

/** The SDK's error after its last attempt was refused, as the framework reports it. */
export class TooManyRequests extends Error {
  public override readonly name = 'TooManyRequestsException';

  constructor() {
    super('Rate Exceeded.');
    this.stack = `${this.name}: ${this.message}`;
  }
}

/** Starts an asynchronous invocation as soon as Lambda admits it. @returns false if the event became too old first. */
export async function beginQueued({ time, executions }: InvocationWorld): Promise<boolean> {
  const start = time.now();
  for (let pause = QUEUE.firstPauseMs; !executions.begin(); pause = Math.min(2 * pause, QUEUE.longestPauseMs)) {
    if (time.now() + pause - start > QUEUE.longestAgeMs) {
      return false;
    }
    await time.sleep(pause);
  }
  return true;
}

/**
 * Invokes the user's function as the framework does, with the attempts of the SDK. After a failure, once `GetFunction` reports that the
 * function is active, it makes the same number of attempts again (aws-cdk-lib, `provider-framework/runtime/outbound`).
 * @throws TooManyRequests if all attempts are refused.
 */
export async function invokeUser(world: InvocationWorld, user: LambdaFunction, payload: string): Promise<InvokeResult> {
  const { time, executions, random } = world;
  await delayBeginning(world);
  for (let attempt = 1; ; attempt++) {
    if (executions.begin()) {
      return user.invoke(payload).finally(() => executions.end());
    }
    await time.sleep(ANSWER_MS);
    if (attempt === 2 * TRIES) {
      throw new TooManyRequests();
    }
    await time.sleep(attempt === TRIES ? ANSWER_MS : Math.floor(random() * 2 ** ((attempt - 1) % TRIES) * THROTTLING_DELAY_MS));
  }
}

/** Delays the start of an execution by a random time. Without it, all executions with the same virtual time would start at once. */
export async function delayBeginning({ time, executions, random }: InvocationWorld): Promise<void> {
  if (executions.isLimited) {
    await time.sleep(randomBetween(random, BEGINNING_MS.least, BEGINNING_MS.most));
  }
}
