import type { LastAccessedAccount, LastAccessedResult, UnreportedAccount, UsedService } from '../../model';
import { numberText, own, type Phrase, phrase } from '../wording/phrase';
import { count } from '../wording/words';

export const LAST_ACCESSED_TITLE = 'Last use of newly denied services';

/** So many services are named in one line. */
const NAMED_SERVICES = 12;
const NAMED_PATTERNS = 3;
const DAY_MS = 86_400_000;

/** How far the result can be trusted. Source: IAM User Guide, "Refine permissions in AWS using last accessed information". */
export const LAST_ACCESSED_NOTE = 'IAM reports by service, not by action, and counts refused attempts: this is the most that the change can stop. '
  + 'Calls of other accounts to resources of an account are not in it. The tracking period is 400 days or more; recent use appears within four hours.';

/** `2 of 5 accounts used services of newly denied actions`. */
export function lastAccessedSentence({ accounts, unreported }: LastAccessedResult): string {
  if (accounts.length === 0 && unreported.length === 0) return 'the change denies no known action in an account';
  const using = accounts.filter(({ used }) => used.length > 0).length;
  const missing = unreported.length === 0 ? '' : `, and ${numberText(unreported.length)} ${unreported.length === 1 ? 'has' : 'have'} no report`;
  return `${numberText(using)} of ${count(accounts.length + unreported.length, 'account')} used a service of which actions are newly denied${missing}`;
}

/** `Root/Workloads/shop (111122223333)`. */
export function accountPhrase({ account, accountId }: Pick<LastAccessedAccount, 'account' | 'accountId'>): Phrase {
  return phrase`${account} (${accountId})`;
}

/** `s3: last used 2026-11-28 in eu-west-1, 2 days before the report; 14 actions are denied: s3:Delete*`. */
export function usedPhrase({ service, lastUse, region, ...denied }: UsedService, reportedAt: string | undefined): Phrase {
  const place = region === undefined ? own('') : phrase` in ${region}`;
  return phrase`${service}: last used ${lastUse.slice(0, 10)}${place}${own(ageWords(lastUse, reportedAt))}; ${own(deniedWords(denied))}: ${patternsPhrase(denied)}`;
}

function ageWords(lastUse: string, reportedAt: string | undefined): string {
  if (reportedAt === undefined) return '';
  const days = Math.floor((Date.parse(reportedAt) - Date.parse(lastUse)) / DAY_MS);
  return days <= 0 ? ', less than a day before the report' : `, ${count(days, 'day')} before the report`;
}

/** `14 actions are denied, and 3 may be, by conditions`. */
function deniedWords({ denied, conditional }: Pick<UsedService, 'denied' | 'conditional'>): string {
  if (denied === 0) return `${count(conditional, 'action')} may be denied, by conditions`;
  return `${count(denied, 'action')} ${denied === 1 ? 'is' : 'are'} denied${conditional === 0 ? '' : `, and ${numberText(conditional)} may be, by conditions`}`;
}

function patternsPhrase({ actions, morePatterns }: Pick<UsedService, 'actions' | 'morePatterns'>): Phrase {
  const named = actions.slice(0, NAMED_PATTERNS);
  const more = actions.length - named.length + morePatterns;
  return [...phrase`${named.join(', ')}`, ...(more === 0 ? [] : own(` and ${numberText(more)} more`))];
}

/** `not used in the tracking period: ec2, rds and 4 more`; nothing where there are none. */
export function otherServicesPhrases({ unused, notReported }: LastAccessedAccount): Phrase[] {
  const named = (words: string, names: readonly string[]) => {
    const more = names.length > NAMED_SERVICES ? ` and ${numberText(names.length - NAMED_SERVICES)} more` : '';
    return names.length === 0 ? [] : [phrase`${own(words)}: ${names.slice(0, NAMED_SERVICES).join(', ')}${own(more)}`];
  };
  return [
    ...named('not used in the tracking period', unused),
    ...named('not in the report, since policies deny it already or IAM does not track it', notReported),
  ];
}

/** `Root/Old (333344445555): the account is suspended`. */
export function unreportedPhrase({ reason, ...account }: UnreportedAccount): Phrase {
  return phrase`${accountPhrase(account)}: ${reason}`;
}

/** `2026-11-30`: the day of the oldest report. */
export function reportDay({ reportedAt }: LastAccessedResult): string {
  return reportedAt === undefined ? '' : ` (reports of ${reportedAt.slice(0, 10)})`;
}
