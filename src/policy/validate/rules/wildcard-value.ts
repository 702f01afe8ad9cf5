import { parseTemplate } from '../../evaluate/patterns/template';
import type { Condition } from '../../language';
import { statementRule } from '../statement-rule';

/** The operators that compare whole texts, and those that support wildcards. */
const WITH_WILDCARDS: ReadonlyMap<string, string> = new Map(Object.entries({
  StringEquals: 'StringLike', StringEqualsIgnoreCase: 'StringLike', StringNotEquals: 'StringNotLike', StringNotEqualsIgnoreCase: 'StringNotLike',
}));

/** Keys whose values are texts of the caller, which may have these characters; in `lambda:Principal` the `*` means everyone. */
const FREE_TEXTS = [
  'aws:referer', 'aws:useragent', 'cloudformation:templateurl', 'dynamodb:leadingkeys', 'lambda:principal', 's3:delimiter', 's3:prefix', 'sns:endpoint',
];

/** Source: IAM User Guide, "IAM JSON policy elements: Condition operators": only StringLike and StringNotLike support wildcards. */
export const wildcardValue = statementRule(
  { id: 'wildcard-value', severity: 'warning', title: 'A value has a wildcard, which its condition operator takes as a character.' },
  ({ conditions }, index) => conditions.flatMap((condition) => {
    const { operator, key, values } = condition;
    const other = WITH_WILDCARDS.get(operator.comparison);
    if (other === undefined || isFreeText(condition)) return [];
    return values.filter(hasWildcard).map((value) => ({
      path: `Statement[${index}].Condition.${operator.name}`,
      what: `compares ${key} with a text that has a wildcard, which the operator takes as a character`,
      value,
      advice: `Write ${operator.name.replace(operator.comparison, other)}, or \${*} where the character itself is meant.`,
    }));
  }),
);

function isFreeText({ key }: Condition): boolean {
  const name = key.toLowerCase();
  return FREE_TEXTS.includes(name) || name.startsWith('kms:encryptioncontext:');
}

function hasWildcard(value: string): boolean {
  return parseTemplate(value, { wildcards: true, variables: true }).some((part) => 'wildcard' in part);
}
