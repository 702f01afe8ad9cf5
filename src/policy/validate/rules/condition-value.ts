import { compileActionGlob } from '../../evaluate/compile/compile-action';
import { parseIpRange } from '../../evaluate/patterns/ip-range';
import { parseDate, parseNumber } from '../../evaluate/patterns/points-in-order';
import { type ConditionFamily, conditionFamily } from '../../language';
import { statementRule } from '../statement-rule';

const BOOLEAN = /^(?:true|false)$/i;

/** The values that each family of operators accepts. */
const FAMILIES: Partial<Record<ConditionFamily, { accepts: (value: string) => boolean; example: string }>> = {
  numeric: { accepts: (value) => parseNumber(value) !== undefined, example: 'a number such as "3600"' },
  date: { accepts: (value) => parseDate(value) !== undefined, example: 'a date such as "2026-06-30T00:00:00Z"' },
  bool: { accepts: (value) => BOOLEAN.test(value), example: '"true" or "false"' },
  null: { accepts: (value) => BOOLEAN.test(value), example: '"true" or "false"' },
  ip: { accepts: (value) => parseIpRange(value) !== undefined, example: 'an address or a block such as "203.0.113.0/24"' },
  arn: { accepts: isArnPattern, example: 'an ARN such as "arn:aws:iam::111122223333:role/Admin", or take an operator for strings' },
};

/** Source: IAM User Guide, "IAM JSON policy elements: Condition operators" and "IAM policy elements: Variables and tags". */
export const conditionValue = statementRule(
  { id: 'condition-value', severity: 'error', title: 'A value does not have the type that its condition operator compares.' },
  ({ conditions }) => conditions.flatMap(({ operator, key, values }) => {
    const family = FAMILIES[conditionFamily(operator)];
    return family === undefined ? [] : values.filter((value) => !family.accepts(value)).map((value) => ({
      what: `compares ${key} by ${operator.name} with ${value.includes('${') ? 'a variable, which only operators for strings and ARNs fill' : 'something else'}`,
      value,
      advice: `Write ${family.example}.`,
    }));
  }),
);

/** Whether an ARN can match. Only the last segment of an ARN has slashes; a value with a leading `*` or a variable may be anything. */
function isArnPattern(value: string): boolean {
  if (value.startsWith('*') || value.includes('${')) return true;
  const [first, ...segments] = value.split(':');
  return compileActionGlob(first)('arn') && !segments.slice(0, SEGMENTS_BEFORE_RESOURCE).some((segment) => segment.includes('/'));
}

/** Partition, service, Region and account. */
const SEGMENTS_BEFORE_RESOURCE = 4;
