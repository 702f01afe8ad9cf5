import { setTimeout } from 'node:timers/promises';
import { Command } from 'commander';
import { denialLine, denialsJson, denialsReport } from './denials-report';
import { logGroupOf, refuseUnusedCredentials } from './log-group';
import { PolicyNames } from './policy-names';
import { readDenials } from './read-denials';
import { dayOf } from '../../model';
import type { Clock } from '../../organizations';
import { type DenialResult, DenialTable, policyIdOf } from '../../trail';
import { documentation } from '../documentation';
import { clock } from '../options/connection-options';
import { day, startOf } from '../options/day-option';
import { refuseRepeats } from '../options/repeated-options';
import { jsonText } from '../output/json-text';
import { readSnapshot } from '../sources/organization-source';

interface Options {
  readonly policy?: string;
  readonly organization?: string;
  readonly since?: string;
  readonly follow?: boolean;
  readonly json?: boolean;
  readonly profile?: string;
  readonly roleArn?: string;
}

/** A log group is read from so long ago, unless a day is given. */
const LAST_DAY_MS = 86_400_000;

export function denialsCommand(): Command {
  const command = new Command('denials')
    .description('List the calls that policies of the organization denied, by policy and principal, from records of CloudTrail')
    .argument('<source>', 'a file or a folder of CloudTrail, an export of CloudTrail Lake or Athena, or log-group:NAME[:REGION]')
    .option('--policy <name>', 'only denials whose message names this policy: its name, ID or ARN')
    .option('--organization <file>', 'a snapshot, or a saved state, with the names of policies')
    .option('--since <day>', 'only from this day on, in UTC (default: all; of a log group, the last 24 hours)', day)
    .option('--follow', 'of a log group: print each further denial, until you stop it with Ctrl+C')
    .option('--json', `print one JSON object (its schema: ${documentation('denials.schema.json')})`)
    .option('--profile <name>', 'of a log group: profile in the shared AWS configuration')
    .option('--role-arn <arn>', 'of a log group: a role to assume for reading')
    .addHelpText('after', `
Give the trail of the organization: a log of one account has no events of the others. Some services name no policy, and some messages only its
type. A log group needs the permission logs:FilterLogEvents and the package @aws-sdk/client-cloudwatch-logs.
Exit code 0: listed; 1: the source cannot be read.

  cdk-org denials trail --since 2026-11-28
  cdk-org denials trail --policy DenyRegions --organization organization.json
  cdk-org denials log-group:organization-trail:eu-west-1 --follow

${documentation('rollout.md')} shows it in a rollout.`)
    .action(run);
  return refuseRepeats(command);
}

async function run(source: string, options: Options): Promise<void> {
  const { follow: follows = false, json = false, since } = options;
  checkOptions(source, options);
  const names = new PolicyNames(options.organization === undefined ? undefined : (await readSnapshot(options.organization)).organization);
  const policyId = options.policy === undefined ? undefined : names.idOf(options.policy);
  const isAsked = ({ policyArn = '' }: { readonly policyArn?: string }) => policyId === undefined || policyIdOf(policyArn) === policyId;
  const table = new DenialTable({
    since, ...(follows ? { onDenial: (denial) => isAsked(denial) && process.stdout.write(denialLine(denial, names)) } : {}),
  });
  const stop = new AbortController();
  if (follows) process.once('SIGINT', () => stop.abort());
  await readDenials({
    source,
    option: 'the command',
    from: since === undefined ? clock.now() - LAST_DAY_MS : startOf(since),
    connection: { profile: options.profile, roleArn: options.roleArn },
    clock: stoppable(clock, stop.signal),
    follows,
    signal: stop.signal,
  }, table);
  const found = table.result();
  const result: DenialResult = { ...found, rows: found.rows.filter(isAsked) };
  process.stdout.write(json ? jsonText(denialsJson(result, names)) : `${follows ? '\n' : ''}${denialsReport(result, names)}`);
}

/** @throws Error for options that do not go together, or say nothing */
function checkOptions(source: string, { since = '', follow, json, profile, roleArn }: Options): void {
  const isLogGroup = logGroupOf(source) !== undefined;
  if (follow && !isLogGroup) throw new Error(`Only a log group gets further events (given: --follow ${source}). Give log-group:NAME[:REGION], or leave it out.`);
  if (follow && json) throw new Error('One JSON object has an end (given: --follow --json). Leave one of them out.');
  if (isLogGroup && since > dayOf(clock.now())) {
    throw new Error(`This day is to come, so that the log group has no events of it (given: --since ${since}). Give today or a day before it.`);
  }
  refuseUnusedCredentials(source, { profile, roleArn }, 'Give log-group:NAME[:REGION]');
}

/** A clock whose sleep ends at once when somebody stops the command. */
function stoppable(given: Clock, signal: AbortSignal): Clock {
  return { now: () => given.now(), sleep: async (milliseconds) => setTimeout(milliseconds, undefined, { signal }).catch(() => undefined) };
}
