import { statementRule } from '../statement-rule';

/** Source: IAM User Guide, "AWS global condition context keys", `aws:PrincipalArn`: for a session of a role it is the ARN of the role. */
export const principalArn = statementRule(
  { id: 'principal-arn', severity: 'warning', title: 'A condition looks for the session of a role, of which aws:PrincipalArn is the ARN of the role.' },
  ({ conditions }, index) => conditions.filter(({ key }) => key.toLowerCase() === 'aws:principalarn').flatMap(({ operator, key, values }) => (
    values.filter((value) => value.includes(':assumed-role/')).map((value) => ({
      path: `Statement[${index}].Condition.${operator.name}`,
      what: `compares ${key} with the ARN of a session, which it never is`,
      value,
      advice: 'Write the ARN of the role, such as arn:aws:iam::111122223333:role/Admin.',
    })))),
);
