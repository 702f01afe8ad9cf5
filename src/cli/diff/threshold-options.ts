import { type Command, InvalidArgumentError } from 'commander';
import { newAccessReasons } from './new-access-reasons';
import { type Review, RISK_LEVELS, type RiskLevel } from '../../model';
import {
  boundsText, endedExemptions, exemptionPhrase, plainText, principalPhrase, type RehearsalSummary, rehearsalVerdict, reviewEntries,
  usePhrase,
} from '../../report';
import type { AffectedUse, ReplayResult } from '../../trail';

type Level = Exclude<RiskLevel, 'neutral'>;

export interface ThresholdOptions {
  readonly fail?: boolean;
  /** The mildest level that stops a pipeline. */
  readonly failOn?: Level;
  /** Whether a call that passed and would be denied stops a pipeline. */
  readonly failOnNewlyDeniedUse?: boolean;
  /** Whether a call or request that the change newly allows stops a pipeline. */
  readonly failOnNewAccess?: boolean;
  /** Whether an exemption from a guardrail whose day has begun stops a pipeline. */
  readonly failOnEndedExemption?: boolean;
}

const LEVELS = RISK_LEVELS.filter((level): level is Level => level !== 'neutral');

/** The level of use that a change takes away; calls that may be denied count as denied. */
const USE = 'newly-denied-use';

/** The level of calls and requests that a change newly allows; those that it may allow count as allowed. */
const ACCESS = 'new-access';

/** The level of exemptions from guardrails that have ended and are still in the code. */
const ENDED = 'ended-exemption';

const FURTHER_LEVELS = [ACCESS, USE, ENDED];

export function withThresholds(command: Command): Command {
  return command
    .option('--fail', 'exit code 1 if there is any difference')
    .option('--fail-on <levels>', `exit code 1 at this risk or a worse one (${LEVELS.join(', ')}), or if the deployment cannot work; also ${ACCESS} and ${ENDED}, and with --replay ${USE}`, mildest)
    .on('option:fail-on', (text: string) => {
      if (levelsIn(text).includes(USE)) command.setOptionValue('failOnNewlyDeniedUse', true);
      if (levelsIn(text).includes(ACCESS)) command.setOptionValue('failOnNewAccess', true);
      if (levelsIn(text).includes(ENDED)) command.setOptionValue('failOnEndedExemption', true);
      // Commander has an empty text where a parser returns nothing.
      if (command.getOptionValue('failOn') === '') command.setOptionValue('failOn', undefined);
    });
}

/** The reason for exit code 1. */
export interface Exceeded {
  readonly reason: string;
  /** The causes, such as the changes of a level. */
  readonly because: readonly string[];
}

/** The largest number of causes that a reason names. */
const NAMED = 5;

/** None if the exit code is 0. */
export function exceeded(
  review: Review, { fail, failOn: risk, failOnNewlyDeniedUse, failOnNewAccess, failOnEndedExemption }: ThresholdOptions,
  rehearsal?: RehearsalSummary, replay?: ReplayResult,
): Exceeded[] {
  const { changes, obstacles } = review;
  const ended = endedExemptions(review);
  const given = [...(risk === undefined ? [] : [risk]), ...(failOnNewAccess ? [ACCESS] : []), ...(failOnNewlyDeniedUse ? [USE] : []),
    ...(failOnEndedExemption ? [ENDED] : [])].join(',');
  const atRisk = risk === undefined ? [] : changesByLevel(review, risk);
  const entries = atRisk.length === 0 ? [] : reviewEntries(review);
  return [
    ...(fail && changes.length > 0 ? [{ reason: `There are differences (--fail): ${changes.length}.`, because: [] }] : []),
    ...atRisk.map(({ level, number }): Exceeded => ({
      reason: `${number === 1 ? '1 change' : `${number} changes`} of the level "${level}" (--fail-on ${risk}):`,
      because: named(entries.filter((entry) => entry.level === level).map(({ headline }) => plainText(headline))),
    })),
    ...(given !== '' && obstacles.length > 0 ? [{
      reason: `${obstacles.length === 1 ? '1 obstacle' : `${obstacles.length} obstacles`} to the deployment (--fail-on ${given}):`,
      because: named(obstacles.map(({ message }) => message)),
    }] : []),
    ...(given !== '' && rehearsal?.succeeded === false ? [{
      reason: `The rehearsal ${rehearsalVerdict(rehearsal)} (--fail-on ${given}):`,
      because: named(rehearsal.notPossible === undefined ? rehearsal.failures : [rehearsal.notPossible]),
    }] : []),
    ...(failOnNewlyDeniedUse && replay !== undefined && replay.newlyDenied.atMost > 0 ? [{
      reason: `${boundsText(replay.newlyDenied)} that passed would be denied (--fail-on ${USE}):`, because: named(usesOf(replay, 'denied')),
    }] : []),
    ...(failOnNewAccess && replay !== undefined && replay.newlyAllowed.atMost > 0 ? [{
      reason: `${boundsText(replay.newlyAllowed)} would newly be allowed (--fail-on ${ACCESS}):`, because: named(usesOf(replay, 'allowed')),
    }] : []),
    ...(failOnEndedExemption && ended.length > 0 ? [{
      reason: `${ended.length === 1 ? '1 exemption has' : `${ended.length} exemptions have`} ended (--fail-on ${ENDED}):`,
      because: named(ended.map((each) => plainText(exemptionPhrase(each)))),
    }] : []),
    ...(failOnNewAccess ? newAccessReasons(review).map(({ reason, because }) => ({ reason: `${reason} (--fail-on ${ACCESS}):`, because: named(because) })) : []),
  ];
}

function usesOf({ principals }: ReplayResult, wanted: AffectedUse['direction']): string[] {
  return principals.flatMap((principal) => principal.uses.filter(({ direction }) => direction === wanted)
    .map((use) => `${plainText(principalPhrase(principal))}: ${plainText(usePhrase(use))}`));
}

/** The number of changes of a level and of each worse one, from the worst. */
function changesByLevel({ counts }: Review, mildestLevel: Level): { readonly level: Level; readonly number: number }[] {
  return LEVELS.filter((level) => rank(level) <= rank(mildestLevel))
    .map((level) => ({ level, number: counts.byRisk[level] })).filter(({ number }) => number > 0);
}

function named(texts: readonly string[]): string[] {
  return [...texts.slice(0, NAMED), ...(texts.length > NAMED ? [`and ${texts.length - NAMED} more`] : [])];
}

/** Returns the mildest of several levels, because worse ones stop as well. */
function mildest(text: string): Level | undefined {
  const given = levelsIn(text).filter((each) => !FURTHER_LEVELS.includes(each));
  if (given.length === 0) return undefined;
  const unknown = given.find((each) => !(LEVELS as readonly string[]).includes(each));
  if (unknown !== undefined) throw new InvalidArgumentError(`Give one or more of ${[...LEVELS, ...FURTHER_LEVELS].join(', ')}, with commas between them.`);
  return (given as Level[]).reduce((one, other) => (rank(one) > rank(other) ? one : other));
}

function levelsIn(text: string): string[] {
  return text.split(',').map((each) => each.trim());
}

function rank(level: RiskLevel): number {
  return RISK_LEVELS.indexOf(level);
}
