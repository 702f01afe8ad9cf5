import type { JsonValue } from '../parse-json';
import type { Condition, PolicyDocument, Statement } from './policy-document';

/** A document as JSON again; a list of one value as the value alone, which is shorter and means the same. */
export function writePolicyDocument({ version, id, statements }: PolicyDocument): JsonValue {
  return {
    ...(version === undefined ? {} : { Version: version }),
    ...(id === undefined ? {} : { Id: id }),
    Statement: statements.length === 1 ? writeStatement(statements[0]) : statements.map(writeStatement),
  };
}

export function writeStatement({ sid, effect, principal, action, resource, conditions }: Statement): JsonValue {
  return {
    ...(sid === undefined || sid === '' ? {} : { Sid: sid }),
    Effect: effect,
    ...(principal === undefined ? {} : { Principal: principal }),
    [action.negated ? 'NotAction' : 'Action']: oneOrMany(action.patterns),
    [resource.negated ? 'NotResource' : 'Resource']: oneOrMany(resource.patterns),
    ...(conditions.length === 0 ? {} : { Condition: writeConditions(conditions) }),
  };
}

function writeConditions(conditions: readonly Condition[]): JsonValue {
  const operators: Record<string, Record<string, JsonValue>> = {};
  for (const { operator, key, values } of conditions) {
    (operators[operator.name] ??= {})[key] = oneOrMany(values);
  }
  return operators;
}

function oneOrMany(values: readonly string[]): JsonValue {
  return values.length === 1 ? values[0] : [...values];
}
