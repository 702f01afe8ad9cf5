import { isRecord } from './template';

/** The one key of an object that is a function call rather than a map; undefined for any other value. */
export function intrinsicName(value: unknown): string | undefined {
  if (!isRecord(value)) {
    return undefined;
  }
  let found: string | undefined;
  // Most objects are no function, and are left at their first key.
  for (const name in value) {
    if (found !== undefined || !(name === 'Ref' || name.startsWith('Fn::'))) return undefined;
    found = name;
  }
  return found;
}

export const PSEUDO_PARAMETERS = [
  'AWS::AccountId', 'AWS::Region', 'AWS::Partition', 'AWS::URLSuffix', 'AWS::StackId', 'AWS::StackName', 'AWS::NoValue',
  'AWS::NotificationARNs',
] as const;
export type PseudoParameter = (typeof PSEUDO_PARAMETERS)[number];

export function isPseudoParameter(name: string): name is PseudoParameter {
  return (PSEUDO_PARAMETERS as readonly string[]).includes(name);
}

export interface AttributeReference {
  readonly logicalId: string;
  /** A name, or a `Ref` that gives one. */
  readonly attribute: unknown;
}

/** `["Id", "Attribute"]` or `"Id.Attribute"`, split at the first dot: attribute names may hold dots. */
export function attributeReference(argument: unknown): AttributeReference | undefined {
  if (typeof argument === 'string') {
    const dot = argument.indexOf('.');
    return dot > 0 ? { logicalId: argument.slice(0, dot), attribute: argument.slice(dot + 1) } : undefined;
  }
  return Array.isArray(argument) && argument.length === 2 && typeof argument[0] === 'string'
    ? { logicalId: argument[0], attribute: argument[1] }
    : undefined;
}

export interface Substitution {
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** `"text"` or `["text", { variables }]`. */
export function substitution(argument: unknown): Substitution | undefined {
  if (typeof argument === 'string') {
    return { text: argument, variables: {} };
  }
  return Array.isArray(argument) && argument.length === 2 && typeof argument[0] === 'string' && isRecord(argument[1])
    ? { text: argument[0], variables: argument[1] }
    : undefined;
}

/** `${Name}`, `${Id.Attribute}` and the literal `${!Name}`. */
export const PLACEHOLDER = /\$\{(!?)([^{}]+)\}/g;

/**
 * Converts values as CloudFormation does for a custom resource: every scalar becomes a string, and lists and maps keep their shape.
 * Source: aws-cdk-lib, README of custom-resources.
 */
export function stringifyScalars(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(stringifyScalars);
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, stringifyScalars(item)]));
  }
  return String(value);
}

/** JSON with sorted keys, so that two equal values have equal texts. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => (
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item
  ));
}
