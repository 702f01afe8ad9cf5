import { accountPlaces, countAccounts } from './account-places';
import { sharedReasons } from './explain-json';
import { HEADINGS, howToSupply, iamLine } from './explain-report';
import { guardrailLines } from './explained-reason';
import { type AccessAnswer, groupBy } from '../../model';
import { reasonText } from '../../policy';
import { colors } from '../output/colors';
import { printable } from '../output/printable';

/** Many accounts: those with the same verdict for the same reasons together, most first. */
export function summaryReport(answers: readonly AccessAnswer[]): string {
  const groups = groupBy(answers, (answer) => JSON.stringify([answer.decision, reasonsOf(answer), answer.remarks]));
  const sorted = [...groups.values()].sort((a, b) => b.length - a.length);
  const asked = countAccounts(answers.map(({ placed }) => placed.path));
  const common = answers[0].remarks.filter((remark) => answers.every(({ remarks }) => remarks.includes(remark)));
  const sections = sorted.map((group) => [
    `${colors.bold(HEADINGS[group[0].decision])}  in ${group.length} of ${answers.length} accounts`,
    ...lineOf(iamLine(group[0])),
    `  ${accountPlaces(group.map(({ placed }) => placed.path), asked)}`,
    ...sharedReasons(group[0]).flatMap((reason) => [`  ${printable(reasonText(reason))}`, ...guardrailLines(reason, '     ')]),
    ...group[0].remarks.filter((remark) => !common.includes(remark)).map((remark) => `  ${printable(remark)}`),
    ...group[0].missingInformation.map((what) => `  ${printable(what)}  ${printable(howToSupply(what, group[0].request))}`),
  ].join('\n'));
  const headline = [colors.bold(printable(answers[0].request.action)), ...common.map(printable)].join('\n');
  return `${headline}\n\n${sections.join('\n\n')}\n`;
}

function lineOf(text: string | undefined): string[] {
  return text === undefined ? [] : [`  ${text}`];
}

function reasonsOf(answer: AccessAnswer): string[] {
  return sharedReasons(answer).map(reasonText);
}
