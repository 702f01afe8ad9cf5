import type { AppRows, LeftOut } from './rows';
import {
  ACCOUNT_NAME_PATTERN, ACCOUNT_MANAGEMENT_PRINCIPAL, ALTERNATE_CONTACT_MEMBERS, type ContactMember, COUNTRIES_WITH_STATES, DEFAULT_REGIONS,
  EMAIL_PATTERN, isAlternate, OWNER_TAG_KEY, parseOwnerTagValue, PRIMARY_CONTACT_MEMBERS, QUOTAS, regionOf, RESERVED_TAG_PREFIX,
  type Setting, TAG_PATTERN,
} from '../contract';
import { type Account, type Organization, type OrganizationalUnit, type Policy, type Tags, type Writer, WRITER_OF_SERVICE, writerOf } from '../model';
import { validatePolicy } from '../policy';
import { writerName } from '../report/wording/writer-words';

/** Why a part stays outside the app; undefined for a part that the app manages. */
export type Reason = string | undefined;

export const CLOSED: readonly string[] = ['SUSPENDED', 'PENDING_CLOSURE', 'CLOSED'];

/** Text that CloudFormation or the CDK would replace by a value. */
const REPLACED = /\{\{resolve:|\$\{Token\[/;
const REASON_OF_REPLACED = 'CloudFormation or the CDK would replace a part of its text by a value; change that text, then add its row';

/** Collects what is left out. */
export class Omissions {
  private readonly found: LeftOut[] = [];

  add(kind: LeftOut['kind'], subject: string, reason: string): void {
    this.found.push({ kind, subject, reason });
  }

  /** By kind, in the order in which they were found. */
  get all(): AppRows['leftOut'] {
    return this.found;
  }
}

export function reasonOfAccount({ id, name, email, state, tags }: Account, { managementAccountId }: Organization): Reason {
  if (id === managementAccountId) return 'no service control policy limits the management account, and it cannot move';
  if (CLOSED.includes(state)) return 'it is closed, and AWS removes it after 90 days';
  if (state !== 'ACTIVE') return `it is not active yet (state: ${state}); add its row once it is`;
  if (REPLACED.test(name)) return REASON_OF_REPLACED;
  if (!ACCOUNT_NAME_PATTERN.test(name)) return 'its name has characters that AWS no longer accepts; rename it, then add its row';
  if (!EMAIL_PATTERN.test(email) || email.length > QUOTAS.emailLength.value) {
    return `its email address is not one that AWS accepts for accounts (${email}); correct it, then add its row`;
  }
  return reasonOfOwner(tags) ?? reasonOfTagCount(tags);
}

/** An OU that is left out is named by its ID, since accounts and OUs below it need it. */
export function reasonOfUnit({ name, tags }: OrganizationalUnit): Reason {
  const writer = writerOf({ name, tags, isPolicy: false });
  if (REPLACED.test(name)) return REASON_OF_REPLACED;
  return reasonOfOwner(tags) ?? (writer === 'landingZoneAccelerator' ? reasonOfWriter(writer) : undefined) ?? reasonOfTagCount(tags);
}

/** @param handedOver the writer that hands its policies over to the app */
export function reasonOfPolicy({ name, type, description, content, tags }: Policy, handedOver?: Writer): Reason {
  const writer = writerOf({ name, tags, isPolicy: true });
  if (writer !== undefined && writer !== handedOver) return reasonOfWriter(writer);
  if ([name, description, content].some((text) => REPLACED.test(text))) return REASON_OF_REPLACED;
  const refused = validatePolicy(type, content).find(({ severity }) => severity === 'error');
  if (refused !== undefined) return `its document has a mistake (${refused.rule}); correct it in AWS Organizations, then add its row`;
  return reasonOfOwner(tags) ?? reasonOfTagCount(tags);
}

export function reasonOfTag(key: string, value: string): Reason {
  if (key.startsWith(RESERVED_TAG_PREFIX)) return 'this library writes it itself';
  if (/^aws:/i.test(key)) return 'AWS writes it';
  if (![key, value].every((text) => TAG_PATTERN.test(text))) return 'it has characters that AWS no longer accepts in tags; correct it, then add it';
  const writer = writerOf({ name: '', tags: { [key]: value }, isPolicy: false });
  return writer === undefined ? undefined : reasonOfWriter(writer);
}

export function reasonOfService(principal: string): Reason {
  const writer = WRITER_OF_SERVICE[principal];
  return writer === undefined ? undefined : reasonOfWriter(writer);
}

/** @param trusted the services whose trusted access the app manages */
export function reasonOfSettings(trusted: readonly string[]): Reason {
  return trusted.includes(ACCOUNT_MANAGEMENT_PRINCIPAL) ? undefined
    : `contacts and Regions need trusted access of ${ACCOUNT_MANAGEMENT_PRINCIPAL}; enable it, then add them`;
}

/** Why an app cannot have a contact or a Region as it is. AWS keeps contacts from before its present rules. */
export function reasonOfSetting(key: string, setting: Setting): Reason {
  const region = regionOf(key);
  if (region !== undefined) return DEFAULT_REGIONS.includes(region) ? 'every account has this Region' : undefined;
  const contact = Object(setting) as Readonly<Record<string, string | undefined>>;
  if (Object.values(contact).some((text = '') => REPLACED.test(text))) return REASON_OF_REPLACED;
  const members: Readonly<Record<string, ContactMember>> = isAlternate(key) ? ALTERNATE_CONTACT_MEMBERS : PRIMARY_CONTACT_MEMBERS;
  const wrong = Object.entries(members).find(([member, limits]) => !isAccepted(contact[member], limits));
  if (wrong !== undefined) return `AWS does not accept its ${wrong[0]} (${contact[wrong[0]] ?? 'none'}); correct it there, then add it`;
  const { CountryCode: country = '', StateOrRegion: state } = contact;
  return COUNTRIES_WITH_STATES.includes(country) && state === undefined
    ? `it has no StateOrRegion, which AWS requires in this country (${country}); add it there, then add it here` : undefined;
}

function isAccepted(value: string | undefined, { minLength = 1, maxLength, pattern = /^/, optional = false }: ContactMember): boolean {
  return value === undefined ? optional : value.length >= minLength && value.length <= maxLength && pattern.test(value);
}

function reasonOfWriter(writer: Writer): string {
  return `${writerName(writer)} writes it`;
}

function reasonOfOwner(tags: Tags): Reason {
  return Object.hasOwn(tags, OWNER_TAG_KEY) ? `the stack ${parseOwnerTagValue(tags[OWNER_TAG_KEY]).owner} of this library owns it` : undefined;
}

/** The owner tag takes a place. */
function reasonOfTagCount(tags: Tags): Reason {
  const most = QUOTAS.tagsPerResource.value;
  return Object.keys(tags).length < most ? undefined
    : `it has ${most} tags, and the owner tag needs a place; remove one, then add its row`;
}
