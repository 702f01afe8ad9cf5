import { CIS_FOUNDATIONS_7 } from './cis-foundations-7-controls';
import { setOf } from './control-rows';
import type { GuardrailSet } from './guardrail-set';
import type { CisFoundations7Props } from './guardrail-set-props';
import { AccountGuardrails } from '../accounts/account-guardrails';
import { UsageGuardrails } from '../accounts/usage-guardrails';
import { ComputeGuardrails } from '../compute/compute-guardrails';
import { DataProtectionGuardrails } from '../data/data-protection-guardrails';
import { IdentityGuardrails } from '../identity/identity-guardrails';
import { NetworkGuardrails } from '../network/network-guardrails';
import { DataPerimeterGuardrails } from '../perimeter/data-perimeter-guardrails';
import { SecurityServiceGuardrails } from '../security/security-service-guardrails';
import { PublicAccessGuardrails } from '../sharing/public-access-guardrails';

export function cisFoundations7(props: CisFoundations7Props): GuardrailSet {
  const { organizationId, logBucketNames, denyCloudShell, exemptPrincipals, exemptAccounts } = props;
  const exempt = { exemptPrincipals, exemptAccounts };
  return setOf(CIS_FOUNDATIONS_7, {
    denyLeavingOrganization: AccountGuardrails.denyLeavingOrganization(exempt),
    denyAccountChanges: AccountGuardrails.denyAccountChanges(exempt),
    denyRootAccessKeys: AccountGuardrails.denyRootAccessKeys(exempt),
    denyRootUser: AccountGuardrails.denyRootUser(exempt),
    denyPasswordPolicyChanges: IdentityGuardrails.denyPasswordPolicyChanges(exempt),
    denyIamUsers: IdentityGuardrails.denyIamUsers(exempt),
    denyLongTermCredentials: IdentityGuardrails.denyLongTermCredentials(exempt),
    denyIdentityCenterInstances: IdentityGuardrails.denyIdentityCenterInstances(exempt),
    denyServices: denyCloudShell ? UsageGuardrails.denyServices({ ...exempt, services: ['cloudshell'] }) : undefined,
    trustedIdentities: organizationId === undefined ? undefined : DataPerimeterGuardrails.trustedIdentities({ ...exempt, organizationId }),
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
  });
}
