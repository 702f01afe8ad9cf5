import { pathOf, type Place } from './places';
import { POLICY_TYPES, type PolicyTypeName } from '../../contract';
import type { Organization, Policy } from '../../model';

/** A part of an organization that an app takes in. */
export type Chosen =
  | { readonly kind: 'target'; readonly place: Place }
  | { readonly kind: 'policy'; readonly policy: Policy }
  | { readonly kind: 'trustedService'; readonly name: string }
  | { readonly kind: 'policyType'; readonly name: PolicyTypeName };

/**
 * The part that a text names: an ID, a path with or without `Root/`, the name of a policy, a service principal or a policy type. A name
 * alone is that of an OU or an account if nothing else has it.
 * @throws Error if the organization has no such part, or several
 */
export function chosenPart(text: string, organization: Organization, places: ReadonlyMap<string, Place>): Chosen {
  const named = byId(text, organization, places) ?? byName(text, organization, places);
  const found = named.length > 0 ? named : byLastName(text, places);
  const [one, ...more] = found;
  if (one === undefined) {
    throw new Error(`The organization has no organizational unit, account, policy, service or policy type of this ID, path or name (given: ${text}). `
      + 'Run "cdk-org adopt" without a path for a list, or give the ID.');
  }
  if (more.length > 0) {
    throw new Error(`This path or name is that of several (given: ${text}): ${found.map(idOf).join(', ')}. Give one of these IDs.`);
  }
  return one;
}

function byId(text: string, { policies }: Organization, places: ReadonlyMap<string, Place>): Chosen[] | undefined {
  const place = places.get(text);
  if (place !== undefined) return [{ kind: 'target', place }];
  const policy = policies.find(({ id }) => id === text);
  return policy && [{ kind: 'policy', policy }];
}

function byName(text: string, { policies, trustedServices, policyTypes }: Organization, places: ReadonlyMap<string, Place>): Chosen[] {
  const path = text.replace(/\/+$/, '');
  const isHere = (place: Place) => [pathOf(place), `Root/${pathOf(place)}`].includes(path);
  return [
    ...[...places.values()].filter(isHere).map((place): Chosen => ({ kind: 'target', place })),
    ...policies.filter(({ name }) => name === text).map((policy): Chosen => ({ kind: 'policy', policy })),
    ...trustedServices.filter((name) => name === text).map((name): Chosen => ({ kind: 'trustedService', name })),
    ...policyTypes.filter((name) => name === text && Object.hasOwn(POLICY_TYPES, name)).map((name): Chosen => ({ kind: 'policyType', name })),
  ];
}

/** The OUs and accounts of a name, wherever they are. */
function byLastName(text: string, places: ReadonlyMap<string, Place>): Chosen[] {
  return [...places.values()].filter(({ names }) => names.at(-1) === text).map((place): Chosen => ({ kind: 'target', place }));
}

function idOf(chosen: Chosen): string {
  if (chosen.kind === 'target') return chosen.place.target.id;
  return chosen.kind === 'policy' ? chosen.policy.id : chosen.name;
}
