import { Construct } from 'constructs';
import { Policy } from '../policy';
import { PolicyType } from '../policy-type';
import { AuthorizationPolicyDraft } from './authorization-policy-draft';
import type { AuthorizationPolicyProps } from './authorization-policy-props';

/**
 * Properties of `ResourceControlPolicy`. Each statement denies, and has `new iam.StarPrincipal()` as its principal. Conditions exempt
 * principals from it.
 */
export interface ResourceControlPolicyProps extends AuthorizationPolicyProps {}

/**
 * A resource control policy. It limits the actions on resources in the accounts below its targets, for any principal. It has at most
 * 5,120 characters without white space. Source: AWS Organizations User Guide, "Resource control policies (RCPs)" and "RCP syntax".
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 *
 * @example
 * declare const organization: Organization;
 *
 * const httpsOnly = new ResourceControlPolicy(this, 'HttpsOnly', {
 *   statements: [new iam.PolicyStatement({
 *     effect: iam.Effect.DENY,
 *     principals: [new iam.StarPrincipal()],
 *     actions: ['s3:*'],
 *     resources: ['*'],
 *     conditions: { BoolIfExists: { 'aws:SecureTransport': 'false' } },
 *   })],
 * });
 * organization.root.attachPolicy(httpsOnly);
 */
export class ResourceControlPolicy extends Policy {
  constructor(scope: Construct, id: string, props: ResourceControlPolicyProps) {
    const draft = new AuthorizationPolicyDraft({ policyType: PolicyType.RESOURCE_CONTROL_POLICY, noun: 'resource control policy' }, props);
    super(scope, id, draft.policyProps);
    draft.checkAtSynthesis(this);
  }
}
