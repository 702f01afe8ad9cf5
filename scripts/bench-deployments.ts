/**
 * Rehearses first deployments of 10, 100 and 300 accounts at the service's published rates, with writes that conflict, and prints how
 * long they take beside what the rates allow at best. `npx tsx scripts/bench-deployments.ts 100` for one size.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { rehearse, type RehearsalResult } from '../src/rehearsal';
import { buildApp, synthesize, WORK } from './bench/apps';
import { lowerBound } from './bench/lower-bound';

const sizes = process.argv.slice(2).map(Number);
if (sizes.some((size) => !Number.isInteger(size) || size < 1)) throw new Error(`Give numbers of accounts; given: ${process.argv.slice(2).join(' ')}`);

/** The longest time from a custom resource's first event to its last, in seconds. */
function longestResource(events: readonly { key: string; atSeconds: number }[]): number {
  const first = new Map<string, number>();
  let longest = 0;
  for (const { key, atSeconds } of events) {
    if (!first.has(key)) first.set(key, atSeconds);
    longest = Math.max(longest, atSeconds - first.get(key)!);
  }
  return longest;
}

function creationSeconds({ simulatorState }: RehearsalResult): number[] {
  return simulatorState.createAccountRequests.map(({ requestedAt, completesAt }) => (completesAt - requestedAt) / 1000);
}

async function measure(accounts: number): Promise<string[]> {
  const assemblyDirectory = join(WORK, `deployment-${accounts}`);
  synthesize(buildApp('organization-app'), { accounts, output: assemblyDirectory });
  const events: { key: string; atSeconds: number }[] = [];
  const start = process.hrtime.bigint();
  const result = await rehearse({
    assemblyDirectory,
    lagMs: 2000,
    simulator: { rates: true, conflicts: true },
    onProgress: ({ stack, logicalId, type, atSeconds }) => {
      if (type.startsWith('Custom::')) events.push({ key: `${stack}/${logicalId}`, atSeconds });
    },
  });
  const wallSeconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (!result.succeeded || result.differences.length > 0) {
    throw new Error(`The deployment of ${accounts} accounts failed: ${JSON.stringify(result.stacks)} ${result.differences.join('; ')}`);
  }
  const accepted: Record<string, number> = {};
  for (const { operation, writing, error } of result.calls) if (writing && !error) accepted[operation] = (accepted[operation] ?? 0) + 1;
  const refused = (code: string) => result.calls.filter(({ error }) => error?.code === code).length;
  const bound = lowerBound(accepted, creationSeconds(result));
  const throttled = refused('TooManyRequestsException');
  const conflicts = refused('ConcurrentModificationException') + refused('PolicyChangesInProgressException');
  return [
    String(accounts),
    result.virtualSeconds.toFixed(0),
    bound.toFixed(0),
    (result.virtualSeconds / bound).toFixed(2),
    String(result.calls.length),
    String(throttled),
    String(conflicts),
    `${(100 * (throttled + conflicts) / result.calls.length).toFixed(1)} %`,
    (longestResource(events) / 60).toFixed(1),
    wallSeconds.toFixed(1),
  ];
}

async function main(): Promise<void> {
  mkdirSync(WORK, { recursive: true });
  const head = ['accounts', 'virtual s', 'bound s', 'ratio', 'calls', 'throttled', 'conflicts', 'refused', 'longest min', 'wall s'];
  console.log(head.map((each) => each.padStart(11)).join(' '));
  for (const size of sizes.length ? sizes : [10, 100, 300]) console.log((await measure(size)).map((each) => each.padStart(11)).join(' '));
}

void main();
