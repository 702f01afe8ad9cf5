import { writeFileSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import { deploymentProblem, newDenials } from './new-denials';
import { type RolloutOfFile, rolloutsOfFiles, type RolloutsOfApp } from './rollout-files';
import { statusJson, statusReport, stepsJson, stepsReport, type TakenStep } from './rollout-report';
import { advance, pause, restart, resume, revert, type Step, type StepNotes } from './steps';
import { isRolloutText, LONGEST_ROLLOUT_TEXT, type RolloutAction, rolloutStageText } from '../../contract';
import { dayOf } from '../../model';
import { refuseUnusedCredentials } from '../denials/log-group';
import { documentation } from '../documentation';
import { clock } from '../options/connection-options';
import { todayOption } from '../options/day-option';
import { refuseRepeats } from '../options/repeated-options';
import { jsonText } from '../output/json-text';
import { printable } from '../output/printable';
import { assertWritable } from '../sources/json-file';
import { readSnapshot } from '../sources/organization-source';

/** Exit code of a step that is refused: nothing is written. */
const REFUSED = 2;

interface CommonOptions {
  readonly app?: string;
  readonly today?: string;
  readonly json?: boolean;
}

interface StepOptions extends CommonOptions {
  readonly by?: string;
  readonly reason?: string;
}

interface AdvanceOptions extends StepOptions {
  /** False with `--no-denials`. */
  readonly denials?: string | false;
  readonly organization?: string;
  readonly profile?: string;
  readonly roleArn?: string;
}

const SHORT: Readonly<Record<Exclude<RolloutAction, 'advance'>, string>> = {
  revert: 'Write the former stage into the file, at once and without a question',
  restart: 'Write the same stage again with the day of today, so that a changed policy soaks from its beginning',
  pause: 'Let advance refuse until resume',
  resume: 'End a pause',
};

export function rolloutCommand(): Command {
  const command = new Command('rollout')
    .description('Show the stages of policy rollouts, and write the next or the former one into their files')
    .addCommand(statusCommand())
    .addCommand(advanceCommand());
  for (const [action, description] of Object.entries(SHORT) as [keyof typeof SHORT, string][]) {
    command.addCommand(withStep(new Command(action).description(description))
      .action((files: readonly string[], options: StepOptions) => runStep(action, files, options)));
  }
  command.commands.forEach(refuseRepeats);
  return command.addHelpText('after', `
The waves and their soak times are those of the synthesized app (--app). Only the file with the stage is written; a deployment applies it.
Exit code 0: shown or written; 2: refused, and nothing is written; 1: unusable input.

  cdk-org rollout status
  cdk-org rollout advance rollouts/regions.json --denials trail --organization organization.json --by ana
  cdk-org rollout revert rollouts/regions.json --reason "the nightly job fails"

${documentation('rollout.md')} shows a rollout from its first wave to its last.`);
}

function statusCommand(): Command {
  return withCommon(new Command('status').description('Show the stages of these rollouts, or of all').argument('[file...]', 'files with stages'))
    .action(runStatus);
}

function withCommon(command: Command): Command {
  return command
    .option('--app <cdk.out>', 'folder that `cdk synth` wrote (default: the cdk.out of the app around this folder)')
    .addOption(todayOption())
    .option('--json', `print one JSON object (its schema: ${documentation('rollout.schema.json')})`);
}

function withStep(command: Command): Command {
  return withCommon(command.argument('<file...>', 'files with stages'))
    .option('--by <name>', 'who takes the step, for the history in the file', noteText)
    .option('--reason <text>', 'why, for the history in the file', noteText);
}

/** A text that the file can have: the next command, and the synthesis of the app, refuse others. */
function noteText(value: string): string {
  if (!isRolloutText(value)) throw new InvalidArgumentError(`Give a text of 1 to ${LONGEST_ROLLOUT_TEXT} characters.`);
  return value;
}

function advanceCommand(): Command {
  return withStep(new Command('advance').description('Write the next stage into the file, if the soak time is over and the policy denied no call'))
    .option('--denials <source>', 'recorded calls since the stage began: a file or a folder of CloudTrail, an export, or log-group:NAME[:REGION]')
    .addOption(new Option('--no-denials', 'go on without recorded calls'))
    .option('--organization <file>', 'a snapshot, or a saved state, from after the deployment of the stage: the ID of the policy, which messages name, and its targets')
    .option('--profile <name>', 'of a log group: profile in the shared AWS configuration')
    .option('--role-arn <arn>', 'of a log group: a role to assume for reading')
    .addHelpText('after', `
A denial counts unless its message names another policy, or the policy denies no such action. The first wave needs no records.
Exit code 0: written; 2: refused, and nothing is written; 1: unusable input.`)
    .action(runAdvance);
}

function runStatus(files: readonly string[], { app, today = dayOf(clock.now()), json }: CommonOptions): void {
  const { rollouts } = rolloutsOfFiles(app, files);
  process.stdout.write(json ? jsonText(statusJson(rollouts, today)) : statusReport(rollouts, today));
}

const STEPS: Readonly<Record<RolloutAction, (of: RolloutOfFile, notes: StepNotes) => Step>> = { advance, revert, restart, pause, resume };

function runStep(action: RolloutAction, files: readonly string[], options: StepOptions): void {
  const { rollouts } = rolloutsOfFiles(options.app, files);
  const notes = notesOf(options);
  finish(action, rollouts.map((of) => ({ of, step: STEPS[action](of, notes) })), options);
}

async function runAdvance(files: readonly string[], options: AdvanceOptions): Promise<void> {
  const { denials, profile, roleArn } = options;
  refuseUnusedCredentials(denials === false ? undefined : denials, { profile, roleArn }, 'Give --denials log-group:NAME[:REGION]');
  const found = rolloutsOfFiles(options.app, files);
  const notes = notesOf(options);
  const taken: TakenStep[] = [];
  for (const of of found.rollouts) taken.push(await advanced(of, found, notes, options));
  finish('advance', taken, options);
}

async function advanced(
  of: RolloutOfFile, { organization: code, assembly }: RolloutsOfApp, notes: StepNotes, options: AdvanceOptions,
): Promise<TakenStep> {
  const step = advance(of, notes);
  const { denials: source, organization, profile, roleArn } = options;
  if ('refused' in step) return { of, step };
  if (of.rollout.stage === undefined) {
    warnOfUnread(of, options);
    return { of, step };
  }
  if (source === undefined) {
    throw new Error(`It is not known whether the policy denied calls since ${of.rollout.since} (given: neither --denials nor --no-denials). Give recorded calls with --denials, or go on without them.`);
  }
  const live = organization === undefined ? undefined : (await readSnapshot(organization)).organization;
  if (source === false) {
    const refused = deploymentProblem({ rollout: of.rollout, code, assembly, live });
    return { of, step: refused === undefined ? step : { refused } };
  }
  const connection = { profile, roleArn };
  const denials = await newDenials({ rollout: of.rollout, code, assembly, live, source, today: notes.today, connection, clock });
  return { of, step: denials.refused === undefined ? step : { refused: denials.refused }, denials };
}

/** Before the first wave nothing is deployed that could have denied a call. */
function warnOfUnread({ rollout: { rollout } }: RolloutOfFile, { denials, organization }: AdvanceOptions): void {
  const unread = [
    ...(typeof denials === 'string' ? [`--denials ${denials}`] : []), ...(organization === undefined ? [] : [`--organization ${organization}`]),
  ];
  if (unread.length === 0) return;
  process.stderr.write(`cdk-org: ${printable(`Nothing can have been denied before the first wave of ${rollout}. Not read: ${unread.join(', ')}.`)}\n`);
}

function notesOf({ today = dayOf(clock.now()), by, reason }: StepOptions): StepNotes {
  return { today, ...(by === undefined ? {} : { by }), ...(reason === undefined ? {} : { reason }) };
}

/** Writes all files, or none if a step is refused. */
function finish(action: RolloutAction, taken: readonly TakenStep[], { json }: CommonOptions): void {
  const writes = taken.flatMap(({ of, step }) => ('refused' in step ? [] : [{ file: of.file, text: rolloutStageText(step.next) }]));
  const isRefused = writes.length < taken.length;
  if (!isRefused) {
    for (const { file } of writes) assertWritable(file);
    for (const { file, text } of writes) writeFileSync(file, text);
  }
  process.stdout.write(json ? jsonText(stepsJson(action, taken)) : stepsReport(action, taken));
  process.exitCode = isRefused ? REFUSED : 0;
}
