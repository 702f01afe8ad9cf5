import type { JsonValue } from '../../policy';

/** Code that creates a value, in the terms that all programming languages of an app share. */
export type Expression =
  | string | number | boolean
  | { readonly list: readonly Expression[] }
  /** An object whose keys are data. */
  | { readonly map: readonly Member[] }
  /** A struct of the library: an object in TypeScript, and a class in Python. */
  | { readonly struct: string; readonly members: readonly Member[] }
  /** A static method, such as `AiService.of`, with arguments by position. */
  | { readonly call: StaticName; readonly given: readonly Expression[] }
  /** A static method whose arguments are the members of its props. */
  | { readonly factory: StaticName; readonly members: readonly Member[] }
  /** A constant of a class or of an enumeration. */
  | { readonly constant: StaticName }
  /** An `iam.PolicyStatement` of its JSON. */
  | { readonly statement: Expression };

export type Member = readonly [name: string, value: Expression];

/** A class, and the name of a static member. */
export type StaticName = readonly [className: string, name: string];

/** A policy that code describes in place of a document: a class of the library, with props besides name and description. */
export interface PolicyInCode {
  readonly className: string;
  readonly members: readonly Member[];
}

/** The members that are given. */
export function given(members: Readonly<Record<string, Expression | undefined>>): Member[] {
  return Object.entries(members).flatMap(([name, value]): Member[] => (value === undefined ? [] : [[name, value]]));
}

/** A value of JSON without null. */
export function jsonExpression(value: JsonValue): Expression {
  if (typeof value !== 'object' || value === null) return value!;
  if (Array.isArray(value)) return { list: value.map(jsonExpression) };
  return { map: Object.entries(value).map(([key, each]) => [key, jsonExpression(each)]) };
}

/** The expression and all parts of it. */
function withParts(expression: Expression): Expression[] {
  return [expression, ...partsOf(expression).flatMap(withParts)];
}

function partsOf(expression: Expression): readonly Expression[] {
  if (typeof expression !== 'object') return [];
  if ('list' in expression) return expression.list;
  if ('call' in expression) return expression.given;
  if ('statement' in expression) return [expression.statement];
  const members = 'map' in expression ? expression.map : 'members' in expression ? expression.members : [];
  return members.map(([, value]) => value);
}

/** The names that the code of policies needs. */
export interface NeededNames {
  /** Classes of this library, and of `aws-cdk-lib`. */
  readonly library: readonly string[];
  readonly cdk: readonly string[];
  /** Structs of this library, which have names in Python alone. */
  readonly structs: readonly string[];
  readonly hasStatements: boolean;
}

const OF_CDK: readonly string[] = ['Duration'];

export function neededNames(policies: Iterable<PolicyInCode>): NeededNames {
  const all = [...policies];
  const parts = all.flatMap(({ members }) => members.flatMap(([, value]) => withParts(value)));
  const statics = parts.flatMap((part) => {
    if (typeof part !== 'object') return [];
    if ('call' in part) return [part.call[0]];
    if ('factory' in part) return [part.factory[0]];
    return 'constant' in part ? [part.constant[0]] : [];
  });
  const structs = parts.flatMap((part) => (typeof part === 'object' && 'struct' in part ? [part.struct] : []));
  return {
    library: [...new Set([...all.map(({ className }) => className), ...statics.filter((name) => !OF_CDK.includes(name))])],
    cdk: [...new Set(statics.filter((name) => OF_CDK.includes(name)))],
    structs: [...new Set(structs)],
    hasStatements: parts.some((part) => typeof part === 'object' && 'statement' in part),
  };
}
