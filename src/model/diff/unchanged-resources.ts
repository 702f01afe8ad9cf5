import type { InCode, Organization, Policy, ResourcePolicy } from '../organization';
import type { FlatOrganization, FlatTarget } from './flat-organization';
import { align } from './identity/align';

type Resource = FlatTarget | Policy | ResourcePolicy;

/** Addresses of the resources that are the same in two versions of the code, so that a deployment does not call their handler. */
export function unchangedResources(former: Organization, code: Organization): ReadonlySet<string> {
  const aligned = align(former, code);
  const [before, after] = [resourcesIn(aligned.base), resourcesIn(aligned.head)];
  const { recreatedUnits: moving } = aligned;
  const isMoving = (resource: Resource) => 'kind' in resource && (moving.has(resource.id) || moving.has(resource.parentId ?? ''));
  const isSame = (resource: Resource) => {
    const known = before.get(resource.id);
    return known !== undefined && !isMoving(resource) && propertiesOf(aligned.base, known) === propertiesOf(aligned.head, resource);
  };
  // A policy set has several policies with one address.
  const removed = [...before.values()].filter(({ id }) => !after.has(id));
  const touched = [...removed, ...[...after.values()].filter((resource) => !isSame(resource))];
  const addresses = new Set([...after.values()].flatMap(({ code: notes }) => notes?.address ?? []));
  for (const { code: notes } of touched) addresses.delete(notes?.address ?? '');
  return addresses;
}

function resourcesIn({ targets, policies, resourcePolicy }: FlatOrganization): Map<string, Resource> {
  return new Map<string, Resource>([...targets, ...policies, ...(resourcePolicy ? [[resourcePolicy.id, resourcePolicy] as const] : [])]);
}

function propertiesOf({ featureSet }: FlatOrganization, resource: Resource): string {
  const { exports: _exports, retained: _retained, ...notes }: Partial<InCode> = resource.code ?? {};
  const { tags } = resource;
  if (!('name' in resource)) return JSON.stringify([resource.content, sorted(tags), sorted(notes)]);
  const own = 'kind' in resource ? [resource.email, resource.parentId, ...(resource.kind === 'root' ? [featureSet] : [])] : [resource.type, resource.description, resource.content];
  return JSON.stringify([resource.name, ...own, sorted(tags), sorted(notes)]);
}

function sorted(of: object): unknown[] {
  return Object.entries(of).sort(([one], [other]) => (one < other ? -1 : 1));
}
