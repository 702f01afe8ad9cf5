import { CANCELLED_CALLS_END_MS, TOO_LATE_MS } from '../consistency';
import { eventLog } from '../event-log';
import { asRequeueError } from './classify-error';
import { afterAttempt, startClocks } from './clocks';
import { assertEventIsCurrent, type StackState, StaleEventError } from './current-event';
import { decide } from './decide';
import { LONGEST_BYTES, shorten } from '../message';
import type { Ports } from '../ports';
import { TerminalError, type Log, type Outcome, RequeueError } from '../reconcile';
import { type AttemptResult, ReconcileAttempt } from './reconcile-attempt';
import { checkEvent, isProvisional, type StampedEvent } from './resource-event';
import { NotServedError } from '../stack/served-stacks';

export type IsCompleteResponse =
  | { readonly IsComplete: false }
  | { readonly IsComplete: true; readonly PhysicalResourceId: string; readonly Data?: Record<string, string> };

/**
 * Takes an event as far as one call can. The loop reads the clock, runs an attempt, and follows the decision of `decide`.
 *
 * CloudFormation treats any error thrown here as final; the message has at most 1,000 bytes. The handler keeps no state between calls,
 * so this function may run twice, late, concurrently or after a crash.
 */
export async function isComplete(event: StampedEvent, ports: Ports): Promise<IsCompleteResponse> {
  const log = eventLog(event, ports.write);
  try {
    return await run(event, ports, log);
  } catch (error) {
    const failure = error as Error;
    if (failure instanceof NotServedError && event.RequestType === 'Delete' && isProvisional(event.PhysicalResourceId)) {
      // The creation was refused too. A failure would only keep the rollback of that stack from ending.
      log('refused', { reason: failure.message, warning: true });
      return complete(event, { physicalId: event.PhysicalResourceId, data: {} }, log);
    }
    log(error instanceof StaleEventError ? 'stale event' : 'failed', { reason: failure.message });
    const where = ports.logGroup ? ` Log group: ${ports.logGroup}` : '';
    throw new Error(shorten(`${event?.LogicalResourceId}: ${failure.message}`, LONGEST_BYTES - Buffer.byteLength(where)) + where);
  }
}

async function run(event: StampedEvent, ports: Ports, log: Log): Promise<IsCompleteResponse> {
  const { clock } = ports;
  checkEvent(event);
  const startedAt = Date.parse(event.StartedAt ?? '') || clock.now();
  if (clock.now() - startedAt >= TOO_LATE_MS) {
    throw new TerminalError('The time that CloudFormation gives to a resource is over.', 'Deploying again continues from here.');
  }
  let clocks = startClocks(startedAt, clock.now());
  for (;;) {
    const attemptStartedAt = clock.now();
    const { result, attempt } = await runAttempt(event, ports, startedAt, log);
    clocks = afterAttempt(clocks, result, attemptStartedAt, clock.now());
    const decision = decide(result, clocks);
    switch (decision.action) {
      case 'complete':
        return complete(event, decision.outcome, log);
      case 'retryInCall':
        await clock.sleep(decision.afterMs);
        break;
      case 'requeue':
        log('pending', { reason: decision.reason, seconds: Math.round((clocks.now - startedAt) / 1_000) });
        await clock.sleep(decision.afterMs);
        return { IsComplete: false };
      case 'retain':
        log('left behind', { reason: decision.reason, warning: true });
        return complete(event, { physicalId: event.PhysicalResourceId, data: {} }, log);
      case 'fail':
        if (!attempt) throw decision.error;
        return complete(event, await attempt.failUnlessRollback(decision.error), log);
    }
  }
}

/** Runs one attempt. `attempt` is absent if the status of the stack could not be read. */
async function runAttempt(
  event: StampedEvent, ports: Ports, startedAt: number, log: Log,
): Promise<{ result: AttemptResult; attempt?: ReconcileAttempt }> {
  let attempt: ReconcileAttempt | undefined;
  try {
    const state = await assertEventIsCurrent(event, ports.stacks);
    requeueWhileCancelledCallsRun(state, ports, startedAt);
    attempt = new ReconcileAttempt(event, state, ports, startedAt, log);
    return { result: await attempt.run(), attempt };
  } catch (error) {
    const requeue = error instanceof RequeueError ? error : asRequeueError(error);
    return { result: { requeue, hasWritten: attempt?.hasWritten ?? false }, attempt };
  }
}

/**
 * When a rollback begins, calls of the failed deployment are still in progress, and CloudFormation sends the first events of the rollback
 * at once. Together they could exceed a new account's ten concurrent executions, and the framework answers FAILED to a refused one.
 * No event waits for longer, even if this environment takes part in the deployment of another stack.
 */
function requeueWhileCancelledCallsRun({ phase }: StackState, { hints, clock }: Ports, startedAt: number): void {
  const now = clock.now();
  if (phase === 'deploy') hints.deploymentSeenAt = now;
  if (phase === 'rollback' && now - Math.min(startedAt, hints.deploymentSeenAt) < CANCELLED_CALLS_END_MS) {
    throw new RequeueError('the calls of the failed deployment have ended', { retriesInCall: false });
  }
}

function complete(event: StampedEvent, { physicalId, data }: Outcome, log: Log): IsCompleteResponse {
  log('done', { physicalId });
  return { IsComplete: true, PhysicalResourceId: physicalId, ...event.RequestType !== 'Delete' && { Data: data } };
}
