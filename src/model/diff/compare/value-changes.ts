import { canonicalJson } from '../../../assembly';
import type { JsonValue } from '../../../policy';
import type { ValueChange } from '../change';

/** Fields that name a statement, and fields that decide its effect. */
const NOT_COMPARED = ['Sid', 'Effect'];

/** The values by which two statements differ, by the lists that hold them, in the order of the statement. */
export function valueChanges(before: JsonValue, after: JsonValue): ValueChange[] {
  const [former, present] = [listsOf(before), listsOf(after)];
  return [...new Set([...former.keys(), ...present.keys()])].flatMap((key): ValueChange[] => {
    const [one, other] = [former.get(key) ?? [], present.get(key) ?? []];
    const change = { removed: one.filter((value) => !other.includes(value)), added: other.filter((value) => !one.includes(value)) };
    return change.removed.length + change.added.length === 0 ? [] : [{ path: JSON.parse(key) as string[], ...change }];
  });
}

function listsOf(statement: JsonValue): Map<string, string[]> {
  const lists = new Map<string, string[]>();
  const read = (value: JsonValue, path: readonly string[]): void => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      for (const [key, inner] of Object.entries(value)) if (path.length > 0 || !NOT_COMPARED.includes(key)) read(inner, [...path, key]);
    } else {
      lists.set(JSON.stringify(path), [value].flat().map((item) => (typeof item === 'string' ? item : canonicalJson(item))));
    }
  };
  read(statement, []);
  return lists;
}

/** How much of what two statements say is the same, from 0 to 1. That nearly all statements are about `*` says nothing. */
export function inCommon(one: JsonValue, other: JsonValue): number {
  const [these, those] = [one, other].map((statement) => (
    new Set([...listsOf(statement)].flatMap(([path, values]) => values.filter((value) => value !== '*').map((value) => `${path} ${value}`)))));
  const common = [...these].filter((each) => those.has(each)).length;
  return these.size + those.size === 0 ? 0 : 2 * common / (these.size + those.size);
}
