import type { ResourceEvent } from './engine/resource-event';
import type { Ports } from './ports';
import type { Log } from './reconcile';

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

/** An address in any text: what stands around it never belongs to one that AWS accepts for an account. */
const EMAIL_ADDRESS = /(?<![^\s@"'`<>()[\]{},;:/\\])[^\s@"'`<>()[\]{},;:/\\]+@(?=[^\s@"'`<>()[\]{},;:/\\]+\.[a-z]{2,})/gi;

/**
 * The line with the names in front of the @ of email addresses cut to their first character. The account is still known by its ID and
 * its logical ID, and the domain tells whether the address was mistyped.
 */
export function withMaskedAddresses(line: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return masked(line) as Record<string, unknown>;
}

function masked(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(EMAIL_ADDRESS, (name) => `${[...name][0]}***@`);
  if (Array.isArray(value)) return value.map(masked);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, masked(each)]));
}
