import { withSettingsOfState } from './settings-of-state';
import type { PolicyTypeName } from '../../contract';
import {
  type Account, allFeaturesField, type AttachedPolicy, byAdministrator, byName, groupBy, invitationsField, type Organization,
  type OrganizationalUnit, type Parent, type Tags, type ToldAllFeaturesRequest, withShownTexts,
} from '../../model';
import { awsManagedPolicies, type SimulatorState, type Tables } from '../../simulator';

/**
 * The organization of a simulator as a value, with texts as reviews compare them; `null` if there is none.
 * @param codes determine which contacts and Regions of accounts are in the value
 */
export function organizationOfState(state: SimulatorState, ...codes: readonly Organization[]): Organization | null {
  const organization = withoutSettings(state);
  return organization && withSettingsOfState(organization, state, codes);
}

function withoutSettings(state: SimulatorState): Organization | null {
  const { organization, root } = state;
  if (!organization || !root) return null;
  // Policies of AWS are not part of a state. One that is attached may be of a type that is not enabled.
  const policies = new Map([...awsManagedPolicies('ALL'), ...state.policies].map((policy) => [policy.id, policy]));
  const attachments = groupBy(state.attachments, ({ targetId }) => targetId);
  const units = groupBy(state.organizationalUnits, ({ parentId }) => parentId);
  const accounts = groupBy(state.accounts, ({ parentId }) => parentId);
  const names = new Map(state.accounts.map(({ id, name }) => [id, name]));

  const attached = (targetId: string) => byName((attachments.get(targetId) ?? []).map(({ policyId: id }): AttachedPolicy => {
    const { name, type, awsManaged } = policies.get(id)!;
    return { id, name, type: type as PolicyTypeName, awsManaged };
  }));
  const below = (id: string): Omit<Parent, 'tags'> => ({
    id,
    attachedPolicies: attached(id),
    accounts: byName((accounts.get(id) ?? []).map(({ id: accountId, name, email, state: accountState, tags }): Account => ({
      id: accountId, name, email, state: accountState, tags: sorted(tags), attachedPolicies: attached(accountId),
    }))),
    organizationalUnits: byName((units.get(id) ?? []).map((unit): OrganizationalUnit => ({
      ...below(unit.id), name: unit.name, tags: sorted(unit.tags),
    }))),
  });
  return withShownTexts({
    id: organization.id,
    managementAccountId: organization.managementAccountId,
    featureSet: organization.featureSet,
    ...allFeaturesField(openRequest(state)),
    root: { ...below(root.id), tags: sorted(root.tags) },
    policies: byName(state.policies.map(({ id, name, type, description, content, tags }) => ({
      id, name, type: type as PolicyTypeName, description, content, tags: sorted(tags),
    }))),
    policyTypes: state.policyTypes.filter(({ status }) => status === 'ENABLED').map(({ type }) => type as PolicyTypeName).sort(),
    trustedServices: state.trustedServices.map(({ servicePrincipal }) => servicePrincipal).sort(),
    delegatedAdministrators: state.delegatedAdministrators
      .map(({ accountId, servicePrincipal }) => ({ accountId, accountName: names.get(accountId) ?? accountId, servicePrincipal }))
      .sort(byAdministrator),
    ...(state.resourcePolicy ? { resourcePolicy: { ...state.resourcePolicy, tags: sorted(state.resourcePolicy.tags) } } : {}),
    ...invitationsField((state.handshakes ?? [])
      .filter(({ action, organizationId }) => action === 'INVITE' && organizationId === organization.id)
      .map((handshake) => ({ ...handshake, party: handshake.recipient })), state.accounts),
  });
}

/** The open request to enable all features, with the accounts whose approval is missing. An account that left has a canceled one. */
function openRequest({ organization, handshakes = [] }: SimulatorState): ToldAllFeaturesRequest | undefined {
  const request = handshakes.find(({ action, organizationId, endedAt }) => (
    action === 'ENABLE_ALL_FEATURES' && organizationId === organization?.id && endedAt === undefined));
  const isMissing = ({ parentId, state }: Tables['handshakes']) => parentId === request?.id && state !== 'ACCEPTED' && state !== 'CANCELED';
  return request && { ...request, missing: handshakes.filter(isMissing).map(({ recipient }) => recipient.id) };
}

function sorted(tags: Tags): Tags {
  return Object.fromEntries(Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The pending email addresses by account ID. An account gets its address once the code is entered. */
function pendingAddresses({ accountProfiles = [] }: SimulatorState): ReadonlyMap<string, string> {
  return new Map(accountProfiles.flatMap(({ accountId, emailUpdate }) => (
    emailUpdate?.status === 'PENDING' ? [[accountId, emailUpdate.address] as const] : [])));
}

/** The organization after each code is entered, which no deployment can do. */
export function withPendingAddresses(organization: Organization, state: SimulatorState): Organization {
  const pending = pendingAddresses(state);
  const account = (each: Account): Account => ({ ...each, email: pending.get(each.id) ?? each.email });
  const below = <P extends Parent>(parent: P): P => ({
    ...parent,
    accounts: parent.accounts.map(account),
    organizationalUnits: parent.organizationalUnits.map((unit): OrganizationalUnit =>
      below(unit)),
  });
  return pending.size === 0 ? organization : { ...organization, root: below(organization.root) };
}

/** The manual steps after the deployment, one sentence for each account. */
export function pendingAddressWarnings(state: SimulatorState): string[] {
  return [...pendingAddresses(state)].map(([id, address]) => (
    `The account ${id} keeps its email address until a person enters the code that AWS sends to ${address}: `
    + `aws account accept-primary-email-update --account-id ${id} --primary-email ${address} --otp CODE`));
}
