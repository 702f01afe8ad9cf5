import { sendHandshake, duplicateHandshake, handshakeViolation } from './new-handshake';
import { accountOf, PartyRequest, pendingHandshakeTo, recipientOf } from './parties';
import { presentHandshake } from './present-handshake';
import { isPending } from '../../handshakes/handshake-endings';
import { constraintViolation, invalidInput, ServiceError } from '../../protocol/service-error';
import { HandshakePartyRecord, HandshakeRecord } from '../../store/records';
import { INVITATION_WINDOW_MS, invitationsAllowed } from '../../world/limits';
import { Call, writing } from '../operation';
import { accountsAndThoseToCome, refuseWhileFinalizing } from '../preconditions';
import { Tag, withTags } from '../tag-list';

interface InvitationRequest {
  readonly Target: PartyRequest;
  readonly Notes?: string;
  readonly Tags?: Tag[];
}

/** Asks an account to join the organization; it waits 15 days for the answer. */
function inviteAccount(call: Call, { Target, Notes: notes, Tags: added }: InvitationRequest): object {
  refuseWhileFinalizing(call);
  const recipient = recipientOf(Target);
  const tags = withTags({}, added, call.world.settings.limits.tagsPerResource);
  const { id: organizationId, managementAccountEmail } = call.organization;
  if (call.world.settings.unverifiedAddresses.has(managementAccountEmail.toLowerCase())) {
    throw new ServiceError('AccountOwnerNotVerifiedException',
      `You can't invite an account until you verify the email address of the management account, ${managementAccountEmail}.`);
  }
  const sent = call.view.list('handshakes', 'organization', organizationId);
  refuseWhileEnabling(call, sent);
  refuseTarget(call, recipient);
  const duplicate = pendingHandshakeTo(call, 'INVITE', recipient);
  if (duplicate) throw duplicateHandshake(duplicate);
  refuseTooMany(call, sent);
  return { Handshake: presentHandshake(call, sendHandshake(call, { action: 'INVITE', recipient, notes, tags })) };
}

/** Whether it is allowed is not clear: the guide and the list of reasons contradict each other. */
function refuseWhileEnabling(call: Call, sent: readonly HandshakeRecord[]): void {
  if (call.readings.invitationsWhileEnablingAllFeatures === 'allowed') return;
  if (!sent.some((handshake) => handshake.action === 'ENABLE_ALL_FEATURES' && isPending(handshake))) return;
  throw handshakeViolation('INVITE_DISABLED_DURING_ENABLE_ALL_FEATURES',
    "You can't invite accounts while your organization is in the process of enabling all features.");
}

/** An account of another organization can be invited: it goes over to this one. */
function refuseTarget(call: Call, recipient: HandshakePartyRecord): void {
  const account = accountOf(call, recipient);
  if (!account) {
    if (recipient.type === 'EMAIL' || call.readings.invitingAnUnknownAccount === 'isSent') return;
    throw invalidInput('TARGET_NOT_SUPPORTED', `There is no account ${recipient.id}.`);
  }
  if (account.partition !== undefined && account.partition !== call.partition) {
    throw handshakeViolation('ORGANIZATION_FROM_DIFFERENT_SELLER_OF_RECORD',
      `Account ${account.id} is in the partition ${account.partition}, your organization in ${call.partition}.`);
  }
  if (call.view.get('accounts', account.id)) {
    throw handshakeViolation('ALREADY_IN_AN_ORGANIZATION', `Account ${account.id} is already a member of your organization.`);
  }
}

function refuseTooMany(call: Call, sent: readonly HandshakeRecord[]): void {
  const { limits } = call.world.settings;
  const unanswered = sent.filter(({ action, state, requestedAt }) => action === 'INVITE'
    && state !== 'ACCEPTED' && call.now - requestedAt < INVITATION_WINDOW_MS);
  if (unanswered.length >= invitationsAllowed(limits)) {
    throw handshakeViolation('HANDSHAKE_RATE_LIMIT_EXCEEDED', `You can send ${invitationsAllowed(limits)} invitations in 24 hours.`);
  }
  if (accountsAndThoseToCome(call) >= limits.accounts) {
    throw constraintViolation('ACCOUNT_NUMBER_LIMIT_EXCEEDED', 'This invitation would cause you to exceed the allowed number of AWS accounts.');
  }
}

export const invitationOperations = [
  writing('InviteAccountToOrganization', 'management', inviteAccount),
];
