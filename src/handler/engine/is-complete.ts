import { eventLog } from '../event-log';
import { fence, Superseded } from './current-event';
import { LastingReason } from '../lasting-reason';
import { DEADLINE_MS, LASTS_MS, PAUSE_IN_CALL_MS, TOO_LATE_MS, WAITING_IN_CALL_MS } from './limits';
import { LONGEST_BYTES, shorten } from '../message';
import type { Ports } from '../ports';
import { Quiet } from '../quiet';
import { Failure, type Log, type Outcome, Wait } from '../reconcile';
import { checkEvent, isProvisional, type StampedEvent } from './resource-event';
import { NotServedError } from '../stack/served-stacks';
import { asWait, Step } from './reconcile-attempt';

export type IsCompleteResponse =
  | { readonly IsComplete: false }
  | { readonly IsComplete: true; readonly PhysicalResourceId: string; readonly Data?: Record<string, string> };

/**
 * Takes an event as far as one call gets: look, take the next step, wait a little, look again. What may pass is "not complete"; a
 * throw is final, its message at most 1,000 bytes. Nothing is remembered between calls, so that this may be called twice, late, at
 * the same time or after a crash.
 */
export async function isComplete(event: StampedEvent, ports: Ports): Promise<IsCompleteResponse> {
  const log = eventLog(event, ports.write);
  try {
    return await run(event, ports, log);
  } catch (error) {
    const failure = error as Error;
    if (failure instanceof NotServedError && event.RequestType === 'Delete' && isProvisional(event.PhysicalResourceId)) {
      // Its creation was refused as well. A failure would only keep the rollback of that stack from ending.
      log('refused', { reason: failure.message, warning: true });
      return complete(event, { physicalId: event.PhysicalResourceId, data: {} }, log);
    }
    log(error instanceof Superseded ? 'superseded' : 'failed', { reason: failure.message });
    const where = ports.logGroup ? ` Log group: ${ports.logGroup}` : '';
    throw new Error(shorten(`${event?.LogicalResourceId}: ${failure.message}`, LONGEST_BYTES - Buffer.byteLength(where)) + where);
  }
}

async function run(event: StampedEvent, ports: Ports, log: Log): Promise<IsCompleteResponse> {
  const { clock } = ports;
  checkEvent(event);
  const callEndsAt = clock.now() + WAITING_IN_CALL_MS;
  const startedAt = Date.parse(event.StartedAt ?? '') || clock.now();
  if (clock.now() - startedAt >= TOO_LATE_MS) {
    throw new Failure('The time that CloudFormation gives to a resource is over.', 'Deploying again goes on from here.');
  }
  const quiet = new Quiet(clock);
  const reason = new LastingReason(clock);
  for (;;) {
    quiet.look();
    const { outcome, wait, step } = await attempt(event, ports, startedAt, log);
    if (outcome) {
      if (step.hasWritten) quiet.disturb();
      const isCertain = outcome.isCertain || !step.isDoubtful || quiet.isLong || clock.now() - startedAt >= DEADLINE_MS;
      if (isCertain) return complete(event, outcome, log);
      if (clock.now() >= callEndsAt + LASTS_MS && !quiet.isWorthWaiting) {
        log('pending', { reason: 'Nothing is found to do, for too short a time.' });
        return { IsComplete: false };
      }
      await clock.sleep(quiet.pauseMs);
      continue;
    }
    quiet.disturb();
    reason.meet(wait.reason);
    if (wait.pause && clock.now() + PAUSE_IN_CALL_MS <= callEndsAt) {
      await clock.sleep(PAUSE_IN_CALL_MS);
      continue;
    }
    const elapsedMs = clock.now() - startedAt;
    const { patienceSeconds = Number.POSITIVE_INFINITY, leaveBehind } = wait.options;
    const isOver = elapsedMs >= Math.min(patienceSeconds * 1_000, DEADLINE_MS);
    const isNew = isOver && !reason.lasts && elapsedMs < DEADLINE_MS;
    if (isNew && quiet.isWorthWaiting) {
      await clock.sleep(PAUSE_IN_CALL_MS);
      continue;
    }
    if (!isOver || (isNew && !quiet.isSlow)) {
      log('pending', { reason: wait.message, seconds: Math.round(elapsedMs / 1_000) });
      await clock.sleep((wait.options.restSeconds ?? 0) * 1_000);
      return { IsComplete: false };
    }
    if (leaveBehind !== undefined) {
      log('left behind', { reason: `${wait.message} ${leaveBehind}`, warning: true });
      return complete(event, { physicalId: event.PhysicalResourceId, data: {} }, log);
    }
    const failure = timeIsOver(wait, elapsedMs);
    if (!step) throw failure;
    return complete(event, await step.giveUp(failure), log);
  }
}

type Attempt =
  | { readonly outcome: Outcome; readonly wait?: undefined; readonly step: Step }
  | { readonly outcome?: undefined; readonly wait: Wait; readonly step?: Step };

async function attempt(event: StampedEvent, ports: Ports, startedAt: number, log: Log): Promise<Attempt> {
  let step: Step | undefined;
  try {
    step = new Step(event, await fence(event, ports.stacks), ports, startedAt, log);
    return { outcome: await step.take(), step };
  } catch (error) {
    return { wait: error instanceof Wait ? error : asWait(error), step };
  }
}

function timeIsOver({ message, options }: Wait, elapsedMs: number): Failure {
  const advice = options.advice ? `${options.advice} ` : '';
  return new Failure(`Not done after ${Math.round(elapsedMs / 60_000)} minutes. ${message}`, `${advice}Deploying again goes on from here.`);
}

function complete(event: StampedEvent, { physicalId, data }: Outcome, log: Log): IsCompleteResponse {
  log('done', { physicalId });
  return { IsComplete: true, PhysicalResourceId: physicalId, ...event.RequestType !== 'Delete' && { Data: data } };
}
