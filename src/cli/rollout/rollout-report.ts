import type { NewDenials } from './new-denials';
import type { RolloutOfFile } from './rollout-files';
import type { Step } from './steps';
import { type RolloutAction, type RolloutMetadata, rolloutStageText, wavesReached } from '../../contract';
import { isOfFuture, type RolloutNote, stateOfRollout } from '../../model';
import { plainText, rolloutPhrase } from '../../report';
import { editsText } from '../app/edits-text';
import { startOf } from '../options/day-option';
import { colors } from '../output/colors';
import { printable } from '../output/printable';

/** A step of a rollout, taken or refused. */
export interface TakenStep {
  readonly of: RolloutOfFile;
  readonly step: Step;
  readonly denials?: NewDenials;
}

const DONE: Readonly<Record<RolloutAction, string>> = { advance: 'Advanced', revert: 'Reverted', restart: 'Restarted', pause: 'Paused', resume: 'Resumed' };
const NEXT = 'Synthesize the app, review the change with "cdk-org diff", and deploy it.';

/** The stages of rollouts, each with its waves. */
export function statusReport(rollouts: readonly RolloutOfFile[], today: string): string {
  if (rollouts.length === 0) return 'No rollout of the app has its stage in a file.\n';
  return `${rollouts.map((each) => {
    const { rollout, synthesized, file } = each;
    const reached = wavesReached(rollout);
    const stale = synthesized.stage === rollout.stage ? [] : [colors.yellow(`  The synthesized app has the stage ${printable(synthesized.stage ?? 'none')}.`)];
    const width = Math.max(...rollout.waves.map(({ name }) => name.length));
    const waves = rollout.waves.map(({ name, targets, soakDays }, place) => (
      `  ${place < reached ? 'reached' : 'waits  '}  ${printable(name)}${' '.repeat(width - name.length)}  ${soakDays} ${soakDays === 1 ? 'day' : 'days'}  ${printable(targets.join(', '))}`));
    return [colors.bold(printable(sentenceOf(each, today))), `  stage in ${printable(file)}`, ...stale, ...waves].join('\n');
  }).join('\n\n')}\n`;
}

function sentenceOf({ rollout, digest }: RolloutOfFile, today: string): string {
  return plainText(rolloutPhrase({ ...rollout, ...stateOn(today, rollout, digest) }));
}

function stateOn(today: string, rollout: RolloutMetadata, digest: string | undefined): Pick<RolloutNote, 'state' | 'soakUntil' | 'isFuture'> {
  const time = startOf(today);
  return { ...stateOfRollout(rollout, time, digest), ...(isOfFuture(rollout, time) ? { isFuture: true } : {}) };
}

/** The steps, with the lines that they change. A refusal of one file leaves all as they are. */
export function stepsReport(action: RolloutAction, taken: readonly TakenStep[]): string {
  const isRefused = taken.some(({ step }) => 'refused' in step);
  const parts = taken.map((each) => partOf(action, each, isRefused));
  const changesStage = !isRefused && (action === 'advance' || action === 'revert' || action === 'restart');
  return `${[...parts, ...changesStage ? [NEXT] : []].join('\n')}\n`;
}

function partOf(action: RolloutAction, { of: { file, text, rollout }, step, denials }: TakenStep, isRefused: boolean): string {
  const name = printable(rollout.rollout);
  if ('refused' in step) return `${colors.red('Refused')}  ${colors.bold(name)}\n${step.refused.split('\n').map((line) => `  ${printable(line)}`).join('\n')}`;
  if (isRefused) return `Not written  ${name}`;
  const read = denials === undefined ? [] : [`  ${recordsText(denials)} since ${rollout.since}, none denied by this policy${unnamedText(denials)}`];
  const lines = editsText([{ path: file, before: text, after: rolloutStageText(step.next) }]).trimEnd();
  return [`${colors.bold(DONE[action])}  ${name}: stage ${stagesText(rollout.stage ?? 'none', step.next.stage ?? 'none')}`, ...read, lines].join('\n');
}

function stagesText(before: string, after: string): string {
  return before === after ? printable(after) : `${printable(before)} → ${printable(after)}`;
}

function recordsText({ result: { records } }: NewDenials): string {
  return `${records.toLocaleString('en')} ${records === 1 ? 'record' : 'records'}`;
}

function unnamedText({ result: { unnamed } }: NewDenials): string {
  return unnamed === 0 ? '' : `; ${unnamed.toLocaleString('en')} refused, of which the messages name no kind of policy`;
}

/** The same for programs. Its schema is docs/rollout.schema.json. */
export function statusJson(rollouts: readonly RolloutOfFile[], today: string): object {
  return {
    version: 1,
    rollouts: rollouts.map(({ file, rollout, stage: { history }, synthesized, digest }) => ({
      file, ...rollout, ...stateOn(today, rollout, digest), synthesizedStage: synthesized.stage ?? null, history,
    })),
  };
}

export function stepsJson(action: RolloutAction, taken: readonly TakenStep[]): object {
  const isRefused = taken.some(({ step }) => 'refused' in step);
  return {
    version: 1,
    action,
    written: !isRefused,
    steps: taken.map(({ of: { file, rollout }, step, denials }) => ({
      file,
      rollout: rollout.rollout,
      stage: rollout.stage ?? null,
      ...('refused' in step ? { refused: step.refused } : { next: step.next.stage }),
      ...(denials === undefined ? {} : { records: denials.result.records, unnamed: denials.result.unnamed, denials: denials.rows }),
    })),
  };
}
