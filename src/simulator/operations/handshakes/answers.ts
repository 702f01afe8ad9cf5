import { acceptApproval, completeAllFeatures } from './all-features';
import { requirePending, handshakeViolation, invalidTransition } from './new-handshake';
import { findHandshake, isRecipient, isSender } from './parties';
import { presentHandshake } from './present-handshake';
import { endHandshake } from '../../handshakes/handshake-endings';
import { departOrganization, joinOrganization } from '../../handshakes/membership';
import { accessDenied, constraintViolation } from '../../protocol/service-error';
import { HandshakeRecord, AccountRecord } from '../../store/records';
import { IN_TRANSIT } from '../../store/store';
import type { World } from '../../world/world';
import { Call, writing } from '../operation';
import { masterCannotLeave, requireMayLeave } from '../organization';
import { acceptTransfer } from '../responsibility-transfers/transfer-dates';

interface HandshakeRequest {
  readonly HandshakeId: string;
}

const ACCEPTANCES: Readonly<Record<HandshakeRecord['action'], (call: Call, handshake: HandshakeRecord) => HandshakeRecord>> = {
  INVITE: acceptInvitation,
  APPROVE_ALL_FEATURES: acceptApproval,
  ADD_ORGANIZATIONS_SERVICE_LINKED_ROLE: acceptApproval,
  ENABLE_ALL_FEATURES: completeAllFeatures,
  TRANSFER_RESPONSIBILITY: acceptTransfer,
};

/** The recipient accepts. An organization's own request is accepted by the management account that sent it. */
function acceptHandshake(call: Call, { HandshakeId }: HandshakeRequest): object {
  const handshake = findHandshake(call, HandshakeId);
  const mayAccept = handshake.action === 'ENABLE_ALL_FEATURES' ? isSender(call, handshake) : isRecipient(call, handshake);
  if (!mayAccept) throw accessDenied();
  requirePending(handshake, 'ACCEPTED');
  return { Handshake: presentHandshake(call, ACCEPTANCES[handshake.action](call, handshake)) };
}

function declineHandshake(call: Call, { HandshakeId }: HandshakeRequest): object {
  const handshake = findHandshake(call, HandshakeId);
  if (!isRecipient(call, handshake)) throw accessDenied();
  requirePending(handshake, 'DECLINED');
  return { Handshake: presentHandshake(call, endHandshake(call.world.surroundings, call.changes, handshake, 'DECLINED')) };
}

function cancelHandshake(call: Call, { HandshakeId }: HandshakeRequest): object {
  const handshake = findHandshake(call, HandshakeId);
  if (!isSender(call, handshake)) throw accessDenied();
  requirePending(handshake, 'CANCELED');
  return { Handshake: presentHandshake(call, endHandshake(call.world.surroundings, call.changes, handshake, 'CANCELED')) };
}

export const answerOperations = [
  writing('AcceptHandshake', 'everyone', acceptHandshake),
  writing('DeclineHandshake', 'everyone', declineHandshake),
  writing('CancelHandshake', 'everyone', cancelHandshake),
];

/** The caller joins the organization that invited it. If it is a member of another one, it leaves that. */
function acceptInvitation(call: Call, handshake: HandshakeRecord): HandshakeRecord {
  const { surroundings } = call.world;
  const { accountId } = call.caller;
  const organization = surroundings.worldOfOrganization(handshake.organizationId);
  const account = surroundings.account(accountId);
  if (!organization || !account) throw invalidTransition(handshake);
  if ((account.partition ?? call.partition) !== handshake.partition) {
    throw handshakeViolation('ORGANIZATION_FROM_DIFFERENT_SELLER_OF_RECORD',
      `Account ${accountId} can join an organization of its own partition only, this one is in ${handshake.partition}.`);
  }
  if (organization === call.world) throw handshakeViolation('ALREADY_IN_AN_ORGANIZATION', `Account ${accountId} is already in the organization.`);
  const former = call.view.get('accounts', accountId);
  if (former) requireMayGoOver(call, former);
  refuseChangeTooSoon(call, account.membershipChangedAt);
  requireRoom(organization);
  if (former) departOrganization(call.world, call.changes, former);
  const changes = call.changesIn(organization);
  joinOrganization(organization, changes, account, handshake.tags);
  return endHandshake(surroundings, changes, handshake, 'ACCEPTED');
}

/** Source: User Guide, on accounts that go over from one organization to another one. The reason for the organization's age is a guess. */
function requireMayGoOver(call: Call, account: AccountRecord): void {
  const { managementAccountId, createdAt } = call.organization;
  if (account.id === managementAccountId) throw masterCannotLeave();
  requireMayLeave(call, account);
  if (call.now - createdAt < call.world.settings.limits.minimumAgeForTransferMs) {
    throw constraintViolation('WAIT_PERIOD_ACTIVE', `The organization of account ${account.id} was created too recently for its accounts to go over to another one.`);
  }
}

function refuseChangeTooSoon(call: Call, changedAt = -Infinity): void {
  if (call.now - changedAt >= call.world.settings.limits.membershipChangeIntervalMs) return;
  throw handshakeViolation('ORGANIZATION_MEMBERSHIP_CHANGE_RATE_LIMIT_EXCEEDED',
    `You attempted to change the membership of account ${call.caller.accountId} too quickly after its previous change.`);
}

function requireRoom({ truth, store, settings }: World): void {
  const creations = truth.list('createAccountRequests', IN_TRANSIT, 'IN_PROGRESS').length;
  if (store.table('accounts').size + creations < settings.limits.accounts) return;
  throw handshakeViolation('ACCOUNT_NUMBER_LIMIT_EXCEEDED', 'The organization has the allowed number of AWS accounts already.');
}
