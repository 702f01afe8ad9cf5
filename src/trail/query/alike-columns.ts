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

/** The blocks of addresses in the conditions that hold an IPv4 address. Any other address counts on its own. */
export function addressClass(policies: PolicyTexts): string {
  const values = valuesOf(policies, ['aws:SourceIp', 'aws:VpcSourceIp'], ['ip', 'null']);
  if (values === undefined) return 'sourceipaddress';
  const blocks = values.flatMap((value) => {
    const range = parseIpRange(value);
    if (range === undefined || range.version !== 4) return [];
    const size = 2n ** BigInt(32 - range.prefix);
    const first = range.address / size * size;
    return [`address BETWEEN ${first} AND ${first + size - 1n}`];
  });
  const isPrivate = `regexp_like(sourceipaddress, ${literal(`(?i)${PRIVATE.source}`)})`;
  return `CASE WHEN address IS NULL THEN sourceipaddress ELSE ${truths([isPrivate, ...new Set(blocks)])} END`;
}

/** Where the time of a call stands among the dates of the conditions. */
export function timeClass(policies: PolicyTexts): string {
  const values = valuesOf(policies, TIME_KEYS, ['date', 'numeric', 'null']);
  const times = values?.map((value) => parseDate(value) ?? NaN);
  if (times === undefined || times.some((time) => !isWritable(time))) return 'eventtime';
  const seconds = [...new Set(times.map((time) => new Date(Math.floor(time / 1000) * 1000).toISOString().replace('.000Z', 'Z')))];
  const sides = seconds.map((each) => `CASE WHEN eventtime < ${literal(each)} THEN '<' WHEN eventtime = ${literal(each)} THEN '=' ELSE '>' END`);
  return ['\'\'', ...sides].join(' || ');
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
