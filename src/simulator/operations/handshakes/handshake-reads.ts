import { page, PageRequest } from '../../protocol/paging';
import { invalidInput } from '../../protocol/service-error';
import { HandshakeRecord } from '../../store/records';
import { Call, reading } from '../operation';
import { findHandshake, isRecipient } from './parties';
import { presentHandshake, shownAction } from './present-handshake';

interface ListRequest extends PageRequest {
  readonly Filter?: { readonly ActionType?: string; readonly ParentHandshakeId?: string };
}

function listHandshakes(call: Call, request: ListRequest, isListed: (handshake: HandshakeRecord) => boolean): object {
  const { ActionType: action, ParentHandshakeId: parentId } = request.Filter ?? {};
  if (action !== undefined && parentId !== undefined) {
    throw invalidInput('MAX_LIMIT_EXCEEDED_FILTER', 'You can specify one of ActionType and ParentHandshakeId.');
  }
  const isAskedFor = (handshake: HandshakeRecord) => (action === undefined || shownAction(call, handshake.action) === action)
    && (parentId === undefined || handshake.parentId === parentId);
  const { items, next } = page(
    call, request,
    (after) => call.view.scan('handshakes', undefined, after),
    (handshake) => isListed(handshake) && isAskedFor(handshake) ? presentHandshake(call, handshake) : undefined,
  );
  return { Handshakes: items, ...next };
}

export const handshakeReadOperations = [
  reading('DescribeHandshake', 'everyone', (call, { HandshakeId }: { HandshakeId: string }) => (
    { Handshake: presentHandshake(call, findHandshake(call, HandshakeId)) })),
  reading('ListHandshakesForAccount', 'everyone', (call, request: ListRequest) => (
    listHandshakes(call, request, (handshake) => isRecipient(call, handshake)))),
  reading('ListHandshakesForOrganization', 'delegate', (call, request: ListRequest) => (
    listHandshakes(call, request, ({ organizationId }) => organizationId === call.organization.id))),
];
