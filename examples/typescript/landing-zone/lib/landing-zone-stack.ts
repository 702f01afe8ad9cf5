import * as path from 'node:path';
import { Annotations, Stack, Tags, type StackProps } from 'aws-cdk-lib';
import {
  Account, AccountGuardrails, DataProtectionGuardrails, NetworkGuardrails, Organization, OrganizationalUnit, Policy, PolicyContent,
  PolicySet, PolicyType, PublicAccessGuardrails, SecurityServiceGuardrails, ServiceControlPolicy, TrustedService, UsageGuardrails,
} from 'cdk-aws-organizations';
import type { Construct } from 'constructs';

/** Roles that are exempt from the guardrails, so that the platform team can still make repairs. */
const EXCEPT_PLATFORM = { exemptPrincipals: ['arn:*:iam::*:role/platform/*', 'arn:*:iam::*:role/AWSControlTowerExecution'] };

export interface LandingZoneStackProps extends StackProps {
  /** The domain of the accounts' unique email addresses, which are `aws+<account name>@<domain>`. */
  readonly emailDomain: string;
  /** The Regions in which workloads may run. */
  readonly allowedRegions: string[];
}

/**
 * A multi-account layout based on the AWS Security Reference Architecture. It has a Security unit with log archive and tooling accounts,
 * shared infrastructure, workloads by stage, a sandbox, a unit to test policies, and a unit for suspended accounts.
 */
export class LandingZoneStack extends Stack {
  constructor(scope: Construct, id: string, private readonly props: LandingZoneStackProps) {
    super(scope, id, props);

    const organization = new Organization(this, 'Organization', {
      trustedServices: [
        TrustedService.ACCOUNT_MANAGEMENT,
        TrustedService.BACKUP,
        TrustedService.CLOUDTRAIL,
        TrustedService.CONFIG,
        TrustedService.GUARDDUTY,
        TrustedService.ACCESS_ANALYZER,
        TrustedService.IAM_IDENTITY_CENTER,
        TrustedService.RESOURCE_ACCESS_MANAGER,
        TrustedService.SECURITY_HUB,
        TrustedService.TAG_POLICIES,
      ],
    });
    // Trusted access alone does not set these services up (docs/trusted-services.md). The teams make the calls after the first deployment.
    this.acknowledgeSetup(TrustedService.GUARDDUTY, 'The security team registers the administrator in both Regions');
    this.acknowledgeSetup(TrustedService.SECURITY_HUB, 'The security team registers the administrator in both Regions');
    this.acknowledgeSetup(TrustedService.RESOURCE_ACCESS_MANAGER, 'The network team enables sharing once');

    // --- organizational units
    const security = this.addUnit('Security', organization.root);
    const infrastructure = this.addUnit('Infrastructure', organization.root);
    const workloads = this.addUnit('Workloads', organization.root);
    const prod = this.addUnit('Prod', workloads);
    const nonProd = this.addUnit('NonProd', workloads);
    const sandbox = this.addUnit('Sandbox', organization.root);
    const policyStaging = this.addUnit('PolicyStaging', organization.root, 'Policy Staging');
    const suspended = this.addUnit('Suspended', organization.root);

    // --- accounts
    const logArchive = this.addAccount('LogArchive', security, 'security');
    const securityTooling = this.addAccount('SecurityTooling', security, 'security');
    this.addAccount('Network', infrastructure, 'platform');
    const sharedServices = this.addAccount('SharedServices', infrastructure, 'platform');
    const identity = this.addAccount('Identity', infrastructure, 'platform');
    this.addAccount('ShopProd', prod, 'shop');
    this.addAccount('PaymentsProd', prod, 'payments');
    this.addAccount('DataProd', prod, 'data');
    this.addAccount('ShopDev', nonProd, 'shop');
    this.addAccount('ShopTest', nonProd, 'shop');
    this.addAccount('PaymentsDev', nonProd, 'payments');
    this.addAccount('DataDev', nonProd, 'data');
    this.addAccount('SandboxBlue', sandbox, 'research');
    this.addAccount('SandboxGreen', sandbox, 'research');
    this.addAccount('PolicyCanary', policyStaging, 'platform');
    Tags.of(logArchive).add('data-class', 'audit');

    // --- guardrails
    const baseline = new ServiceControlPolicy(this, 'Baseline', {
      policyName: 'baseline',
      description: 'Nobody leaves the organization or works as the root user',
      guardrails: [AccountGuardrails.denyLeavingOrganization(), AccountGuardrails.denyRootUser({ denyRootSessions: true })],
    });
    // The statements of a set are packed into as few policies as possible.
    const protectSecurityServices = new PolicySet(this, 'ProtectSecurityServices', {
      policySetName: 'protect-security-services',
      description: 'Trails, recorders, detectors and hubs stay on',
      guardrails: [
        SecurityServiceGuardrails.protectCloudTrail(EXCEPT_PLATFORM),
        SecurityServiceGuardrails.protectConfig(EXCEPT_PLATFORM),
        SecurityServiceGuardrails.protectGuardDuty(EXCEPT_PLATFORM),
        SecurityServiceGuardrails.protectSecurityHub(EXCEPT_PLATFORM),
        SecurityServiceGuardrails.protectAccessAnalyzer(EXCEPT_PLATFORM),
      ],
    });
    const regions = new ServiceControlPolicy(this, 'Regions', {
      policyName: 'allowed-regions',
      description: `Workloads run in ${props.allowedRegions.join(' and ')} only`,
      guardrails: [UsageGuardrails.denyOtherRegions({ ...EXCEPT_PLATFORM, allowedRegions: props.allowedRegions })],
    });
    const protectData = new ServiceControlPolicy(this, 'ProtectData', {
      policyName: 'protect-data',
      description: 'Keys and backups outlive mistakes; nothing is made public',
      guardrails: [
        DataProtectionGuardrails.denyKeyDeletion(EXCEPT_PLATFORM),
        DataProtectionGuardrails.protectBackups(EXCEPT_PLATFORM),
        PublicAccessGuardrails.denyPublicImages(EXCEPT_PLATFORM),
        PublicAccessGuardrails.denyPublicSnapshots(EXCEPT_PLATFORM),
        PublicAccessGuardrails.protectS3PublicAccessBlock(EXCEPT_PLATFORM),
      ],
    });
    const protectNetwork = new ServiceControlPolicy(this, 'ProtectNetwork', {
      policyName: 'protect-network',
      description: 'Ways to the internet are built by the network team',
      guardrails: [NetworkGuardrails.denyInternetAccess(EXCEPT_PLATFORM), NetworkGuardrails.denyVpcPeering(EXCEPT_PLATFORM)],
    });
    const sandboxLimits = new ServiceControlPolicy(this, 'SandboxLimits', {
      policyName: 'sandbox-limits',
      description: 'Small machines, and no long commitments',
      content: PolicyContent.fromFile(path.join(__dirname, '..', 'policies', 'sandbox-limits.json')),
    });
    const nothing = new ServiceControlPolicy(this, 'Nothing', {
      policyName: 'nothing',
      description: 'For accounts on their way out',
      guardrails: [AccountGuardrails.denyEverything(EXCEPT_PLATFORM)],
    });

    organization.root.attachPolicy(baseline);
    for (const unit of [security, infrastructure, workloads]) unit.attachPolicySet(protectSecurityServices);
    workloads.attachPolicy(regions);
    workloads.attachPolicy(protectNetwork);
    security.attachPolicy(protectData);
    prod.attachPolicy(protectData);
    sandbox.attachPolicy(regions);
    sandbox.attachPolicy(sandboxLimits);
    suspended.attachPolicy(nothing);
    suspended.acknowledgeLockOut('Nothing is deployed to accounts on their way out; the platform roles can still repair them');

    // --- cost centers, with one spelling for reports
    const costCenters = new Policy(this, 'CostCenters', {
      policyName: 'cost-centers',
      policyType: PolicyType.TAG_POLICY,
      content: PolicyContent.fromFile(path.join(__dirname, '..', 'policies', 'cost-centers.json')),
    });
    organization.root.attachPolicy(costCenters);

    // --- delegated administrators of the security services
    securityTooling.delegateAdministration(TrustedService.GUARDDUTY);
    securityTooling.delegateAdministration(TrustedService.SECURITY_HUB);
    identity.delegateAdministration(TrustedService.IAM_IDENTITY_CENTER);
    sharedServices.delegateAdministration(TrustedService.BACKUP);

    Tags.of(this).add('managed-by', 'landing-zone');
  }

  /**
   * Acknowledges the calls that a service needs besides trusted access, with the team that makes them. The stack acknowledges them, because
   * earlier versions of aws-cdk-lib overlook acknowledgements on the construct itself.
   */
  private acknowledgeSetup({ servicePrincipal }: TrustedService, reason: string): void {
    Annotations.of(this).acknowledgeWarning(`cdk-aws-organizations:service-setup/${servicePrincipal}`, reason);
  }

  /** An ID that changes makes another unit. To rename one, keep its ID and give the new name. */
  private addUnit(id: string, parent: Organization['root'] | OrganizationalUnit, name = id): OrganizationalUnit {
    return new OrganizationalUnit(this, id, { parent, organizationalUnitName: name });
  }

  /** Adds an account. `LogArchive` becomes the account `log-archive` with the email address `aws+log-archive@…`. */
  private addAccount(id: string, parent: OrganizationalUnit, costCenter: string): Account {
    const accountName = id.replace(/(?<!^)([A-Z])/g, '-$1').toLowerCase();
    const account = new Account(this, id, { parent, accountName, email: `aws+${accountName}@${this.props.emailDomain}` });
    Tags.of(account).add('cost-center', costCenter);
    return account;
  }
}
