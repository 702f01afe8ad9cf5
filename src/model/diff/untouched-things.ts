import type { InCode, Organization, Policy, ResourcePolicy } from '../organization';
import type { FlatOrganization, FlatTarget } from './flat-organization';
import { align } from './identity/align';
import { madeAnew } from './remaining-units';

type Thing = FlatTarget | Policy | ResourcePolicy;

/** Addresses of the things whose resource is the same in two versions of the code, so that a deployment does not look at them. */
export function untouchedThings(former: Organization, code: Organization): ReadonlySet<string> {
  const aligned = align(former, code);
  const [before, after] = [thingsIn(aligned.base), thingsIn(aligned.head)];
  const moving = madeAnew(aligned);
  const isMoving = (thing: Thing) => 'kind' in thing && (moving.has(thing.id) || moving.has(thing.parentId ?? ''));
  const isSame = (thing: Thing) => {
    const known = before.get(thing.id);
    return known !== undefined && !isMoving(thing) && propertiesOf(aligned.base, known) === propertiesOf(aligned.head, thing);
  };
  // A policy set has several policies with one address.
  const touched = [...[...before.values()].filter(({ id }) => !after.has(id)), ...[...after.values()].filter((thing) => !isSame(thing))];
  const addresses = new Set([...after.values()].flatMap(({ code: notes }) => notes?.address ?? []));
  for (const { code: notes } of touched) addresses.delete(notes?.address ?? '');
  return addresses;
}

function thingsIn({ targets, policies, resourcePolicy }: FlatOrganization): Map<string, Thing> {
  return new Map<string, Thing>([...targets, ...policies, ...(resourcePolicy ? [[resourcePolicy.id, resourcePolicy] as const] : [])]);
}

function propertiesOf({ featureSet }: FlatOrganization, thing: Thing): string {
  const { exports: _exports, retained: _retained, ...notes }: Partial<InCode> = thing.code ?? {};
  const { tags } = thing;
  if (!('name' in thing)) return JSON.stringify([thing.content, sorted(tags), sorted(notes)]);
  const own = 'kind' in thing ? [thing.email, thing.parentId, ...(thing.kind === 'root' ? [featureSet] : [])] : [thing.type, thing.description, thing.content];
  return JSON.stringify([thing.name, ...own, sorted(tags), sorted(notes)]);
}

function sorted(of: object): unknown[] {
  return Object.entries(of).sort(([one], [other]) => (one < other ? -1 : 1));
}
