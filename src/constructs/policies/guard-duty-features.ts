/** Features of Amazon GuardDuty: on (`true`), off (`false`), or nothing said. */
export interface GuardDutyFeatures {
  /**
   * Foundational threat detection; it must be on where anything else is.
   * @default - nothing is said about it
   */
  readonly foundational?: boolean;
  /**
   * S3 Protection.
   * @default - nothing is said about it
   */
  readonly s3DataEvents?: boolean;
  /**
   * EKS audit logs.
   * @default - nothing is said about it
   */
  readonly eksAuditLogs?: boolean;
  /**
   * Malware Protection for EBS volumes.
   * @default - nothing is said about it
   */
  readonly ebsMalwareProtection?: boolean;
  /**
   * RDS login activity.
   * @default - nothing is said about it
   */
  readonly rdsLoginEvents?: boolean;
  /**
   * Lambda network activity.
   * @default - nothing is said about it
   */
  readonly lambdaNetworkLogs?: boolean;
  /**
   * AI Protection.
   * @default - nothing is said about it
   */
  readonly aiProtection?: boolean;
  /**
   * Runtime Monitoring.
   * @default - nothing is said about it
   */
  readonly runtimeMonitoring?: boolean;
  /**
   * Whether Runtime Monitoring manages its add-on in Amazon EKS.
   * @default - nothing is said about it
   */
  readonly eksAddonManagement?: boolean;
  /**
   * Whether Runtime Monitoring manages its agent on Amazon EC2.
   * @default - nothing is said about it
   */
  readonly ec2AgentManagement?: boolean;
  /**
   * Whether Runtime Monitoring manages its agent on AWS Fargate with Amazon ECS.
   * @default - nothing is said about it
   */
  readonly ecsFargateAgentManagement?: boolean;
}
