import type { ResourceEvent } from './engine/resource-event';
import type { Ports } from './ports';
import type { Log } from './reconcile';

/** A log that adds the request and the construct to each line. It leaves out properties, which may be large. */
export function eventLog(event: ResourceEvent | undefined, write: Ports['write']): Log {
  const about = {
    requestId: event?.RequestId,
    logicalId: event?.LogicalResourceId,
    resourceType: event?.ResourceType,
    requestType: event?.RequestType,
  };
  return (decision, details) => write({ ...about, decision, ...details });
}

/** An email address in any text. The characters around it cannot be part of an address that AWS accepts for an account. */
const EMAIL_ADDRESS = /(?<![^\s@"'`<>()[\]{},;:/\\])[^\s@"'`<>()[\]{},;:/\\]+@(?=[^\s@"'`<>()[\]{},;:/\\]+\.[a-z]{2,})/gi;

/**
 * Shortens the local parts of email addresses in a line to their first character. The ID and the logical ID still identify the account,
 * and the domain shows whether the address was mistyped.
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
