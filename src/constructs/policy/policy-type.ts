import type { PolicyTypeName } from '../../contract';

/**
 * A type of policy. Source: AWS Organizations User Guide, "Managing organization policies".
 * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_EnablePolicyType.html
 *
 * @example
 * new Organization(this, 'Organization', { policyTypes: [PolicyType.SERVICE_CONTROL_POLICY, PolicyType.TAG_POLICY] });
 */
export class PolicyType {
  /** Limits of the actions of principals in the accounts. */
  public static readonly SERVICE_CONTROL_POLICY = PolicyType.named('SERVICE_CONTROL_POLICY');
  /** Limits of the actions on resources in the accounts. */
  public static readonly RESOURCE_CONTROL_POLICY = PolicyType.named('RESOURCE_CONTROL_POLICY');
  /** Spelling of tag keys, and the allowed tag values. */
  public static readonly TAG_POLICY = PolicyType.named('TAG_POLICY');
  /** Backup plans. */
  public static readonly BACKUP_POLICY = PolicyType.named('BACKUP_POLICY');
  /** Opt-out from the storage and use of content by AI services. */
  public static readonly AISERVICES_OPT_OUT_POLICY = PolicyType.named('AISERVICES_OPT_OUT_POLICY');
  /** Access of chat applications. */
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
   * A policy type by its name in the API of the service.
   * @param policyTypeName such as `SERVICE_CONTROL_POLICY`; an unknown one is an error at synthesis
   */
  public static of(policyTypeName: string): PolicyType {
    return new PolicyType(policyTypeName);
  }

  private static named(name: PolicyTypeName): PolicyType {
    return new PolicyType(name);
  }

  /** @param policyTypeName the name in the API of the service */
  private constructor(public readonly policyTypeName: string) {}
}
