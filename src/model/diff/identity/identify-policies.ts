import type { Policy } from '../../organization';
import type { FlatOrganization } from '../flat-organization';
import { constructOf, hasConstruct, type Identities, isKnownByContents, isMadeBy, isReal } from './identities';
import { sameMeaningKey } from './policy-text';
import type { Translate } from './translate';

/**
 * Policies by type and id where the service gave one to both, since none changes its type, else by the construct's symbol and the type,
 * since CloudFormation updates what it stands for, whatever that is called; else by type and name, which the service keeps unique; else
 * by what they say, unless both have constructs: what gets another construct and another name is made anew.
 * @param translate brings a text of the head to the ids of the base.
 * @param isDeployed whether the head is the code that made the base, so that what one has and the other has not was renamed: then the
 * owner tag and the targets tell
 */
export function identifyPolicies(
  identities: Identities, base: FlatOrganization, head: FlatOrganization, translate: Translate, isDeployed = false,
): void {
  const [before, after] = [[...base.policies.values()], [...head.policies.values()]];
  identities.pairByKey(before, after, ({ type, id }) => (isReal(id) ? `${type}/${id}` : undefined));
  identities.pairByKey(before, after, (policy) => `${policy.type}/${constructOf(policy)}`);
  identities.pairByKey(before, after, ({ type, name }) => `${type}/${name}`);
  const byContent = ({ type, content }: Policy, side: 'base' | 'head') => (
    `${type}/${sameMeaningKey(side === 'base' ? content : translate(content))}`);
  const readable = before.filter(isKnownByContents(base, head, isDeployed));
  identities.pairByKey(readable.filter((policy) => !hasConstruct(policy)), after, byContent);
  identities.pairByKey(readable, after.filter((policy) => !hasConstruct(policy)), byContent);
  if (!isDeployed) return;
  const ours = before.filter((policy) => isMadeBy(head)(policy) && !hasConstruct(policy));
  const [places, placesInHead] = [placesOf(base, (id) => id), placesOf(head, (id) => identities.baseOf(id) ?? id)];
  identities.pairByUniqueKey(ours, after, ({ type, id }, side) => {
    const attached = (side === 'base' ? places : placesInHead).get(id);
    return attached && JSON.stringify([type, ...attached.sort()]);
  });
}

/** Targets of each policy that is attached anywhere. */
function placesOf({ targets }: FlatOrganization, idOf: (id: string) => string): Map<string, string[]> {
  const places = new Map<string, string[]>();
  for (const { id, attachedPolicies } of targets.values()) {
    for (const policy of attachedPolicies) places.set(policy.id, [...places.get(policy.id) ?? [], idOf(id)]);
  }
  return places;
}
