import { Arns } from './arns';
import type { Call } from '../operations/operation';
import { ACTIVATION_MS } from '../readings/delays';
import {
  AccountRecord, AccountState, CreateAccountRequestRecord, OrganizationalUnitRecord, PolicyRecord, Tags,
} from '../store/records';
import { View } from '../store/view';

/** Turns records into the shapes of answers. Source: AWS Organizations API Reference, data types. */

/** Epoch seconds, as JSON carries timestamps. */
export function seconds(milliseconds: number): number {
  return milliseconds / 1000;
}

export function arns(call: Call, view = call.view): Arns {
  return new Arns(view, call.partition);
}

/** The path from the organization to the resource, with a slash at the end. */
export function pathOf(view: View, id: string): string {
  return [view.organization?.id, ...view.ancestors(id).reverse(), id, ''].join('/');
}

export function presentOrganization(call: Call): object {
  const { id, featureSet, managementAccountId, managementAccountEmail } = call.organization;
  const arn = arns(call);
  return {
    Id: id,
    Arn: arn.organization,
    FeatureSet: featureSet,
    MasterAccountArn: arn.managementAccount,
    MasterAccountId: managementAccountId,
    MasterAccountEmail: managementAccountEmail,
    // Deprecated and not the truth: it names this type whether or not the root has it enabled.
    AvailablePolicyTypes: featureSet === 'ALL' ? [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }] : [],
  };
}

export function presentRoot(call: Call): object {
  const { id, name } = call.root;
  const types = call.view.list('policyTypes').map(({ type, status }) => ({ Type: type, Status: status }));
  return { Id: id, Arn: arns(call).root(id), Name: name, PolicyTypes: types };
}

export function presentOrganizationalUnit(call: Call, { id, name }: OrganizationalUnitRecord): object {
  return { Id: id, Arn: arns(call).organizationalUnit(id), Name: name, Path: pathOf(call.view, id) };
}

const STATUS_OF_STATE: Record<AccountState, string> = {
  PENDING_ACTIVATION: 'ACTIVE',
  ACTIVE: 'ACTIVE',
  SUSPENDED: 'SUSPENDED',
  PENDING_CLOSURE: 'PENDING_CLOSURE',
  CLOSED: 'SUSPENDED',
};

/** The state of an account. */
export function stateOf({ readings, now }: Call, { state, joinedMethod, joinedAt }: AccountRecord): AccountState {
  const isNew = joinedMethod === 'CREATED' && now - joinedAt < ACTIVATION_MS;
  return readings.newAccountState === 'PENDING_ACTIVATION' && state === 'ACTIVE' && isNew ? 'PENDING_ACTIVATION' : state;
}

/** The state that a read shows. After the closure of an account, reads may show what it was before, in no order. */
function shownStateOf(call: Call, account: AccountRecord): AccountState {
  const { readings: { stateAfterClosing }, now, world: { readRandom } } = call;
  const state = stateOf(call, account);
  if (stateAfterClosing === 'steady' || now >= (account.closureShownAt ?? 0)) return state;
  if (stateAfterClosing === 'staysActive') return 'ACTIVE';
  const possible: AccountState[] = ['ACTIVE', 'PENDING_CLOSURE', ...(stateAfterClosing === 'anyOfThree' && state === 'CLOSED' ? [state] : [])];
  return possible[readRandom.integer(0, possible.length - 1)];
}

/** The fields that accounts and delegated administrators share. */
export function presentMember(call: Call, account: AccountRecord): object {
  const { accountStateFields } = call.readings;
  const state = shownStateOf(call, account);
  return {
    Id: account.id,
    Arn: arns(call).account(account.id),
    Email: account.email,
    Name: account.name,
    ...(accountStateFields !== 'stateOnly' && { Status: STATUS_OF_STATE[state] }),
    ...(accountStateFields !== 'statusOnly' && { State: state }),
    JoinedMethod: account.joinedMethod,
    JoinedTimestamp: seconds(account.joinedAt),
  };
}

export function presentAccount(call: Call, account: AccountRecord): object {
  return { ...presentMember(call, account), Paths: [pathOf(call.view, account.id)] };
}

export function presentCreateAccountStatus(request: CreateAccountRequestRecord): object {
  const { id, accountName, state, requestedAt, completesAt, accountId, govCloudAccountId, failureReason } = request;
  return {
    Id: id,
    AccountName: accountName,
    State: state,
    RequestedTimestamp: seconds(requestedAt),
    ...(state !== 'IN_PROGRESS' && { CompletedTimestamp: seconds(completesAt) }),
    ...(state === 'SUCCEEDED' && { AccountId: accountId, ...(govCloudAccountId !== undefined && { GovCloudAccountId: govCloudAccountId }) }),
    ...(state === 'FAILED' && { FailureReason: failureReason }),
  };
}

export function presentPolicySummary(call: Call, policy: PolicyRecord): object {
  const { id, name, description, type, awsManaged } = policy;
  return { Id: id, Arn: arns(call).policy(policy), Name: name, Description: description, Type: type, AwsManaged: awsManaged };
}

export function presentPolicy(call: Call, policy: PolicyRecord): object {
  return { PolicySummary: presentPolicySummary(call, policy), Content: policy.content };
}

export function presentTags(tags: Tags): { Key: string; Value: string }[] {
  return Object.entries(tags).map(([key, value]) => ({ Key: key, Value: value }));
}
