import type { Executions } from '../lambda/executions';
import type { InvokeResult } from '../lambda/function-instance';
import type { LambdaFunction } from '../lambda/lambda-function';
import { randomBetween, type Random } from '../time/random';
import type { VirtualTime } from '../time/virtual-time';

/** What decides about an invocation besides the function. */
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

/** How long a function or a step of the state machine takes to begin. Guess; it counts only where executions are limited. */
const BEGINNING_MS = { least: 5, most: 50 };

/** How long a refusal, or an answer of `GetFunction`, is on its way. Guess. */
const ANSWER_MS = 50;

/** Tries of an SDK client in its standard mode, and the base of its backoff after a refusal for throttling (AWS SDK for JavaScript). */
const TRIES = 3;
const THROTTLING_DELAY_MS = 500;

/** The invocation was refused to the last: the SDK's error, as the framework reports it. */
export class TooManyRequests extends Error {
  public override readonly name = 'TooManyRequestsException';

  constructor() {
    super('Rate Exceeded.');
    this.stack = `${this.name}: ${this.message}`;
  }
}

/** Begins an asynchronous invocation as soon as Lambda admits it. @returns false if the event grew too old before. */
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
 * Invokes the user's function the way the framework does: with the tries of the SDK, and after a failure, once `GetFunction` says that the
 * function is active, with as many again (aws-cdk-lib, `provider-framework/runtime/outbound`).
 * @throws TooManyRequests if all of them are refused.
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

/** Without it everything that begins at the same virtual time would begin as one. */
export async function delayBeginning({ time, executions, random }: InvocationWorld): Promise<void> {
  if (executions.isLimited) {
    await time.sleep(randomBetween(random, BEGINNING_MS.least, BEGINNING_MS.most));
  }
}
