import { Construct } from 'constructs';
import { ManagementPolicyDraft } from '../management/management-policy-draft';
import type { ManagementPolicyProps } from '../management/management-policy-props';
import { block, setting } from '../management/policy-tree';
import { Policy } from '../policy';
import { PolicyType } from '../policy-type';

/** Properties of `S3Policy`. */
export interface S3PolicyProps extends ManagementPolicyProps {
  /**
   * Whether to enable all four settings of Block Public Access in the accounts. `false` disables all four. Either value overrides the
   * settings of the accounts.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_s3_syntax.html#s3-policy-syntax-elements
   * @default - `content` defines the policy
   */
  readonly blockPublicAccess?: boolean;
}

/**
 * An Amazon S3 policy: whether the accounts block public access to their buckets.
 *
 * Source: AWS Organizations User Guide, "Amazon S3 policy syntax and examples".
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_s3_syntax.html
 * @example
 * declare const organization: Organization;
 * organization.root.attachPolicy(new S3Policy(this, 'NoPublicBuckets', { blockPublicAccess: true }));
 */
export class S3Policy extends Policy {
  constructor(scope: Construct, id: string, props: S3PolicyProps) {
    const { blockPublicAccess } = props;
    const draft = new ManagementPolicyDraft({ policyType: PolicyType.S3_POLICY, noun: 'S3 policy', topKey: 's3_attributes' }, props, {
      props: { blockPublicAccess },
      tree: () => block({ public_access_block_configuration: setting(blockPublicAccess ? 'all' : 'none') }),
      problems: () => [],
    });
    super(scope, id, draft.policyProps);
    draft.checkAtSynthesis(this);
  }
}
