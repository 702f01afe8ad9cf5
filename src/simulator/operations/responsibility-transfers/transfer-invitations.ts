import { newId } from '../../protocol/identifiers';
import { invalidInput } from '../../protocol/service-error';
import { KnownAccountRecord, OrganizationRecord, TransferParticipantRecord } from '../../store/records';
import { sendHandshake, duplicateHandshake, handshakeViolation } from '../handshakes/new-handshake';
import { accountOf, PartyRequest, pendingHandshakeTo, recipientOf } from '../handshakes/parties';
import { presentHandshake } from '../handshakes/present-handshake';
import { Call, writing } from '../operation';
import { Tag, withTags } from '../tag-list';
import { activeTransfers, requireInboundQuota } from './active-transfers';
import { startOf } from './transfer-dates';

interface TransferInvitationRequest {
  readonly Target: PartyRequest;
  readonly Notes?: string;
  readonly StartTimestamp: number;
  readonly SourceName: string;
  readonly Tags?: Tag[];
}

/** Offers another organization to pay its bills: the caller becomes the target of the transfer, the invited organization its source. */
function inviteOrganization(call: Call, request: TransferInvitationRequest): object {
  const { organization, now } = call;
  const { Target, Notes: notes, StartTimestamp, SourceName: name, Tags: added } = request;
  const recipient = recipientOf(Target);
  const startsAt = startOf(StartTimestamp, now);
  const tags = withTags({}, added, call.world.settings.limits.tagsPerResource);
  if (call.world.settings.unverifiedAddresses.has(organization.managementAccountEmail.toLowerCase())) {
    throw handshakeViolation('MANAGEMENT_ACCOUNT_EMAIL_NOT_VERIFIED',
      `Verify the email address of the management account first: ${organization.managementAccountEmail}.`);
  }
  const source = sourceOrganization(call, accountOf(call, recipient), recipient.id);
  const duplicate = pendingHandshakeTo(call, 'TRANSFER_RESPONSIBILITY', recipient);
  if (duplicate) throw duplicateHandshake(duplicate);
  const existing = activeTransfers(call)
    .find((transfer) => transfer.source.organizationId === source.id && transfer.target.organizationId === organization.id);
  if (existing) throw handshakeViolation('RESPONSIBILITY_TRANSFER_ALREADY_EXISTS', `The transfer ${existing.id} from this organization exists already.`);
  requireInboundQuota(call, { targetId: organization.id });
  const id = newId.responsibilityTransfer(call.world.random);
  const handshake = sendHandshake(call, { action: 'TRANSFER_RESPONSIBILITY', recipient, notes, tags, transferId: id });
  call.changes.put('responsibilityTransfers', {
    id, name, status: 'REQUESTED', source: participant(source), target: participant(organization), startsAt, handshakeId: handshake.id, tags,
  });
  return { Handshake: presentHandshake(call, handshake) };
}

function participant({ id, managementAccountId, managementAccountEmail }: OrganizationRecord): TransferParticipantRecord {
  return { organizationId: id, accountId: managementAccountId, email: managementAccountEmail };
}

/** The organization of the invited management account. Which error stands for any other account is a guess. */
function sourceOrganization(call: Call, account: KnownAccountRecord | undefined, given: string): OrganizationRecord {
  const organization = account && call.world.surroundings.worldOf(account.id)?.truth.organization;
  if (!account || organization?.managementAccountId !== account.id) {
    throw invalidInput('TARGET_NOT_SUPPORTED', `${given} is not the management account of an organization.`);
  }
  if (organization.id === call.organization.id) {
    throw handshakeViolation('SOURCE_AND_TARGET_CANNOT_MATCH', 'The organization that invites and the one that is invited are the same.');
  }
  return organization;
}

export const transferInvitationOperations = [
  writing('InviteOrganizationToTransferResponsibility', 'management', inviteOrganization),
];
