import { type AccessAnswer, groupBy } from '../model';
import { reasonText } from '../policy';
import { colours } from './colours';
import { HEADINGS } from './explain-report';
import { howToSupply } from './how-to-supply';
import { printable } from './printable';

/** How many accounts of a group are named. */
const LISTED = 30;

/** Many accounts: those with the same verdict for the same reasons together, most first. */
export function summaryReport(answers: readonly AccessAnswer[]): string {
  const groups = groupBy(answers, (answer) => JSON.stringify([answer.decision, reasonsOf(answer)]));
  const sorted = [...groups.values()].sort((a, b) => b.length - a.length);
  const sections = sorted.map((group) => [
    `${colours.bold(HEADINGS[group[0].decision])}  in ${group.length} of ${answers.length} accounts`,
    `  ${group.slice(0, LISTED).map(({ placed }) => printable(placed.path)).join(', ')}${group.length > LISTED ? `, and ${group.length - LISTED} more` : ''}`,
    ...reasonsOf(group[0]).map((text) => `  ${printable(text)}`),
    ...group[0].dependsOn.map((what) => `  ${printable(what)}  ${printable(howToSupply(what, group[0].request))}`),
  ].join('\n'));
  const headline = [colours.bold(printable(answers[0].request.action)), ...answers[0].remarks.map(printable)].join('\n');
  return `${headline}\n\n${sections.join('\n\n')}\n`;
}

function reasonsOf({ decision, because, placed, request }: AccessAnswer): string[] {
  const told = decision === 'allowed' ? because.filter(({ kind }) => kind === 'exempt') : because;
  // What differs from account to account alone does not make another group.
  return told.map((reason) => reasonText(reason).replaceAll(String(request.principal), 'the principal').replaceAll(placed.account.id, 'the account'));
}
