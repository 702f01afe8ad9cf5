import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as durations from '../../src/handler/consistency';

const HANDLER = join(__dirname, '..', '..', 'src', 'handler');
const TEXT = readFileSync(join(HANDLER, 'consistency.ts'), 'utf8');
const OTHER_FILES = readdirSync(HANDLER, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && name !== 'consistency.ts');
/** A constant with a unit in its name, a patience, a pause, or a number of thousands of milliseconds. */
const DURATION = /\bconst \w+_(MS|SECONDS|MINUTES)\b|(patience|rest)Seconds: \d|sleep\(\d|[<>]=? \d+_000\b/;

test('only consistency.ts defines durations of the handlers', () => {
  expect(OTHER_FILES.length).toBeGreaterThan(50);
  expect(OTHER_FILES.filter((name) => DURATION.test(readFileSync(join(HANDLER, name), 'utf8')))).toEqual([]);
});

test('each duration has its reason above it, alone or with its neighbor', () => {
  const withoutReason = [...TEXT.matchAll(/(.*)\n(?:export const \w+ = .*\n)?export const (\w+) =/g)]
    .filter(([, above]) => !above.endsWith('*/')).map(([, , name]) => name);
  expect(withoutReason).toEqual([]);
});

test('each duration is used', () => {
  const texts = OTHER_FILES.map((name) => readFileSync(join(HANDLER, name), 'utf8'));
  expect(Object.keys(durations).filter((name) => !texts.some((text) => new RegExp(`\\b${name}\\b`).test(text)))).toEqual([]);
});

test('every wait within an event ends before its deadline, and the deadline is before the hour of CloudFormation', () => {
  const { DEADLINE_MS, TOO_LATE_MS, READING_IN_CALL_MS, REGION_QUOTA_SECONDS, WAITS_FOR_ACCEPTANCE_MS } = durations;
  const seconds = Object.entries(durations).filter(([name]) => name.endsWith('_SECONDS')).map(([, value]) => value * 1_000);
  expect(Math.max(...seconds, REGION_QUOTA_SECONDS * 1_000, WAITS_FOR_ACCEPTANCE_MS) + READING_IN_CALL_MS / 2).toBeLessThan(DEADLINE_MS);
  expect(DEADLINE_MS).toBeLessThan(TOO_LATE_MS);
  expect(TOO_LATE_MS).toBeLessThan(3_600_000);
});

test('an object carries its mark before it is left behind', () => {
  const { MARKED_AFTER_MS, EMPTYING_SECONDS, DETACHING_SECONDS, STABILIZATION_MS } = durations;
  expect(MARKED_AFTER_MS + STABILIZATION_MS).toBeLessThanOrEqual(Math.min(EMPTYING_SECONDS, DETACHING_SECONDS) * 1_000);
});
