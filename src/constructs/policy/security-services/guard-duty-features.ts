/** Features of Amazon GuardDuty: on (`true`), off (`false`), or nothing said. */
export interface GuardDutyFeatures {
  /**
   * Foundational threat detection; it must be on where anything else is.
   * @default - nothing is said about it
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_guardduty_syntax.html#guardduty-features
   */
  readonly foundational?: boolean;
  /**
   * S3 Protection.
   * @default - nothing is said about it
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_guardduty_syntax.html#guardduty-features
   */
  readonly s3DataEvents?: boolean;
  /**
   * EKS audit logs.
   * @default - nothing is said about it
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_guardduty_syntax.html#guardduty-features
   */
  readonly eksAuditLogs?: boolean;
  /**
   * Malware Protection for EBS volumes.
   * @default - nothing is said about it
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_guardduty_syntax.html#guardduty-features
   */
  readonly ebsMalwareProtection?: boolean;
  /**
   * RDS login activity.
   * @default - nothing is said about it
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_guardduty_syntax.html#guardduty-features
   */
  readonly rdsLoginEvents?: boolean;
  /**
   * Lambda network activity.
   * @default - nothing is said about it
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_guardduty_syntax.html#guardduty-features
   */
  readonly lambdaNetworkLogs?: boolean;
  /**
   * AI Protection.
   * @default - nothing is said about it
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_guardduty_syntax.html#guardduty-features
   */
  readonly aiProtection?: boolean;
  /**
   * Runtime Monitoring.
   * @default - nothing is said about it
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_guardduty_syntax.html#guardduty-features
   */
  readonly runtimeMonitoring?: boolean;
  /**
   * Whether Runtime Monitoring manages its add-on in Amazon EKS.
   * @default - nothing is said about it
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_guardduty_syntax.html#guardduty-features
   */
  readonly eksAddonManagement?: boolean;
  /**
   * Whether Runtime Monitoring manages its agent on Amazon EC2.
   * @default - nothing is said about it
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_guardduty_syntax.html#guardduty-features
   */
  readonly ec2AgentManagement?: boolean;
  /**
   * Whether Runtime Monitoring manages its agent on AWS Fargate with Amazon ECS.
   * @default - nothing is said about it
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_guardduty_syntax.html#guardduty-features
   */
  readonly ecsFargateAgentManagement?: boolean;
}
