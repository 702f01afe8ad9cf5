import { Construct } from 'constructs';
import { Policy } from '../policy';
import { PolicyType } from '../policy-type';
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
    const draft = new AuthorizationPolicyDraft({ policyType: PolicyType.RESOURCE_CONTROL_POLICY, noun: 'resource control policy' }, props);
    super(scope, id, draft.policyProps);
    draft.checkAtSynthesis(this);
  }
}
