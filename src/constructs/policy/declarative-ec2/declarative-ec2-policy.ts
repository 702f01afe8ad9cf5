import { Construct } from 'constructs';
import { problem } from '../../validation';
import { Policy } from '../policy';
import { PolicyType } from '../policy-type';
import type { AllowedImages } from './allowed-images';
import { allowedImagesBlock, allowedImagesProblems } from './allowed-images-content';
import type {
  ImageBlockPublicAccess, InstanceMetadataDefaults, SnapshotBlockPublicAccess, VpcBlockPublicAccess, VpcEncryptionControl,
} from './declarative-ec2-settings';
import { ManagementPolicyDraft } from '../management/management-policy-draft';
import type { ManagementPolicyProps } from '../management/management-policy-props';
import { block, PolicyTree, setting, toggle } from '../management/policy-tree';

/** Properties of `DeclarativeEc2Policy`. */
export interface DeclarativeEc2PolicyProps extends ManagementPolicyProps {
  /**
   * Whether to allow access to the EC2 serial console.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html#ec2-policy-examples
   * @default - not set by this policy
   */
  readonly serialConsoleAccess?: boolean;
  /**
   * Block public access for machine images (AMIs).
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html#ec2-policy-examples
   * @default - not set by this policy
   */
  readonly imageBlockPublicAccess?: ImageBlockPublicAccess;
  /**
   * Block public access for EBS snapshots.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html#ec2-policy-examples
   * @default - not set by this policy
   */
  readonly snapshotBlockPublicAccess?: SnapshotBlockPublicAccess;
  /**
   * VPC Block Public Access: whether internet gateways connect VPCs with the internet.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html#ec2-policy-examples
   * @default - not set by this policy
   */
  readonly vpcBlockPublicAccess?: VpcBlockPublicAccess;
  /**
   * Defaults of the instance metadata service (IMDS) for new instances.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html#ec2-policy-examples
   * @default - not set by this policy
   */
  readonly instanceMetadataDefaults?: InstanceMetadataDefaults;
  /**
   * The machine images (AMIs) that the accounts can use.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html#ec2-policy-examples
   * @default - not set by this policy
   */
  readonly allowedImages?: AllowedImages;
  /**
   * The encryption controls of VPCs, which report or refuse unencrypted traffic.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html#ec2-policy-examples
   * @default - not set by this policy
   */
  readonly vpcEncryptionControl?: VpcEncryptionControl;
  /**
   * The error message for callers whose action fails because of this policy.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html#ec2-policy-syntax-reference
   * @default - the default message of AWS
   */
  readonly exceptionMessage?: string;
}

/**
 * A declarative policy for Amazon EC2: settings of Amazon EC2, Amazon VPC and Amazon EBS in the accounts. The accounts cannot change a
 * setting that such a policy makes.
 *
 * Source: AWS Organizations User Guide, "EC2 policy syntax and examples".
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html
 * @example
 * declare const organization: Organization;
 * organization.root.attachPolicy(new DeclarativeEc2Policy(this, 'Ec2Baseline', {
 *   serialConsoleAccess: false,
 *   imageBlockPublicAccess: ImageBlockPublicAccess.BLOCK_NEW_SHARING,
 *   snapshotBlockPublicAccess: SnapshotBlockPublicAccess.BLOCK_ALL_SHARING,
 *   instanceMetadataDefaults: { httpTokens: HttpTokens.REQUIRED, httpPutResponseHopLimit: 2 },
 *   exceptionMessage: 'Blocked by the EC2 baseline. Ask the platform team for an exception.',
 * }));
 */
export class DeclarativeEc2Policy extends Policy {
  constructor(scope: Construct, id: string, props: DeclarativeEc2PolicyProps) {
    const draft = new ManagementPolicyDraft({ policyType: PolicyType.DECLARATIVE_POLICY_EC2, noun: 'declarative policy for EC2', topKey: 'ec2_attributes' }, props, {
      props: typedProps(props),
      tree: () => attributesBlock(props),
      problems: () => attributeProblems(props),
    });
    super(scope, id, draft.policyProps);
    draft.checkAtSynthesis(this);
  }
}

function typedProps({
  serialConsoleAccess, imageBlockPublicAccess, snapshotBlockPublicAccess, vpcBlockPublicAccess, instanceMetadataDefaults,
  allowedImages, vpcEncryptionControl, exceptionMessage,
}: DeclarativeEc2PolicyProps) {
  return {
    serialConsoleAccess,
    imageBlockPublicAccess,
    snapshotBlockPublicAccess,
    vpcBlockPublicAccess,
    instanceMetadataDefaults,
    allowedImages,
    vpcEncryptionControl,
    exceptionMessage,
  };
}

function attributesBlock(props: DeclarativeEc2PolicyProps): PolicyTree | undefined {
  const { vpcBlockPublicAccess, instanceMetadataDefaults, allowedImages, vpcEncryptionControl } = props;
  return block({
    serial_console_access: block({ status: toggle(props.serialConsoleAccess) }),
    image_block_public_access: block({ state: setting(props.imageBlockPublicAccess) }),
    snapshot_block_public_access: block({ state: setting(props.snapshotBlockPublicAccess) }),
    vpc_block_public_access: vpcBlockPublicAccess && block({ internet_gateway_block: gatewayBlock(vpcBlockPublicAccess) }),
    instance_metadata_defaults: instanceMetadataDefaults && metadataBlock(instanceMetadataDefaults),
    allowed_images_settings: allowedImages && allowedImagesBlock(allowedImages),
    vpc_encryption_control: vpcEncryptionControl && block({
      mode: setting(vpcEncryptionControl.mode), exclusions: setting(vpcEncryptionControl.exclusions),
    }),
    exception_message: setting(props.exceptionMessage),
  });
}

function attributeProblems({ instanceMetadataDefaults, allowedImages, exceptionMessage }: DeclarativeEc2PolicyProps): string[] {
  return [
    ...hopLimitProblems(instanceMetadataDefaults?.httpPutResponseHopLimit),
    ...(allowedImages ? allowedImagesProblems(allowedImages) : []),
    ...(exceptionMessage === '' ? [problem({
      wrong: 'The exception message is empty', given: '', remedy: 'Explain what callers can do instead, or leave it out',
    })] : []),
  ];
}

function gatewayBlock({ mode, exclusionsAllowed = true }: VpcBlockPublicAccess): PolicyTree | undefined {
  return block({ mode: setting(mode), exclusions_allowed: toggle(exclusionsAllowed) });
}

function metadataBlock(defaults: InstanceMetadataDefaults): PolicyTree | undefined {
  return block({
    http_tokens: setting(defaults.httpTokens),
    // The policy syntax requires a number in quotes.
    http_put_response_hop_limit: setting(defaults.httpPutResponseHopLimit?.toString()),
    http_endpoint: setting(defaults.httpEndpoint),
    instance_metadata_tags: setting(defaults.instanceMetadataTags),
    http_tokens_enforced: setting(defaults.httpTokensEnforced),
  });
}

function hopLimitProblems(limit: number | undefined): string[] {
  if (limit === undefined || (Number.isInteger(limit) && limit >= -1 && limit <= 64)) return [];
  return [problem({ wrong: 'The hop limit of instance metadata is out of range', given: limit, remedy: 'Give a whole number from -1, which is no preference, to 64' })];
}
