import { reasonOfService } from './granting-services';
import { GRANTING_ROWS, HARMLESS_ROWS } from './resource-types.generated';
import { isRecord } from '../../assembly';
import type { JsonValue } from '../../policy';

/**
 * Why a resource matters: it acts with the rights of a role, holds a policy, names who gets access, or decides which code runs. `unclear`
 * if the data about resource types do not tell.
 */
export type Ground = 'role' | 'policy' | 'principals' | 'code' | 'unclear';

/** The first letter of each ground stands for it in the table; `g` is who gets access. */
const LETTERS: Readonly<Record<string, Ground>> = { r: 'role', p: 'policy', g: 'principals', c: 'code', u: 'unclear' };

interface GrantingProperty {
  readonly ground: Ground;
  readonly path: readonly string[];
}

interface ResourceClass {
  /** Grounds of each resource of the type. */
  readonly always: readonly Ground[];
  /** Properties that matter where a resource has them. */
  readonly properties: readonly GrantingProperty[];
  /** Whether all properties are relevant, and not only those that are named here. */
  readonly whole: boolean;
}

const HARMLESS: ResourceClass = { always: [], properties: [], whole: false };
const UNKNOWN: ResourceClass = { always: ['unclear'], properties: [], whole: true };

/** A module stands for resources that only CloudFormation knows. Source: AWS CloudFormation User Guide, "Modules". */
const MODULE = '::MODULE';

let classes: ReadonlyMap<string, ResourceClass> | undefined;

function table(): ReadonlyMap<string, ResourceClass> {
  classes ??= new Map([
    ...HARMLESS_ROWS.flatMap((row) => {
      const [service, names] = row.split('|');
      return names.split(',').map((name) => [`${service}::${name}`, HARMLESS] as const);
    }),
    ...GRANTING_ROWS.map((row): readonly [string, ResourceClass] => {
      const [type, ...grounds] = row.split('|');
      const properties = grounds.flatMap((each) => {
        const [letter, paths] = each.split(':');
        return letter.length > 1 ? [] : paths.split(',').map((path) => ({ ground: LETTERS[letter], path: path.split('.') }));
      });
      const always = [...grounds.find((each) => each.startsWith('*'))?.slice(1) ?? ''].map((letter) => LETTERS[letter]);
      return [type.replace('!', ''), { always, properties, whole: always.length > 0 || type.endsWith('!') }];
    }),
  ]);
  return classes;
}

type JsonObject = { readonly [name: string]: JsonValue };

function classOf(type: string): ResourceClass {
  const found = table().get(type);
  if (found !== undefined) return found;
  return isOfOthers(type) || reasonOfService(type) !== undefined ? { always: ['code'], properties: [], whole: true } : UNKNOWN;
}

/** Custom resources, and types of the CloudFormation registry: somebody's code handles them. */
export function isOfOthers(type: string): boolean {
  return !type.startsWith('AWS::') || type.endsWith(MODULE);
}

/** Whether no resource of the type grants rights or runs something, with any properties. */
export function isHarmlessType(type: string): boolean {
  const { always, properties } = classOf(type);
  return always.length === 0 && properties.length === 0;
}

/** Whether all properties of a type are relevant. Of other types, `relevantProperties` are. */
export function isWholeType(type: string): boolean {
  return classOf(type).whole;
}

/** The properties of a resource, from the top, by which it grants rights or runs something. */
export function relevantProperties(type: string, properties: JsonObject): JsonObject {
  const present = presentIn(type, properties).map(({ path: [name] }) => name);
  return Object.fromEntries(Object.entries(properties).filter(([name]) => present.includes(name)));
}

/** The grounds of a resource with some properties; `unclear` only where there is no other. */
export function groundsOf(type: string, properties: JsonObject): Ground[] {
  const grounds = new Set([...classOf(type).always, ...presentIn(type, properties).map(({ ground }) => ground)]);
  const certain = [...grounds].filter((ground) => ground !== 'unclear');
  return certain.length > 0 ? certain : [...grounds];
}

/** The grounds of properties, by their names from the top; those of the type if these names have none. */
export function groundsOfNames(type: string, names: readonly string[]): Ground[] {
  const { always, properties } = classOf(type);
  const named = properties.filter(({ path: [name] }) => names.includes(name));
  const grounds = new Set([...always, ...(named.length > 0 || always.length > 0 ? named : properties).map(({ ground }) => ground)]);
  const certain = [...grounds].filter((ground) => ground !== 'unclear');
  return certain.length > 0 ? certain : [...grounds];
}

function presentIn(type: string, properties: JsonObject): GrantingProperty[] {
  return classOf(type).properties.filter(({ path }) => isPresent(properties, path));
}

/** A value that only CloudFormation knows may hold all that is below it. */
function isPresent(value: JsonValue | undefined, path: readonly string[]): boolean {
  const [name, ...rest] = path;
  if (value === undefined || value === null) return false;
  if (name === undefined) return true;
  if (Array.isArray(value)) return value.some((each: JsonValue) => isPresent(each, path));
  if (!isRecord(value)) return true;
  const names = Object.keys(value);
  if (names.length === 1 && (names[0] === 'Ref' || names[0].startsWith('Fn::'))) return true;
  if (name === '*') return names.some((each) => isPresent(value[each] as JsonValue, rest));
  return Object.hasOwn(value, name) && isPresent(value[name] as JsonValue, rest);
}
