import { Construct } from 'constructs';
import { Policy } from '../policy';
import { PolicyType } from '../policy-type';
import { AuthorizationPolicyDraft } from './authorization-policy-draft';
import type { AuthorizationPolicyProps } from './authorization-policy-props';

/** Properties of `ServiceControlPolicy`. Its statements name no principals. */
export interface ServiceControlPolicyProps extends AuthorizationPolicyProps {}

/**
 * A service control policy. It limits the actions of principals in the accounts below its targets. It has at most 10,240 characters
 * without white space. Source: AWS Organizations User Guide, "Service control policies (SCPs)".
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 *
 * @example
 * declare const organization: Organization;
 *
 * const stay = new ServiceControlPolicy(this, 'Stay', {
 *   statements: [new iam.PolicyStatement({
 *     effect: iam.Effect.DENY,
 *     actions: ['organizations:LeaveOrganization'],
 *     resources: ['*'],
 *   })],
 * });
 * organization.root.attachPolicy(stay);
 */
export class ServiceControlPolicy extends Policy {
  constructor(scope: Construct, id: string, props: ServiceControlPolicyProps) {
    const draft = new AuthorizationPolicyDraft({ policyType: PolicyType.SERVICE_CONTROL_POLICY, noun: 'service control policy' }, props);
    super(scope, id, draft.policyProps);
    draft.checkAtSynthesis(this);
  }
}
