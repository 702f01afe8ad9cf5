import type { AdoptedResource } from './adopted-resources';
import { idBefore } from './adoptions';
import { ResourceType } from '../../contract';
import {
  type Account, type AttachedPolicy, byName, type Organization, type OrganizationalUnit, type Parent, type Target, targets,
} from '../../model';

const SCP = 'SERVICE_CONTROL_POLICY';

/**
 * The organization with the facts about adopted resources that the deployed code lists: tags, attachments, registrations, contacts and
 * Regions. Once the code is deployed, they exist. Facts about resources that the code creates are left to its deployment.
 */
export function withListedFacts(organization: Organization, code: Organization, adopted: readonly AdoptedResource[]): Organization {
  const { root } = organization;
  const listed = adopted.filter(({ isInFirst }) => isInFirst).map(({ resource }) => resource);
  const ids = new Map(listed.map((resource): [string, string] => (
    resource.type === ResourceType.ORGANIZATION ? [code.root.id, root.id] : [resource.id, idBefore(resource, organization)])));
  const inCode = new Map([
    ...[...targets(code)].map(({ target }) => target), ...code.policies, ...code.resourcePolicy === undefined ? [] : [code.resourcePolicy],
  ].flatMap((each) => (ids.has(each.id) ? [[ids.get(each.id)!, each] as const] : [])));
  const policies = new Set(organization.policies.map(({ id }) => id));

  const attached = (target: Target, { attachedPolicies }: Target): AttachedPolicy[] => {
    const found = attachedPolicies
      .map((policy): AttachedPolicy => ({ ...policy, id: ids.get(policy.id) ?? policy.id }))
      .filter(({ id, type, awsManaged }) => organization.policyTypes.includes(type) && (awsManaged || policies.has(id)));
    // A target has at least one service control policy. Until the code attaches one that it creates, this is FullAWSAccess.
    const isGuarded = found.some(({ type }) => type === SCP);
    return byName(isGuarded ? found : [...found, ...target.attachedPolicies.filter(({ type }) => type === SCP)]);
  };
  const withFacts = <T extends Target>(target: T): T => {
    const same = inCode.get(target.id);
    return same === undefined || !('attachedPolicies' in same) ? target
      : { ...target, tags: same.tags, attachedPolicies: attached(target, same) };
  };
  const below = <P extends Parent>(parent: P): P => ({
    ...withFacts(parent),
    accounts: parent.accounts.map((account): Account => withFacts(account)),
    organizationalUnits: parent.organizationalUnits.map((unit): OrganizationalUnit => below(unit)),
  });
  const tagged = <T extends Pick<Target, 'id' | 'tags'>>(each: T): T => ({ ...each, tags: inCode.get(each.id)?.tags ?? each.tags });
  const accountSettings = code.accountSettings?.flatMap(({ accountId, settings }) => (
    ids.has(accountId) ? [{ accountId: ids.get(accountId)!, settings }] : []));
  return {
    ...organization,
    root: below(root),
    policies: organization.policies.map(tagged),
    ...(organization.resourcePolicy === undefined ? {} : { resourcePolicy: tagged(organization.resourcePolicy) }),
    delegatedAdministrators: code.delegatedAdministrators.flatMap(({ accountId, accountName, servicePrincipal }) => (
      ids.has(accountId) && organization.trustedServices.includes(servicePrincipal)
        ? [{ accountId: ids.get(accountId)!, accountName, servicePrincipal }] : [])),
    ...(accountSettings === undefined || accountSettings.length === 0 ? {} : { accountSettings }),
  };
}
