import { arnSegments } from '../../evaluate/patterns/arn-pattern';
import { statementRule } from '../statement-rule';
import { missingRolePath } from '../statements/reserved-roles';

/** Source: IAM User Guide, "AWS global condition context keys", `aws:PrincipalArn`: for a session of a role it is the ARN of the role. */
export const principalArn = statementRule(
  { id: 'principal-arn', severity: 'warning', title: 'A condition looks for an ARN that aws:PrincipalArn never is, such as that of the session of a role.' },
  ({ conditions }, index) => conditions.filter(({ key }) => key.toLowerCase() === 'aws:principalarn').flatMap(({ operator, key, values }) => (
    values.flatMap((value) => {
      const found = mistakeOf(key, value);
      return found === undefined ? [] : [{ path: `Statement[${index}].Condition.${operator.name}`, value, ...found }];
    }))),
);

const ADVICE = 'Write the ARN of the role, such as arn:aws:iam::111122223333:role/Admin.';

function mistakeOf(key: string, value: string): { what: string; advice: string } | undefined {
  if (value.includes(':assumed-role/')) return { what: `compares ${key} with the ARN of a session, which it never is`, advice: ADVICE };
  const path = missingRolePath(value);
  if (path !== undefined) return { what: `compares ${key} with an ARN that ${path.what}`, advice: path.advice };
  const region = regionOf(value);
  return region === undefined ? undefined : { what: `compares ${key} with an ARN that has the Region "${region}", which those of IAM do not have`, advice: ADVICE };
}

/** The Region of an IAM ARN; undefined if it may be absent. After a wildcard the segments of an ARN are uncertain. */
function regionOf(value: string): string | undefined {
  const [, , service, region] = arnSegments(value) ?? [];
  return service === 'iam' && /^[a-z0-9-]+$/.test(region) ? region : undefined;
}
