import type { PolicyTypeName } from '../../contract';

/** A type of policy. Source: AWS Organizations User Guide, "Managing organization policies". */
export class PolicyType {
  /** The most that principals in the accounts may do. */
  public static readonly SERVICE_CONTROL_POLICY = PolicyType.named('SERVICE_CONTROL_POLICY');
  /** The most that may be done to resources in the accounts. */
  public static readonly RESOURCE_CONTROL_POLICY = PolicyType.named('RESOURCE_CONTROL_POLICY');
  /** How tags are spelled, and which values they take. */
  public static readonly TAG_POLICY = PolicyType.named('TAG_POLICY');
  /** Backup plans. */
  public static readonly BACKUP_POLICY = PolicyType.named('BACKUP_POLICY');
  /** Whether AI services may store and use content. */
  public static readonly AISERVICES_OPT_OUT_POLICY = PolicyType.named('AISERVICES_OPT_OUT_POLICY');
  /** What chat applications may do. */
  public static readonly CHATBOT_POLICY = PolicyType.named('CHATBOT_POLICY');
  /** Settings of Amazon EC2, Amazon VPC and Amazon EBS. */
  public static readonly DECLARATIVE_POLICY_EC2 = PolicyType.named('DECLARATIVE_POLICY_EC2');
  /** AWS Security Hub in accounts and Regions. */
  public static readonly SECURITYHUB_POLICY = PolicyType.named('SECURITYHUB_POLICY');
  /** AWS Security Hub CSPM in accounts and Regions. */
  public static readonly SECURITYHUB_CSPM_POLICY = PolicyType.named('SECURITYHUB_CSPM_POLICY');
  /** Amazon Inspector in accounts and Regions. */
  public static readonly INSPECTOR_POLICY = PolicyType.named('INSPECTOR_POLICY');
  /** Amazon GuardDuty in accounts and Regions. */
  public static readonly GUARDDUTY_POLICY = PolicyType.named('GUARDDUTY_POLICY');
  /** The order in which accounts get upgrades. */
  public static readonly UPGRADE_ROLLOUT_POLICY = PolicyType.named('UPGRADE_ROLLOUT_POLICY');
  /** Guardrails of Amazon Bedrock. */
  public static readonly BEDROCK_POLICY = PolicyType.named('BEDROCK_POLICY');
  /** Settings of Amazon S3, such as public access. */
  public static readonly S3_POLICY = PolicyType.named('S3_POLICY');
  /** AWS network security director in accounts and Regions. */
  public static readonly NETWORK_SECURITY_DIRECTOR_POLICY = PolicyType.named('NETWORK_SECURITY_DIRECTOR_POLICY');

  /**
   * A policy type by its name in the service's API.
   * @param policyTypeName such as `SERVICE_CONTROL_POLICY`; one that is not known is an error at synthesis
   */
  public static of(policyTypeName: string): PolicyType {
    return new PolicyType(policyTypeName);
  }

  private static named(name: PolicyTypeName): PolicyType {
    return new PolicyType(name);
  }

  /** @param policyTypeName the name in the service's API */
  private constructor(public readonly policyTypeName: string) {}
}
