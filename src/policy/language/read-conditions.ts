import type { JsonValue } from '../parse-json';
import { CONDITION_COMPARISONS, conditionOperator } from './condition-operator';
import type { Condition } from './policy-document';
import { below, isJsonObject, type ProblemList } from './problem-list';

const KEY = /^[^\s:]+:\S/;
const SCALARS = ['string', 'number', 'boolean'];

/** Source: IAM User Guide, "IAM JSON policy elements: Condition". */
export function readConditions(value: JsonValue | undefined, path: string, problems: ProblemList): Condition[] {
  if (value === undefined) return [];
  if (!isJsonObject(value)) {
    problems.add(path, 'must be an object of operators', value, 'Write {"StringEquals": {"aws:RequestedRegion": "eu-west-1"}}.');
    return [];
  }
  return Object.entries(value).flatMap(([name, keys]) => {
    const place = below(path, name);
    const operator = conditionOperator(name);
    if (operator === undefined) {
      problems.add(place, 'is not a condition operator', name, operatorAdvice(name));
      return [];
    }
    if (!isJsonObject(keys)) {
      problems.add(place, 'must be an object of condition keys', keys, `Write {"${name}": {"aws:PrincipalArn": "…"}}.`);
      return [];
    }
    return Object.entries(keys).map(([key, values]) => {
      if (!KEY.test(key)) {
        problems.add(below(place, key), 'is not a condition key', key, 'Write service:Key, such as aws:PrincipalArn.');
      }
      return { operator, key, values: readValues(values, below(place, key), problems) };
    });
  });
}

/** Numbers and booleans may be written bare; the service compares strings. */
function readValues(value: JsonValue, path: string, problems: ProblemList): string[] {
  return (Array.isArray(value) ? value : [value]).flatMap((item, index) => {
    if (SCALARS.includes(typeof item)) return [String(item)];
    problems.add(Array.isArray(value) ? `${path}[${index}]` : path, 'must be a string, a number or a boolean', item,
      'Give one value, or a list of values.');
    return [];
  });
}

function operatorAdvice(name: string): string {
  const bare = name.replace(/^For(All|Any)Values?:/i, '').replace(/IfExists$/i, '');
  if (bare === 'Null') return 'Write Null alone: it already asks whether the key exists, with "true" or "false" as its value.';
  const meant = Object.keys(CONDITION_COMPARISONS).find((known) => known.toLowerCase() === bare.toLowerCase());
  const usual = `Use an operator of IAM, such as ${meant ?? 'StringEquals, ArnLike, Bool or Null'}`;
  return `${usual}, with ForAllValues: or ForAnyValue: before it or IfExists after it where needed; case matters.`;
}
