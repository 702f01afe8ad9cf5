import { PRIMARY } from '../../contract';
import { isContact, settingsByAccount } from '../account-settings/account-settings';
import type { FlatOrganization } from '../diff/flat-organization';
import { targetsOf } from '../diff/identity/identities';
import { isInvited } from '../invitations';

/** The reason of a risk, to which a rule adds what follows from it. */
export const UNKNOWN_ADDRESS = 'No account and no contact has had an address at this domain, or this public mailbox, before.';

/** Providers that give a mailbox to anyone. One mailbox there tells nothing about the next. */
const PUBLIC_PROVIDERS: ReadonlySet<string> = new Set([
  'aol.com', 'duck.com', 'fastmail.com', 'free.fr', 'gmail.com', 'gmx.at', 'gmx.ch', 'gmx.com', 'gmx.de', 'gmx.net', 'googlemail.com', 'hey.com',
  'hotmail.com', 'hotmail.co.uk', 'hotmail.de', 'hotmail.fr', 'icloud.com', 'laposte.net', 'libero.it', 'live.com', 'mac.com', 'mail.com', 'mail.ru',
  'mailbox.org', 'mailinator.com', 'me.com', 'msn.com', 'naver.com', 'orange.fr', 'outlook.com', 'outlook.de', 'pm.me', 'posteo.de', 'proton.me',
  'protonmail.com', 'qq.com', 'rocketmail.com', 't-online.de', 'tuta.com', 'tutanota.com', 'wanadoo.fr', 'web.de', 'yahoo.co.jp', 'yahoo.co.uk',
  'yahoo.com', 'yahoo.de', 'yahoo.fr', 'yandex.com', 'yandex.ru', 'ymail.com', 'zoho.com', '126.com', '163.com',
]);

/**
 * The email addresses and phone numbers of an organization, by which a review tells its own from those of strangers. An address is known by
 * its domain, or by its mailbox where anyone can get one in the domain.
 */
export class KnownAddresses {
  private readonly places: ReadonlySet<string>;
  private readonly phones: ReadonlySet<string>;

  constructor(organization: FlatOrganization) {
    const contacts = [...settingsByAccount(organization).values()].flatMap(({ settings }) => Object.values(settings)).filter(isContact);
    const emails = [
      // The address of an account that has not joined is that of its owner.
      ...targetsOf(organization, 'account').filter((account) => !isInvited(account)).map(({ email }) => email),
      ...contacts.flatMap(({ EmailAddress: email }) => email ?? []),
    ];
    this.places = new Set(emails.flatMap((email) => placeOf(email) ?? []));
    this.phones = new Set(contacts.flatMap(({ PhoneNumber: phone }) => (phone === undefined ? [] : [digitsOf(phone)])));
  }

  hasAddress(email: string): boolean {
    const place = placeOf(email);
    return place !== undefined && this.places.has(place);
  }

  /** Whether the primary contact of an account, after the change, has a phone number that a contact had before. */
  hasPhoneOf(after: FlatOrganization, accountId: string): boolean {
    const contact = settingsByAccount(after).get(accountId)?.settings[PRIMARY];
    return isContact(contact) && contact.PhoneNumber !== undefined && this.phones.has(digitsOf(contact.PhoneNumber));
  }
}

/** The domain, or the mailbox without what stands after its plus sign. Undefined for a text that is no address. */
function placeOf(email: string): string | undefined {
  const at = email.lastIndexOf('@');
  if (at < 1 || at === email.length - 1) return undefined;
  const domain = email.slice(at + 1).toLowerCase();
  return PUBLIC_PROVIDERS.has(domain) ? `${email.slice(0, at).toLowerCase().replace(/\+.*$/, '')}@${domain}` : domain;
}

function digitsOf(phone: string): string {
  return phone.replace(/\D/g, '');
}
