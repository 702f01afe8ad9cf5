import { type Command, InvalidArgumentError } from 'commander';
import { newAccessReasons } from './new-access-reasons';
import { type Review, RISK_LEVELS, type RiskLevel } from '../../model';
import {
  boundsText, endedExemptions, exemptionPhrase, hastyRollouts, plainText, principalPhrase, type RehearsalSummary, rehearsalVerdict,
  reviewEntries, rolloutPhrase, usePhrase,
} from '../../report';
import type { AffectedUse, ReplayResult } from '../../trail';

type Level = Exclude<RiskLevel, 'neutral'>;

const LEVELS = RISK_LEVELS.filter((level): level is Level => level !== 'neutral');

/**
 * Levels beside those of risk: calls and requests that a change newly allows, or may allow; use that it takes away, or may take away;
 * exemptions from guardrails that have ended and are still in the code; and policy rollouts that go faster than they say.
 */
const FURTHER_LEVELS = ['new-access', 'newly-denied-use', 'ended-exemption', 'hasty-rollout'] as const;
const [ACCESS, USE, ENDED, HASTY] = FURTHER_LEVELS;

/** The levels that only code can have. */
export const LEVELS_OF_CODE: readonly FurtherLevel[] = [ENDED, HASTY];

type FurtherLevel = typeof FURTHER_LEVELS[number];

/** The levels that stop a pipeline. */
export interface FailOn {
  /** The mildest level of risk. */
  readonly risk?: Level;
  readonly further: readonly FurtherLevel[];
}

export interface ThresholdOptions {
  readonly fail?: boolean;
  readonly failOn?: FailOn;
}

export function withThresholds(command: Command): Command {
  return command
    .option('--fail', 'exit code 1 if there is any difference')
    .option('--fail-on <levels>', `exit code 1 at this risk or a worse one (${LEVELS.join(', ')}), or if the deployment cannot work; also ${ACCESS}, ${ENDED} and ${HASTY}, and with --replay ${USE}`, failOnOf);
}

/** The reason for exit code 1. */
export interface Exceeded {
  readonly reason: string;
  /** The causes, such as the changes of a level. */
  readonly because: readonly string[];
}

const NOTHING: FailOn = { further: [] };

/** The largest number of causes that a reason names. */
const NAMED = 5;

/** None if the exit code is 0. */
export function exceeded(
  review: Review, { fail, failOn: { risk, further } = NOTHING }: ThresholdOptions, rehearsal?: RehearsalSummary, replay?: ReplayResult,
): Exceeded[] {
  const { changes, obstacles } = review;
  const [ended, hasty] = [endedExemptions(review), hastyRollouts(review)];
  const given = [risk ?? [], further].flat().join(',');
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
    ...(further.includes(USE) && replay !== undefined && replay.newlyDenied.atMost > 0 ? [{
      reason: `${boundsText(replay.newlyDenied)} that passed would be denied (--fail-on ${USE}):`, because: named(usesOf(replay, 'denied')),
    }] : []),
    ...(further.includes(ACCESS) && replay !== undefined && replay.newlyAllowed.atMost > 0 ? [{
      reason: `${boundsText(replay.newlyAllowed)} would newly be allowed (--fail-on ${ACCESS}):`, because: named(usesOf(replay, 'allowed')),
    }] : []),
    ...(further.includes(ENDED) && ended.length > 0 ? [{
      reason: `${ended.length === 1 ? '1 exemption has' : `${ended.length} exemptions have`} ended (--fail-on ${ENDED}):`,
      because: named(ended.map((each) => plainText(exemptionPhrase(each)))),
    }] : []),
    ...(further.includes(HASTY) && hasty.length > 0 ? [{
      reason: `${hasty.length === 1 ? '1 policy rollout goes faster than it says' : `${hasty.length} policy rollouts go faster than they say`} (--fail-on ${HASTY}):`,
      because: named(hasty.map((each) => plainText(rolloutPhrase(each)))),
    }] : []),
    ...(further.includes(ACCESS) ? newAccessReasons(review).map(({ reason, because }) => ({ reason: `${reason} (--fail-on ${ACCESS}):`, because: named(because) })) : []),
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

/** Of several levels of risk, the mildest counts, because worse ones stop as well. */
function failOnOf(text: string, former: FailOn = NOTHING): FailOn {
  const given = text.split(',').map((each) => each.trim());
  const isRisk = (each: string): each is Level => (LEVELS as readonly string[]).includes(each);
  const isFurther = (each: string): each is FurtherLevel => (FURTHER_LEVELS as readonly string[]).includes(each);
  if (!given.every((each) => isRisk(each) || isFurther(each))) {
    throw new InvalidArgumentError(`Give one or more of ${[...LEVELS, ...FURTHER_LEVELS].join(', ')}, with commas between them.`);
  }
  const risks = [...(former.risk === undefined ? [] : [former.risk]), ...given.filter(isRisk)];
  const further = FURTHER_LEVELS.filter((each) => given.includes(each) || former.further.includes(each));
  return { ...(risks.length === 0 ? {} : { risk: risks.reduce((one, other) => (rank(one) > rank(other) ? one : other)) }), further };
}

function rank(level: RiskLevel): number {
  return RISK_LEVELS.indexOf(level);
}
