import { type Command, InvalidArgumentError } from 'commander';
import { failOn, type Review, RISK_LEVELS, type RiskLevel, type Thresholds } from '../model';
import { type RehearsalSummary, rehearsalVerdict } from '../report';

type Level = NonNullable<Thresholds['risk']>;

export interface ThresholdOptions {
  readonly fail?: boolean;
  /** The mildest level that stops a pipeline. */
  readonly failOn?: Level;
}

const LEVELS = RISK_LEVELS.filter((level): level is Level => level !== 'neutral');

export function withThresholds(command: Command): Command {
  return command
    .option('--fail', 'exit code 1 if there is any difference')
    .option('--fail-on <levels>', `exit code 1 at this risk or a worse one (${LEVELS.join(', ')}), or if the deployment cannot work`, mildest);
}

/** Why the exit code is 1, a sentence each; none if it is 0. */
export function exceeded(review: Review, { fail, failOn: risk }: ThresholdOptions, rehearsal?: RehearsalSummary): string[] {
  return [
    ...(fail && review.changes.length > 0 ? ['There are differences.'] : []),
    ...(risk === undefined ? [] : failOn(review, { risk })),
    ...(risk !== undefined && rehearsal?.succeeded === false ? [`The rehearsal ${rehearsalVerdict(rehearsal)}.`] : []),
  ];
}

/** Of several levels the mildest counts, since worse ones stop as well. */
function mildest(text: string): Level {
  const given = text.split(',').map((each) => each.trim());
  const unknown = given.find((each) => !(LEVELS as readonly string[]).includes(each));
  if (unknown !== undefined) throw new InvalidArgumentError(`Give one or more of ${LEVELS.join(', ')}, with commas between them.`);
  return (given as Level[]).reduce((one, other) => (rank(one) > rank(other) ? one : other));
}

function rank(level: RiskLevel): number {
  return RISK_LEVELS.indexOf(level);
}
