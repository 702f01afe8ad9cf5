/**
 * Measures what a user of the library pays: synth time beside the same organization in plain L1 constructs, the template, the
 * provider, the handler bundle. Whole processes, alternating, medians. `npx tsx scripts/bench.ts --runs 9` for more runs.
 *
 * The ratios compare processor time. The library is one file here; as it is installed, its 400 files take about 0.1 s more to load.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Template } from '../src/assembly';
import { isOurResourceType } from '../src/contract';
import { buildApp, synthesize, WORK } from './bench/apps';
import { longestChain } from './bench/longest-chain';
import { MOST_IN_ONE_STACK } from './bench/size';

const ROOT = join(__dirname, '..');
const HANDLER = join(ROOT, 'assets', 'handler', 'index.js');

const { values } = parseArgs({ options: { runs: { type: 'string', default: '7' } } });
const RUNS = Number(values.runs);
if (!Number.isInteger(RUNS) || RUNS < 1) throw new Error(`--runs is ${values.runs}: give a whole number of at least 1`);

function median(numbers: number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

function loadMilliseconds(file: string): number {
  const script = 'const s = process.hrtime.bigint(); require(process.argv[1]); console.log(Number(process.hrtime.bigint() - s) / 1e6)';
  return median(Array.from({ length: RUNS }, () => Number(spawnSync(process.execPath, ['-e', script, file], {
    encoding: 'utf8', env: { ...process.env, AWS_REGION: 'us-east-1' },
  }).stdout)));
}

function count(template: Template, matches: (type: string) => boolean): number {
  return Object.values(template.Resources).filter(({ Type: type }) => matches(type)).length;
}

const rows: [string, string, string][] = [];
function row(what: string, value: number | string, target: { atMost: number } | undefined, digits = 0): void {
  const text = typeof value === 'number' ? value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits }) : value;
  rows.push([what, text, target ? `${Number(value) <= target.atMost ? '✓' : '✗'} at most ${target.atMost.toLocaleString('en')}` : '']);
  if (target && Number(value) > target.atMost) process.exitCode = 1;
}

mkdirSync(WORK, { recursive: true });
const [library, l1, framework] = ['organization-app', 'l1-app', 'framework-app'].map(buildApp);
[library, l1, framework].forEach((app) => synthesize(app));
const roundsOf = (throughCli: boolean) => Array.from({ length: RUNS }, () => ({
  ours: synthesize(library, { throughCli }), plain: synthesize(l1, { throughCli }), floor: synthesize(framework, { throughCli }),
}));
const cli = roundsOf(true);
const alone = roundsOf(false);
const [{ ours, plain }] = alone;

const most = synthesize(library, { accounts: MOST_IN_ONE_STACK });

console.log(`1 organization, 100 accounts, 10 OUs, 10 attached SCPs, 3 trusted services; ${RUNS} runs each, alternating; Node.js ${process.version}\n`);
for (const [how, rounds] of [['cdk synth', cli], ['app alone', alone]] as const) {
  const processorTimes = (app: 'ours' | 'plain' | 'floor') => rounds.map((round) => round[app].processorMilliseconds);
  const ratio = (app: 'ours' | 'floor') => median(rounds.map((round) => round[app].processorMilliseconds / round.plain.processorMilliseconds));
  row(`${how}, this library (ms, median)`, median(rounds.map((round) => round.ours.milliseconds)), undefined);
  row(`${how}, this library (ms of processor time, median)`, median(processorTimes('ours')), undefined);
  row(`${how}, plain L1 (ms of processor time, median)`, median(processorTimes('plain')), undefined);
  row(`${how}, ratio`, ratio('ours'), rounds === cli ? { atMost: 1.3 } : undefined, 2);
  row(`${how}, ratio of plain L1 with the CDK's provider framework`, ratio('floor'), undefined, 2);
}
row('resources', count(ours.template, () => true), { atMost: 165 });
row('resources, plain L1', count(plain.template, () => true), undefined);
row('custom resources', count(ours.template, isOurResourceType), undefined);
row('longest chain of custom resources', longestChain(ours.template), { atMost: 40 });
row('Lambda functions', count(ours.template, (type) => type === 'AWS::Lambda::Function'), { atMost: 5 });
row('template (bytes)', ours.bytes, undefined);
row('template, plain L1 (bytes)', plain.bytes, undefined);
row('handler bundle (bytes)', statSync(HANDLER).size, { atMost: 375_000 });
row('handler bundle, load (ms, median)', loadMilliseconds(HANDLER), undefined);
row(`resources with ${MOST_IN_ONE_STACK} accounts in one stack`, count(most.template, () => true), { atMost: 500 });

const width = (column: number) => Math.max(...rows.map((cells) => cells[column].length));
for (const [what, value, target] of rows) console.log(`${what.padEnd(width(0))}  ${value.padStart(width(1))}  ${target}`.trimEnd());
