import {
  accountPhrase, LAST_ACCESSED_NOTE, LAST_ACCESSED_TITLE, lastAccessedSentence, otherServicesPhrases, reportDay, unreportedPhrase,
  usedPhrase,
} from './last-accessed-words';
import type { LastAccessedAccount, LastAccessedResult } from '../../model';
import { type Detail, folded, markdownPhrase, type Omissions } from '../markdown/detail';

/** The last use of newly denied services, closed until it is clicked. */
export function lastAccessedSection(result: LastAccessedResult | undefined, detail: Detail, omissions: Omissions): string[] {
  if (result === undefined) return [];
  const accounts = omissions.first(result.accounts, detail.items, 'account with its last use');
  const unreported = omissions.first(result.unreported, detail.items, 'account without a report');
  const lines = [
    ...accounts.flatMap((each) => accountLines(each, result.reportedAt, detail, omissions)),
    ...unreported.map((each) => `- ${markdownPhrase(unreportedPhrase(each), detail.characters)}`),
  ];
  return [
    [`**${LAST_ACCESSED_TITLE}**${reportDay(result)}: ${lastAccessedSentence(result)}.`, ...(result.accounts.length === 0 ? [] : [LAST_ACCESSED_NOTE])].join(' '),
    ...(lines.length === 0 ? [] : [folded('The services, by account', [lines.join('\n')])]),
  ];
}

function accountLines(
  account: LastAccessedAccount, reportedAt: string | undefined, { items, characters }: Detail, omissions: Omissions,
): string[] {
  const used = omissions.first(account.used, items, 'service that was used');
  return [
    `- ${markdownPhrase(accountPhrase(account), characters)}`,
    ...[...used.map((each) => usedPhrase(each, reportedAt)), ...otherServicesPhrases(account)].map((each) => `  - ${markdownPhrase(each, characters)}`),
  ];
}
