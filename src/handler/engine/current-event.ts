import { ownerOfStack } from '../../contract';
import { type Clock, isRead } from '../../organizations';
import { ACCESS_DENIED_SECONDS, DEPLOYMENT_BEGAN_MS, STACK_BUSY_SECONDS, STATUS_HOLDS_MS } from '../consistency';
import { RequeueError } from '../reconcile';
import type { StampedEvent } from './resource-event';
import { type StackDescription, StackError, type StackPort } from '../../organizations/stacks/stack-port';
import { deploymentPhase, lifecycleVerb, type LifecycleVerb } from '../stack/lifecycle';
import { stackPhase, type StackPhase } from '../stack/stack-phase';

/** CloudFormation no longer waits for a response to this event, so the call ends without a write. The message appears in the log only. */
export class StaleEventError extends Error {
  public override readonly name = 'StaleEventError';
}

/** The state of the event's stack, according to one reading. */
export interface StackState {
  readonly phase: StackPhase;
  readonly verb: LifecycleVerb;
  /** Owner of everything that the event's stack manages: the stack at the top of its tree. */
  readonly owner: string;
  /** When the deployment began that is in progress or is being rolled back; milliseconds since 1970. */
  readonly deploymentBeganAt: () => Promise<number>;
  /** When the last write of a creation that failed came at the latest; absent for any other event. */
  readonly creationEndedAt?: number;
  readonly stack: StackDescription;
}

/**
 * Reads the state of the stack, and throws a `StaleEventError` if the stack has left the phase in which CloudFormation sent the event.
 * When one resource fails, CloudFormation begins to roll back while the waiters of the others still run.
 */
export async function assertEventIsCurrent(event: StampedEvent, stacks: StackPort): Promise<StackState> {
  const stack = await describe(event.StackId, stacks);
  if (!stack) throw new StaleEventError(`The stack ${event.StackId} does not exist any more: nothing is written.`);
  const phase = stackPhase(stack.status);
  const former = event.StackStatus;
  if (former !== undefined && stackPhase(former) !== 'idle') {
    if (former !== stack.status) throw new StaleEventError(`The stack went from ${former} to ${stack.status} meanwhile: nothing more is written.`);
  } else if (phase === 'idle') {
    throw new RequeueError(`a stack operation is in progress; the stack is ${stack.status}`, { patienceSeconds: STACK_BUSY_SECONDS });
  }
  if (phase === 'deploy' && stack.changedAt > Date.parse(event.StartedAt) + DEPLOYMENT_BEGAN_MS) {
    throw new StaleEventError('Another deployment of the stack began after this event: nothing is written.');
  }
  if (lifecycleVerb(event.RequestType, phase) === 'ignore') {
    throw new StaleEventError(`A creation arrived while the stack is ${stack.status}: nothing is written.`);
  }
  const rootId = stack.rootId ?? event.StackId;
  const owner = ownerOfStack(rootId);
  const top = phase === 'delete' && rootId !== event.StackId ? await describe(rootId, stacks) : undefined;
  const deployment = deploymentPhase(phase, top && stackPhase(top.status));
  const verb = lifecycleVerb(event.RequestType, deployment);
  if (deployment !== 'rollback') return { phase, verb, owner, deploymentBeganAt: async () => stack.changedAt, stack };
  // The deployment that is being rolled back began before the deletion of a nested stack.
  const deploymentBeganAt = top ? beginning(rootId, top, stacks) : beginning(event.StackId, stack, stacks);
  return { phase: deployment, verb, owner, deploymentBeganAt, stack };
}

/**
 * The check before a call of AWS Organizations is repeated. It ends the call with a `StaleEventError` if the event is no longer current.
 * Before a read it checks the status only every few seconds. If the status cannot be read then, a long list continues all the same.
 */
export function whileCurrent(event: StampedEvent, stacks: StackPort, clock: Clock): (operation: string) => Promise<void> {
  let readAt = clock.now();
  return async (operation) => {
    if (isRead(operation) && clock.now() - readAt < STATUS_HOLDS_MS) return;
    readAt = clock.now();
    try {
      await assertEventIsCurrent(event, stacks);
    } catch (error) {
      if (!isRead(operation) || error instanceof StaleEventError) throw error;
    }
  };
}

/** Reads the start of the deployment on demand: the events of a large deployment fill many pages. */
function beginning(stackId: string, { changedAt }: StackDescription, stacks: StackPort): () => Promise<number> {
  let read: Promise<number> | undefined;
  return () => (read ??= readable(() => stacks.deploymentBeganAt(stackId)).then((began) => began ?? changedAt));
}

function describe(stackId: string, stacks: StackPort): Promise<StackDescription | undefined> {
  return readable(() => stacks.describe(stackId));
}

async function readable<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof StackError) throw requeueUnreadable(error);
    throw error;
  }
}

/** A new role and its credentials are not known everywhere at first. */
const DENIALS = ['AccessDenied', 'UnrecognizedClient', 'InvalidClientTokenId'];

export function requeueUnreadable(error: StackError): RequeueError {
  return new RequeueError(`AWS CloudFormation describes the stack; it answered ${error.code}: ${error.message}`, {
    // Otherwise it is throttled or unavailable for a while, as any service may be.
    ...(DENIALS.includes(error.code) ? { patienceSeconds: ACCESS_DENIED_SECONDS } : { isRefusal: true }),
    advice: 'Check that the role of the handlers may call cloudformation:DescribeStacks, DescribeStackEvents, ListStackResources and GetTemplate.',
  });
}
