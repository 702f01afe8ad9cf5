import {
  type AccountProperties, ID_PATTERNS, type OrganizationalUnitProperties, ResourceType, type ResourceTypeName,
} from '../../contract';
import type { DesiredResource } from '../../model';

/** A resource that exists before the rehearsal, because code adopts it. */
export interface AdoptedResource {
  /** The resource in the first code that has it. If only a later code has the ID that the service gave it, the properties include it. */
  readonly resource: DesiredResource;
  /** The texts by which any of the codes refers to it. */
  readonly references: readonly string[];
  /** Whether the first code lists it, which is the deployed one if there are several. */
  readonly isInFirst: boolean;
}

interface Known {
  resource: DesiredResource;
  readonly references: Set<string>;
  readonly codeIndex: number;
  isAdopted: boolean;
}

/** The key by which `adopt: true` finds each type of resource, below its parent. */
const NATURAL_KEYS: { readonly [type in ResourceTypeName]?: (resource: DesiredResource, parent: string) => string } = {
  [ResourceType.ORGANIZATION]: () => '',
  [ResourceType.ACCOUNT]: ({ properties: { Email } }) => String(Email).toLowerCase(),
  [ResourceType.ORGANIZATIONAL_UNIT]: ({ properties: { Name } }, parent) => `${parent}/${String(Name)}`,
  [ResourceType.POLICY]: ({ properties: { Type, Name } }) => `${String(Type)}/${String(Name)}`,
  [ResourceType.RESOURCE_POLICY]: () => '',
};

/**
 * The resources that exist before the codes are deployed one after the other. The first code that has a resource decides whether it exists:
 * a resource that this code creates does not exist before. A resource stays the same under its logical ID, and under its natural key.
 */
export function adoptedResources(codes: readonly (readonly DesiredResource[])[]): AdoptedResource[] {
  const byKey = new Map<string, Known>();
  const byReference = new Map<string, Known>();
  codes.forEach((code, codeIndex) => {
    for (const resource of code.filter(({ type }) => NATURAL_KEYS[type] !== undefined)) {
      const keys = keysOf(resource, byReference);
      const known: Known = keys.map((key) => byKey.get(key)).find((each) => each !== undefined)
        ?? { resource, references: new Set<string>(), codeIndex, isAdopted: true };
      // Another stack of the same code may create what this one adopts.
      if (known.codeIndex === codeIndex) known.isAdopted &&= isAdopted(resource);
      else known.resource = withId(known.resource, resource);
      known.references.add(resource.id);
      byReference.set(resource.id, known);
      for (const key of keys) if (!byKey.has(key)) byKey.set(key, known);
    }
  });
  return [...new Set(byKey.values())].filter((known) => known.isAdopted).map(({ resource, references, codeIndex }) => (
    { resource, references: [...references], isInFirst: codeIndex === 0 }));
}

/** The keys of a resource, the most certain one first. */
function keysOf(resource: DesiredResource, byReference: ReadonlyMap<string, Known>): string[] {
  const { type, stackName, logicalId, properties: { ParentId } } = resource;
  const given = String(ParentId);
  // An organization has one root, whether the code imports it or has its organization in another stack now.
  const parent = given.endsWith('.RootId}') || ID_PATTERNS.root.test(given) ? 'root' : byReference.get(given)?.resource.id ?? given;
  const id = serviceId(resource);
  return [
    `${type} at ${stackName}/${logicalId}`,
    ...(id === undefined ? [] : [`${type} with ${id}`]),
    `${type} of ${NATURAL_KEYS[type]!(resource, parent)}`,
  ];
}

/** The ID that the service gave an account or a unit, if the code has it. */
function serviceId({ properties }: DesiredResource): string | undefined {
  const { AccountId, OrganizationalUnitId } = properties as Partial<AccountProperties & OrganizationalUnitProperties>;
  return AccountId ?? OrganizationalUnitId;
}

function withId(former: DesiredResource, later: DesiredResource): DesiredResource {
  if (serviceId(former) !== undefined || serviceId(later) === undefined) return former;
  const { AccountId, OrganizationalUnitId } = later.properties;
  return {
    ...former, properties: { ...former.properties, ...(AccountId === undefined ? { OrganizationalUnitId } : { AccountId }) },
  };
}

function isAdopted({ properties }: DesiredResource): boolean {
  return String(properties.Adopt) === 'true';
}
