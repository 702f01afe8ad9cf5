import type * as sdk from '@aws-sdk/client-organizations';
import type { Tag } from '../contract';
import type {
  Account, AccountState, CreateAccountStatus, DelegatedAdministrator, Handshake, HandshakeSummary, Invitation, OrganizationalUnit,
  OrganizationDescription,
  PolicySummary, PolicyTarget, ResourcePolicy, Root, ServiceAccess,
} from './organizations-port';

// The model of the service marks nearly everything as optional; what is always sent is taken at its word here, in one place.

export function organization(value: sdk.Organization | undefined): OrganizationDescription {
  return {
    id: value!.Id!,
    arn: value!.Arn!,
    featureSet: value!.FeatureSet!,
    managementAccountId: value!.MasterAccountId!,
    managementAccountArn: value!.MasterAccountArn!,
    managementAccountEmail: value!.MasterAccountEmail!,
  };
}

function handshakeSummary(value: sdk.Handshake | undefined): HandshakeSummary {
  return {
    id: value!.Id!,
    state: value!.State!,
    requestedAt: value!.RequestedTimestamp?.getTime() ?? 0,
    expiresAt: value!.ExpirationTimestamp?.getTime() ?? 0,
  };
}

export function handshake(value: sdk.Handshake | undefined): Handshake {
  const parent = value!.Resources?.find(({ Type }) => Type === 'PARENT_HANDSHAKE')?.Value;
  return {
    ...handshakeSummary(value),
    accountId: value!.Parties?.find(({ Type }) => Type === 'ACCOUNT')?.Id,
    // The user guide shows the ID of the parent without its prefix.
    parentId: parent === undefined || parent.startsWith('h-') ? parent : `h-${parent}`,
  };
}

export function root(value: sdk.Root): Root {
  const policyTypes = (value.PolicyTypes ?? []).map(({ Type, Status }) => ({ type: Type!, status: Status! }));
  return { id: value.Id!, arn: value.Arn!, name: value.Name!, policyTypes };
}

export function organizationalUnit(value: sdk.OrganizationalUnit | undefined): OrganizationalUnit {
  return { id: value!.Id!, arn: value!.Arn!, name: value!.Name! };
}

/** `Status` was announced to be retired in September 2026; `State` has taken its place. */
export function account(value: sdk.Account | undefined): Account {
  const state = (value!.State ?? value!.Status ?? 'ACTIVE') as AccountState;
  const joinedAt = value!.JoinedTimestamp?.getTime() ?? 0;
  const isFromStatus = value!.State === undefined && value!.Status !== undefined;
  return {
    id: value!.Id!,
    arn: value!.Arn!,
    name: value!.Name!,
    email: value!.Email!,
    state,
    joinedAt,
    ...isFromStatus
    && { isFromStatus },
  };
}

export function createAccountStatus(value: sdk.CreateAccountStatus | undefined): CreateAccountStatus {
  return {
    id: value!.Id!,
    accountName: value!.AccountName ?? '',
    state: value!.State!,
    requestedAt: value!.RequestedTimestamp?.getTime() ?? 0,
    completedAt: value!.CompletedTimestamp?.getTime(),
    accountId: value!.AccountId,
    failureReason: value!.FailureReason,
  };
}

export function invitation(value: sdk.Handshake | undefined): Invitation {
  const { Id, Type } = (value!.Parties ?? []).find((party) => party.Type !== 'ORGANIZATION')!;
  return {
    ...handshakeSummary(value),
    party: { type: Type as Invitation['party']['type'], id: Id! },
    notes: value!.Resources?.find((resource) => resource.Type === 'NOTES')?.Value,
  };
}

export function policySummary(value: sdk.PolicySummary | undefined): PolicySummary {
  return {
    id: value!.Id!,
    arn: value!.Arn!,
    type: value!.Type!,
    name: value!.Name!,
    description: value!.Description ?? '',
    awsManaged: value!.AwsManaged ?? false,
  };
}

export function policyTarget(value: sdk.PolicyTargetSummary): PolicyTarget {
  return { id: value.TargetId!, arn: value.Arn!, name: value.Name!, type: value.Type! };
}

export function serviceAccess(value: sdk.EnabledServicePrincipal): ServiceAccess {
  return { servicePrincipal: value.ServicePrincipal!, enabledAt: value.DateEnabled?.getTime() ?? 0 };
}

export function delegatedAdministrator(value: sdk.DelegatedAdministrator): DelegatedAdministrator {
  return { accountId: value.Id!, enabledAt: value.DelegationEnabledDate?.getTime() ?? 0 };
}

export function delegatedService(value: sdk.DelegatedService): ServiceAccess {
  return { servicePrincipal: value.ServicePrincipal!, enabledAt: value.DelegationEnabledDate?.getTime() ?? 0 };
}

export function tag(value: sdk.Tag): Tag {
  return { Key: value.Key!, Value: value.Value ?? '' };
}

export function resourcePolicy(value: sdk.ResourcePolicy | undefined): ResourcePolicy {
  const { Id, Arn } = value!.ResourcePolicySummary!;
  return { id: Id!, arn: Arn!, content: value!.Content ?? '' };
}
