import { conflict, invalidField, notFound } from './account-error';
import { changedTarget, targetOf } from './target';
import { Call, reading, writing } from '../operations/operation';
import { DIGITS } from '../protocol/identifiers';
import type { AccountProfileRecord } from '../store/records';

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

/** The contact of an account before anyone changes it. AWS has it from the sign-up, or copies it from the management account. */
const FIRST_CONTACT: Contact = {
  FullName: 'Account Owner',
  AddressLine1: '1 Example Street',
  City: 'Seattle',
  StateOrRegion: 'WA',
  PostalCode: '98101',
  CountryCode: 'US',
  PhoneNumber: '+12065550100',
};

export function contactOf({ contactInformation = FIRST_CONTACT }: AccountProfileRecord): Contact {
  return contactInformation;
}

/** Source: API Reference, ContactInformation, StateOrRegion. */
const COUNTRIES_WITH_STATES: readonly string[] = ['US', 'CA', 'GB', 'DE', 'JP', 'IN', 'BR'];

/** Replaces all of it: a field that is left out is empty afterwards. */
function putContactInformation(call: Call, request: { AccountId?: string; ContactInformation: Contact }): void {
  const { ContactInformation: contact } = request;
  const { profile } = changedTarget(call, request.AccountId);
  if (COUNTRIES_WITH_STATES.includes(contact.CountryCode) && contact.StateOrRegion === undefined) {
    throw invalidField('contactInformation.stateOrRegion', `StateOrRegion is required in ${contact.CountryCode}. Give the state or region of the address.`);
  }
  const { phoneVerification, ...rest } = profile;
  const isSameNumber = contact.PhoneNumber === contactOf(profile).PhoneNumber;
  call.changes.put('accountProfiles', { ...rest, contactInformation: contact, ...(isSameNumber && phoneVerification && { phoneVerification }) });
}

function getContactInformation(call: Call, { AccountId }: { AccountId?: string }): object {
  const { profile } = targetOf(call, AccountId);
  return { ContactInformation: contactOf(profile), VerificationStatus: profile.phoneVerification?.status ?? 'UNVERIFIED' };
}

/** AWS sends a code to the phone of the contact information. Another number has to be verified again. */
function sendPhoneNumberVerification(call: Call, { AccountId }: { AccountId?: string }): object {
  const { profile } = changedTarget(call, AccountId);
  if (profile.phoneVerification?.status === 'VERIFIED') throw conflict('The phone number is verified already.');
  call.changes.put('accountProfiles', { ...profile, phoneVerification: { code: call.world.random.text(DIGITS, 6), status: 'PENDING' } });
  return { Status: 'PENDING' };
}

function verifyPhoneNumber(call: Call, { AccountId, Otp: code }: { AccountId?: string; Otp: string }): object {
  const { id, profile } = changedTarget(call, AccountId);
  const { phoneVerification } = profile;
  if (phoneVerification?.status !== 'PENDING') throw notFound(`No verification of the phone number of account ${id} is pending. Start one.`);
  if (phoneVerification.code !== code) throw invalidField('otp', 'The one-time code is not the one that was sent to the phone. Give that one.');
  call.changes.put('accountProfiles', { ...profile, phoneVerification: { code, status: 'VERIFIED' } });
  return { Status: 'VERIFIED' };
}

export const contactOperations = [
  writing('PutAlternateContact', 'everyone', putAlternateContact),
  reading('GetAlternateContact', 'everyone', getAlternateContact),
  writing('DeleteAlternateContact', 'everyone', deleteAlternateContact),
  writing('PutContactInformation', 'everyone', putContactInformation),
  reading('GetContactInformation', 'everyone', getContactInformation),
  writing('SendPhoneNumberVerification', 'everyone', sendPhoneNumberVerification),
  writing('VerifyPhoneNumber', 'everyone', verifyPhoneNumber),
];
