import { USER_GUIDE } from './removal-effect';
import type { ServiceSetup } from './service-setup';

/**
 * The setup of each service that `TrustedService` names, by service principal.
 *
 * Source of the pages: contents of the AWS Organizations User Guide, November 2026. docs/trusted-services.md has it as a table.
 */
export const SERVICE_SETUPS = {
  'access-analyzer.amazonaws.com': { name: 'AWS IAM Access Analyzer', page: 'iam' },
  'account.amazonaws.com': { name: 'AWS Account Management', page: 'account' },
  'agent-registry.amazonaws.com': {
    name: 'AWS Agent Registry',
    page: 'agent-registry',
    steps: {
      calls: ['iam:CreateServiceLinkedRole for agent-registry.amazonaws.com'],
      console: 'the console of AWS Agent Registry',
      scope: 'once',
      source: 'Amazon Bedrock AgentCore Developer Guide, "Using AWS Agent Registry with AWS Organizations"',
    },
  },
  'auditmanager.amazonaws.com': {
    name: 'AWS Audit Manager',
    page: 'audit-manager',
    steps: {
      calls: ['auditmanager:RegisterOrganizationAdminAccount'],
      scope: 'each Region',
      source: 'AWS Audit Manager API Reference, RegisterOrganizationAdminAccount',
    },
  },
  'aws-artifact-account-sync.amazonaws.com': { name: 'AWS Artifact', page: 'artifact' },
  'backup.amazonaws.com': { name: 'AWS Backup', page: 'backup' },
  'billing-cost-management.amazonaws.com': { name: 'AWS Billing and Cost Management, split cost allocation data', page: 'awsaccountbilling' },
  'cloudtrail.amazonaws.com': {
    name: 'AWS CloudTrail',
    page: 'cloudtrail',
    steps: {
      calls: ['cloudtrail:RegisterOrganizationDelegatedAdmin'],
      onlyToDelegate: true,
      scope: 'once',
      source: 'AWS CloudTrail User Guide, "Organization delegated administrator"',
    },
  },
  'compute-optimizer.amazonaws.com': { name: 'AWS Compute Optimizer', page: 'compute-optimizer' },
  'config.amazonaws.com': { name: 'AWS Config, aggregated data', page: 'config' },
  'config-multiaccountsetup.amazonaws.com': { name: 'AWS Config, rules and conformance packs of the organization', page: 'config' },
  'controltower.amazonaws.com': { name: 'AWS Control Tower', page: 'CTower' },
  'cost-optimization-hub.bcm.amazonaws.com': { name: 'AWS Cost Optimization Hub', page: 'coh' },
  'detective.amazonaws.com': {
    name: 'Amazon Detective',
    page: 'detective',
    steps: {
      calls: ['detective:EnableOrganizationAdminAccount'],
      scope: 'each Region',
      source: 'Amazon Detective User Guide, "Designating the Detective administrator account"',
    },
  },
  'devops-guru.amazonaws.com': {
    name: 'Amazon DevOps Guru',
    page: 'devops',
    steps: {
      calls: ['iam:CreateServiceLinkedRole for devops-guru.amazonaws.com'],
      console: 'the console of Amazon DevOps Guru',
      scope: 'once',
      source: 'Amazon DevOps Guru User Guide, "Monitor accounts across your organization"',
    },
  },
  'ds.amazonaws.com': {
    name: 'AWS Directory Service',
    page: 'directory-service',
    steps: { calls: [], console: 'the console of AWS Directory Service, when you share a directory', scope: 'once', source: USER_GUIDE },
  },
  'ec2.amazonaws.com': { name: 'Amazon EC2, reports on declarative policies', page: 'ec2' },
  'ec2.capacitymanager.amazonaws.com': {
    name: 'Amazon EC2 Capacity Manager',
    page: 'ec2-capacity-manager',
    steps: {
      calls: ['iam:CreateServiceLinkedRole', 'ec2:UpdateCapacityManagerOrganizationsAccess'],
      scope: 'once',
      source: 'Amazon EC2 User Guide, "Enabling EC2 Capacity Manager with AWS Organizations"',
    },
  },
  'eks.amazonaws.com': {
    name: 'Amazon EKS, dashboard',
    page: 'eks',
    steps: {
      calls: ['iam:CreateServiceLinkedRole for dashboard.eks.amazonaws.com'],
      scope: 'once',
      source: 'Amazon EKS User Guide, "Configure EKS Dashboard integration with AWS Organizations"',
    },
  },
  'fms.amazonaws.com': {
    name: 'AWS Firewall Manager',
    page: 'fms',
    steps: {
      calls: ['fms:AssociateAdminAccount'], scope: 'once', source: 'AWS Firewall Manager API Reference, AssociateAdminAccount',
    },
  },
  'guardduty.amazonaws.com': {
    name: 'Amazon GuardDuty',
    page: 'guardduty',
    steps: {
      calls: ['guardduty:EnableOrganizationAdminAccount'],
      scope: 'each Region',
      source: 'Amazon GuardDuty User Guide, "Managing GuardDuty accounts with AWS Organizations"',
    },
  },
  'health.amazonaws.com': {
    name: 'AWS Health',
    page: 'health',
    steps: { calls: ['health:EnableHealthServiceAccessForOrganization'], scope: 'once', source: USER_GUIDE },
  },
  'iam.amazonaws.com': {
    name: 'AWS IAM, central management of root access',
    page: 'iam',
    steps: {
      calls: ['iam:EnableOrganizationsRootCredentialsManagement', 'iam:EnableOrganizationsRootSessions'],
      scope: 'once',
      source: 'IAM API Reference, EnableOrganizationsRootCredentialsManagement and EnableOrganizationsRootSessions',
    },
  },
  'inspector2.amazonaws.com': {
    name: 'Amazon Inspector',
    page: 'inspector2',
    steps: {
      calls: ['inspector2:EnableDelegatedAdminAccount'], scope: 'each Region', source: USER_GUIDE,
    },
  },
  'ipam.amazonaws.com': {
    name: 'Amazon VPC IP Address Manager (IPAM)',
    page: 'ipam',
    steps: {
      calls: ['ec2:EnableIpamOrganizationAdminAccount'],
      scope: 'once',
      source: 'Amazon VPC IPAM User Guide, "Integrate IPAM with accounts in an AWS Organization"',
    },
  },
  'license-management.marketplace.amazonaws.com': { name: 'AWS Marketplace, license management', page: 'marketplace' },
  'license-manager.amazonaws.com': {
    name: 'AWS License Manager',
    page: 'license-manager',
    steps: { calls: ['license-manager:UpdateServiceSettings'], console: 'the console of AWS License Manager', scope: 'once', source: USER_GUIDE },
  },
  'license-manager-linux-subscriptions.amazonaws.com': {
    name: 'AWS License Manager, Linux subscriptions', page: 'license-manager', unknown: 'whether the service needs more',
  },
  'license-manager.member-account.amazonaws.com': {
    name: 'AWS License Manager, member accounts', page: 'license-manager', unknown: 'whether the service needs more',
  },
  'macie.amazonaws.com': {
    name: 'Amazon Macie',
    page: 'macie',
    steps: {
      calls: ['macie2:EnableOrganizationAdminAccount'],
      scope: 'each Region',
      source: 'Amazon Macie User Guide, "Considerations for using Macie with AWS Organizations"',
    },
  },
  'malware-protection.guardduty.amazonaws.com': { name: 'Amazon GuardDuty, malware protection', page: 'guardduty' },
  'member.org.stacksets.cloudformation.amazonaws.com': {
    name: 'AWS CloudFormation StackSets',
    page: 'cloudformation',
    steps: {
      calls: ['cloudformation:ActivateOrganizationsAccess'],
      scope: 'once',
      source: 'AWS CloudFormation User Guide, "Activate trusted access for StackSets with AWS Organizations"',
    },
  },
  'mgn.amazonaws.com': { name: 'AWS Application Migration Service', page: 'application-migration' },
  'network-security-director.amazonaws.com': {
    name: 'AWS Shield network security director', unknown: 'the page of the service, and whether it needs more',
  },
  'networkmanager.amazonaws.com': {
    name: 'AWS Network Manager',
    page: 'network-manager',
    steps: {
      calls: ['networkmanager:StartOrganizationServiceAccessUpdate'],
      console: 'the console of AWS Network Manager, which deploys its roles',
      scope: 'once',
      source: 'AWS Network Manager User Guide, "Enable trusted access in an AWS global network"',
    },
  },
  'notifications.amazonaws.com': {
    name: 'AWS User Notifications',
    page: 'uno',
    steps: { calls: ['notifications:EnableNotificationsAccessForOrganization'], scope: 'once', source: USER_GUIDE },
  },
  'observabilityadmin.amazonaws.com': {
    name: 'Amazon CloudWatch, telemetry configuration',
    page: 'cloudwatch',
    steps: {
      calls: ['iam:CreateServiceLinkedRole for observabilityadmin.amazonaws.com', 'observabilityadmin:StartTelemetryEvaluationForOrganization'],
      console: 'the settings of the CloudWatch console',
      scope: 'once',
      source: 'Amazon CloudWatch User Guide, "Setting up telemetry configuration"',
    },
  },
  'private-marketplace.marketplace.amazonaws.com': {
    name: 'AWS Marketplace, private marketplace',
    page: 'private-marketplace',
    steps: {
      calls: ['iam:CreateServiceLinkedRole for private-marketplace.marketplace.amazonaws.com'],
      console: 'the console of AWS Marketplace Private Marketplace',
      scope: 'once',
      source: USER_GUIDE,
    },
  },
  'procurement-insights.marketplace.amazonaws.com': { name: 'AWS Marketplace, procurement insights', page: 'procurement-insights' },
  'q.amazonaws.com': {
    name: 'Amazon Q Developer',
    page: 'amazon-q-dev',
    steps: { calls: [], console: 'the settings of Amazon Q Developer', scope: 'once', source: USER_GUIDE },
  },
  'ram.amazonaws.com': {
    name: 'AWS Resource Access Manager',
    page: 'ram',
    steps: {
      calls: ['ram:EnableSharingWithAwsOrganization'], scope: 'once', source: 'AWS RAM API Reference, EnableSharingWithAwsOrganization',
    },
  },
  'reachabilityanalyzer.networkinsights.amazonaws.com': {
    name: 'Amazon VPC Reachability Analyzer',
    page: 'ra',
    steps: {
      calls: ['ec2:EnableReachabilityAnalyzerOrganizationSharing'],
      scope: 'once',
      source: 'Reachability Analyzer guide, "Enable trusted access in Reachability Analyzer"',
    },
  },
  'reporting.trustedadvisor.amazonaws.com': {
    name: 'AWS Trusted Advisor',
    page: 'ta',
    steps: {
      calls: [],
      console: '"Enable organizational view" of the Trusted Advisor console',
      scope: 'once',
      source: 'AWS Support User Guide, "Organizational view for AWS Trusted Advisor"',
    },
  },
  'resiliencehub.amazonaws.com': {
    name: 'AWS Resilience Hub',
    page: 'resilience-hub',
    steps: {
      calls: ['iam:CreateServiceLinkedRole for resiliencehub.amazonaws.com'],
      console: 'the console of AWS Resilience Hub',
      scope: 'once',
      source: 'AWS Resilience Hub User Guide, "Required IAM permissions for delegated administrator setup"',
    },
  },
  'resource-explorer-2.amazonaws.com': {
    name: 'AWS Resource Explorer',
    page: 'resource-explorer',
    steps: {
      calls: ['iam:CreateServiceLinkedRole for resource-explorer-2.amazonaws.com'],
      console: 'the console of AWS Resource Explorer',
      scope: 'once',
      source: 'AWS Resource Explorer User Guide, "Turning on multi-account search"',
    },
  },
  'security-ir.amazonaws.com': { name: 'AWS Security Incident Response', page: 'security-ir' },
  'securityhub.amazonaws.com': {
    name: 'AWS Security Hub',
    page: 'securityhub',
    steps: {
      calls: ['securityhub:EnableOrganizationAdminAccount'],
      scope: 'each Region',
      source: 'AWS Security Hub User Guide, "Integrating Security Hub with AWS Organizations"',
    },
  },
  'securitylake.amazonaws.com': {
    name: 'Amazon Security Lake',
    page: 'sl',
    steps: {
      calls: ['securitylake:RegisterDataLakeDelegatedAdministrator'],
      scope: 'once',
      source: 'Service Authorization Reference, securitylake:RegisterDataLakeDelegatedAdministrator',
    },
  },
  'selfservicereporting.managedservices.amazonaws.com': { name: 'AWS Managed Services, self-service reporting', page: 'managed-services' },
  'servicecatalog.amazonaws.com': {
    name: 'AWS Service Catalog',
    page: 'servicecatalog',
    steps: {
      calls: ['servicecatalog:EnableAWSOrganizationsAccess'],
      scope: 'once',
      source: 'AWS Service Catalog API Reference, EnableAWSOrganizationsAccess',
    },
  },
  'servicequotas.amazonaws.com': {
    name: 'Service Quotas',
    page: 'servicequotas',
    steps: { calls: ['servicequotas:AssociateServiceQuotaTemplate'], scope: 'once', source: USER_GUIDE },
  },
  'ssm.amazonaws.com': {
    name: 'AWS Systems Manager',
    page: 'ssm',
  },
  'ssm-quicksetup.amazonaws.com': { name: 'AWS Systems Manager, Quick Setup', page: 'ssm', unknown: 'whether the service needs more' },
  'sso.amazonaws.com': { name: 'AWS IAM Identity Center', page: 'sso' },
  'storage-lens.s3.amazonaws.com': { name: 'Amazon S3 Storage Lens', page: 's3lens' },
  'tagpolicies.tag.amazonaws.com': { name: 'Tag policies', page: 'tag-policies' },
  'wellarchitected.amazonaws.com': { name: 'AWS Well-Architected Tool', page: 'wat' },
} satisfies Readonly<Record<string, ServiceSetup>>;

/** The principal of a service that the tables know. */
export type KnownServicePrincipal = keyof typeof SERVICE_SETUPS;
