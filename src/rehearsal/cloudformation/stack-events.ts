import type { Cloud } from './cloud';
import type { DeployedStack, StackOperationEntry } from './records';
import { NESTED_STACK_TYPE } from '../../assembly';
import { uuidOf } from '../time/random';

/** A row of `DescribeStackEvents`. */
export interface StackEventRecord {
  readonly eventId: string;
  readonly operationId?: string;
  readonly logicalId: string;
  readonly physicalId?: string;
  readonly type: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly status: string;
  readonly reason?: string;
}

/** The stack statuses with which an operation begins, and the kind of operation. */
const OPERATIONS: Readonly<Record<string, string>> = {
  CREATE_IN_PROGRESS: 'CREATE_STACK',
  UPDATE_IN_PROGRESS: 'UPDATE_STACK',
  DELETE_IN_PROGRESS: 'DELETE_STACK',
  ROLLBACK_IN_PROGRESS: 'ROLLBACK',
  UPDATE_ROLLBACK_IN_PROGRESS: 'ROLLBACK',
};

/** The reason of a stack's status after an interruption of the rehearsal (`operations/interruption.ts`). */
export const INTERRUPTED = 'Interrupted';

/** The number of operations that a stack keeps. Guess: the newest ones, newest first. */
const REMEMBERED = 5;

/** Records the operation that begins with a status of the stack, if one does. @param former the former status */
export function noteOperation({ readings }: Cloud, stack: DeployedStack, status: string, former: string): void {
  const begun = status === 'UPDATE_ROLLBACK_IN_PROGRESS' && former === 'UPDATE_ROLLBACK_FAILED' ? 'CONTINUE_ROLLBACK' : OPERATIONS[status];
  if (readings.lastOperations === 'absent') {
    stack.operations = undefined;
    return;
  }
  if (begun === undefined || (begun === 'ROLLBACK' && readings.lastOperations === 'rollbackIsNone')) {
    return;
  }
  const { operations = [], operationCount = 0 } = stack;
  const entry: StackOperationEntry = { type: begun, id: uuidOf(`${stack.id}|operation ${operationCount}`) };
  stack.operationCount = operationCount + 1;
  stack.operations = [entry, ...operations].slice(0, REMEMBERED);
}

/**
 * The events of a stack itself from earlier rehearsals: its last status, and the operations that failed since it was complete. After an
 * interruption, there are none, because the stack has no status of AWS CloudFormation.
 */
export function lastEvents(stack: DeployedStack): StackEventRecord[] {
  const { id, name, status, statusReason: reason, createdAt, updatedAt, operations, lastStable } = stack;
  if (reason === INTERRUPTED) return [];
  const row = (at: number, own: string) => ({
    logicalId: name, physicalId: id, type: NESTED_STACK_TYPE, at, status: own, eventId: uuidOf(`${id}|earlier event ${own} ${at}`), operationId: operations?.[0]?.id,
  });
  const began = status === 'CREATE_FAILED' ? [row(createdAt, 'CREATE_IN_PROGRESS')] : [];
  const failed = (lastStable?.beganAt ?? []).flatMap((at) => [row(at, 'UPDATE_IN_PROGRESS'), row(at, 'UPDATE_FAILED')]).slice(0, -1);
  return [...began, ...failed, { ...row(updatedAt, status), reason }];
}

/** Records an event of a stack or one of its resources until the rehearsal ends. */
export function noteEvent(cloud: Cloud, stack: DeployedStack, event: Omit<StackEventRecord, 'eventId' | 'operationId' | 'at'>): void {
  const events = cloud.events.get(stack.id) ?? [];
  cloud.events.set(stack.id, events);
  const at = cloud.time.now();
  const isOwn = event.physicalId === stack.id;
  events.push({
    ...event,
    at,
    eventId: isOwn ? uuidOf(`${stack.id}|event ${events.length}`) : `${event.logicalId}-${event.status}-${new Date(at).toISOString()}`,
    operationId: stack.operations?.[0]?.id,
  });
}
