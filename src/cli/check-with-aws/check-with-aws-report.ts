import type { CheckedByAws } from './check-with-aws';
import type { Comparison, NotCompared } from './compare';
import { groupBy } from '../../model';
import type { SimulationAnswer } from '../../organizations/authorization/policy-simulation-port';
import { reasonText } from '../../policy';
import { accountPlaces, countAccounts } from '../explain/account-places';
import { colors } from '../output/colors';
import { printable } from '../output/printable';

const ABOUT = 'This is about service control policies alone. Resource control policies are not checked by AWS.';

/** The comparison for the terminal: the counts, each disagreement, and what was not compared. */
export function awsReport({ comparisons, savedAt }: CheckedByAws): string {
  const { agrees, disagrees, notCompared } = countsOf(comparisons);
  const when = savedAt === undefined ? '' : ` (answers of ${printable(savedAt)})`;
  const lines = [
    `${colors.bold('Checked by AWS')}${when}  agrees: ${agrees}, disagrees: ${disagrees}, not compared: ${notCompared}`,
    `  ${ABOUT}`,
    ...comparisons.flatMap((each) => (each.result === 'disagrees' ? disagreementLines(each) : [])),
    ...notesOf(comparisons).map((note) => `  ${printable(note)}`),
    ...notComparedLines(comparisons),
  ];
  return `${lines.join('\n')}\n`;
}

function countsOf(comparisons: CheckedByAws['comparisons']) {
  const count = (result: string) => comparisons.filter((each) => each.result === result).length;
  return { agrees: count('agrees'), disagrees: count('disagrees'), notCompared: count('not compared') };
}

function disagreementLines({ placed, question, here, aws, sent }: Comparison): string[] {
  return [
    `${colors.red('DISAGREES')}  ${printable(`${question.action} in ${placed.path}`)}`,
    `  here  ${here.decision}${here.decision === 'denied' ? `: ${here.reasons.map((reason) => printable(reasonText(reason))).join(' ')}` : ''}`,
    `  AWS   ${printable(awsText(aws))}`,
    '  sent  (again with: aws iam simulate-custom-policy --cli-input-json JSON)',
    `    ${printable(JSON.stringify(sent))}`,
  ];
}

function awsText(aws: SimulationAnswer): string {
  if ('code' in aws) return `does not accept the request: ${aws.code} (${aws.message})`;
  const detail = aws.allowedByOrganizations === undefined ? '' : `, AllowedByOrganizations ${aws.allowedByOrganizations}`;
  return `${aws.decision}${detail}`;
}

function notesOf(comparisons: CheckedByAws['comparisons']): string[] {
  return [...new Set(comparisons.flatMap((each) => ('notes' in each ? each.notes : [])))];
}

function notComparedLines(comparisons: CheckedByAws['comparisons']): string[] {
  const pathsOf = (some: CheckedByAws['comparisons']) => [...new Set(some.map(({ placed }) => placed.path))];
  const asked = countAccounts(pathsOf(comparisons));
  const all = comparisons.filter((each): each is NotCompared => each.result === 'not compared');
  return [...groupBy(all, ({ question, why }) => JSON.stringify([question.action, why])).values()].map((group) => (
    `  not compared  ${printable(group[0].question.action)} in ${accountPlaces(pathsOf(group), asked)}: ${printable(group[0].why)}`));
}

/** The same for programs. Its schema is in docs/explain.schema.json and docs/check.schema.json. */
export function awsJson({ comparisons, savedAt }: CheckedByAws) {
  return {
    ...(savedAt === undefined ? {} : { savedAt }),
    counts: countsOf(comparisons),
    unchecked: ['RESOURCE_CONTROL_POLICY'],
    comparisons: comparisons.map((each) => ({
      account: { id: each.placed.account.id, path: each.placed.path },
      action: each.question.action,
      result: each.result,
      ...(each.result === 'not compared' ? { why: each.why } : { decision: each.here.decision, aws: each.aws, notes: each.notes }),
      ...(each.result === 'disagrees' ? { sent: each.sent } : {}),
    })),
  };
}
