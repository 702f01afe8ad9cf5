import {
  accountPhrase, LAST_ACCESSED_NOTE, LAST_ACCESSED_TITLE, lastAccessedSentence, otherServicesPhrases, reportDay, unreportedPhrase,
  usedPhrase,
} from './last-accessed-words';
import type { LastAccessedAccount, LastAccessedResult } from '../../model';
import { visible } from '../escape';
import type { Colors } from '../text/colors';
import { numberText, type Phrase } from '../wording/phrase';

const ACCOUNTS = 30;
const SERVICES = 10;
const UNREPORTED = 8;

/** The last use of newly denied services for the terminal. The JSON has all of it. */
export function lastAccessedLines(result: LastAccessedResult, colors: Colors): string[] {
  const { accounts, unreported, reportedAt } = result;
  return [
    `${colors.bold(LAST_ACCESSED_TITLE)}${reportDay(result)}: ${lastAccessedSentence(result)}.`,
    ...accounts.slice(0, ACCOUNTS).flatMap((each) => [`  ${colors.bold(text(accountPhrase(each)))}`, ...serviceLines(each, reportedAt, colors)]),
    ...more(accounts.length - ACCOUNTS, '  ', 'accounts'),
    ...unreported.slice(0, UNREPORTED).map((each) => `  ${text(unreportedPhrase(each))}`),
    ...more(unreported.length - UNREPORTED, '  ', 'accounts without a report'),
    ...(accounts.length === 0 ? [] : [colors.dim(LAST_ACCESSED_NOTE)]),
  ];
}

function serviceLines(account: LastAccessedAccount, reportedAt: string | undefined, colors: Colors): string[] {
  const { used } = account;
  return [
    ...used.slice(0, SERVICES).map((each) => `    ${colors.yellow(text(usedPhrase(each, reportedAt)))}`),
    ...more(used.length - SERVICES, '    ', 'services that were used'),
    ...otherServicesPhrases(account).map((each) => `    ${colors.dim(text(each))}`),
  ];
}

function text(of: Phrase): string {
  return of.map((part) => (part.foreign ? visible(part.text) : part.text)).join('');
}

function more(number: number, indent: string, noun: string): string[] {
  return number > 0 ? [`${indent}… and ${numberText(number)} more ${noun}`] : [];
}
