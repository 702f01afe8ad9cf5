import type { ManagementPolicyType } from '../../../contract';
import { operatorsOf, type ValueOperator } from '../../inherit/inheritance-input';
import type { PolicyProblem } from '../../language';
import { isJsonObject, type JsonObject } from '../../language/problem-list';
import type { Subject } from '../rule';
import { backupLifecycleProblems } from './backup-lifecycle';
import { checkSchema, missingLists, type SchemaProblem } from './check-schema';
import { MANAGEMENT_SYNTAX } from './schemas/schemas';
import type { JsonValue } from '../../parse-json';
import { holdsUnknownText } from '../unknown-text';
import { REGION_LISTS, settings } from './schemas/schema';

const KEY = 'cspm_enablement';
const LISTS = settings(REGION_LISTS);

/** Departures of one kind from the syntax of a management policy; each kind has a rule of its own. */
export function departures({ type, value }: Subject, wanted: SchemaProblem['kind']): PolicyProblem[] {
  if (!isJsonObject(value)) return [];
  return allDepartures(type as ManagementPolicyType, value).filter(({ kind }) => kind === wanted).map(({ kind, ...problem }) => problem);
}

function allDepartures(type: ManagementPolicyType, value: JsonObject): SchemaProblem[] {
  if (type === 'SECURITYHUB_CSPM_POLICY') return cspmEnablementProblems(value, operatorsOf(type));
  const syntax = MANAGEMENT_SYNTAX[type];
  if (syntax === undefined) return [];
  const content = value[syntax.topKey];
  return [
    ...checkSchema({ value: content, path: syntax.topKey, operators: operatorsOf(type) }, syntax.schema),
    ...(type === 'TAG_POLICY' ? tagKeyProblems(content) : []),
    ...(type === 'CHATBOT_POLICY' ? chatDefaultProblems(content) : []),
    ...(type === 'BACKUP_POLICY' ? backupLifecycleProblems(content) : []),
  ];
}

/**
 * A default for all chat applications at the place of the first example on the page. The syntax on the same page has it one
 * level up, and AWS Organizations has been observed to refuse it below `platforms`.
 * Source: AWS Organizations User Guide, "Chat applications policy syntax and examples".
 */
function chatDefaultProblems(chatbot: JsonValue | undefined): SchemaProblem[] {
  if (!isJsonObject(chatbot) || !isJsonObject(chatbot.platforms) || chatbot.platforms.default === undefined) return [];
  return [{
    kind: 'key',
    path: 'chatbot.platforms.default',
    what: 'stands at a place where AWS may refuse it',
    value: 'default',
    advice: 'Move it one level up, beside "platforms": {"chatbot": {"default": …}}.',
  }];
}

/**
 * Tags whose spelling is that of another tag: both must be the same except for case.
 * Source: AWS Organizations User Guide, "Tag policy syntax and examples".
 */
function tagKeyProblems(tags: JsonValue | undefined): SchemaProblem[] {
  if (!isJsonObject(tags)) return [];
  return Object.entries(tags).flatMap(([policyKey, tag]): SchemaProblem[] => {
    const spelling = isJsonObject(tag) && isJsonObject(tag.tag_key) ? tag.tag_key['@@assign'] : undefined;
    if (typeof spelling !== 'string' || holdsUnknownText([policyKey, spelling]) || spelling.toLowerCase() === policyKey.toLowerCase()) return [];
    return [{
      kind: 'syntax',
      path: `tags.${policyKey}.tag_key`,
      what: 'spells another key than the one that it stands below',
      value: spelling,
      advice: `Write "${policyKey}" in the capitals that you want, or rename the key above it to "${spelling}".`,
    }];
  });
}

/**
 * Judges the part of the syntax that is known: the two lists of Regions below `cspm_enablement`, at the top or one level below it.
 * Source: AWS Organizations User Guide, "Security Hub CSPM policy syntax and examples", considerations.
 */
function cspmEnablementProblems(policy: JsonValue, operators: readonly ValueOperator[]): SchemaProblem[] {
  if (!isJsonObject(policy)) return [];
  const below = Object.entries(policy).flatMap(([top, block]): [string, JsonValue][] => (
    isJsonObject(block) && top !== KEY && Object.hasOwn(block, KEY) ? [[`${top}.${KEY}`, block[KEY]]] : []));
  const places: [string, JsonValue][] = [...(Object.hasOwn(policy, KEY) ? [[KEY, policy[KEY]] as [string, JsonValue]] : []), ...below];
  return places.flatMap(([path, block]) => (isJsonObject(block) ? [
    ...missingLists(path, Object.keys(REGION_LISTS).filter((list) => !Object.hasOwn(block, list))),
    ...checkSchema({ value: onlyLists(block), path, operators }, LISTS),
  ] : []));
}

/** The block without other keys, which are allowed there as well. */
function onlyLists(block: Record<string, JsonValue>): Record<string, JsonValue> {
  return Object.fromEntries(Object.entries(block).filter(([key]) => Object.hasOwn(REGION_LISTS, key)));
}
