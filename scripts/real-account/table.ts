import { findingText } from './finding';
import { NOT_ASKED } from './not-asked';
import type { Row } from './run-probes';
import { ORGANIZATIONS_READINGS, type OrganizationsReadingName } from '../../src/simulator';

/** The lines of a row: the reading with its answer, the question, the calls. */
export function rowLines({ reading, question, finding, evidence }: Row): string[] {
  const [usual] = ORGANIZATIONS_READINGS[reading as OrganizationsReadingName];
  const differs = !('unknown' in finding) && !('answer' in finding && finding.answer === usual);
  return [
    `${reading}: ${findingText(finding)}${differs ? ` (the simulator's default: ${usual})` : ''}`,
    `  ${question}`,
    ...evidence.map((line) => `    ${line}`),
  ];
}

/** The readings that no probe asks, those with the same reason together. */
export function notAskedLines(): string[] {
  const reasons = [...new Set(Object.values(NOT_ASKED))];
  return reasons.map((reason) => {
    const names = Object.keys(NOT_ASKED).filter((name) => NOT_ASKED[name] === reason);
    return `not asked: ${names.join(', ')} (${reason})`;
  });
}

export function summaryLine(rows: readonly Row[]): string {
  const count = (kind: string) => rows.filter(({ finding }) => kind in finding).length;
  return `${count('answer')} answered, ${count('other')} with an outcome that the simulator does not have, ${count('unknown')} unknown`;
}
