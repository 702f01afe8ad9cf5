import { Construct } from 'constructs';
import { ManagementPolicyDraft } from '../management/management-policy-draft';
import type { ManagementPolicyProps } from '../management/management-policy-props';
import { block, setting } from '../management/policy-tree';
import { Policy } from '../policy';
import { PolicyType } from '../policy-type';

/** Properties of `S3Policy`. */
export interface S3PolicyProps extends ManagementPolicyProps {
  /**
   * Whether all four settings of Block Public Access are on (`true`) or off (`false`) in the accounts, whatever the accounts say.
   * @default - `content` says it
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_s3_syntax.html#s3-policy-syntax-elements
   */
  readonly blockPublicAccess?: boolean;
}

/**
 * An Amazon S3 policy: whether anything in the buckets of the accounts can be public.
 *
 * Source: AWS Organizations User Guide, "Amazon S3 policy syntax and examples".
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
