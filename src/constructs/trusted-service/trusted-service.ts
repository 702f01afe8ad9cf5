import { DEREGISTRATION_EFFECTS, type KnownServicePrincipal, type ServiceSetup, SERVICE_SETUPS } from './service-setup';

/**
 * An AWS service that may act in all accounts of an organization.
 *
 * Trusted access through AWS Organizations does not set up every service. Synthesis warns where a service needs more calls, and
 * docs/trusted-services.md lists them.
 *
 * Source of the principals: AWS Organizations User Guide, "AWS services that you can use with AWS Organizations" and the page of
 * each service.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_integrate_services_list.html
 *
 * @example
 * declare const organization: Organization;
 * declare const security: Account;
 *
 * organization.enableTrustedService(TrustedService.GUARDDUTY);
 * security.delegateAdministration(TrustedService.GUARDDUTY);
 */
export class TrustedService {
  /** AWS Account Management. */
  public static readonly ACCOUNT_MANAGEMENT = TrustedService.of('account.amazonaws.com');
  /** AWS IAM Access Analyzer. */
  public static readonly ACCESS_ANALYZER = TrustedService.of('access-analyzer.amazonaws.com');
  /** AWS Agent Registry. */
  public static readonly AGENT_REGISTRY = TrustedService.of('agent-registry.amazonaws.com');
  /** AWS Application Migration Service. */
  public static readonly APPLICATION_MIGRATION = TrustedService.of('mgn.amazonaws.com');
  /** AWS Artifact. */
  public static readonly ARTIFACT = TrustedService.of('aws-artifact-account-sync.amazonaws.com');
  /** AWS Audit Manager. */
  public static readonly AUDIT_MANAGER = TrustedService.of('auditmanager.amazonaws.com');
  /** AWS Backup. */
  public static readonly BACKUP = TrustedService.of('backup.amazonaws.com');
  /** AWS Billing and Cost Management, split cost allocation data. */
  public static readonly BILLING_AND_COST_MANAGEMENT = TrustedService.of('billing-cost-management.amazonaws.com');
  /** AWS CloudFormation StackSets. */
  public static readonly CLOUDFORMATION_STACKSETS = TrustedService.of('member.org.stacksets.cloudformation.amazonaws.com');
  /** AWS CloudTrail. */
  public static readonly CLOUDTRAIL = TrustedService.of('cloudtrail.amazonaws.com');
  /** Amazon CloudWatch, telemetry configuration. */
  public static readonly CLOUDWATCH = TrustedService.of('observabilityadmin.amazonaws.com');
  /** AWS Compute Optimizer. */
  public static readonly COMPUTE_OPTIMIZER = TrustedService.of('compute-optimizer.amazonaws.com');
  /** AWS Config, aggregated data. */
  public static readonly CONFIG = TrustedService.of('config.amazonaws.com');
  /** AWS Config, rules and conformance packs of the organization. */
  public static readonly CONFIG_MULTI_ACCOUNT_SETUP = TrustedService.of('config-multiaccountsetup.amazonaws.com');
  /** AWS Control Tower. */
  public static readonly CONTROL_TOWER = TrustedService.of('controltower.amazonaws.com');
  /** AWS Cost Optimization Hub. */
  public static readonly COST_OPTIMIZATION_HUB = TrustedService.of('cost-optimization-hub.bcm.amazonaws.com');
  /** Amazon Detective. */
  public static readonly DETECTIVE = TrustedService.of('detective.amazonaws.com');
  /** Amazon DevOps Guru. */
  public static readonly DEVOPS_GURU = TrustedService.of('devops-guru.amazonaws.com');
  /** AWS Directory Service. */
  public static readonly DIRECTORY_SERVICE = TrustedService.of('ds.amazonaws.com');
  /** Amazon EC2, reports on declarative policies. */
  public static readonly EC2 = TrustedService.of('ec2.amazonaws.com');
  /** Amazon EC2 Capacity Manager. */
  public static readonly EC2_CAPACITY_MANAGER = TrustedService.of('ec2.capacitymanager.amazonaws.com');
  /** Amazon EKS, dashboard of the clusters of all accounts. */
  public static readonly EKS = TrustedService.of('eks.amazonaws.com');
  /** AWS Firewall Manager. */
  public static readonly FIREWALL_MANAGER = TrustedService.of('fms.amazonaws.com');
  /** Amazon GuardDuty. */
  public static readonly GUARDDUTY = TrustedService.of('guardduty.amazonaws.com');
  /** Amazon GuardDuty, malware protection. */
  public static readonly GUARDDUTY_MALWARE_PROTECTION = TrustedService.of('malware-protection.guardduty.amazonaws.com');
  /** AWS Health. */
  public static readonly HEALTH = TrustedService.of('health.amazonaws.com');
  /** AWS Identity and Access Management, central management of root access. */
  public static readonly IAM = TrustedService.of('iam.amazonaws.com');
  /** AWS IAM Identity Center. */
  public static readonly IAM_IDENTITY_CENTER = TrustedService.of('sso.amazonaws.com');
  /** Amazon Inspector. */
  public static readonly INSPECTOR = TrustedService.of('inspector2.amazonaws.com');
  /** Amazon VPC IP Address Manager. */
  public static readonly IPAM = TrustedService.of('ipam.amazonaws.com');
  /** AWS License Manager. */
  public static readonly LICENSE_MANAGER = TrustedService.of('license-manager.amazonaws.com');
  /** AWS License Manager, Linux subscriptions. */
  public static readonly LICENSE_MANAGER_LINUX_SUBSCRIPTIONS = TrustedService.of('license-manager-linux-subscriptions.amazonaws.com');
  /** AWS License Manager, member accounts. */
  public static readonly LICENSE_MANAGER_MEMBER_ACCOUNT = TrustedService.of('license-manager.member-account.amazonaws.com');
  /** Amazon Macie. */
  public static readonly MACIE = TrustedService.of('macie.amazonaws.com');
  /** AWS Managed Services (AMS), self-service reporting. */
  public static readonly MANAGED_SERVICES_REPORTING = TrustedService.of('selfservicereporting.managedservices.amazonaws.com');
  /** AWS Marketplace, license management. */
  public static readonly MARKETPLACE_LICENSE_MANAGEMENT = TrustedService.of('license-management.marketplace.amazonaws.com');
  /** AWS Marketplace, private marketplace. */
  public static readonly MARKETPLACE_PRIVATE_MARKETPLACE = TrustedService.of('private-marketplace.marketplace.amazonaws.com');
  /** AWS Marketplace, procurement insights. */
  public static readonly MARKETPLACE_PROCUREMENT_INSIGHTS = TrustedService.of('procurement-insights.marketplace.amazonaws.com');
  /** AWS Network Manager. */
  public static readonly NETWORK_MANAGER = TrustedService.of('networkmanager.amazonaws.com');
  /** AWS Shield network security director. */
  public static readonly NETWORK_SECURITY_DIRECTOR = TrustedService.of('network-security-director.amazonaws.com');
  /** Amazon Q Developer. */
  public static readonly Q_DEVELOPER = TrustedService.of('q.amazonaws.com');
  /** Amazon VPC Reachability Analyzer. */
  public static readonly REACHABILITY_ANALYZER = TrustedService.of('reachabilityanalyzer.networkinsights.amazonaws.com');
  /** AWS Resilience Hub. */
  public static readonly RESILIENCE_HUB = TrustedService.of('resiliencehub.amazonaws.com');
  /** AWS Resource Access Manager. */
  public static readonly RESOURCE_ACCESS_MANAGER = TrustedService.of('ram.amazonaws.com');
  /** AWS Resource Explorer. */
  public static readonly RESOURCE_EXPLORER = TrustedService.of('resource-explorer-2.amazonaws.com');
  /** Amazon S3 Storage Lens. */
  public static readonly S3_STORAGE_LENS = TrustedService.of('storage-lens.s3.amazonaws.com');
  /** AWS Security Hub. */
  public static readonly SECURITY_HUB = TrustedService.of('securityhub.amazonaws.com');
  /** AWS Security Incident Response. */
  public static readonly SECURITY_INCIDENT_RESPONSE = TrustedService.of('security-ir.amazonaws.com');
  /** Amazon Security Lake. */
  public static readonly SECURITY_LAKE = TrustedService.of('securitylake.amazonaws.com');
  /** AWS Service Catalog. */
  public static readonly SERVICE_CATALOG = TrustedService.of('servicecatalog.amazonaws.com');
  /** Service Quotas. */
  public static readonly SERVICE_QUOTAS = TrustedService.of('servicequotas.amazonaws.com');
  /** AWS Systems Manager. */
  public static readonly SYSTEMS_MANAGER = TrustedService.of('ssm.amazonaws.com');
  /** AWS Systems Manager, Quick Setup. */
  public static readonly SYSTEMS_MANAGER_QUICK_SETUP = TrustedService.of('ssm-quicksetup.amazonaws.com');
  /** Tag policies. */
  public static readonly TAG_POLICIES = TrustedService.of('tagpolicies.tag.amazonaws.com');
  /** AWS Trusted Advisor. */
  public static readonly TRUSTED_ADVISOR = TrustedService.of('reporting.trustedadvisor.amazonaws.com');
  /** AWS User Notifications. */
  public static readonly USER_NOTIFICATIONS = TrustedService.of('notifications.amazonaws.com');
  /** AWS Well-Architected Tool. */
  public static readonly WELL_ARCHITECTED_TOOL = TrustedService.of('wellarchitected.amazonaws.com');

  /**
   * Any other service, such as one that is newer than this version of the library.
   * @param servicePrincipal as AWS documents it, such as `new.amazonaws.com`; an invalid one is an error at synthesis
   */
  public static of(servicePrincipal: string): TrustedService {
    return new TrustedService(servicePrincipal);
  }

  /** @param servicePrincipal the principal of the service, such as `guardduty.amazonaws.com` */
  private constructor(public readonly servicePrincipal: string) {}

  /**
   * The steps that the service needs besides trusted access, as far as this library knows the service.
   *
   * @internal
   */
  public get _setup(): ServiceSetup | undefined {
    return isKnown(this.servicePrincipal) ? SERVICE_SETUPS[this.servicePrincipal] : undefined;
  }

  /**
   * Whether deregistering a delegated administrator of the service may lose something that registering it again does not restore.
   *
   * @internal
   */
  public get _mayLoseByDeregistration(): boolean {
    return !isKnown(this.servicePrincipal) || DEREGISTRATION_EFFECTS[this.servicePrincipal].loses !== 'nothing';
  }
}

function isKnown(principal: string): principal is KnownServicePrincipal {
  return Object.hasOwn(SERVICE_SETUPS, principal);
}
