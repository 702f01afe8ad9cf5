import { endHandshake } from '../../handshakes/handshake-endings';
import { invalidInput } from '../../protocol/service-error';
import { HandshakeRecord } from '../../store/records';
import { invalidTransition } from '../handshakes/new-handshake';
import { Call } from '../operation';
import { requireTransferQuotas } from './active-transfers';

const DAY_MS = 24 * 3600 * 1000;

/** The longest time ahead at which a transfer can start or end. AWS gives no number. */
const MOST_MONTHS_AHEAD = 12;

/** Timestamps arrive as seconds, with milliseconds as their fraction. */
function milliseconds(timestamp: number): number {
  return Math.round(timestamp * 1000);
}

function isFarAhead(at: number, now: number): boolean {
  const today = new Date(now);
  return !(at <= Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + MOST_MONTHS_AHEAD + 1, 1));
}

/** Reads the start of a transfer: the beginning of a month that is to come. Source: API Reference, reasons of InvalidInputException. */
export function startOf(timestamp: number, now: number): number {
  const start = milliseconds(timestamp);
  if (start % DAY_MS !== 0) throw invalidInput('START_DATE_NOT_BEGINNING_OF_DAY', 'The start date must be the beginning of the day (00:00:00.000).');
  if (isFarAhead(start, now)) throw invalidInput('START_DATE_TOO_LATE', `The start date is more than ${MOST_MONTHS_AHEAD} months ahead.`);
  if (new Date(start).getUTCDate() !== 1) throw invalidInput('START_DATE_NOT_BEGINNING_OF_MONTH', 'The start date must be the first day of the month.');
  requireFutureStart(start, now);
  return start;
}

export function requireFutureStart(start: number, now: number): void {
  if (start > now) return;
  throw invalidInput('START_DATE_TOO_EARLY', `The start date ${new Date(start).toISOString()} has passed.`);
}

/** Reads the end of a transfer: the last millisecond of a month; that of the current one if none is given. */
export function endOf(timestamp: number | undefined, now: number): number {
  const today = new Date(now);
  if (timestamp === undefined) return Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + 1, 1) - 1;
  const end = milliseconds(timestamp);
  if (isFarAhead(end, now)) throw invalidInput('END_DATE_TOO_LATE', `The end date is more than ${MOST_MONTHS_AHEAD} months ahead.`);
  if ((end + 1) % DAY_MS !== 0 || new Date(end + 1).getUTCDate() !== 1) {
    throw invalidInput('END_DATE_NOT_END_OF_MONTH', 'The end date must be the end of the last day of the month (23:59:59.999).');
  }
  if (end < now) throw invalidInput('END_DATE_TOO_EARLY', `The end date ${new Date(end).toISOString()} has passed.`);
  return end;
}

/** The management account of the source agrees that the target pays from the start date on. */
export function acceptTransfer(call: Call, handshake: HandshakeRecord): HandshakeRecord {
  const transfer = call.view.get('responsibilityTransfers', handshake.transferId ?? '');
  if (!transfer) throw invalidTransition(handshake);
  requireFutureStart(transfer.startsAt, call.now);
  requireTransferQuotas(call, { sourceId: transfer.source.organizationId, targetId: transfer.target.organizationId });
  return endHandshake(call.world.surroundings, call.changes, handshake, 'ACCEPTED');
}
