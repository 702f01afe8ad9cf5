/** Modes of block public access for machine images (AMIs). */
export enum ImageBlockPublicAccess {
  /** Images can be shared publicly. */
  UNBLOCKED = 'unblocked',
  /** Images can no longer be shared publicly. Images that are already public stay public. */
  BLOCK_NEW_SHARING = 'block_new_sharing',
}

/** Modes of block public access for EBS snapshots. */
export enum SnapshotBlockPublicAccess {
  /** Snapshots can be shared publicly. */
  UNBLOCKED = 'unblocked',
  /** Snapshots can no longer be shared publicly. Snapshots that are already public stay public. */
  BLOCK_NEW_SHARING = 'block_new_sharing',
  /** Snapshots can no longer be shared publicly. Snapshots that are already public are treated as private. */
  BLOCK_ALL_SHARING = 'block_all_sharing',
}

/** The traffic through internet gateways that VPC Block Public Access blocks. */
export enum VpcBlockPublicAccessMode {
  /** No traffic. */
  OFF = 'off',
  /** Inbound traffic, except responses through NAT gateways and egress-only internet gateways. */
  BLOCK_INGRESS = 'block_ingress',
  /** All traffic, inbound and outbound. */
  BLOCK_BIDIRECTIONAL = 'block_bidirectional',
}

/** Settings of VPC Block Public Access. */
export interface VpcBlockPublicAccess {
  /**
   * The traffic to block.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html#ec2-policy-examples
   */
  readonly mode: VpcBlockPublicAccessMode;
  /**
   * Whether to let accounts exclude single VPCs and subnets. The policy always contains this setting, so that accounts cannot decide it.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html#ec2-policy-examples
   * @default true - as in an account without a policy
   */
  readonly exclusionsAllowed?: boolean;
}

/** Whether the instance metadata service requires session tokens (IMDSv2). */
export enum HttpTokens {
  /** No default: the image or other settings decide. */
  NO_PREFERENCE = 'no_preference',
  /** Requests need a session token (IMDSv2). */
  REQUIRED = 'required',
  /** Requests can omit the session token (IMDSv1 and IMDSv2). */
  OPTIONAL = 'optional',
}

/** A setting of new instances that is on, off or without a default. */
export enum Ec2Toggle {
  /** No default: the image or other settings decide. */
  NO_PREFERENCE = 'no_preference',
  /** On. */
  ENABLED = 'enabled',
  /** Off. */
  DISABLED = 'disabled',
}

/** Defaults of the instance metadata service (IMDS) for new instances. */
export interface InstanceMetadataDefaults {
  /**
   * The use of session tokens (IMDSv2).
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html#ec2-policy-examples
   * @default - not set by this policy
   */
  readonly httpTokens?: HttpTokens;
  /**
   * The maximum number of network hops that a response with a session token can travel: -1 (no preference) to 64.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html#ec2-policy-examples
   * @default - not set by this policy
   */
  readonly httpPutResponseHopLimit?: number;
  /**
   * The HTTP endpoint of the instance metadata service.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html#ec2-policy-examples
   * @default - not set by this policy
   */
  readonly httpEndpoint?: Ec2Toggle;
  /**
   * Access to the tags of an instance through its metadata.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html#ec2-policy-examples
   * @default - not set by this policy
   */
  readonly instanceMetadataTags?: Ec2Toggle;
  /**
   * The enforcement of IMDSv2: launches that allow IMDSv1 fail. With `HttpTokens.OPTIONAL` as the default, each launch must require IMDSv2
   * itself.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html#ec2-policy-examples
   * @default - not set by this policy
   */
  readonly httpTokensEnforced?: Ec2Toggle;
}

/** How VPCs treat unencrypted traffic. */
export enum VpcEncryptionMode {
  /** The policy does not manage encryption controls. */
  UNMANAGED = 'unmanaged',
  /** VPCs report unencrypted traffic. */
  ATTEMPT_MONITOR = 'attempt_monitor',
  /** VPCs refuse unencrypted traffic, once no resource in the VPC prevents it. */
  ATTEMPT_ENFORCE = 'attempt_enforce',
}

/** Resources whose traffic can stay unencrypted. */
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

/** Settings of VPC encryption controls. */
export interface VpcEncryptionControl {
  /**
   * The mode of the encryption controls, for all VPCs.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html#ec2-policy-examples
   */
  readonly mode: VpcEncryptionMode;
  /**
   * Resources whose traffic can stay unencrypted.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html#ec2-policy-examples
   * @default - not set by this policy
   */
  readonly exclusions?: VpcEncryptionExclusion[];
}
