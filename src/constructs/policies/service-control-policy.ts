import type * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { Policy } from '../policy';
import { PolicyType } from '../policy-type';
import { problem } from '../validation';
import { AuthorizationPolicyDraft } from './authorization-policy-draft';
import type { AuthorizationPolicyProps } from './authorization-policy-props';

/** Properties of `ServiceControlPolicy`. Its statements name no principals. */
export interface ServiceControlPolicyProps extends AuthorizationPolicyProps {}

/**
 * A service control policy: the most that principals in accounts below its targets may do. At most 10,240 characters without white
 * space. Source: AWS Organizations User Guide, "Service control policies (SCPs)".
 */
export class ServiceControlPolicy extends Policy {
  constructor(scope: Construct, id: string, props: ServiceControlPolicyProps) {
    const draft = new AuthorizationPolicyDraft({ policyType: PolicyType.SERVICE_CONTROL_POLICY, noun: 'service control policy', documentProblems }, props);
    super(scope, id, draft.policyProps);
    draft.checkAtSynthesis(this);
  }
}

/** What IAM asks of policies without principals holds here too; its own messages are the clearer ones. */
function documentProblems(document: iam.PolicyDocument): string[] {
  const errors = [...new Set([...document.validateForAnyPolicy(), ...document.validateForIdentityPolicy()])];
  return errors.map((error) => problem({
    wrong: error.replace(/\.$/, ''),
    given: JSON.stringify(document.toJSON()),
    remedy: 'A statement of a service control policy needs an effect, actions (or notActions) and resources, and names no principals',
  }));
}
