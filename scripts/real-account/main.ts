import { readFileSync, writeFileSync } from 'node:fs';
import { deviationLines, deviationsOf } from './compare';
import { fixtureOf, parseFixture } from './fixture';
import { guard } from './guards';
import { HELP, type Options, readOptions } from './options';
import type { Probe } from './probe';
import { PROBES } from './probes';
import { runProbes } from './run-probes';
import { leftovers } from './session/clean';
import { type Connection, Session } from './session/session';
import { notAskedLines, rowLines, summaryLine } from './table';

/** The world around the command. */
export interface Surroundings {
  readonly environment: NodeJS.ProcessEnv;
  readonly print: (line: string) => void;
  readonly complain: (line: string) => void;
  /** Asks a question that only `yes` answers. */
  readonly confirm: (question: string) => Promise<boolean>;
  readonly connect: (options: Options) => Connection;
}

const NO_CREDENTIALS = 'No AWS credentials were found (given: none). Set AWS_PROFILE, or sign in, as the management account of a throwaway organization.';

/** Runs the command. @returns the exit code */
export async function main(args: readonly string[], surroundings: Surroundings): Promise<number> {
  try {
    return await run(readOptions(args, surroundings.environment), surroundings);
  } catch (error) {
    const { name, message } = error as Error;
    surroundings.complain(name === 'CredentialsProviderError' ? NO_CREDENTIALS : message);
    return 1;
  }
}

async function run(options: Options, surroundings: Surroundings): Promise<number> {
  if (options.help) {
    surroundings.print(HELP);
    return 0;
  }
  if (options.compare !== undefined) return compare(options.compare, surroundings);
  const probes = chosen(options.probes);
  const connection = surroundings.connect(options);
  const session = new Session(connection, runId(connection.clock.now()));
  await guard(session, options);
  return options.clean ? clean(session, options, surroundings) : ask(session, probes, options, surroundings);
}

/** Tells the runs of an organization apart: the minute in which this one began. */
function runId(now: number): string {
  return Math.floor(now / 60_000).toString(36);
}

function chosen(names: readonly string[]): readonly Probe[] {
  const known = PROBES.flatMap(({ questions }) => Object.keys(questions));
  const wrong = names.find((name) => !known.includes(name));
  if (wrong !== undefined) throw new Error(`No probe settles this reading (given: ${wrong}). Use one of ${known.join(', ')}.`);
  return names.length === 0 ? PROBES : PROBES.filter(({ questions }) => names.some((name) => name in questions));
}

function compare(file: string, { print }: Surroundings): number {
  const fixture = parseFixture(readFileSync(file, 'utf8'), file);
  const deviations = deviationsOf(fixture);
  deviations.flatMap(deviationLines).forEach(print);
  print(`${Object.keys(fixture.answers).length} answers of ${fixture.day} from ${fixture.region}, ${deviations.length} differ from the defaults`);
  return deviations.length === 0 ? 0 : 1;
}

async function clean(session: Session, options: Options, { print, complain, confirm }: Surroundings): Promise<number> {
  const found = await leftovers(session, options);
  if (found.length === 0) print('Nothing is left of former runs.');
  found.forEach(({ text }) => print(text));
  if (found.length === 0 || !(options.yes || await confirm('Do all of this? Answer yes or no: '))) return 0;
  let failures = 0;
  for (const { text, remove } of found) {
    await remove().catch(({ message }: Error) => {
      failures++;
      complain(`${text}: ${message}`);
    });
  }
  return failures === 0 ? 0 : 1;
}

async function ask(session: Session, probes: readonly Probe[], options: Options, surroundings: Surroundings): Promise<number> {
  const { print, complain, confirm } = surroundings;
  const question = confirmation(options);
  if (question !== undefined && !options.yes && !await confirm(question)) return 1;
  let left = 0;
  const rows = await runProbes(session, probes, {
    ...options,
    onRow: (row) => rowLines(row).forEach(print),
    onLeftBehind: (what) => {
      left++;
      complain(`Left behind: ${what} Run --clean.`);
    },
  });
  notAskedLines().forEach(print);
  print(summaryLine(rows));
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(fixtureOf(rows, session.connection.region, session.now()), undefined, 2)}\n`);
  return left === 0 ? 0 : 1;
}

/** The question to which the caller has to agree first: everything that others notice, or that lasts. */
function confirmation({ withAccounts, invite, accountEmail }: Options): string | undefined {
  const parts = [
    ...withAccounts ? [`creates an account for ${accountEmail} and closes it; the closed account stays visible for 90 days`] : [],
    ...invite === undefined ? [] : [`invites ${invite} and cancels the invitation; AWS sends a mail`],
  ];
  return parts.length === 0 ? undefined : `This ${parts.join(', and ')}. Answer yes or no: `;
}
