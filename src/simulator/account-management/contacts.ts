import { Call, reading, writing } from '../operations/operation';
import { invalidField, notFound } from './account-error';
import { changedTarget, targetOf } from './target';

interface ContactRequest {
  readonly AccountId?: string;
  readonly AlternateContactType: string;
}

type Contact = Readonly<Record<string, string>>;

function putAlternateContact(call: Call, { AccountId, ...contact }: ContactRequest & Contact): void {
  const { profile } = changedTarget(call, AccountId);
  const alternateContacts = { ...profile.alternateContacts, [contact.AlternateContactType]: contact as Contact };
  call.changes.put('accountProfiles', { ...profile, alternateContacts });
}

function noContact(accountId: string, type: string): Error {
  return notFound(`No contact of the type ${type} was found for account ${accountId}.`);
}

function getAlternateContact(call: Call, { AccountId, AlternateContactType: type }: ContactRequest): object {
  const { id, profile: { alternateContacts } } = targetOf(call, AccountId);
  if (!Object.hasOwn(alternateContacts, type)) throw noContact(id, type);
  return { AlternateContact: alternateContacts[type] };
}

function deleteAlternateContact(call: Call, { AccountId, AlternateContactType: type }: ContactRequest): void {
  const { id, profile } = changedTarget(call, AccountId);
  const { [type]: removed, ...alternateContacts } = profile.alternateContacts;
  if (removed === undefined) throw noContact(id, type);
  call.changes.put('accountProfiles', { ...profile, alternateContacts });
}

/** Source: API Reference, ContactInformation, StateOrRegion. */
const COUNTRIES_WITH_STATES: readonly string[] = ['US', 'CA', 'GB', 'DE', 'JP', 'IN', 'BR'];

/** Replaces all of it: a field that is left out is empty afterwards. */
function putContactInformation(call: Call, { AccountId, ContactInformation: contact }: { AccountId?: string; ContactInformation: Contact }): void {
  const { profile } = changedTarget(call, AccountId);
  if (COUNTRIES_WITH_STATES.includes(contact.CountryCode) && contact.StateOrRegion === undefined) {
    throw invalidField('contactInformation.stateOrRegion', `StateOrRegion is required in ${contact.CountryCode}. Give the state or region of the address.`);
  }
  call.changes.put('accountProfiles', { ...profile, contactInformation: contact });
}

/** What an account has before anyone changes it. AWS has it from the sign-up, or copies it from the management account. */
const FIRST_CONTACT: Contact = {
  FullName: 'Account Owner',
  AddressLine1: '1 Example Street',
  City: 'Seattle',
  StateOrRegion: 'WA',
  PostalCode: '98101',
  CountryCode: 'US',
  PhoneNumber: '+12065550100',
};

function getContactInformation(call: Call, { AccountId }: { AccountId?: string }): object {
  return { ContactInformation: targetOf(call, AccountId).profile.contactInformation ?? FIRST_CONTACT };
}

export const contactOperations = [
  writing('PutAlternateContact', 'everyone', putAlternateContact),
  reading('GetAlternateContact', 'everyone', getAlternateContact),
  writing('DeleteAlternateContact', 'everyone', deleteAlternateContact),
  writing('PutContactInformation', 'everyone', putContactInformation),
  reading('GetContactInformation', 'everyone', getContactInformation),
];
