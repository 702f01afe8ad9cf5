import { RESERVED_TAG_PREFIX } from '../../src/contract';
import { type Organization, targets } from '../../src/model';

/**
 * An organization by names alone: every ID is replaced by the name of its resource. It is independent of the comparison that it
 * checks, so that the two do not share a mistake.
 */
export function natural(organization: Organization): unknown {
  const names = new Map<string, string>();
  for (const { path, target, kind } of targets(organization)) names.set(target.id, kind === 'account' && 'email' in target ? `account ${target.email}` : `${kind} ${path}`);
  for (const { id, type, name } of organization.policies) names.set(id, `policy ${type}/${name}`);
  const nameOf = (id: string) => names.get(id) ?? id;
  const inText = (text: string) => [...names].reduce((result, [id, name]) => result.replaceAll(id, name), text);
  const tags = (of: Readonly<Record<string, string>>) => Object.entries(of).filter(([key]) => !key.startsWith(RESERVED_TAG_PREFIX)).sort();
  return {
    featureSet: organization.featureSet,
    targets: [...targets(organization)].map(({ path, target, kind }) => ({
      kind,
      path,
      name: nameOf(target.id),
      state: 'state' in target ? target.state : '',
      tags: tags(target.tags),
      attached: target.attachedPolicies.map(({ id, name }) => `${nameOf(id)} ${name}`).sort(),
    })).sort((a, b) => (a.path + a.name < b.path + b.name ? -1 : 1)),
    policies: organization.policies.map(({ type, name, description, content, tags: own }) => (
      { type, name, description, content: JSON.parse(inText(content)) as unknown, tags: tags(own) })),
    policyTypes: organization.policyTypes,
    trustedServices: organization.trustedServices,
    delegatedAdministrators: organization.delegatedAdministrators
      .map(({ accountId, accountName, servicePrincipal }) => `${nameOf(accountId)} ${accountName} ${servicePrincipal}`).sort(),
  };
}
