/** Features of Amazon GuardDuty: enabled (`true`), disabled (`false`) or not set. */
export interface GuardDutyFeatures {
  /**
   * Whether to enable foundational threat detection. All other features need it.
   * @default - not set by this policy
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_guardduty_syntax.html#guardduty-features
   */
  readonly foundational?: boolean;
  /**
   * Whether to enable S3 Protection.
   * @default - not set by this policy
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_guardduty_syntax.html#guardduty-features
   */
  readonly s3DataEvents?: boolean;
  /**
   * Whether to enable EKS Protection, which monitors EKS audit logs.
   * @default - not set by this policy
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_guardduty_syntax.html#guardduty-features
   */
  readonly eksAuditLogs?: boolean;
  /**
   * Whether to enable Malware Protection for EBS volumes.
   * @default - not set by this policy
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_guardduty_syntax.html#guardduty-features
   */
  readonly ebsMalwareProtection?: boolean;
  /**
   * Whether to enable RDS Protection, which monitors login activity.
   * @default - not set by this policy
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_guardduty_syntax.html#guardduty-features
   */
  readonly rdsLoginEvents?: boolean;
  /**
   * Whether to enable Lambda Protection, which monitors network activity.
   * @default - not set by this policy
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_guardduty_syntax.html#guardduty-features
   */
  readonly lambdaNetworkLogs?: boolean;
  /**
   * Whether to enable AI Protection.
   * @default - not set by this policy
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_guardduty_syntax.html#guardduty-features
   */
  readonly aiProtection?: boolean;
  /**
   * Whether to enable Runtime Monitoring.
   * @default - not set by this policy
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_guardduty_syntax.html#guardduty-features
   */
  readonly runtimeMonitoring?: boolean;
  /**
   * Whether to let Runtime Monitoring manage its add-on in Amazon EKS.
   * @default - not set by this policy
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_guardduty_syntax.html#guardduty-features
   */
  readonly eksAddonManagement?: boolean;
  /**
   * Whether to let Runtime Monitoring manage its agent on Amazon EC2.
   * @default - not set by this policy
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_guardduty_syntax.html#guardduty-features
   */
  readonly ec2AgentManagement?: boolean;
  /**
   * Whether to let Runtime Monitoring manage its agent on AWS Fargate with Amazon ECS.
   * @default - not set by this policy
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_guardduty_syntax.html#guardduty-features
   */
  readonly ecsFargateAgentManagement?: boolean;
}
