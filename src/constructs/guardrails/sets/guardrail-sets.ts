import { CIS_FOUNDATIONS_7 } from './cis-foundations-7-controls';
import { setOf } from './control-rows';
import { controlTower } from './control-tower';
import { dataPerimeter } from './data-perimeter-set';
import type { GuardrailSet } from './guardrail-set';
import type {
  CisFoundations7Props, ControlTowerStronglyRecommendedProps, DataPerimeterSetProps, SecurityReferenceArchitectureProps,
} from './guardrail-set-props';
import { securityReferenceArchitecture } from './security-reference-architecture';
import { AccountGuardrails } from '../accounts/account-guardrails';
import { UsageGuardrails } from '../accounts/usage-guardrails';
import { ComputeGuardrails } from '../compute/compute-guardrails';
import { DataProtectionGuardrails } from '../data/data-protection-guardrails';
import { KeyGuardrails } from '../data/key-guardrails';
import { IdentityGuardrails } from '../identity/identity-guardrails';
import { NetworkGuardrails } from '../network/network-guardrails';
import { DataPerimeterGuardrails } from '../perimeter/data-perimeter-guardrails';
import { MonitoringGuardrails } from '../security/monitoring-guardrails';
import { SecurityServiceGuardrails } from '../security/security-service-guardrails';
import { PublicAccessGuardrails } from '../sharing/public-access-guardrails';

/**
 * Ready sets of guardrails, one for each publisher of controls. Each set lists the controls of the edition of its source that its
 * docstring names. A control has guardrails that implement it or a part of it, or the reason why no policy can. Publishers add controls:
 * `docs/guardrails/sets.md` shows the sets as tables, with the editions of their sources.
 *
 * @example
 * declare const organization: Organization;
 * const set = GuardrailSets.dataPerimeter({ organizationId: organization.organizationId });
 * organization.root.attachPolicySet(new PolicySet(this, 'Principals', { guardrails: set.serviceControlGuardrails }));
 * organization.root.attachPolicySet(new PolicySet(this, 'Resources', {
 *   guardrails: set.resourceControlGuardrails, policyType: PolicyType.RESOURCE_CONTROL_POLICY,
 * }));
 */
export class GuardrailSets {
  /**
   * The recommendations of the CIS AWS Foundations Benchmark 7.0.0.
   *
   * Source: CIS AWS Foundations Benchmark v7.0.0; the numbers and aims of its recommendations come from the compliance file
   * `cis_7.0_aws.json` of the open-source scanner Prowler.
   */
  public static cisFoundations7(props: CisFoundations7Props = {}): GuardrailSet {
    return cisFoundations7(props);
  }

  /**
   * The checks of the AWS Security Reference Architecture. Exempt the roles with which the security account configures the services.
   *
   * Source: SRA Verify of AWS Labs, `docs/checks.txt` of September 2026 with 182 checks. They number the recommendations of the AWS
   * Security Reference Architecture (AWS Prescriptive Guidance).
   */
  public static securityReferenceArchitecture(props: SecurityReferenceArchitectureProps = {}): GuardrailSet {
    return securityReferenceArchitecture(props);
  }

  /**
   * The strongly recommended controls of AWS Control Tower, and the elective preventive controls in `electiveControls`. It is for
   * organizations without AWS Control Tower: if you use AWS Control Tower, enable its controls instead.
   *
   * Source: AWS Control Tower Controls Reference Guide, "Strongly recommended controls", "Elective controls with preventive behavior",
   * "Preventive controls that assist with digital sovereignty" and "AWS Control Tower RCP controls".
   */
  public static controlTowerStronglyRecommended(props: ControlTowerStronglyRecommendedProps = {}): GuardrailSet {
    return controlTower(props);
  }

  /**
   * A data perimeter of trusted identities, trusted resources and, if you give networks, expected networks. It needs service control
   * policies and resource control policies. Try it on one account first.
   *
   * Source: AWS Whitepaper "Building a Data Perimeter on AWS"; the repository `data-perimeter-policy-examples` of aws-samples, whose Sids
   * are the identifiers of the controls.
   */
  public static dataPerimeter(props: DataPerimeterSetProps): GuardrailSet {
    return dataPerimeter(props);
  }

  private constructor() {}
}

function cisFoundations7(props: CisFoundations7Props): GuardrailSet {
  const { organizationId, trustedAccounts, logBucketNames, alarmNames, logGroupNames, denyCloudShell } = props;
  const { exemptPrincipals, exemptAccounts } = props;
  const exempt = { exemptPrincipals, exemptAccounts };
  return setOf(CIS_FOUNDATIONS_7, {
    denyLeavingOrganization: AccountGuardrails.denyLeavingOrganization(exempt),
    denyAccountChanges: AccountGuardrails.denyAccountChanges(exempt),
    denyRootAccessKeys: AccountGuardrails.denyRootAccessKeys(exempt),
    denyRootUser: AccountGuardrails.denyRootUser(exempt),
    protectRootManagement: AccountGuardrails.protectRootManagement(exempt),
    denyPasswordPolicyChanges: IdentityGuardrails.denyPasswordPolicyChanges(exempt),
    denyIamUsers: IdentityGuardrails.denyIamUsers(exempt),
    denyLongTermCredentials: IdentityGuardrails.denyLongTermCredentials(exempt),
    denyIdentityCenterInstances: IdentityGuardrails.denyIdentityCenterInstances(exempt),
    denyServices: denyCloudShell ? UsageGuardrails.denyServices({ ...exempt, services: ['cloudshell'] }) : undefined,
    denyUntrustedIdentities: organizationId === undefined
      ? undefined
      : DataPerimeterGuardrails.denyUntrustedIdentities({ ...exempt, organizationId, trustedAccounts }),
    requireSecureTransport: DataPerimeterGuardrails.requireSecureTransport(exempt),
    protectMacie: SecurityServiceGuardrails.protectMacie(exempt),
    protectS3PublicAccessBlock: PublicAccessGuardrails.protectS3PublicAccessBlock(exempt),
    requireDatabaseEncryption: DataProtectionGuardrails.requireDatabaseEncryption(exempt),
    denyPublicDatabases: PublicAccessGuardrails.denyPublicDatabases(exempt),
    requireFileSystemEncryption: DataProtectionGuardrails.requireFileSystemEncryption(exempt),
    protectCloudTrail: SecurityServiceGuardrails.protectCloudTrail(exempt),
    protectConfig: SecurityServiceGuardrails.protectConfig(exempt),
    protectBuckets: logBucketNames && DataProtectionGuardrails.protectBuckets({ ...exempt, bucketNames: logBucketNames }),
    protectFlowLogs: NetworkGuardrails.protectFlowLogs(exempt),
    protectAccessAnalyzer: SecurityServiceGuardrails.protectAccessAnalyzer(exempt),
    protectSecurityHub: SecurityServiceGuardrails.protectSecurityHub(exempt),
    protectVolumeEncryptionDefault: DataProtectionGuardrails.protectVolumeEncryptionDefault(exempt),
    requireVolumeEncryption: DataProtectionGuardrails.requireVolumeEncryption(exempt),
    requireImdsV2: ComputeGuardrails.requireImdsV2(exempt),
    protectKeyRotation: KeyGuardrails.protectKeyRotation(exempt),
    protectAlarms: alarmNames && MonitoringGuardrails.protectAlarms({ ...exempt, alarmNames }),
    protectLogGroups: logGroupNames && DataProtectionGuardrails.protectLogGroups({ ...exempt, logGroupNames }),
  });
}
