import { DataProtectionGuardrails } from '../data/data-protection-guardrails';
import { EncryptionGuardrails } from '../data/encryption-guardrails';
import { Guardrail } from '../guardrail';
import { setOf } from './control-rows';
import { ELECTIVE, KEY_ORIGINS, STRONGLY_RECOMMENDED } from './control-tower-controls';
import { GuardrailSet } from './guardrail-set';
import type { ControlTowerStronglyRecommendedProps } from './guardrail-set-props';
import { nearest } from '../../../policy/actions';
import { problem } from '../../validation';
import { AccountGuardrails } from '../accounts/account-guardrails';
import { ComputeGuardrails } from '../compute/compute-guardrails';
import { DataMovementGuardrails } from '../data/data-movement-guardrails';
import { KeyGuardrails } from '../data/key-guardrails';
import { NetworkGuardrails } from '../network/network-guardrails';
import { DataPerimeterGuardrails } from '../perimeter/data-perimeter-guardrails';
import { DataPerimeterRequestGuardrails } from '../perimeter/data-perimeter-request-guardrails';
import { ExternalSharingGuardrails } from '../sharing/external-sharing-guardrails';
import { PublicAccessGuardrails } from '../sharing/public-access-guardrails';

/** All elective controls, including those without a guardrail. */
export const ELECTIVE_CONTROLS: readonly string[] = ELECTIVE.flatMap(({ ids }) => ids);

export function controlTower(props: ControlTowerStronglyRecommendedProps): GuardrailSet {
  const { organizationId, trustedAccounts, logBucketNames, electiveControls = [], exemptPrincipals, exemptAccounts } = props;
  const exempt = { exemptPrincipals, exemptAccounts };
  const elective = ELECTIVE.filter(({ ids }) => ids.some((id) => electiveControls.includes(id)));
  const allowedOrigins = electiveControls.flatMap((id) => KEY_ORIGINS[id] ?? []);
  const set = setOf([...STRONGLY_RECOMMENDED, ...elective], {
    denyRootAccessKeys: AccountGuardrails.denyRootAccessKeys(exempt),
    denyRootUser: AccountGuardrails.denyRootUser(exempt),
    requireVolumeEncryption: DataProtectionGuardrails.requireVolumeEncryption(exempt),
    denyPublicDatabases: PublicAccessGuardrails.denyPublicDatabases(exempt),
    denyDatabaseSnapshotSharing: PublicAccessGuardrails.denyDatabaseSnapshotSharing(exempt),
    requireDatabaseEncryption: DataProtectionGuardrails.requireDatabaseEncryption(exempt),
    protectS3PublicAccessBlock: PublicAccessGuardrails.protectS3PublicAccessBlock(exempt),
    denyPublicAcls: PublicAccessGuardrails.denyPublicAcls(exempt),
    protectBuckets: logBucketNames && DataProtectionGuardrails.protectBuckets({ ...exempt, bucketNames: logBucketNames }),
    denyCrossRegionNetworking: NetworkGuardrails.denyCrossRegionNetworking(exempt),
    denyInternetAccess: NetworkGuardrails.denyInternetAccess(exempt),
    denyDefaultVpc: NetworkGuardrails.denyDefaultVpc(exempt),
    denyVpn: NetworkGuardrails.denyVpn(exempt),
    denyPublicSnapshots: PublicAccessGuardrails.denyPublicSnapshots(exempt),
    denyEbsDirectApis: DataMovementGuardrails.denyEbsDirectApis(exempt),
    denyPublicFunctionUrls: PublicAccessGuardrails.denyPublicFunctionUrls(exempt),
    denyFunctionSharing: ExternalSharingGuardrails.denyFunctionSharing({ ...exempt, trustedAccounts }),
    denyUntrustedIdentities: organizationId === undefined
      ? undefined
      : DataPerimeterGuardrails.denyUntrustedIdentities({ ...exempt, organizationId, trustedAccounts }),
    requireSecureTransport: DataPerimeterGuardrails.requireSecureTransport(exempt),
    requireKmsKeysOfObjects: EncryptionGuardrails.requireKmsKeysOfObjects(exempt),
    denyBucketReplication: DataMovementGuardrails.denyBucketReplication(exempt),
    requireSnapshotEncryption: EncryptionGuardrails.requireSnapshotEncryption(exempt),
    requireAttachedVolumeEncryption: EncryptionGuardrails.requireAttachedVolumeEncryption(exempt),
    denyVmImportExport: ComputeGuardrails.denyVmImportExport(exempt),
    denyLegacySpot: ComputeGuardrails.denyLegacySpot(exempt),
    denyDirectKeyGrants: KeyGuardrails.denyDirectKeyGrants(exempt),
    denyShortRsaKeys: KeyGuardrails.denyShortRsaKeys(exempt),
    denyOtherKeyOrigins: allowedOrigins.length === 0 ? undefined : KeyGuardrails.denyOtherKeyOrigins({ ...exempt, allowedOrigins }),
    denyKeyLockOut: KeyGuardrails.denyKeyLockOut(exempt),
    denyPresignedRequests: DataPerimeterRequestGuardrails.denyPresignedRequests(exempt),
    requireTlsVersion: DataPerimeterRequestGuardrails.requireTlsVersion({ ...exempt, minimumVersion: '1.3' }),
  });
  return withProblems(set, electiveControls.flatMap((control) => electiveProblems(control, set)));
}

/** Messages about an elective control that the set would silently omit. */
function electiveProblems(given: string, set: GuardrailSet): string[] {
  const entry = set.entries.find(({ controlId }) => controlId === given);
  if (entry === undefined || !ELECTIVE_CONTROLS.includes(given)) {
    const meant = nearest(given, ELECTIVE_CONTROLS);
    const question = meant === undefined ? '' : `Did you mean ${meant}? `;
    return [problem({ wrong: 'This is not an elective preventive control of AWS Control Tower', given, remedy: `${question}docs/guardrails/sets.md lists them` })];
  }
  if (entry.guardrails.length > 0) return [];
  if (entry.option !== undefined) {
    return [problem({ wrong: `The elective control needs ${entry.option}`, given, remedy: `Give ${entry.option} too, or leave the control out` })];
  }
  return [problem({ wrong: `No guardrail implements the elective control: ${entry.note}`, given, remedy: 'Leave it out' })];
}

/** The set with further problems, which its first guardrail reports, since a policy reports only the problems of its guardrails. */
function withProblems({ entries }: GuardrailSet, problems: readonly string[]): GuardrailSet {
  if (problems.length === 0) return new GuardrailSet({ entries });
  const [{ guardrails: [first] }] = entries;
  const told = Guardrail._checked(first, [...first._problems, ...problems], first._warnings);
  const tell = (guardrails: readonly Guardrail[]) => guardrails.map((guardrail) => (guardrail === first ? told : guardrail));
  return new GuardrailSet({ entries: entries.map((entry) => ({ ...entry, guardrails: tell(entry.guardrails) })) });
}
