import fc from 'fast-check';
import { HOSTILE_TEXTS } from '../report/hostile-texts';

/** One change of a JSON value: its place, its kind, and the new value. */
export interface Mutation {
  readonly node: number;
  readonly kind: number;
  readonly value: unknown;
  readonly key: string;
}

/** Keys with a meaning in JavaScript or in the input formats. */
const KEYS = [
  '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'length', '', '0', 'Ref', 'Fn::GetAtt', 'Fn::Sub', 'Fn::If', 'Fn::Join',
  'Fn::Select', 'Fn::Split', 'Fn::FindInMap', 'Fn::ImportValue', 'Condition', 'DependsOn', 'Resources', '@@assign', 'aws:cdk:path',
];

const TEXTS = [
  ...HOSTILE_TEXTS.map(([, text]) => text), ...KEYS, '../../../etc/passwd', '/dev/zero', '*'.repeat(40), 'a'.repeat(5_000), '${A.B}${!C}${',
  '{{resolve:ssm:x}}', '::error file=x::forged', '##[error]forged', 'arn:aws:iam::*:role/*', '999999999999999999999', '-1', 'NaN', '\u0000',
  '{"Version":"2012-10-17","Statement":[]}', '{', 'p-FullAWSAccess', 'ou-ab12-abcd1234', 'SERVICE_CONTROL_POLICY', 'aws:cloudformation:stack',
];

/** A value that is nested so deeply that a recursive function overflows the stack. */
function deep(levels: number): unknown {
  let value: unknown = 'bottom';
  for (let level = 0; level < levels; level++) value = level % 2 === 0 ? [value] : { 'Fn::Join': value };
  return value;
}

const VALUES: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<unknown>(null, true, false, 0, -1, 1e308, 0.5, '', [], {}, [null], [[]], { Key: 'x' }) },
  { weight: 6, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.constantFrom(...[40, 600, 20_000].map(deep)) },
);

export const MUTATIONS: fc.Arbitrary<readonly Mutation[]> = fc.array(fc.record({
  node: fc.nat(), kind: fc.nat(), value: VALUES, key: fc.constantFrom(...KEYS),
}), { minLength: 1, maxLength: 4 });

/** A place in a JSON value: a member of an object or an item of a list. */
interface Place {
  readonly parent: Record<string, unknown> | unknown[];
  readonly key: string;
}

/** A copy of the value with the changes, which shares no part with the original. */
export function mutated(original: unknown, mutations: readonly Mutation[]): unknown {
  const top = { value: copied(original) };
  for (const mutation of mutations) {
    const all = placesIn(top);
    // A copy, because an object inside itself would be infinite.
    apply(all[mutation.node % all.length], { ...mutation, value: copied(mutation.value) }, all);
  }
  return top.value;
}

/** Every place, level by level. It does not recurse, because an earlier change may have added a deep value. */
function placesIn(top: Record<string, unknown>): Place[] {
  const found: Place[] = [{ parent: top, key: 'value' }];
  for (let next = 0; next < found.length && next < 20_000; next++) {
    const value = valueAt(found[next]);
    if (typeof value === 'object' && value !== null) {
      for (const key of Object.keys(value)) found.push({ parent: value as Record<string, unknown>, key });
    }
  }
  return found;
}

function valueAt({ parent, key }: Place): unknown {
  return (parent as Record<string, unknown>)[key];
}

type Change = (place: Place, mutation: Mutation, all: readonly Place[]) => void;

const CHANGES: readonly Change[] = [
  (place, { value }) => put(place, value),
  (place, { value }) => put(place, value),
  ({ parent, key }) => (Array.isArray(parent) ? void parent.splice(Number(key), 1) : void delete parent[key]),
  ({ parent, key }, mutation) => {
    if (Array.isArray(parent)) return void parent.push(mutation.value);
    const value = parent[key];
    delete parent[key];
    return put({ parent, key: mutation.key }, value);
  },
  (place, { key, value }) => {
    const target = valueAt(place);
    if (typeof target === 'object' && target !== null) put({ parent: target as Record<string, unknown>, key: Array.isArray(target) ? '0' : key }, value);
  },
  // A copy of another part exchanges types, creates cycles of IDs and references, and uses keys twice.
  (place, { value }, all) => put(place, copied(valueAt(all[hash(value) % all.length]))),
  (place, { key }) => {
    const text = valueAt(place);
    if (typeof text === 'string') put(place, text.slice(0, text.length / 2) + key + text.slice(text.length / 2));
  },
];

function apply(place: Place, mutation: Mutation, all: readonly Place[]): void {
  CHANGES[mutation.kind % CHANGES.length](place, mutation, all);
}

/** A copy of a value of any depth. `structuredClone` overflows the stack for a deep value. */
function copied(value: unknown): unknown {
  return JSON.parse(jsonText(value)) as unknown;
}

/** Sets a member as `JSON.parse` does, where `__proto__` is a member like any other. */
function put({ parent, key }: Place, value: unknown): void {
  Object.defineProperty(parent, key, { value, writable: true, enumerable: true, configurable: true });
}

function hash(value: unknown): number {
  const text = typeof value === 'string' ? value : String(typeof value);
  let sum = 7;
  for (const character of text) sum = (sum * 31 + character.codePointAt(0)!) % 1_000_003;
  return sum;
}

/** The JSON text of a value of any depth. */
export function jsonText(value: unknown): string {
  const out: string[] = [];
  // Texts to write unchanged and values to expand, with the next one last.
  const open: ({ readonly text: string } | { readonly value: unknown })[] = [{ value }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if ('text' in next) {
      out.push(next.text);
    } else if (typeof next.value !== 'object' || next.value === null) {
      out.push(JSON.stringify(next.value) ?? 'null');
    } else {
      const isList = Array.isArray(next.value);
      const members = Object.entries(next.value).filter(([, item]) => isList || item !== undefined);
      open.push({ text: isList ? ']' : '}' });
      for (const [index, [key, item]] of [...members.entries()].reverse()) {
        open.push({ value: item }, { text: `${index > 0 ? ',' : ''}${isList ? '' : `${JSON.stringify(key)}:`}` });
      }
      open.push({ text: isList ? '[' : '{' });
    }
  }
  return out.join('');
}
