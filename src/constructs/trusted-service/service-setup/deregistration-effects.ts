import { doubtful, losesNothing, losesSomething, type RemovalEffect, unknown, unsupported } from './removal-effect';
import type { KnownServicePrincipal } from './service-setups';

const CONFIG = 'AWS Config Developer Guide, "Registering a Delegated Administrator for AWS Config"';
const CONFIG_EFFECT = 'whether the aggregators and organization rules that the account created go on is not documented';

/**
 * The effect of deregistering a delegated administrator, by service principal. An administrator whose deregistration loses something, or
 * may do so, stays registered when it is removed from the app.
 */
export const DEREGISTRATION_EFFECTS = {
  'access-analyzer.amazonaws.com': doubtful(
    'the analyzers of the organization are disabled, and their findings are inaccessible until the account is registered again',
    'IAM User Guide, "Delegated administrator for IAM Access Analyzer"',
  ),
  'account.amazonaws.com': losesNothing(
    'the account can no longer call AWS Account Management for other accounts',
    'AWS Account Management Reference Guide, "Enable a delegated admin account for AWS Account Management"',
  ),
  'agent-registry.amazonaws.com': losesSomething(
    'auto-detection of the registries that the account owns is turned off',
    'Amazon Bedrock AgentCore Developer Guide, "Using AWS Agent Registry with AWS Organizations"',
  ),
  'auditmanager.amazonaws.com': losesSomething(
    'Audit Manager stops collecting evidence for the account', 'AWS Audit Manager API Reference, DeregisterOrganizationAdminAccount',
  ),
  'aws-artifact-account-sync.amazonaws.com': unsupported(),
  'backup.amazonaws.com': unknown(),
  'billing-cost-management.amazonaws.com': unsupported(),
  'cloudtrail.amazonaws.com': losesNothing(
    'trails and event data stores that the account created stay, since the management account owns them',
    'AWS CloudTrail User Guide, "Organization delegated administrator"',
  ),
  'compute-optimizer.amazonaws.com': unknown('AWS Compute Optimizer User Guide, "Delegating an administrator account"'),
  'config-multiaccountsetup.amazonaws.com': doubtful(CONFIG_EFFECT, CONFIG),
  'config.amazonaws.com': doubtful(CONFIG_EFFECT, CONFIG),
  'controltower.amazonaws.com': unsupported(),
  'cost-optimization-hub.bcm.amazonaws.com': unknown('AWS Cost Management User Guide, "Delegating an administrator account"'),
  'detective.amazonaws.com': losesSomething(
    'Detective deletes the behavior graphs of the organization that the account administers, in all Regions',
    'Amazon Detective User Guide, "Removing the Detective administrator account"',
  ),
  'devops-guru.amazonaws.com': unknown('Amazon DevOps Guru User Guide, "Monitor accounts across your organization"'),
  'ds.amazonaws.com': unsupported(),
  'ec2.amazonaws.com': unsupported(),
  'ec2.capacitymanager.amazonaws.com': unknown('Amazon EC2 User Guide, "Registering a delegated administrator"'),
  'eks.amazonaws.com': losesNothing(
    'the account can no longer see the dashboard', 'Amazon EKS User Guide, "Configure EKS Dashboard integration with AWS Organizations"',
  ),
  'fms.amazonaws.com': losesSomething(
    'removing the administrator disables Firewall Manager in the accounts of the organization',
    'Service Authorization Reference, fms:DisassociateAdminAccount',
  ),
  'guardduty.amazonaws.com': losesSomething(
    'GuardDuty expects that the administrator first removes its members, and is removed itself, in each Region',
    'Amazon GuardDuty User Guide, "Changing the delegated GuardDuty administrator account"',
  ),
  'health.amazonaws.com': losesNothing(
    'the account can no longer see the events of the organization',
    'AWS Health User Guide, "Removing a delegated administrator from your organizational view"',
  ),
  'iam.amazonaws.com': losesNothing('the account can no longer perform privileged tasks on other accounts'),
  'inspector2.amazonaws.com': losesSomething(
    'the members become standalone accounts, and a new administrator has to associate each of them again, in each Region',
    'Amazon Inspector User Guide, "Removing the delegated administrator in Amazon Inspector"',
  ),
  'ipam.amazonaws.com': unknown('Amazon VPC IPAM User Guide, "Integrate IPAM with accounts in an AWS Organization"'),
  'license-management.marketplace.amazonaws.com': unsupported(),
  'license-manager-linux-subscriptions.amazonaws.com': doubtful(
    'the account can be registered again; whether its discovered data and alarms remain is not documented',
    'License Manager User Guide, "Delegated administrator settings in License Manager"',
  ),
  'license-manager.amazonaws.com': doubtful(
    'the account can be registered again; whether its shares and discoveries remain is not documented',
    'License Manager User Guide, "Delegated administrator settings in License Manager"',
  ),
  'license-manager.member-account.amazonaws.com': unknown('License Manager User Guide, "Delegated administrator settings in License Manager"'),
  'macie.amazonaws.com': losesSomething(
    'the data that Macie produced in its automated discovery is no longer accessible, and each Region needs the new administrator',
    'Amazon Macie User Guide, "Changing the Macie administrator account for an organization"',
  ),
  'malware-protection.guardduty.amazonaws.com': unknown(),
  'member.org.stacksets.cloudformation.amazonaws.com': losesNothing(
    'stack sets that the account created stay, since they are in the management account; the account can be registered again at any time',
    'AWS CloudFormation User Guide, "Register a delegated administrator member account"',
  ),
  'mgn.amazonaws.com': unknown(),
  'network-security-director.amazonaws.com': unknown('AWS Organizations User Guide, "AWS services that you can use with AWS Organizations"'),
  'networkmanager.amazonaws.com': losesSomething(
    'transit gateways of other accounts are deregistered from the global networks of the account',
    'AWS Global Networks for Transit Gateways User Guide, "Multi-account in AWS Global Networks for Transit Gateways"',
  ),
  'notifications.amazonaws.com': doubtful(
    'each administrator has notification configurations of its own; whether they remain is not documented',
    'AWS User Notifications User Guide, "Enabling AWS Organizations in AWS User Notifications"',
  ),
  'observabilityadmin.amazonaws.com': doubtful(
    'the account can no longer manage telemetry and Network Flow Monitor; whether its rules and monitors remain is not documented',
  ),
  'private-marketplace.marketplace.amazonaws.com': unknown(),
  'procurement-insights.marketplace.amazonaws.com': losesNothing(
    'the account can no longer see the data of the organization', 'AWS Marketplace Buyer Guide, "Using delegated administrators"',
  ),
  'q.amazonaws.com': unsupported(),
  'ram.amazonaws.com': unsupported(),
  'reachabilityanalyzer.networkinsights.amazonaws.com': losesNothing(
    'the account can run no new analysis of several accounts, and still sees the former ones',
    'Reachability Analyzer guide, "Manage delegated administrator accounts in Reachability Analyzer"',
  ),
  'reporting.trustedadvisor.amazonaws.com': unknown(),
  'resiliencehub.amazonaws.com': unknown('AWS Resilience Hub User Guide, "Setting up Organizations integration"'),
  'resource-explorer-2.amazonaws.com': losesSomething(
    'Resource Explorer removes all multi-account views that were created in the account',
    'AWS Resource Explorer User Guide, "Turning on multi-account search"',
  ),
  'security-ir.amazonaws.com': losesSomething(
    'a membership that the account created ends at once, and its cases are lost',
    'AWS Security Incident Response User Guide, "Cancel Membership"',
  ),
  'securityhub.amazonaws.com': losesSomething(
    'the administrator is removed in all Regions; central configuration stops, and its configuration policies are deleted',
    'AWS Security Hub User Guide, "Removing or changing the delegated administrator"',
  ),
  'securitylake.amazonaws.com': losesSomething(
    'removing the administrator disables Security Lake for the organization',
    'Service Authorization Reference, securitylake:DeregisterDataLakeDelegatedAdministrator',
  ),
  'selfservicereporting.managedservices.amazonaws.com': unknown(),
  'servicecatalog.amazonaws.com': losesSomething(
    'Service Catalog removes the portfolio shares that were created from the account',
    'AWS Service Catalog Administrator Guide, "Sharing a Portfolio"',
  ),
  'servicequotas.amazonaws.com': unsupported(),
  'ssm-quicksetup.amazonaws.com': unknown('AWS Systems Manager User Guide, "Deregister a delegated administrator for Quick Setup"'),
  'ssm.amazonaws.com': losesSomething(
    'Systems Manager deletes the resource data syncs of the organization that the account created',
    'AWS Systems Manager User Guide, "Deregister an Explorer delegated administrator"',
  ),
  'sso.amazonaws.com': losesNothing(
    'the account can no longer administer IAM Identity Center; permissions and assignments stay',
    'AWS IAM Identity Center User Guide, "Deregister a member account"',
  ),
  'storage-lens.s3.amazonaws.com': doubtful(
    'the organization-level dashboards of the account stop aggregating metrics; whether they resume is not documented',
    'Amazon S3 User Guide, "Deregistering a delegated administrator for S3 Storage Lens"',
  ),
  'tagpolicies.tag.amazonaws.com': unknown(),
  'wellarchitected.amazonaws.com': unsupported(),
} satisfies Readonly<Record<KnownServicePrincipal, RemovalEffect>>;
