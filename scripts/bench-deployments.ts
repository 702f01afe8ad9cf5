/**
 * Rehearses deployments at the service's published rates, with writes that conflict and readings that lag, and prints how long they take
 * beside what the rates allow at best, what they call, and what the rehearsal itself costs. `npx tsx scripts/bench-deployments.ts first-100
 * added-20-to-10000` for some of the cases, `--calls` for the calls by operation. Each case has a process of its own, which runs bundled
 * code as users do. Ends with a failure if a limit of `bench/deployment-cases.ts` is broken.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildApp, WORK } from './bench/apps';
import { brokenLimits, CASES, type DeploymentCase, refused } from './bench/deployment-cases';
import { cdkOrg } from './bench/init-commands';
import type { Measured } from './bench/measure-deployment';

const { values, positionals } = parseArgs({
  allowPositionals: true, options: { calls: { type: 'boolean', default: false } },
});
const names = CASES.map(({ name }) => name);
const unknown = positionals.filter((name) => !names.includes(name));
if (unknown.length > 0) throw new Error(`This is no case of the benchmark (given: ${unknown.join(' ')}). Give some of: ${names.join(' ')}.`);
const selected = CASES.filter(({ name, onlyByName = false }) => (positionals.length === 0 ? !onlyByName : positionals.includes(name)));

const COLUMNS: readonly [title: string, text: (result: Measured) => string][] = [
  ['virtual s', ({ virtualSeconds }) => virtualSeconds.toFixed(0)],
  ['bound s', ({ boundSeconds }) => boundSeconds.toFixed(0)],
  ['ratio', ({ virtualSeconds, boundSeconds }) => (virtualSeconds / boundSeconds).toFixed(2)],
  ['calls', ({ calls }) => String(calls)],
  ['a piece', ({ calls, accounts }) => (calls / accounts).toFixed(1)],
  ['throttled', ({ throttled }) => String(throttled)],
  ['conflicts', ({ conflicts }) => String(conflicts)],
  ['refused', (result) => `${(100 * refused(result)).toFixed(1)} %`],
  ['longest min', ({ longestMinutes }) => longestMinutes.toFixed(1)],
  ['wall s', ({ wallSeconds }) => wallSeconds.toFixed(1)],
  ['processor s', ({ processorSeconds }) => processorSeconds.toFixed(1)],
  ['peak MB', ({ peakMegabytes }) => peakMegabytes.toFixed(0)],
];

function row(name: string, cells: readonly string[]): string {
  return [name.padEnd(22), ...cells.map((each) => each.padStart(11))].join(' ');
}

/** Measures in a process of its own. @param script the bundle of `bench/measure-case.ts` */
function measured(script: string, { name }: DeploymentCase): Measured {
  const { status, stdout } = spawnSync(process.execPath, [script, name], {
    encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 1e8,
  });
  if (status !== 0) throw new Error(`The case ${name} could not be measured: its process ended with ${status}. See above.`);
  return JSON.parse(stdout.trim().split('\n').at(-1)!) as Measured;
}

const MOST_SECONDS_OF_COMMAND = 10;

/** The first deployment of 1,000 accounts as users rehearse it: by the command, and without rates, conflicts and late readings. */
function reportCommand(): void {
  const seconds = cdkOrg(['rehearse', join(WORK, 'first-1000'), '--brief']).milliseconds / 1_000;
  const isQuick = seconds <= MOST_SECONDS_OF_COMMAND;
  console.log(`\ncdk-org rehearse, 1,000 accounts: ${seconds.toFixed(1)} s  ${isQuick ? '✓' : '✗'} at most ${MOST_SECONDS_OF_COMMAND} s`);
  if (!isQuick) process.exitCode = 1;
}

function report(): void {
  const script = buildApp('measure-case');
  console.log(row('', COLUMNS.map(([title]) => title)));
  for (const each of selected) {
    const result = measured(script, each);
    console.log(row(each.name, COLUMNS.map(([, text]) => text(result))));
    if (values.calls) console.log(Object.entries(result.callsByOperation).map(([operation, count]) => `  ${operation} ${count}`).join('\n'));
    for (const broken of brokenLimits(each, result)) {
      console.error(broken);
      process.exitCode = 1;
    }
  }
}

mkdirSync(WORK, { recursive: true });
report();
if (selected.some(({ name }) => name === 'first-1000')) reportCommand();
