import { profilesOf } from './settings-of-state';
import { type AllFeaturesRequest, type Invitation, type Organization, type Parent, targets, withServiceTexts } from '../../model';
import { emptyState, type SimulatorState, type Tables } from '../../simulator';

/** The creation time of all resources. Snapshots do not contain it, and this is long enough ago to satisfy every minimum age. */
const LONG_AGO = Date.UTC(2020, 0, 1);
const DAY_MS = 86_400_000;
/** Source: AWS Organizations User Guide, "Enabling all features for an organization". */
const ALL_FEATURES_EXPIRE_MS = 90 * DAY_MS;

/** The state of a simulator with an organization, which is the reverse of `organizationOfState`. */
export function stateOfOrganization(organization: Organization): SimulatorState {
  const {
    id, managementAccountId, featureSet, allFeaturesRequest, root, policyTypes, trustedServices, delegatedAdministrators, invitations,
    resourcePolicy,
  } = organization;
  const everything = [...targets(organization)].map(({ target }) => target);
  // Only invited accounts have to approve.
  const asked = new Set(allFeaturesRequest?.missing);
  const accounts = accountsBelow(root).map((account) => (asked.has(account.id) ? { ...account, joinedMethod: 'INVITED' as const } : account));
  const handshakes = [
    ...(invitations ?? []).map(invitationOf), ...(allFeaturesRequest === undefined ? [] : allFeaturesHandshakes(id, allFeaturesRequest)),
  ];
  const email = accounts.find((account) => account.id === managementAccountId)?.email ?? '';
  return withServiceTexts({
    ...emptyState(),
    managementAccount: { id: managementAccountId, email },
    organization: {
      id, featureSet: featureSet as Tables['organization']['featureSet'], managementAccountId, managementAccountEmail: email, createdAt: LONG_AGO,
    },
    root: { id: root.id, name: 'Root', tags: root.tags },
    organizationalUnits: unitsBelow(root),
    accounts,
    policies: organization.policies.map(({ id: policyId, type, name, description, content, tags }) => (
      { id: policyId, type, name, description, content, awsManaged: false, tags })),
    attachments: everything.flatMap((target) => target.attachedPolicies.map((policy) => ({ policyId: policy.id, targetId: target.id }))),
    policyTypes: policyTypes.map((type) => ({ type, status: 'ENABLED' })),
    trustedServices: trustedServices.map((servicePrincipal) => ({ servicePrincipal, enabledAt: LONG_AGO })),
    delegatedAdministrators: delegatedAdministrators.map(({ accountId, servicePrincipal }) => (
      { accountId, servicePrincipal, enabledAt: LONG_AGO })),
    ...(resourcePolicy ? { resourcePolicy: { id: resourcePolicy.id, content: resourcePolicy.content, tags: resourcePolicy.tags } } : {}),
    ...(organization.accountSettings === undefined ? {} : { accountProfiles: profilesOf(organization) }),
    ...(handshakes.length === 0 ? {} : { handshakes: handshakes.map((each) => ({ ...sentBy(organization, email), ...each })) }),
  });
}

/** The fields of a handshake without its sender. */
type Contents = Pick<Tables['handshakes'], 'id' | 'action' | 'state' | 'recipient' | 'parentId' | 'requestedAt' | 'expiresAt' | 'endedAt'>;

function sentBy({ id, managementAccountId, featureSet }: Organization, managementAccountEmail: string): Omit<Tables['handshakes'], keyof Contents> {
  return {
    organizationId: id,
    featureSet: featureSet as Tables['handshakes']['featureSet'],
    managementAccountId,
    managementAccountEmail,
    managementAccountName: 'Management',
    partition: 'aws',
    tags: {},
  };
}

function invitationOf({ id, accountId, email, status, requestedAt, expiresAt }: Invitation): Contents {
  const ends = { INVITED: undefined, EXPIRED: expiresAt, DECLINED: requestedAt, CANCELED: requestedAt }[status];
  return {
    id,
    action: 'INVITE',
    state: status === 'INVITED' ? 'OPEN' : status,
    recipient: accountId === undefined ? { type: 'EMAIL', id: email! } : { type: 'ACCOUNT', id: accountId },
    requestedAt: Date.parse(requestedAt),
    expiresAt: Date.parse(expiresAt),
    ...(ends === undefined ? {} : { endedAt: Date.parse(ends) }),
  };
}

/** The request to enable all features and its missing approvals. A snapshot has the expiration day, but no handshake IDs. */
function allFeaturesHandshakes(organizationId: string, { missing, expiresOn }: AllFeaturesRequest): Contents[] {
  const id = `h-${organizationId.replace('o-', '')}`;
  const expiresAt = Date.parse(expiresOn) + DAY_MS - 1;
  const times = { requestedAt: expiresAt - ALL_FEATURES_EXPIRE_MS, expiresAt };
  const approvals = missing.map((accountId, index): Contents => ({
    id: `h-approval${index}`,
    action: 'APPROVE_ALL_FEATURES',
    state: 'REQUESTED',
    recipient: { type: 'ACCOUNT', id: accountId },
    parentId: id,
    ...times,
  }));
  const state = approvals.length === 0 ? 'OPEN' : 'REQUESTED';
  return [{ id, action: 'ENABLE_ALL_FEATURES', state, recipient: { type: 'ORGANIZATION', id: organizationId }, ...times }, ...approvals];
}

function unitsBelow(parent: Parent): Tables['organizationalUnits'][] {
  return parent.organizationalUnits.flatMap((unit) => [
    { id: unit.id, name: unit.name, parentId: parent.id, tags: unit.tags }, ...unitsBelow(unit),
  ]);
}

function accountsBelow(parent: Parent): Tables['accounts'][] {
  const here = parent.accounts.map(({ id, name, email, state, tags }): Tables['accounts'] => ({
    id, name, email, parentId: parent.id, state: state as Tables['accounts']['state'], joinedMethod: 'CREATED', joinedAt: LONG_AGO, tags,
  }));
  return [...here, ...parent.organizationalUnits.flatMap(accountsBelow)];
}
