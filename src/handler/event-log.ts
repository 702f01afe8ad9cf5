import type { Ports } from './ports';
import type { Log } from './reconcile';
import type { ResourceEvent } from './resource-event';

/** A log whose every line says which request and construct it is about. Properties are left out: they may be large. */
export function eventLog(event: ResourceEvent | undefined, write: Ports['write']): Log {
  const about = {
    requestId: event?.RequestId,
    logicalId: event?.LogicalResourceId,
    resourceType: event?.ResourceType,
    requestType: event?.RequestType,
  };
  return (decision, details) => write({ ...about, decision, ...details });
}
