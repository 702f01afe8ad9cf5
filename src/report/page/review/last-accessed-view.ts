import type { LastAccessedAccount, LastAccessedResult, UsedService } from '../../../model';
import {
  accountPhrase, LAST_ACCESSED_NOTE, LAST_ACCESSED_TITLE, lastAccessedSentence, otherServicesPhrases, reportDay, unreportedPhrase,
} from '../../last-accessed/last-accessed-words';
import { numberText, plainText } from '../../wording/phrase';
import { capitalized } from '../../wording/words';
import { element } from '../dom';
import { longTable } from '../overview/long-table';

/** When accounts last used the services of newly denied actions. */
export function lastAccessedView(result: LastAccessedResult): Node[] {
  const { accounts, unreported } = result;
  const used = accounts.flatMap((account) => account.used.map((service) => [account, service] as const));
  const others = accounts.flatMap((account) => otherServicesPhrases(account).map((words) => [account, plainText(words)] as const));
  return [
    element('h3', {}, `${LAST_ACCESSED_TITLE}${reportDay(result)}`),
    element('p', {}, `${capitalized(lastAccessedSentence(result))}.`),
    ...(accounts.length === 0 ? [] : [element('p', { class: 'quiet' }, LAST_ACCESSED_NOTE)]),
    ...(used.length === 0 ? [] : longTable(['Account', 'Service', 'Last use', 'Denied actions', 'By conditions'], used, usedCells)),
    ...(others.length === 0 ? [] : longTable(['Account', 'Other services'], others, ([account, words]) => [plainText(accountPhrase(account)), words])),
    ...(unreported.length === 0 ? [] : [element('ul', {}, ...unreported.map((each) => element('li', {}, plainText(unreportedPhrase(each)))))]),
  ];
}

function usedCells([account, { service, lastUse, region, denied, conditional }]: readonly [LastAccessedAccount, UsedService]): string[] {
  const place = region === undefined ? '' : ` in ${region}`;
  return [plainText(accountPhrase(account)), service, `${lastUse}${place}`, numberText(denied), numberText(conditional)];
}
