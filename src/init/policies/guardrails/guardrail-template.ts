import { parseJson, type JsonValue } from '../../../policy';

/** A guardrail of the catalogue with some of its options, and the statements that it gives. */
export interface GuardrailTemplate {
  /** The class and its method. */
  readonly factory: readonly [className: string, method: string];
  readonly type: 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY';
  /** Options whose values are fixed in the statements. */
  readonly fixed: Readonly<Record<string, boolean>>;
  /** The names of options whose values are in the statements, in their places: those of a list, and those of a text. */
  readonly lists: readonly string[];
  readonly texts: readonly string[];
  /** The statements, with `Place` objects for values of options. */
  readonly statements: readonly JsonValue[];
}

/** The place of an option: of a text as a whole value, or of all items of a list among others of its list. */
export interface Place {
  readonly $option: string;
  /** Text before and after each value. */
  readonly before: string;
  readonly after: string;
}

export type OptionValues = ReadonlyMap<string, string | readonly string[]>;

/** Elements in which the CDK writes a list with one item as that item. */
const ELEMENTS: readonly string[] = ['Action', 'NotAction', 'Resource', 'NotResource'];
const PRINCIPAL_OPERATOR = 'ArnNotLike';
const PRINCIPAL_KEY = 'aws:PrincipalArn';

type JsonObject = { readonly [key: string]: JsonValue };

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function placeIn(value: JsonValue | undefined): Place | undefined {
  return isObject(value) && typeof value.$option === 'string' ? value as unknown as Place : undefined;
}

/**
 * The values of options with which a template gives exactly a statement, but for the order of keys.
 * @param values of options that are known from other statements
 * @returns undefined if there are none
 */
export function unify(template: JsonValue, value: JsonValue | undefined, values: OptionValues, element = ''): OptionValues | undefined {
  const place = placeIn(template);
  if (place !== undefined) return typeof value === 'string' ? bound(values, place, valueAt(place, value)) : undefined;
  if (Array.isArray(template)) return unifyList(template, value, values, element);
  if (!isObject(template)) return template === value ? values : undefined;
  if (!isObject(value) || Object.keys(template).length !== Object.keys(value).length) return undefined;
  return Object.entries(template).reduce<OptionValues | undefined>((found, [key, part]) => (
    found === undefined || !Object.hasOwn(value, key) ? undefined : unify(part, value[key], found, key)), values);
}

function unifyList(
  template: readonly JsonValue[], value: JsonValue | undefined, values: OptionValues, element: string,
): OptionValues | undefined {
  const isScalar = ELEMENTS.includes(element) && typeof value === 'string';
  const items = isScalar ? [value] : value;
  if (!Array.isArray(items) || (ELEMENTS.includes(element) && items.length === 1 && !isScalar)) return undefined;
  const position = template.findIndex((item) => placeIn(item) !== undefined);
  const fixed = template.filter((_, index) => index !== position);
  const count = items.length - fixed.length;
  if (position < 0) return count === 0 && fixed.every((item, index) => item === items[index]) ? values : undefined;
  const others = [...items.slice(0, position), ...items.slice(position + Math.max(count, 0))];
  if (count < 1 || !fixed.every((item, index) => item === others[index])) return undefined;
  const place = placeIn(template[position])!;
  const found = items.slice(position, position + count).map((item) => (typeof item === 'string' ? valueAt(place, item) : undefined));
  // The CDK writes a repeated item once.
  if (found.includes(undefined) || new Set(items).size !== items.length) return undefined;
  return bound(values, place, found as string[]);
}

function valueAt({ before, after }: Place, text: string): string | undefined {
  const isAround = text.length > before.length + after.length && text.startsWith(before) && text.endsWith(after);
  return isAround ? text.slice(before.length, text.length - after.length) : undefined;
}

function bound(values: OptionValues, { $option }: Place, value: string | readonly string[] | undefined): OptionValues | undefined {
  const known = values.get($option);
  if (value === undefined || (known !== undefined && JSON.stringify(known) !== JSON.stringify(value))) return undefined;
  return new Map([...values, [$option, value]]);
}

/** A statement without its exempt principals, and their ARNs. */
interface SparingStatement {
  readonly statement: JsonValue;
  readonly principals: readonly string[];
}

/** @returns undefined if the statement exempts no principals */
export function withoutExemption(statement: JsonValue): SparingStatement | undefined {
  const conditions = isObject(statement) ? statement.Condition : undefined;
  const operator = isObject(conditions) ? conditions[PRINCIPAL_OPERATOR] : undefined;
  const principals = isObject(operator) ? operator[PRINCIPAL_KEY] : undefined;
  if (!Array.isArray(principals) || principals.length === 0 || !principals.every((each) => typeof each === 'string')) return undefined;
  const keys = without(operator as JsonObject, PRINCIPAL_KEY);
  const others = without(conditions as JsonObject, PRINCIPAL_OPERATOR);
  const all = Object.keys(keys).length === 0 ? others : { ...others, [PRINCIPAL_OPERATOR]: keys };
  const rest = without(statement as JsonObject, 'Condition');
  return { statement: Object.keys(all).length === 0 ? rest : { ...rest, Condition: all }, principals };
}

function without(value: JsonObject, key: string): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
}

/** The table that a script generates. Its rows are texts, since few of them are needed. */
export function readTemplate(text: string): GuardrailTemplate {
  return parseJson(text) as unknown as GuardrailTemplate;
}
