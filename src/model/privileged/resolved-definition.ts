import { AssemblyError, isActive, type ResourceDefinition, resolveProperties, type Scope } from '../../assembly';
import type { JsonValue } from '../../policy';

type JsonObject = { readonly [key: string]: JsonValue };

/**
 * The properties of a resource with their references resolved, and its condition among them. Of a resource with functions that only
 * CloudFormation knows, the properties as they stand, with all from which such functions take their values.
 */
export function resolvedDefinition(scope: Scope, logicalId: string, definition: ResourceDefinition): JsonObject {
  const { Properties: properties = {} } = definition;
  const place = `${scope.stackName}/${logicalId}`;
  try {
    return { ...resolveProperties(properties, scope, place) as JsonObject, ...conditionSetting(scope, definition, place) };
  } catch (error) {
    if (!(error instanceof AssemblyError)) throw error;
    const { Mappings: mappings = {}, Conditions: conditions = {} } = scope.template;
    return {
      ...properties as JsonObject,
      ...(definition.Condition === undefined ? {} : { Condition: definition.Condition }),
      '(where functions take values from)': { Parameters: scope.parameters, Mappings: mappings, Conditions: conditions } as unknown as JsonObject,
    };
  }
}

/** A resource that a parameter can switch on counts as well. */
function conditionSetting(scope: Scope, definition: ResourceDefinition, place: string): JsonObject {
  if (definition.Condition === undefined) return {};
  return { '(condition)': { name: definition.Condition, holds: isActive(definition, scope, place) } };
}
