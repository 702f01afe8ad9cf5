import { checkSchema, type SchemaProblem } from './check-schema';
import { REGION_LISTS, settings } from './schemas/schema';
import type { ValueOperator } from '../../inherit/inheritance-input';
import { isJsonObject } from '../../language/problem-list';
import type { JsonValue } from '../../parse-json';

const KEY = 'cspm_enablement';
const LISTS = settings(REGION_LISTS);

/**
 * Judges the part of the syntax that is known: the two lists of Regions below `cspm_enablement`, at the top or one level below it.
 * Source: AWS Organizations User Guide, "Security Hub CSPM policy syntax and examples", considerations.
 */
export function cspmEnablementProblems(policy: JsonValue, operators: readonly ValueOperator[]): SchemaProblem[] {
  if (!isJsonObject(policy)) return [];
  const below = Object.entries(policy).flatMap(([top, block]): [string, JsonValue][] => (
    isJsonObject(block) && top !== KEY && Object.hasOwn(block, KEY) ? [[`${top}.${KEY}`, block[KEY]]] : []));
  const places: [string, JsonValue][] = [...(Object.hasOwn(policy, KEY) ? [[KEY, policy[KEY]] as [string, JsonValue]] : []), ...below];
  return places.flatMap(([path, block]) => (isJsonObject(block) ? [
    ...missingLists(path, block),
    ...checkSchema({ value: onlyLists(block), path, operators }, LISTS),
  ] : []));
}

function missingLists(path: string, block: Record<string, JsonValue>): SchemaProblem[] {
  return Object.keys(REGION_LISTS).filter((list) => !Object.hasOwn(block, list)).map((list): SchemaProblem => ({
    kind: 'value',
    path,
    what: 'lacks one of the two lists that it needs',
    value: list,
    advice: `Write "${list}": {"@@assign": []}, or {"@@append": []} to leave what is inherited.`,
  }));
}

/** Without keys that may be there as well. */
function onlyLists(block: Record<string, JsonValue>): Record<string, JsonValue> {
  return Object.fromEntries(Object.entries(block).filter(([key]) => Object.hasOwn(REGION_LISTS, key)));
}
