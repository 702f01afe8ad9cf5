import { InvalidArgumentError, Option } from 'commander';
import { isDay } from '../../contract';

/** A day such as `2026-11-30`, or an error that says what one is. */
export function day(value: string): string {
  if (!isDay(value)) throw new InvalidArgumentError('Give a day such as 2026-11-30.');
  return value;
}

/** The day that counts as today, in UTC. */
export function todayOption(): Option {
  return new Option('--today <day>', 'the day that counts as today, in UTC (default: by the clock)').argParser(day);
}

/** The beginning of a day, in milliseconds since 1970. */
export function startOf(given: string): number {
  return Date.parse(`${given}T00:00:00Z`);
}
