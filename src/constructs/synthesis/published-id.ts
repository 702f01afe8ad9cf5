import { Stack } from 'aws-cdk-lib';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import { brokenRules, checkAtSynthesis, claimOf, type Rule, UniqueIndex } from '../validation';

/** Source: AWS Systems Manager API Reference, PutParameter. */
const NAME_RULES: readonly Rule<string>[] = [{
  broken: (name) => !/^(\/[\w.-]+)+$/.test(name) || name.length > 1011 || /^\/(aws|ssm)/i.test(name),
  mistake: (given) => ({
    wrong: 'This is not the name of a parameter',
    given,
    remedy: 'Begin each part with a slash, as in /organization/workloads, and use letters, digits and . - _; the first part does not begin with aws or ssm',
  }),
}];
const NAMES = new UniqueIndex('The parameter name is used more than once in the stack', 'Give each ID a parameter name of its own');

/** The parameter with an ID. Repeated calls with the same name return the same parameter. */
export function publishedId(construct: Construct, parameterName: string, stringValue: string): ssm.IStringParameter {
  const id = `PublishedId${parameterName}`;
  const present = construct.node.tryFindChild(id);
  if (present) return present as ssm.StringParameter;
  const parameter = new ssm.StringParameter(construct, id, { parameterName, stringValue });
  const stack = Stack.of(construct);
  const claim = claimOf(construct, parameterName, (name) => name);
  NAMES.claim(stack, claim, parameter);
  checkAtSynthesis(parameter,
    () => brokenRules(parameterName, NAME_RULES),
    () => NAMES.problems(stack, claim, parameter, parameterName),
  );
  return parameter;
}
