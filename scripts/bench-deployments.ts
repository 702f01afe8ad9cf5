/**
 * Rehearses first deployments of 10, 100 and 300 accounts at the service's published rates, with writes that conflict, and prints how
 * long they take beside what the rates allow at best. `npx tsx scripts/bench-deployments.ts 100` for one size. Ends with a failure if a
 * limit of LIMITS is broken.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { rehearse, type RehearsalResult } from '../src/rehearsal';
import { buildApp, synthesize, WORK } from './bench/apps';
import { lowerBound } from './bench/lower-bound';
import { SIZE } from './bench/size';

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

interface Measured {
  readonly accounts: number;
  readonly virtualSeconds: number;
  readonly boundSeconds: number;
  readonly calls: number;
  readonly throttled: number;
  readonly conflicts: number;
  readonly longestMinutes: number;
  readonly wallSeconds: number;
}

interface Limit {
  readonly from: number;
  readonly what: string;
  readonly of: (measured: Measured) => number;
  readonly most: number;
}

/** From this many accounts on, what is promised of a number. */
const LIMITS: readonly Limit[] = [
  { from: 100, what: 'ratio of the virtual duration to the bound', of: ({ virtualSeconds, boundSeconds }) => virtualSeconds / boundSeconds, most: 1.25 },
  { from: 100, what: 'part of the calls that is refused', of: refusedPart, most: 0.05 },
  { from: 300, what: 'virtual minutes of the longest resource', of: ({ longestMinutes }) => longestMinutes, most: 20 },
  { from: 300, what: 'wall seconds on two cores', of: ({ wallSeconds }) => wallSeconds, most: 60 },
];

function refusedPart({ throttled, conflicts, calls }: Measured): number {
  return (throttled + conflicts) / calls;
}

function broken(measured: Measured): string[] {
  return LIMITS.filter(({ from, of, most }) => measured.accounts >= from && of(measured) > most)
    .map(({ what, of, most }) => `${measured.accounts} accounts: the ${what} is ${of(measured).toFixed(2)}, and at most ${most} is promised.`);
}

/** What the organization needs, however it is deployed: not what was written, which a detour would raise. */
function neededWrites(accounts: number): Record<string, number> {
  const { units, policies } = SIZE;
  return {
    CreateOrganization: 1,
    EnablePolicyType: 1,
    CreateOrganizationalUnit: units,
    CreateAccount: accounts,
    MoveAccount: accounts,
    CreatePolicy: policies,
    AttachPolicy: policies,
    EnableAWSServiceAccess: 3,
  };
}

async function measure(accounts: number): Promise<Measured> {
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
  const refused = (code: string) => result.calls.filter(({ error }) => error?.code === code).length;
  return {
    accounts,
    virtualSeconds: result.virtualSeconds,
    boundSeconds: lowerBound(neededWrites(accounts), creationSeconds(result)),
    calls: result.calls.length,
    throttled: refused('TooManyRequestsException'),
    conflicts: refused('ConcurrentModificationException') + refused('PolicyChangesInProgressException'),
    longestMinutes: longestResource(events) / 60,
    wallSeconds,
  };
}

function columns(measured: Measured): string[] {
  const { accounts, virtualSeconds, boundSeconds, calls, throttled, conflicts, longestMinutes, wallSeconds } = measured;
  return [
    String(accounts),
    virtualSeconds.toFixed(0),
    boundSeconds.toFixed(0),
    (virtualSeconds / boundSeconds).toFixed(2),
    String(calls),
    String(throttled),
    String(conflicts),
    `${(100 * refusedPart(measured)).toFixed(1)} %`,
    longestMinutes.toFixed(1),
    wallSeconds.toFixed(1),
  ];
}

const row = (cells: readonly string[]) => cells.map((each) => each.padStart(11)).join(' ');

async function main(): Promise<void> {
  mkdirSync(WORK, { recursive: true });
  console.log(row(['accounts', 'virtual s', 'bound s', 'ratio', 'calls', 'throttled', 'conflicts', 'refused', 'longest min', 'wall s']));
  for (const size of sizes.length ? sizes : [10, 100, 300]) {
    const measured = await measure(size);
    console.log(row(columns(measured)));
    for (const each of broken(measured)) {
      console.error(each);
      process.exitCode = 1;
    }
  }
}

void main();
