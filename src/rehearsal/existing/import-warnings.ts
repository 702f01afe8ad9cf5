import type { AdoptedResource } from './adopted-resources';
import { ResourceType, type ResourceTypeName } from '../../contract';
import type { DesiredResource } from '../../model';

/** The maximum of names in a warning. */
const NAMED = 5;

/**
 * Facts that a rehearsal does not assume, because they do not follow from code that adopts resources. A policy can exist while it is
 * attached to nothing and while its type is disabled, and the code enables or attaches either way.
 */
const NOT_ASSUMED: { readonly [type in ResourceTypeName]?: string } = {
  [ResourceType.POLICY_TYPE]: 'policy types are enabled',
  [ResourceType.POLICY_ATTACHMENTS]: 'policies are attached',
  [ResourceType.TRUSTED_SERVICE]: 'services are trusted',
  [ResourceType.DELEGATED_ADMINISTRATOR]: 'accounts are delegated administrators',
};

/** A warning about resources that the code refers to by an ID. */
export function foreignWarning(ids: readonly string[]): string {
  return `The code refers to resources that it does not create. The rehearsal assumes that they are empty and directly below the root: ${listed(ids)}.`;
}

/** A warning about adopted resources of which no deployed code says that they exist. */
export function adoptionWarning(adopted: readonly AdoptedResource[], resources: readonly DesiredResource[]): string {
  const names = listed(adopted.map(({ resource }) => nameOf(resource)));
  return `The code adopts resources, and a rehearsal without a snapshot assumes that they exist: ${names}. ${notAssumed(resources)}Rehearse with --from to see what exists.`;
}

/** A sentence for the facts that concern the resources; empty for none. */
function notAssumed(resources: readonly DesiredResource[]): string {
  const types = new Set(resources.map(({ type }) => type));
  const facts = Object.entries(NOT_ASSUMED).filter(([type]) => types.has(type as ResourceTypeName)).map(([, fact]) => fact);
  return facts.length === 0 ? '' : `It does not assume that ${facts.join(' or ')}, so it also counts the calls for them. `;
}

/** A warning about stacks in member accounts. */
export function memberWarning(ids: readonly string[], isGranted: boolean): string {
  const assumed = isGranted ? 'a resource policy that delegates the permissions of the deployed code' : 'no resource policy';
  return `The code has stacks in member accounts (${listed(ids)}). The rehearsal assumes an organization with ${assumed}. Rehearse with --from to see the permissions of these accounts.`;
}

function nameOf({ properties: { Email, Name } }: DesiredResource): string {
  return String(Email ?? Name ?? 'the organization');
}

function listed(ids: readonly string[]): string {
  const more = ids.length > NAMED ? ` and ${ids.length - NAMED} more` : '';
  return `${ids.slice(0, NAMED).join(', ')}${more}`;
}
