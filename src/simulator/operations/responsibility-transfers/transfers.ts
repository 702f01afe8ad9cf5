import { page, PageRequest } from '../../protocol/paging';
import { seconds } from '../../protocol/presentation';
import { accessDenied, constraintViolation, ServiceError } from '../../protocol/service-error';
import { ResponsibilityTransferRecord, TransferParticipantRecord } from '../../store/records';
import { Call, reading, writing } from '../operation';
import { endOf } from './transfer-dates';

type Direction = 'inbound' | 'outbound';

/** The direction of a transfer for the caller's organization, if it takes part in it. */
function directionOf({ organization: { id } }: Call, { source, target }: ResponsibilityTransferRecord): Direction | undefined {
  if (target.organizationId === id) return 'inbound';
  return source.organizationId === id ? 'outbound' : undefined;
}

function findTransfer(call: Call, id: string): ResponsibilityTransferRecord {
  const transfer = call.view.get('responsibilityTransfers', id);
  if (transfer && directionOf(call, transfer)) return transfer;
  throw new ServiceError('ResponsibilityTransferNotFoundException', "We can't find a transfer with the ID that you specified.");
}

/** A transfer as one of its sides sees it. Source: API Reference, ResponsibilityTransfer. */
function presentTransfer(call: Call, transfer: ResponsibilityTransferRecord): object {
  const { id, name, source, target, startsAt, endsAt, handshakeId } = transfer;
  const { id: organizationId, managementAccountId } = call.organization;
  return {
    Arn: `arn:${call.partition}:organizations::${managementAccountId}:transfer/${organizationId}/billing/${directionOf(call, transfer)}/${id}`,
    Name: name,
    Id: id,
    Type: 'BILLING',
    Status: shownStatus(call, transfer),
    Source: presentParticipant(source),
    Target: presentParticipant(target),
    StartTimestamp: seconds(startsAt),
    ...(endsAt !== undefined && { EndTimestamp: seconds(endsAt) }),
    ActiveHandshakeId: handshakeId,
  };
}

function shownStatus({ readings, now }: Call, { status, endsAt = -Infinity }: ResponsibilityTransferRecord): string {
  return status === 'WITHDRAWN' && now <= endsAt ? readings.terminatedTransferStatus : status;
}

function presentParticipant({ accountId, email }: TransferParticipantRecord): object {
  return { ManagementAccountId: accountId, ManagementAccountEmail: email };
}

function listTransfers(call: Call, request: PageRequest & { Id?: string }, direction: Direction): object {
  if (request.Id !== undefined) findTransfer(call, request.Id);
  const isListed = (transfer: ResponsibilityTransferRecord) => (
    directionOf(call, transfer) === direction && [undefined, transfer.id].includes(request.Id));
  const { items, next } = page(
    call, request,
    (after) => call.view.scan('responsibilityTransfers', undefined, after),
    (transfer) => isListed(transfer) ? presentTransfer(call, transfer) : undefined,
  );
  return { ResponsibilityTransfers: items, ...next };
}

/** The name belongs to the organization that pays, which chose it. */
function updateTransfer(call: Call, { Id, Name: name }: { Id: string; Name: string }): object {
  const transfer = findTransfer(call, Id);
  if (directionOf(call, transfer) === 'outbound') throw accessDenied();
  if (!['REQUESTED', 'ACCEPTED'].includes(transfer.status)) {
    throw constraintViolation('TRANSFER_RESPONSIBILITY_UPDATE_NOT_ALLOWED', `You cannot update transfer ${Id} because it is ${transfer.status}.`);
  }
  const updated = { ...transfer, name };
  call.changes.put('responsibilityTransfers', updated);
  return { ResponsibilityTransfer: presentTransfer(call, updated) };
}

/** Either side can end an accepted transfer, at the end of a month. */
function terminateTransfer(call: Call, { Id, EndTimestamp }: { Id: string; EndTimestamp?: number }): object {
  const transfer = findTransfer(call, Id);
  if (transfer.status === 'WITHDRAWN') {
    throw new ServiceError('ResponsibilityTransferAlreadyInStatusException', `Transfer ${Id} is already WITHDRAWN.`);
  }
  if (transfer.status !== 'ACCEPTED') {
    throw new ServiceError('InvalidResponsibilityTransferTransitionException', `Transfer ${Id} can't be terminated, it is ${transfer.status}.`);
  }
  const ended: ResponsibilityTransferRecord = { ...transfer, status: 'WITHDRAWN', endsAt: endOf(EndTimestamp, call.now) };
  call.changes.put('responsibilityTransfers', ended);
  return { ResponsibilityTransfer: presentTransfer(call, ended) };
}

export const transferOperations = [
  reading('DescribeResponsibilityTransfer', 'management', (call, { Id }: { Id: string }) => (
    { ResponsibilityTransfer: presentTransfer(call, findTransfer(call, Id)) })),
  reading('ListInboundResponsibilityTransfers', 'management', (call, request: PageRequest & { Id?: string }) => listTransfers(call, request, 'inbound')),
  reading('ListOutboundResponsibilityTransfers', 'management', (call, request: PageRequest) => listTransfers(call, request, 'outbound')),
  writing('UpdateResponsibilityTransfer', 'management', updateTransfer),
  writing('TerminateResponsibilityTransfer', 'management', terminateTransfer),
];
