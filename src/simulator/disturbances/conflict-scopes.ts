import { View } from '../store/view';

/** Members of requests by which the scopes of a write are known. */
interface Request {
  readonly [member: string]: unknown;
}

type Scopes = (request: Request, truth: View, callerId: string) => unknown[];

function childrenOf(parentId: unknown): string {
  return `children of ${String(parentId)}`;
}

function siblings(truth: View, id: unknown): string[] {
  const parentId = truth.parentOf(String(id));
  return parentId === undefined ? [] : [childrenOf(parentId)];
}

/** The scope of an entity without an ID, within its organization. */
function inOrganization(truth: View, scope: string): string {
  return `${scope} in ${truth.organization?.id}`;
}

function creationOfAccounts(truth: View): string {
  return inOrganization(truth, 'creation of accounts');
}

function partyId(target: unknown): string {
  return String((target as { readonly Id?: unknown } | undefined)?.Id);
}

/**
 * The entities that a write changes. No other write may change them at the same time.
 * Source: API Reference, ConcurrentModificationException, which speaks of "the same entity". Users meet it when they create sibling
 * OUs, attach policies or create accounts in parallel. For all other operations, the entity is a guess.
 */
const WRITES: Readonly<Record<string, Scopes>> = {
  CreateOrganization: (_request, _truth, callerId) => [`organization of ${callerId}`],
  DeleteOrganization: (_request, _truth, callerId) => [`organization of ${callerId}`],
  CreateAccount: (_, truth) => [creationOfAccounts(truth)],
  CreateGovCloudAccount: (_, truth) => [creationOfAccounts(truth)],
  InviteAccountToOrganization: ({ Target }, truth) => [inOrganization(truth, `invitation of ${partyId(Target)}`)],
  EnableAllFeatures: (_, truth) => [inOrganization(truth, 'features')],
  AcceptHandshake: ({ HandshakeId }, _truth, callerId) => [HandshakeId, callerId],
  DeclineHandshake: ({ HandshakeId }) => [HandshakeId],
  CancelHandshake: ({ HandshakeId }) => [HandshakeId],
  InviteOrganizationToTransferResponsibility: ({ Target }, truth) => [inOrganization(truth, `transfer of ${partyId(Target)}`)],
  TerminateResponsibilityTransfer: ({ Id }) => [Id],
  CreateOrganizationalUnit: ({ ParentId }) => [childrenOf(ParentId)],
  UpdateOrganizationalUnit: ({ OrganizationalUnitId: id }, truth) => [id, ...siblings(truth, id)],
  DeleteOrganizationalUnit: ({ OrganizationalUnitId: id }, truth) => [id, childrenOf(id), ...siblings(truth, id)],
  MoveAccount: ({ AccountId, SourceParentId: from, DestinationParentId: to }) => [AccountId, childrenOf(from), childrenOf(to)],
  CloseAccount: ({ AccountId }) => [AccountId],
  RemoveAccountFromOrganization: ({ AccountId }, truth) => [AccountId, ...siblings(truth, AccountId)],
  LeaveOrganization: (_, truth, callerId) => [callerId, ...siblings(truth, callerId)],
  CreatePolicy: ({ Type, Name }) => [`${String(Type)} ${String(Name)}`],
  UpdatePolicy: ({ PolicyId }) => [PolicyId],
  DeletePolicy: ({ PolicyId }) => [PolicyId],
  AttachPolicy: ({ PolicyId, TargetId }) => [PolicyId, TargetId],
  DetachPolicy: ({ PolicyId, TargetId }) => [PolicyId, TargetId],
  EnablePolicyType: ({ RootId, PolicyType }) => [RootId, PolicyType],
  DisablePolicyType: ({ RootId, PolicyType }) => [RootId, PolicyType],
  EnableAWSServiceAccess: ({ ServicePrincipal }) => [ServicePrincipal],
  DisableAWSServiceAccess: ({ ServicePrincipal }) => [ServicePrincipal],
  RegisterDelegatedAdministrator: ({ AccountId, ServicePrincipal }) => [AccountId, ServicePrincipal],
  DeregisterDelegatedAdministrator: ({ AccountId, ServicePrincipal }) => [AccountId, ServicePrincipal],
  PutResourcePolicy: (_, truth) => [inOrganization(truth, 'resource policy')],
  DeleteResourcePolicy: (_, truth) => [inOrganization(truth, 'resource policy')],
  TagResource: ({ ResourceId }) => [ResourceId],
  UntagResource: ({ ResourceId }) => [ResourceId],
};

export function writeScopes(operation: string, request: object, truth: View, callerId: string): string[] {
  return (WRITES[operation]?.(request as Request, truth, callerId) ?? []).map(String);
}

/** A change of what policies mean, which may go on after its answer. */
export interface PolicyChange {
  /** The change that is in progress from now on. */
  readonly begins: string;
  /** Changes that must not be in progress. */
  readonly waitsFor: readonly string[];
}

/**
 * Undefined for operations that do not know PolicyChangesInProgressException (source: API model). What waits for what is a guess: the
 * policies of one type at one target, one policy's text, a type as a whole.
 */
export function policyChange(operation: string, request: object, truth: View): PolicyChange | undefined {
  const { PolicyId: id, TargetId: target, PolicyType } = request as Record<string, string>;
  const type = `changes of ${PolicyType ?? truth.get('policies', id)?.type}`;
  const text = `changes of ${id}`;
  const atTarget = `${type} at ${target}`;
  switch (operation) {
    case 'AttachPolicy':
    case 'DetachPolicy': return { begins: atTarget, waitsFor: [type, text, atTarget] };
    case 'UpdatePolicy': return { begins: text, waitsFor: [type, text] };
    case 'EnablePolicyType':
    case 'DisablePolicyType': return { begins: type, waitsFor: [type] };
    default: return undefined;
  }
}
