import type { CommonProperties } from '../contract';
import { errorAdvice, isOrganizationsError, retryRule } from '../organizations';
import { type Bearing, unreadable } from './fence';
import { refusal } from './message';
import { parseOldProperties, parseProperties } from './parse-properties';
import type { Ports } from './ports';
import { Failure, type Log, type Outcome, type Reconciler, reconcilerOf, type Situation, Wait } from './reconcile';
import type { StampedEvent } from './resource-event';
import { listFamilyResources } from './stack/stack-family';
import { StackError } from './stack/stack-port';

/** One look and the next steps. Throws a `Wait` for what may pass and a `Failure` for what may not. */
export async function step(event: StampedEvent, bearing: Bearing, ports: Ports, startedAt: number, log: Log): Promise<Outcome> {
  const reconciler = reconcilerOf(event.ResourceType);
  const wanted = readWanted(event, log);
  if (!wanted) return { physicalId: event.PhysicalResourceId, data: {} };
  const situation = situationOf(event, wanted, reconciler, bearing, ports, startedAt, log);
  try {
    if (event.RequestType !== 'Delete') return await reconciler.converge(situation);
    await reconciler.remove(situation);
    return { physicalId: event.PhysicalResourceId, data: {} };
  } catch (error) {
    const final = asFailure(error);
    if (!final) throw error;
    if (bearing.direction !== 'rollback') throw final;
    // A rollback must not fail over what is gone or cannot be changed back: the stack would be stuck.
    log('given up in rollback', { reason: final.message, warning: true });
    return { physicalId: event.PhysicalResourceId, data: await lastKnown(reconciler, situation) };
  }
}

/** What the service or CloudFormation refused, as something to wait for; what is final is thrown. */
export function asWait(error: unknown): Wait {
  if (error instanceof StackError) return unreadable(error);
  const rule = isOrganizationsError(error) ? retryRule(error) : undefined;
  if (!isOrganizationsError(error) || !rule) throw asFailure(error) ?? error;
  // Rates and fresh organizations take longer than a call: asking again at once would only use up the rate.
  const pause = Number.isFinite(rule.patienceSeconds);
  return new Wait(
    `AWS Organizations accepts ${error.operation}; it answered ${error.label}: ${error.message}`,
    { patienceSeconds: rule.patienceSeconds, advice: errorAdvice(error) }, pause,
  );
}

function asFailure(error: unknown): Failure | undefined {
  if (error instanceof Failure) return error;
  return isOrganizationsError(error) && !retryRule(error) ? new Failure(...refusal(error)) : undefined;
}

/** Of a Delete whose properties cannot be read nothing was ever made; a failure would only keep the stack from going. */
function readWanted(event: StampedEvent, log: Log): CommonProperties | undefined {
  try {
    return parseProperties(event.ResourceType, event.ResourceProperties);
  } catch (error) {
    if (event.RequestType !== 'Delete' || !(error instanceof Failure)) throw error;
    log('left behind', { reason: error.message, warning: true });
    return undefined;
  }
}

function situationOf(
  event: StampedEvent, wanted: CommonProperties, reconciler: Reconciler<CommonProperties>, { direction, stack }: Bearing,
  { organizations, stacks, clock }: Ports, startedAt: number, log: Log,
): Situation {
  const { StackId, PhysicalResourceId } = event;
  return {
    logicalId: event.LogicalResourceId,
    resourceType: event.ResourceType,
    wanted,
    old: parseOldProperties(event.ResourceType, event.OldResourceProperties ?? {}),
    physicalId: reconciler.isNaturalKey(PhysicalResourceId) ? PhysicalResourceId : undefined,
    startedAt,
    direction,
    organizations,
    clock,
    log,
    stack: {
      id: StackId,
      accountId: StackId.split(':')[4],
      changedAt: stack.changedAt,
      resources: () => listFamilyResources(stacks, stack.rootId ?? StackId),
      template: () => stacks.currentTemplate(StackId),
    },
  };
}

async function lastKnown(reconciler: Reconciler<CommonProperties>, situation: Situation): Promise<Record<string, string>> {
  try {
    return await reconciler.lastKnown?.(situation) ?? {};
  } catch {
    return {};
  }
}
