import { seconds } from '../../protocol/presentation';
import { HandshakeRecord } from '../../store/records';
import { Call } from '../operation';

interface Resource {
  readonly Type: string;
  readonly Value: string;
  readonly Resources?: readonly Resource[];
}

/** A handshake as the service shows it. Source: API Reference, Handshake and the examples of its operations. */
export function presentHandshake(call: Call, handshake: HandshakeRecord): object {
  const { id, partition, managementAccountId, organizationId, requestedAt, expiresAt } = handshake;
  const action = shownAction(call, handshake.action);
  return {
    Id: id,
    Arn: `arn:${partition}:organizations::${managementAccountId}:handshake/${organizationId}/${action.toLowerCase()}/${id}`,
    Parties: parties(call, handshake),
    State: shownState(call, handshake),
    RequestedTimestamp: seconds(requestedAt),
    ExpirationTimestamp: seconds(expiresAt),
    Action: action,
    Resources: resources(call, handshake),
  };
}

/** The name of the action: the guide and the API Reference swap those of the two handshakes by which all features are enabled. */
export function shownAction({ readings }: Call, action: HandshakeRecord['action']): HandshakeRecord['action'] {
  if (readings.allFeaturesActions === 'membersApprove') return action;
  if (action === 'APPROVE_ALL_FEATURES') return 'ENABLE_ALL_FEATURES';
  return action === 'ENABLE_ALL_FEATURES' ? 'APPROVE_ALL_FEATURES' : action;
}

function shownState({ readings }: Call, { action, state }: HandshakeRecord): string {
  return action === 'INVITE' && state === 'REQUESTED' ? readings.newInvitationState : state;
}

function parties({ readings }: Call, { organizationId, recipient: { type, id } }: HandshakeRecord): object[] {
  const shownId = readings.organizationPartyId === 'withPrefix' ? organizationId : organizationId.slice(2);
  return [{ Id: shownId, Type: 'ORGANIZATION' }, ...type === 'ORGANIZATION' ? [] : [{ Id: id, Type: type }]];
}

function resources(call: Call, handshake: HandshakeRecord): Resource[] {
  const { organizationId, recipient, notes } = handshake;
  const ownOrganization = { Type: 'ORGANIZATION', Value: organizationId };
  switch (handshake.action) {
    case 'ENABLE_ALL_FEATURES': return [ownOrganization];
    case 'APPROVE_ALL_FEATURES': return [
      { ...ownOrganization, Resources: senderOf(handshake) },
      { Type: recipient.type, Value: recipient.id },
      parentOf(call, handshake),
    ];
    case 'ADD_ORGANIZATIONS_SERVICE_LINKED_ROLE': return [
      { ...ownOrganization, Resources: senderOf(handshake) },
      { Type: recipient.type, Value: recipient.id },
      ...call.readings.parentOfRoleHandshakes === 'named' ? [parentOf(call, handshake)] : [],
    ];
    case 'INVITE': return [
      { ...ownOrganization, Resources: senderOf(handshake) },
      { Type: recipient.type, Value: recipient.id },
      ...notesOf(notes),
    ];
    case 'TRANSFER_RESPONSIBILITY': return [...transferOf(call, handshake), ...notesOf(notes)];
  }
}

function senderOf({ managementAccountEmail, managementAccountName, featureSet }: HandshakeRecord): Resource[] {
  return [
    { Type: 'MASTER_EMAIL', Value: managementAccountEmail },
    { Type: 'MASTER_NAME', Value: managementAccountName },
    { Type: 'ORGANIZATION_FEATURE_SET', Value: featureSet },
  ];
}

function parentOf({ readings }: Call, { parentId = '' }: HandshakeRecord): Resource {
  return { Type: 'PARENT_HANDSHAKE', Value: readings.parentHandshake === 'withPrefix' ? parentId : parentId.slice(2) };
}

function notesOf(notes: string | undefined): Resource[] {
  return notes === undefined ? [] : [{ Type: 'NOTES', Value: notes }];
}

function transferOf({ view }: Call, handshake: HandshakeRecord): Resource[] {
  const { transferId = '', managementAccountId, managementAccountEmail, managementAccountName, organizationId } = handshake;
  const transfer = view.get('responsibilityTransfers', transferId);
  return [
    { Type: 'RESPONSIBILITY_TRANSFER', Value: transferId },
    { Type: 'TRANSFER_TYPE', Value: 'BILLING' },
    ...transfer ? [{ Type: 'TRANSFER_START_TIMESTAMP', Value: new Date(transfer.startsAt).toISOString() }] : [],
    {
      Type: 'ORGANIZATION',
      Value: organizationId,
      Resources: [
        { Type: 'MANAGEMENT_ACCOUNT', Value: managementAccountId },
        { Type: 'MANAGEMENT_EMAIL', Value: managementAccountEmail },
        { Type: 'MANAGEMENT_NAME', Value: managementAccountName },
      ],
    },
  ];
}
