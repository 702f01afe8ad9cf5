/** Whether machine images can be shared with everybody. */
export enum ImageBlockPublicAccess {
  /** They can. */
  UNBLOCKED = 'unblocked',
  /** No new ones; what is public stays public. */
  BLOCK_NEW_SHARING = 'block_new_sharing',
}

/** Whether snapshots of EBS volumes can be shared with everybody. */
export enum SnapshotBlockPublicAccess {
  /** They can. */
  UNBLOCKED = 'unblocked',
  /** No new ones; what is public stays public. */
  BLOCK_NEW_SHARING = 'block_new_sharing',
  /** None; what is public is treated as private. */
  BLOCK_ALL_SHARING = 'block_all_sharing',
}

/** Which traffic through internet gateways is blocked. */
export enum VpcBlockPublicAccessMode {
  /** None. */
  OFF = 'off',
  /** What comes in, except answers through NAT and egress-only gateways. */
  BLOCK_INGRESS = 'block_ingress',
  /** All of it. */
  BLOCK_BIDIRECTIONAL = 'block_bidirectional',
}

/** Block Public Access of Amazon VPC. */
export interface VpcBlockPublicAccess {
  /**
   * The traffic that is blocked.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html#ec2-policy-examples
   */
  readonly mode: VpcBlockPublicAccessMode;
  /**
   * Whether accounts may make exceptions for single VPCs and subnets. The policy always says it, so that no account decides it.
   * @default true - as in an account without a policy
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html#ec2-policy-examples
   */
  readonly exclusionsAllowed?: boolean;
}

/** Whether instance metadata asks for session tokens (IMDSv2). */
export enum HttpTokens {
  /** As the image or other settings say. */
  NO_PREFERENCE = 'no_preference',
  /** IMDSv2 only. */
  REQUIRED = 'required',
  /** Both versions. */
  OPTIONAL = 'optional',
}

/** A setting of which an account may have no opinion. */
export enum Ec2Toggle {
  /** As the image or other settings say. */
  NO_PREFERENCE = 'no_preference',
  /** On. */
  ENABLED = 'enabled',
  /** Off. */
  DISABLED = 'disabled',
}

/** Defaults of the instance metadata service for new instances. */
export interface InstanceMetadataDefaults {
  /**
   * Whether session tokens are needed.
   * @default - nothing is said about it
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html#ec2-policy-examples
   */
  readonly httpTokens?: HttpTokens;
  /**
   * How far an answer with a token travels: -1 (no preference) to 64 hops.
   * @default - nothing is said about it
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html#ec2-policy-examples
   */
  readonly httpPutResponseHopLimit?: number;
  /**
   * Whether the service can be reached.
   * @default - nothing is said about it
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html#ec2-policy-examples
   */
  readonly httpEndpoint?: Ec2Toggle;
  /**
   * Whether tags of the instance are part of its metadata.
   * @default - nothing is said about it
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html#ec2-policy-examples
   */
  readonly instanceMetadataTags?: Ec2Toggle;
  /**
   * Whether launches that allow IMDSv1 fail. With `HttpTokens.OPTIONAL` as the default, launches that do not ask for IMDSv2 fail.
   * @default - nothing is said about it
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html#ec2-policy-examples
   */
  readonly httpTokensEnforced?: Ec2Toggle;
}

/** What VPCs do about traffic that is not encrypted. */
export enum VpcEncryptionMode {
  /** Nothing. */
  UNMANAGED = 'unmanaged',
  /** They report it. */
  ATTEMPT_MONITOR = 'attempt_monitor',
  /** They refuse it, as soon as nothing stands in the way. */
  ATTEMPT_ENFORCE = 'attempt_enforce',
}

/** What may stay unencrypted. */
export enum VpcEncryptionExclusion {
  /** Internet gateways. */
  INTERNET_GATEWAY = 'internet_gateway',
  /** NAT gateways. */
  NAT_GATEWAY = 'nat_gateway',
  /** Amazon VPC Lattice. */
  VPC_LATTICE = 'vpc_lattice',
  /** Peering connections. */
  VPC_PEERING = 'vpc_peering',
  /** AWS Lambda. */
  LAMBDA = 'lambda',
  /** Egress-only internet gateways. */
  EGRESS_ONLY_INTERNET_GATEWAY = 'egress_only_internet_gateway',
  /** Amazon EFS. */
  ELASTIC_FILE_SYSTEM = 'elastic_file_system',
  /** Virtual private gateways. */
  VIRTUAL_PRIVATE_GATEWAY = 'virtual_private_gateway',
}

/** Encryption controls of Amazon VPC. */
export interface VpcEncryptionControl {
  /**
   * The mode of all VPCs.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html#ec2-policy-examples
   */
  readonly mode: VpcEncryptionMode;
  /**
   * What may stay unencrypted.
   * @default - nothing is said about it
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html#ec2-policy-examples
   */
  readonly exclusions?: VpcEncryptionExclusion[];
}
