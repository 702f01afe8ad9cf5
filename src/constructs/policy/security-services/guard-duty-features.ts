/** Features of Amazon GuardDuty: enabled (`true`), disabled (`false`) or not set. */
export interface GuardDutyFeatures {
  /**
   * Whether to enable foundational threat detection. All other features need it.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_guardduty_syntax.html#guardduty-features
   * @default - not set by this policy
   */
  readonly foundational?: boolean;
  /**
   * Whether to enable S3 Protection.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_guardduty_syntax.html#guardduty-features
   * @default - not set by this policy
   */
  readonly s3DataEvents?: boolean;
  /**
   * Whether to enable EKS Protection, which monitors EKS audit logs.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_guardduty_syntax.html#guardduty-features
   * @default - not set by this policy
   */
  readonly eksAuditLogs?: boolean;
  /**
   * Whether to enable Malware Protection for EBS volumes.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_guardduty_syntax.html#guardduty-features
   * @default - not set by this policy
   */
  readonly ebsMalwareProtection?: boolean;
  /**
   * Whether to enable RDS Protection, which monitors login activity.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_guardduty_syntax.html#guardduty-features
   * @default - not set by this policy
   */
  readonly rdsLoginEvents?: boolean;
  /**
   * Whether to enable Lambda Protection, which monitors network activity.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_guardduty_syntax.html#guardduty-features
   * @default - not set by this policy
   */
  readonly lambdaNetworkLogs?: boolean;
  /**
   * Whether to enable AI Protection.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_guardduty_syntax.html#guardduty-features
   * @default - not set by this policy
   */
  readonly aiProtection?: boolean;
  /**
   * Whether to enable Runtime Monitoring.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_guardduty_syntax.html#guardduty-features
   * @default - not set by this policy
   */
  readonly runtimeMonitoring?: boolean;
  /**
   * Whether to let Runtime Monitoring manage its add-on in Amazon EKS.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_guardduty_syntax.html#guardduty-features
   * @default - not set by this policy
   */
  readonly eksAddonManagement?: boolean;
  /**
   * Whether to let Runtime Monitoring manage its agent on Amazon EC2.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_guardduty_syntax.html#guardduty-features
   * @default - not set by this policy
   */
  readonly ec2AgentManagement?: boolean;
  /**
   * Whether to let Runtime Monitoring manage its agent on AWS Fargate with Amazon ECS.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_guardduty_syntax.html#guardduty-features
   * @default - not set by this policy
   */
  readonly ecsFargateAgentManagement?: boolean;
}
