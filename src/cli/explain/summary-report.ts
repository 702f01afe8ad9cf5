import { accountPlaces, countAccounts } from './account-places';
import { answerGroups, sharedReasons } from './explain-json';
import { HEADINGS, howToSupply, iamLine } from './explain-report';
import { guardrailLines } from './explained-reason';
import type { AccessAnswer, PlacedAccount } from '../../model';
import { reasonText } from '../../policy';
import { colors } from '../output/colors';
import { printable } from '../output/printable';

/** Many accounts: those with the same verdict for the same reasons together, most first. */
export function summaryReport(answers: ReadonlyMap<PlacedAccount, AccessAnswer>): string {
  const groups = answerGroups(answers, (answer) => JSON.stringify([answer.decision, reasonsOf(answer), answer.remarks]));
  const sorted = groups.sort((a, b) => b.accounts.length - a.accounts.length);
  const asked = countAccounts([...answers.keys()].map(({ path }) => path));
  const [{ answer: first }] = groups;
  const common = first.remarks.filter((remark) => groups.every(({ answer: { remarks } }) => remarks.includes(remark)));
  const sections = sorted.map(({ answer, accounts }) => [
    `${colors.bold(HEADINGS[answer.decision])}  in ${accounts.length} of ${answers.size} accounts`,
    ...lineOf(iamLine(answer)),
    `  ${accountPlaces(accounts.map(({ path }) => path), asked)}`,
    ...sharedReasons(answer).flatMap((reason) => [`  ${printable(reasonText(reason))}`, ...guardrailLines(reason, '     ')]),
    ...answer.remarks.filter((remark) => !common.includes(remark)).map((remark) => `  ${printable(remark)}`),
    ...answer.missingInformation.map((what) => `  ${printable(what)}  ${printable(howToSupply(what, answer.request))}`),
  ].join('\n'));
  const headline = [colors.bold(printable(first.request.action)), ...common.map(printable)].join('\n');
  return `${headline}\n\n${sections.join('\n\n')}\n`;
}

function lineOf(text: string | undefined): string[] {
  return text === undefined ? [] : [`  ${text}`];
}

function reasonsOf(answer: AccessAnswer): string[] {
  return sharedReasons(answer).map(reasonText);
}
