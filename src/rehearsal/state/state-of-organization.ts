import { profilesOf } from './settings-of-state';
import { type Invitation, type Organization, type Parent, targets } from '../../model';
import { emptyState, type SimulatorState, type Tables } from '../../simulator';

/** No snapshot tells since when things are there: long enough that nothing waits for them to grow older. */
const LONG_AGO = Date.UTC(2020, 0, 1);

/** A simulator that holds an organization: the reverse of `organizationOfState`. */
export function stateOfOrganization(organization: Organization): SimulatorState {
  const {
    id, managementAccountId, featureSet, root, policyTypes, trustedServices, delegatedAdministrators, invitations,
    resourcePolicy,
  } = organization;
  const everything = [...targets(organization)].map(({ target }) => target);
  const accounts = accountsBelow(root);
  const email = accounts.find((account) => account.id === managementAccountId)?.email ?? '';
  return {
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
    ...(invitations === undefined ? {} : { handshakes: invitations.map((each) => handshakeOf(each, organization, email)) }),
  };
}

function handshakeOf(
  { id, accountId, email, status, requestedAt, expiresAt }: Invitation, organization: Organization, managementAccountEmail: string,
): Tables['handshakes'] {
  const { id: organizationId, managementAccountId, featureSet } = organization;
  const ends = { INVITED: undefined, EXPIRED: expiresAt, DECLINED: requestedAt, CANCELED: requestedAt }[status];
  return {
    id,
    action: 'INVITE',
    state: status === 'INVITED' ? 'OPEN' : status,
    organizationId,
    featureSet: featureSet as Tables['handshakes']['featureSet'],
    managementAccountId,
    managementAccountEmail,
    managementAccountName: 'Management',
    partition: 'aws',
    recipient: accountId === undefined ? { type: 'EMAIL', id: email! } : { type: 'ACCOUNT', id: accountId },
    tags: {},
    requestedAt: Date.parse(requestedAt),
    expiresAt: Date.parse(expiresAt),
    ...(ends === undefined ? {} : { endedAt: Date.parse(ends) }),
  };
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
