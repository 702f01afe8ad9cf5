import type * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { Policy } from '../policy';
import { PolicyType } from '../policy-type';
import { brokenRules, Rule } from '../validation';
import { AuthorizationPolicyDraft } from './authorization-policy-draft';
import type { AuthorizationPolicyProps } from './authorization-policy-props';

/**
 * Properties of `ResourceControlPolicy`. Each statement denies, and has `new iam.StarPrincipal()` as its principal; conditions say
 * whom it spares.
 */
export interface ResourceControlPolicyProps extends AuthorizationPolicyProps {}

/**
 * A resource control policy: what nobody may do to resources in accounts below its targets, whoever asks. At most 5,120 characters
 * without white space. Source: AWS Organizations User Guide, "Resource control policies (RCPs)" and "RCP syntax".
 */
export class ResourceControlPolicy extends Policy {
  constructor(scope: Construct, id: string, props: ResourceControlPolicyProps) {
    const draft = new AuthorizationPolicyDraft({ policyType: PolicyType.RESOURCE_CONTROL_POLICY, noun: 'resource control policy', documentProblems }, props);
    super(scope, id, draft.policyProps);
    draft.checkAtSynthesis(this);
  }
}

/** Source: AWS Organizations User Guide, "RCP syntax". */
const STATEMENT_RULES: readonly Rule<Record<string, unknown>>[] = [
  {
    broken: ({ Effect }) => Effect !== 'Deny',
    mistake: ({ Effect }) => ({
      wrong: 'A resource control policy can only deny', given: Effect, remedy: 'Set effect: iam.Effect.DENY; what is allowed, other policies say',
    }),
  },
  {
    broken: ({ Principal }) => Principal !== '*',
    mistake: ({ Principal, NotPrincipal }) => ({
      wrong: 'A statement of a resource control policy is about every principal',
      given: Principal || NotPrincipal ? JSON.stringify(Principal ?? { NotPrincipal }) : 'no principal',
      remedy: 'Set principals: [new iam.StarPrincipal()], and spare principals by a condition on aws:PrincipalArn',
    }),
  },
  {
    broken: ({ Action }) => Action === undefined || [Action].flat().includes('*'),
    mistake: ({ Action, NotAction }) => ({
      wrong: 'A statement of a resource control policy names its actions with their service',
      given: Action || NotAction ? JSON.stringify(Action ?? { NotAction }) : 'no action',
      remedy: 'Name actions such as s3:*, neither * alone nor notActions',
    }),
  },
  {
    broken: ({ Resource, NotResource }) => Resource === undefined && NotResource === undefined,
    mistake: (statement) => ({
      wrong: 'A statement of a resource control policy names no resources', given: JSON.stringify(statement), remedy: "Set resources: ['*'], or those that it is about",
    }),
  },
];

function documentProblems(document: iam.PolicyDocument): string[] {
  const { Statement: statements = [] } = document.toJSON() ?? {};
  return [statements].flat().flatMap((statement: Record<string, unknown>) => brokenRules(statement, STATEMENT_RULES));
}
