import { checkFault, wrongFault } from './check-fault';
import { Fault } from './fault';
import { parseFault } from './parse-fault';

/**
 * Reads a list of faults, each an object or in its short form (see `parseFault`), for instance from a file. Throws an Error that
 * names the place, what is there and what belongs there.
 */
export function parseFaultPlan(value: unknown): Fault[] {
  if (!Array.isArray(value)) throw wrongFault('its top', value, 'a list of faults');
  return value.map((fault: unknown, position) => typeof fault === 'string' ? parseFault(fault) : checkFault(fault, `[${position}]`));
}
