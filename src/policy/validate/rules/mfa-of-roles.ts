import { RequestContext } from '../../evaluate/request/request-context';
import type { Condition, Statement } from '../../language';
import { statementRule } from '../statement-rule';
import { isNullCheck } from '../statements/absent-key';
import { holdsInGeneral } from '../typical-request';

const PRESENT = 'aws:multifactorauthpresent';
const AGE = 'aws:multifactorauthage';

/** Source: IAM User Guide, "AWS global condition context keys", `aws:MultiFactorAuthPresent`: who has the key, and `BoolIfExists`. */
export const mfaOfRoles = statementRule(
  { id: 'mfa-of-roles', severity: 'warning', title: 'Everything is denied without multi-factor authentication, also to roles, which nobody assumes with it.' },
  ({ effect, action, resource, conditions }, index) => {
    if (effect !== 'Deny' || !isEverything(action) || !isEverything(resource)) return [];
    const asking = conditions.find(holdsForEveryRole);
    if (asking === undefined || !conditions.every((condition) => holdsInGeneral(condition, SESSION))) return [];
    const { operator, key } = asking;
    return [{
      path: `Statement[${index}].Condition.${operator.name}`,
      what: 'also holds for the roles that services and pipelines assume, and denies them everything',
      value: key,
      advice: 'Add {"StringEquals": {"aws:PrincipalType": "User"}} for users alone, or name the actions that need it.',
    }];
  },
);

function isEverything({ negated, patterns }: Statement['action']): boolean {
  return negated || patterns.some((pattern) => pattern === '*' || pattern === '*:*');
}

/** Whether it holds without the key, and where the key has the value for no MFA. */
function holdsForEveryRole(condition: Condition): boolean {
  const { operator, key, values } = condition;
  const name = key.toLowerCase();
  if (isNullCheck(condition, 'true')) return name === PRESENT || name === AGE;
  return name === PRESENT && operator.comparison === 'Bool' && operator.ifExists && values.some((value) => value.toLowerCase() === 'false');
}

/** A session of a role that no policy names, assumed by a service. */
const SESSION = new RequestContext({
  action: 'ec2:DescribeInstances',
  principal: 'arn:aws:sts::111122223333:assumed-role/example/session',
  context: { 'aws:MultiFactorAuthPresent': null, 'aws:MultiFactorAuthAge': null },
});
