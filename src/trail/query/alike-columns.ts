import { literal, truths } from './sql';
import { parseIpRange } from '../../policy/evaluate/patterns/ip-range';
import { parseDate } from '../../policy/evaluate/patterns/points-in-order';
import { CONDITION_COMPARISONS, conditionOperator, type ConditionFamily } from '../../policy/language/condition-operator';
import { PRIVATE } from '../record/context-of-record';
import { conditionsIn, type PolicyTexts } from '../replay/policy-texts';

const NETWORK_KEYS = ['aws:SourceIp', 'aws:SourceVpc', 'aws:SourceVpce', 'aws:VpcSourceIp'];
const TIME_KEYS = ['aws:CurrentTime', 'aws:EpochTime'];

const BYTE = '(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])';
const IPV4 = `^(?:${BYTE}\\.){3}${BYTE}\\z`;

/** Whether a policy names a key of the network of a call. */
export function namesNetwork(policies: PolicyTexts): boolean {
  return NETWORK_KEYS.some((key) => policies.names(key));
}

export function namesTime(policies: PolicyTexts): boolean {
  return TIME_KEYS.some((key) => policies.names(key));
}

/** An IPv4 address as a number, for {@link addressClass}; null for any other. */
export const ADDRESS_NUMBER = `CASE WHEN regexp_like(sourceipaddress, ${literal(IPV4)}) THEN ${[16_777_216, 65_536, 256, 1]
  .map((factor, place) => `CAST(split_part(sourceipaddress, '.', ${place + 1}) AS bigint) * ${factor}`).join(' + ')} END`;

/** Conditions for the blocks of IPv4 addresses in policies, each once; undefined if every address counts on its own. */
export function addressBlocks(policies: PolicyTexts): string[] | undefined {
  const values = valuesOf(policies, ['aws:SourceIp', 'aws:VpcSourceIp'], ['ip', 'null']);
  const blocks = values?.flatMap((value) => {
    const range = parseIpRange(value);
    if (range === undefined || range.version !== 4) return [];
    const size = 2n ** BigInt(32 - range.prefix);
    const first = range.address / size * size;
    return [`address BETWEEN ${first} AND ${first + size - 1n}`];
  });
  return blocks && [...new Set(blocks)];
}

/** The blocks of addresses in the conditions that hold an IPv4 address. Any other address counts on its own. */
export function addressClass(policies: PolicyTexts): string {
  const blocks = addressBlocks(policies);
  if (blocks === undefined) return 'sourceipaddress';
  const isPrivate = `regexp_like(sourceipaddress, ${literal(`(?i)${PRIVATE.source}`)})`;
  return `CASE WHEN address IS NULL THEN sourceipaddress ELSE ${truths([isPrivate, ...blocks])} END`;
}

/** The dates in policies to the second, the first one first; undefined if every time counts on its own. */
export function datesOfPolicies(policies: PolicyTexts): string[] | undefined {
  const values = valuesOf(policies, TIME_KEYS, ['date', 'numeric', 'null']);
  const times = values?.map((value) => parseDate(value) ?? NaN);
  if (times === undefined || times.some((time) => !isWritable(time))) return undefined;
  return [...new Set(times.map((time) => new Date(Math.floor(time / 1000) * 1000).toISOString().replace('.000Z', 'Z')))].sort();
}

/** Where the time of a call stands among the dates of the conditions. */
export function timeClass(policies: PolicyTexts): string {
  const seconds = datesOfPolicies(policies);
  if (seconds === undefined) return 'eventtime';
  if (seconds.length === 0) return '\'\'';
  const sides = seconds.map((each, place) => `WHEN eventtime < ${literal(each)} THEN '${2 * place}' WHEN eventtime = ${literal(each)} THEN '${2 * place + 1}'`);
  // A time in another form than `2026-11-30T10:15:30Z` has another order.
  return `CASE WHEN eventtime LIKE '____-__-__T__:__:__Z' THEN CASE ${sides.join(' ')} ELSE '${2 * seconds.length}' END ELSE eventtime END`;
}

/** Times whose texts have the order of the times. */
function isWritable(time: number): boolean {
  return time >= 0 && time < Date.UTC(9999, 0);
}

/** The values that conditions compare with keys; undefined if other operators or variables make every value count on its own. */
function valuesOf(policies: PolicyTexts, keys: readonly string[], families: readonly ConditionFamily[]): string[] | undefined {
  if (policies.hasVariables) return undefined;
  const lower = keys.map((key) => key.toLowerCase());
  const found = policies.documents.flatMap(conditionsIn).filter(([, key]) => lower.includes(key.toLowerCase()));
  const isCompared = found.every(([name]) => {
    const operator = conditionOperator(name);
    return operator === undefined || families.includes(CONDITION_COMPARISONS[operator.comparison].family);
  });
  const compared = found.filter(([name]) => conditionOperator(name)?.comparison !== 'Null');
  return isCompared ? [...new Set(compared.flatMap(([, , values]) => values))] : undefined;
}
