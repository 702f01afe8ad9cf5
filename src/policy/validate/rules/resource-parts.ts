import { statementRule } from '../statement-rule';
import { missingRolePath } from '../statements/reserved-roles';

/** Source: IAM User Guide, "IAM identifiers", and AWS General Reference, "Amazon Resource Names (ARNs)": the parts of an ARN. */
export const resourceParts = statementRule(
  { id: 'resource-parts', severity: 'warning', title: 'A resource has something in a part of its ARN that no ARN has there.' },
  ({ resource }, index) => resource.patterns.flatMap((pattern) => {
    const wrong = wrongPart(pattern) ?? missingRolePath(pattern);
    return wrong === undefined ? [] : [{ path: `Statement[${index}].${resource.negated ? 'NotResource' : 'Resource'}`, value: pattern, ...wrong }];
  }),
);

const ACCOUNT = 4;
const ACCOUNT_DIGITS = 12;

/** The first part that is certainly wrong. After a `*` no part is, since it may match colons too. */
function wrongPart(pattern: string): { what: string; advice: string } | undefined {
  if (pattern.includes('${')) return undefined;
  const parts = pattern.split('*')[0].split(':');
  const slash = parts.slice(0, ACCOUNT + 1).find((part) => part.includes('/'));
  if (slash !== undefined) {
    return { what: `has "${slash}" before the part of the resource`, advice: 'Write the colon that is missing: arn:partition:service:region:account:resource.' };
  }
  if (parts.length <= ACCOUNT + 1 || !/^\d+$/.test(parts[ACCOUNT]) || parts[ACCOUNT].length === ACCOUNT_DIGITS) return undefined;
  return { what: 'has an account that is not twelve digits', advice: 'Write the ID of the account, or "*".' };
}
