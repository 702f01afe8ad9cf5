import { Construct } from 'constructs';
import { Policy } from '../policy';
import { PolicyType } from '../policy-type';
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
    const draft = new AuthorizationPolicyDraft({ policyType: PolicyType.SERVICE_CONTROL_POLICY, noun: 'service control policy' }, props);
    super(scope, id, draft.policyProps);
    draft.checkAtSynthesis(this);
  }
}
