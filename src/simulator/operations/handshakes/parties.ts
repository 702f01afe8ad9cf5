import { isPending } from '../../handshakes/handshake-endings';
import { accessDenied, invalidInput, ServiceError } from '../../protocol/service-error';
import { HandshakePartyRecord, HandshakeRecord, KnownAccountRecord } from '../../store/records';
import { Call } from '../operation';

/** A party as a request names it. */
export interface PartyRequest {
  readonly Id: string;
  readonly Type: HandshakePartyRecord['type'];
}

/** Checks the target of an invitation. Source: API Reference, HandshakeParty; which reason is whose: their names. */
export function recipientOf({ Id: id, Type: type }: PartyRequest): HandshakePartyRecord {
  if (type === 'ORGANIZATION') throw invalidInput('INVALID_PARTY_TYPE_TARGET', 'A target is an account or an email address, this one is an organization.');
  if (type === 'ACCOUNT' && !/^\d{12}$/.test(id)) throw invalidInput('INVALID_PATTERN', `Target.Id must be an account ID of twelve digits; it is "${id}".`);
  if (type === 'EMAIL' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(id)) {
    throw invalidInput('INVALID_EMAIL_ADDRESS_TARGET', `Target.Id must be an email address; it is "${id}".`);
  }
  return { type, id };
}

/** The account that gets it, if there is one. The address of a GovCloud account belongs to two, of which each is in its partition. */
export function accountOf(
  { world: { surroundings }, partition }: Call, { type, id }: HandshakePartyRecord,
): KnownAccountRecord | undefined {
  if (type === 'ACCOUNT') return surroundings.account(id);
  const owners = surroundings.accountsWithAddress(id);
  return owners.find((account) => account.partition === partition) ?? owners.find((account) => account.partition === undefined);
}

/** The handshake of this kind that the caller's organization has sent to the same account or address and that waits for an answer. */
export function pendingHandshakeTo(
  call: Call, action: HandshakeRecord['action'], recipient: HandshakePartyRecord,
): HandshakeRecord | undefined {
  const key = (party: HandshakePartyRecord) => accountOf(call, party)?.id ?? party.id.toLowerCase();
  return call.view.list('handshakes', 'organization', call.organization.id)
    .find((handshake) => handshake.action === action && isPending(handshake) && key(handshake.recipient) === key(recipient));
}

/** Whether the caller got the handshake. Its address counts in the partition of the organization that invites it. */
export function isRecipient({ world, caller, partition }: Call, { recipient: { type, id }, partition: senders }: HandshakeRecord): boolean {
  if (type === 'ACCOUNT') return id === caller.accountId;
  const account = world.surroundings.account(caller.accountId);
  const hasAddress = type === 'EMAIL' && account?.email.toLowerCase() === id.toLowerCase();
  return hasAddress && (account?.partition ?? partition) === senders;
}

/** Whether the caller is the management account of the organization that sent the handshake. */
export function isSender({ view: { organization }, caller }: Call, { organizationId }: HandshakeRecord): boolean {
  return organization?.id === organizationId && organization.managementAccountId === caller.accountId;
}

/** Whether the caller may read the handshake: it got it, sent it, or is a delegated administrator of the organization that did. */
export function isVisible(call: Call, handshake: HandshakeRecord): boolean {
  const isDelegate = call.view.organization?.id === handshake.organizationId
    && call.view.has('delegatedAdministrators', 'account', call.caller.accountId);
  return isSender(call, handshake) || isRecipient(call, handshake) || isDelegate;
}

/** The handshake, if the caller may know of it. */
export function findHandshake(call: Call, id: string): HandshakeRecord {
  const handshake = call.view.get('handshakes', id);
  if (handshake && isVisible(call, handshake)) return handshake;
  if (handshake && call.readings.handshakesOfOthers === 'AccessDeniedException') throw accessDenied();
  throw new ServiceError('HandshakeNotFoundException', "We can't find a handshake with the HandshakeId that you specified.");
}
