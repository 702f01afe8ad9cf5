import { accountName } from './account-phrases';
import { PRIMARY } from '../../../contract';
import type { AccountReference, AccountSettingChange, ShownContact } from '../../../model';
import { contactText, contactWords } from '../../../model/account-settings/account-settings';
import { own, phrase, type Phrase } from '../../wording/phrase';
import type { PhrasesFor } from '../change-text';

type Contacts = Extract<AccountSettingChange, { contactType: string }> | Extract<AccountSettingChange, { kind: 'primaryContactChanged' }>;

export const accountSettingPhrases: PhrasesFor<AccountSettingChange> = {
  alternateContactSet: (change) => phrase`${subject(change)} is set to ${contactText(change.after)}`,
  alternateContactChanged: (change) => phrase`${subject(change)} changes${fromTo(change)}`,
  alternateContactRemoved: (change) => {
    const { outcome } = change;
    return phrase`${subject(change)}${was(change.before)} ${own(CONTACT_REMOVALS[outcome])}`;
  },
  primaryContactChanged: (change) => {
    if (change.before === undefined) return phrase`${subject(change)} is set${change.after ? phrase` to ${contactText(change.after)}` : []}`;
    return phrase`${subject(change)} changes${fromTo(change)}`;
  },
  regionEnabled: ({ account, region }) => phrase`Region ${region} is enabled in account ${accountName(account)}`,
  regionDisabled: ({ account, region }) => phrase`Region ${region} is disabled in account ${accountName(account)}`,
  accountSettingReleased: ({ account, region }) => (region === undefined
    ? phrase`The primary contact of account ${accountName(account)} is removed from the app and stays`
    : phrase`Region ${region} of account ${accountName(account)} is removed from the app and stays as it is`),
};

export const CONTACT_REMOVALS = {
  deleted: 'is deleted if its stack set it and nobody has changed it since', stays: 'is removed from the app and stays', gone: 'is gone',
} as const;

/** The sentences for changes by hand in the live organization. */
export const accountSettingDrift = {
  alternateContactSet: (change: Extract<Contacts, { kind: 'alternateContactSet' }>) => phrase`${subject(change)} was set by hand to ${contactText(change.after)}`,
  alternateContactChanged: (change: Extract<Contacts, { kind: 'alternateContactChanged' }>) => phrase`${subject(change)} was changed by hand${fromTo(change)}`,
  alternateContactRemoved: (change: Extract<Contacts, { kind: 'alternateContactRemoved' }>) => phrase`${subject(change)}${was(change.before)} was deleted by hand`,
  primaryContactChanged: (change: Extract<Contacts, { kind: 'primaryContactChanged' }>) => (change.after === undefined
    ? phrase`${subject(change)}${was(change.before)} is gone` : phrase`${subject(change)} was changed by hand${fromTo(change)}`),
  regionEnabled: ({ account, region }: { account: AccountReference; region: string }) => (
    phrase`Region ${region} was enabled by hand in account ${accountName(account)}`),
  regionDisabled: ({ account, region }: { account: AccountReference; region: string }) => (
    phrase`Region ${region} was disabled by hand in account ${accountName(account)}`),
};

/** The contact without its account, for many accounts at once. */
export function contactNoun(change: Contacts): string {
  return contactWords('contactType' in change ? change.contactType : PRIMARY);
}

function subject(change: Contacts): Phrase {
  return phrase`The ${own(contactNoun(change))} of account ${accountName(change.account)}`;
}

function was(before: ShownContact | undefined): Phrase {
  return before === undefined ? [] : phrase`, which was ${contactText(before)},`;
}

/** Names members whose values are not shown, because phone numbers and addresses are personal data. */
export function fromTo(
  { before, after, members = [] }: { before?: ShownContact; after?: ShownContact; members?: readonly string[] },
): Phrase {
  const [one, other] = [before, after].map((contact) => contact && contactText(contact));
  const hidden = members.filter((member) => !SHOWN.includes(member));
  const notShown = hidden.length === 0 ? [] : phrase` (${own('values not shown: ')}${hidden.join(', ')})`;
  if (one === other) return notShown;
  return phrase`${one === undefined ? [] : phrase` from ${one}`}${other === undefined ? [] : phrase` to ${other}`}${notShown}`;
}

const SHOWN: readonly string[] = ['Name', 'Title', 'EmailAddress', 'FullName', 'CompanyName'];
