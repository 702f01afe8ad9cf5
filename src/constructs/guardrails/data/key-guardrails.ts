import type { Guardrail } from '../guardrail';
import { fewerDays, waitingDaysProblems } from './waiting-days';
import type { ExemptPrincipalsProps } from '../shared/exempt-principals';
import { serviceControlGuardrail } from '../shared/guardrail-builders';
import { KEY_ORIGIN_RULES, listProblems } from '../shared/parameter-rules';

/** The controls that each require keys of one origin. */
const CONTROLS_OF_ORIGINS: Record<string, string> = { AWS_CLOUDHSM: 'CT.KMS.PV.4', EXTERNAL: 'CT.KMS.PV.5', EXTERNAL_KEY_STORE: 'CT.KMS.PV.6' };

/** Properties of `KeyGuardrails.requireKeyDeletionWindow`. */
export interface RequireKeyDeletionWindowProps extends ExemptPrincipalsProps {
  /**
   * The minimum waiting period before the deletion of a key, in days: 7 to 30.
   * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html
   * @default 30
   */
  readonly minimumDays?: number;
}

/** Properties of `KeyGuardrails.denyOtherKeyOrigins`. */
export interface DenyOtherKeyOriginsProps extends ExemptPrincipalsProps {
  /**
   * The allowed origins of key material: `AWS_KMS`, `EXTERNAL` (imported), `AWS_CLOUDHSM` or `EXTERNAL_KEY_STORE`.
   * @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-key-origin
   */
  readonly allowedOrigins: string[];
}

/**
 * Guardrails for keys of AWS KMS and AWS CloudHSM. To deny the deletion of keys, use `DataProtectionGuardrails.denyKeyDeletion`.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 *
 * @example
 * declare const organization: Organization;
 * organization.root.attachPolicy(new ServiceControlPolicy(this, 'Keys', {
 *   guardrails: [
 *     KeyGuardrails.denyDirectKeyGrants(),
 *     KeyGuardrails.requireKeyDeletionWindow({ minimumDays: 30 }),
 *     KeyGuardrails.denyOtherKeyOrigins({ allowedOrigins: ['AWS_KMS'] }),
 *   ],
 * }));
 */
export class KeyGuardrails {
  /**
   * Denies giving other principals the use of a key through a grant, except by AWS services that need it for a resource.
   *
   * Source: AWS Control Tower Controls Reference, "CT.KMS.PV.1" and "CT.KMS.PR.3"; the example "data_perimeter_governance_scp" of AWS.
   */
  public static denyDirectKeyGrants(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-direct-key-grants',
      description: 'Denies creating grants of keys, except by AWS services for their resources',
      controls: ['CT.KMS.PV.1', 'CT.KMS.PR.3'],
      denials: [{
        sid: 'DenyDirectKeyGrants',
        actions: ['kms:CreateGrant'],
        conditions: { BoolIfExists: { 'kms:GrantIsForAWSResource': 'false', 'aws:PrincipalIsAWSService': 'false' } },
      }],
      limits: ['A key policy can give the same permissions as a grant: kms:PutKeyPolicy'],
    }, props);
  }

  /**
   * Denies bypassing the policy lockout safety check of AWS KMS, which prevents key policies that lock out their own author.
   *
   * Source: AWS Control Tower Controls Reference, "CT.KMS.PV.3".
   */
  public static denyKeyLockOut(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-key-lock-out',
      description: 'Denies bypassing the lockout check of key policies',
      controls: ['CT.KMS.PV.3'],
      denials: [{
        sid: 'DenyKeyLockOut',
        actions: ['kms:CreateKey', 'kms:PutKeyPolicy'],
        conditions: { Bool: { 'kms:BypassPolicyLockoutSafetyCheck': 'true' } },
      }],
      limits: ['A replica of a key can bypass the check, as kms:ReplicateKey has no condition key for it'],
    }, props);
  }

  /**
   * Denies scheduling the deletion of a key with a shorter waiting period. A request without a waiting period gets 30 days from AWS KMS
   * and is allowed.
   *
   * Source: the example "Enforce 30 days for KMS deletion" of AWS; AWS KMS API Reference, "ScheduleKeyDeletion".
   */
  public static requireKeyDeletionWindow(props: RequireKeyDeletionWindowProps = {}): Guardrail {
    const { minimumDays = 30 } = props;
    return serviceControlGuardrail({
      guardrailId: 'require-key-deletion-window',
      description: 'Requires a waiting period before the deletion of keys',
      denials: [{
        sid: 'RequireKeyDeletionWindow',
        actions: ['kms:ScheduleKeyDeletion'],
        conditions: fewerDays('kms:ScheduleKeyDeletionPendingWindowInDays', minimumDays),
      }],
      limits: ['Imported key material is deleted at once (kms:DeleteImportedKeyMaterial) or when it expires (kms:ImportKeyMaterial): add deny-key-deletion'],
      problems: waitingDaysProblems(minimumDays),
    }, props);
  }

  /**
   * Denies creating 2048-bit RSA keys for encryption.
   *
   * Source: AWS Control Tower Controls Reference, "CT.KMS.PV.2".
   */
  public static denyShortRsaKeys(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-short-rsa-keys',
      description: 'Denies creating 2048-bit RSA keys for encryption',
      controls: ['CT.KMS.PV.2'],
      denials: [{
        sid: 'DenyShortRsaKeys',
        actions: ['kms:CreateKey'],
        conditions: { StringEquals: { 'kms:KeySpec': 'RSA_2048' }, StringEqualsIfExists: { 'kms:KeyUsage': 'ENCRYPT_DECRYPT' } },
      }],
      limits: ['Data key pairs are not AWS KMS keys and can have 2048 bits: kms:GenerateDataKeyPair'],
    }, props);
  }

  /**
   * Denies creating keys whose key material has another origin. A request without an origin gets `AWS_KMS`.
   *
   * Source: AWS Control Tower Controls Reference, "CT.KMS.PV.4", "CT.KMS.PV.5" and "CT.KMS.PV.6".
   */
  public static denyOtherKeyOrigins(props: DenyOtherKeyOriginsProps): Guardrail {
    const { allowedOrigins } = props;
    const isDefaultAllowed = allowedOrigins.includes('AWS_KMS');
    return serviceControlGuardrail({
      guardrailId: 'deny-other-key-origins',
      description: 'Denies creating keys of all origins except the allowed ones',
      controls: allowedOrigins.length === 1 && allowedOrigins[0] in CONTROLS_OF_ORIGINS ? [CONTROLS_OF_ORIGINS[allowedOrigins[0]]] : [],
      denials: [{
        sid: 'DenyOtherKeyOrigins',
        actions: ['kms:CreateKey'],
        conditions: {
          StringNotEquals: { 'kms:KeyOrigin': allowedOrigins },
          ...(isDefaultAllowed ? { Null: { 'kms:KeyOrigin': 'false' } } : {}),
        },
      }],
      limits: ['AWS managed keys, which services create at first use, have the origin AWS_KMS'],
      problems: listProblems('allowed origins of keys', allowedOrigins, KEY_ORIGIN_RULES),
    }, props);
  }

  /**
   * Denies deleting AWS CloudHSM clusters, their modules and backups, and changing how long backups stay.
   *
   * Source: the example "Deny CloudHSM deletion" of AWS; Service Authorization Reference, AWS CloudHSM.
   */
  public static denyHsmDeletion(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-hsm-deletion',
      description: 'Denies deleting hardware security modules, their clusters and backups',
      denials: [{
        sid: 'DenyHsmDeletion',
        actions: ['cloudhsm:DeleteBackup', 'cloudhsm:DeleteCluster', 'cloudhsm:DeleteHsm', 'cloudhsm:ModifyBackupAttributes', 'cloudhsm:ModifyCluster'],
      }],
      limits: ['Users of a cluster can delete its keys without a request to AWS'],
    }, props);
  }

  /**
   * Denies turning off the yearly rotation of keys. Rotation is off for new keys, so turn it on first.
   *
   * Source: AWS KMS Developer Guide, "Rotate AWS KMS keys"; Service Authorization Reference, AWS KMS.
   */
  public static protectKeyRotation(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-key-rotation',
      description: 'Denies turning off the rotation of keys',
      denials: [{ sid: 'ProtectKeyRotation', actions: ['kms:DisableKeyRotation'] }],
      limits: ['The period of the rotation can be made longer: kms:EnableKeyRotation'],
    }, props);
  }

  private constructor() {}
}
