import type { Property, PropertyType, Resource, SpecDatabase } from '@aws-cdk/service-spec-types';

/** A property of a resource type, at any depth. */
export interface SchemaProperty {
  /** The names from the top, without lists; `*` stands for any key of a map. */
  readonly path: readonly string[];
  readonly name: string;
  readonly property: Property;
  /** Its kinds of values: a text that anybody may choose, any JSON, or other properties. Numbers, Booleans and choices are `other`. */
  readonly holds: ReadonlySet<'text' | 'json' | 'properties' | 'other'>;
}

export interface Match<Found> {
  readonly path: readonly string[];
  readonly found: Found;
  /** Whether no resource of the type is without the property: it is required, and so is all around it. */
  readonly isRequired: boolean;
}

/**
 * The properties of a type for which `find` finds something, from the top. It is not asked about properties below one of these.
 */
export function foundProperties<Found>(
  database: SpecDatabase, { properties }: Resource, find: (property: SchemaProperty) => Found | undefined,
): Match<Found>[] {
  const within = (of: Resource['properties'], path: readonly string[], seen: readonly string[], isAllRequired: boolean): Match<Found>[] => (
    Object.entries(of).flatMap(([name, property]) => {
      const leaves = [property.type, ...property.previousTypes ?? []].flatMap((type) => leavesOf(type));
      const here = [...path, name];
      const found = find({ path: here, name, property, holds: new Set(leaves.map(({ type }) => holdsOf(type))) });
      const isRequired = isAllRequired && property.required === true;
      if (found !== undefined) return [{ path: here, found, isRequired }];
      return leaves.flatMap(({ type, inMap }) => {
        if (type.type !== 'ref' || seen.includes(type.reference.$ref)) return [];
        const definition = database.get('typeDefinition', type.reference.$ref);
        return within(definition.properties, inMap ? [...here, '*'] : here, [...seen, type.reference.$ref], isRequired && !inMap);
      });
    }));
  return within(properties, [], [], true);
}

type Leaf = Exclude<PropertyType, { readonly type: 'array' | 'map' | 'union' }>;

function leavesOf(type: PropertyType, inMap = false): { readonly type: Leaf; readonly inMap: boolean }[] {
  switch (type.type) {
    case 'array': return leavesOf(type.element, inMap);
    case 'map': return leavesOf(type.element, true);
    case 'union': return type.types.flatMap((each) => leavesOf(each, inMap));
    default: return [{ type, inMap }];
  }
}

function holdsOf(type: Leaf): 'text' | 'json' | 'properties' | 'other' {
  switch (type.type) {
    case 'ref': return 'properties';
    case 'json': return 'json';
    case 'string': return type.allowedValues === undefined ? 'text' : 'other';
    default: return 'other';
  }
}
