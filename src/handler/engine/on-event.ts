import { eventLog } from '../event-log';
import type { Ports } from '../ports';
import { provisionalId, type ResourceEvent } from './resource-event';

export interface OnEventResponse {
  readonly PhysicalResourceId: string;
  readonly StartedAt: string;
  readonly StackStatus?: string;
}

/**
 * Records when the event began and the status of the stack. It writes nothing and never throws, because the provider framework forgets
 * the work that precedes an exception. `isComplete` can find out everything else.
 */
export async function onEvent(event: ResourceEvent, { stacks, clock, write }: Pick<Ports, 'stacks' | 'clock' | 'write'>): Promise<OnEventResponse> {
  const startedAt = clock.now();
  let status: string | undefined;
  let problem: string | undefined;
  try {
    status = (await stacks.describe(event.StackId))?.status;
  } catch (error) {
    problem = String(error);
  }
  eventLog(event, write)('begin', { stackStatus: status, problem });
  return {
    PhysicalResourceId: event.PhysicalResourceId ?? provisionalId(event.LogicalResourceId, startedAt),
    StartedAt: new Date(startedAt).toISOString(),
    ...status !== undefined && { StackStatus: status },
  };
}
