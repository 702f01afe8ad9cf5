import type { Guardrail } from '../guardrail';
import { fewerDays, waitingDaysProblems } from './waiting-days';
import type { ExemptPrincipalsProps } from '../shared/exempt-principals';
import { serviceControlGuardrail } from '../shared/guardrail-builders';
import { KEY_ORIGIN_RULES, listProblems } from '../shared/parameter-rules';

/** The control that requires keys of one origin only. */
const CONTROLS_OF_ORIGINS: Record<string, string> = { AWS_CLOUDHSM: 'CT.KMS.PV.4', EXTERNAL: 'CT.KMS.PV.5', EXTERNAL_KEY_STORE: 'CT.KMS.PV.6' };

/** Properties of `KeyGuardrails.requireKeyDeletionWindow`. */
export interface RequireKeyDeletionWindowProps extends ExemptPrincipalsProps {
  /**
   * How many days a key waits before its deletion at least: 7 to 30.
   * @default 30
   */
  readonly minimumDays?: number;
}

/** Properties of `KeyGuardrails.denyOtherKeyOrigins`. */
export interface DenyOtherKeyOriginsProps extends ExemptPrincipalsProps {
  /** Where key material may come from: `AWS_KMS`, `EXTERNAL` (imported), `AWS_CLOUDHSM` or `EXTERNAL_KEY_STORE`. */
  readonly allowedOrigins: string[];
}

/** Guardrails for keys of AWS KMS and AWS CloudHSM. `DataProtectionGuardrails.denyKeyDeletion` keeps keys. */
export class KeyGuardrails {
  /**
   * Nobody gives other principals the use of a key by a grant, except AWS services that need one for a resource.
   *
   * Source: AWS Control Tower Controls Reference, "CT.KMS.PV.1" and "CT.KMS.PR.3"; the example "data_perimeter_governance_scp" of AWS.
   */
  public static denyDirectKeyGrants(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-direct-key-grants',
      description: 'Nobody creates grants of keys, except AWS services for their resources',
      controls: ['CT.KMS.PV.1', 'CT.KMS.PR.3'],
      denials: [{
        sid: 'DenyDirectKeyGrants',
        actions: ['kms:CreateGrant'],
        conditions: { BoolIfExists: { 'kms:GrantIsForAWSResource': 'false', 'aws:PrincipalIsAWSService': 'false' } },
      }],
      limits: ['A key policy can give the same use as a grant: kms:PutKeyPolicy'],
    }, props);
  }

  /**
   * Nobody bypasses the lockout check of AWS KMS, and so gives a key a policy that shuts out its own author.
   *
   * Source: AWS Control Tower Controls Reference, "CT.KMS.PV.3".
   */
  public static denyKeyLockOut(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-key-lock-out',
      description: 'Nobody bypasses the lock-out check of key policies',
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
   * Nobody schedules the deletion of a key in fewer days. A request without a number of days gets 30 of them from AWS KMS, and passes.
   *
   * Source: the example "Enforce 30 days for KMS deletion" of AWS; AWS KMS API Reference, "ScheduleKeyDeletion".
   */
  public static requireKeyDeletionWindow(props: RequireKeyDeletionWindowProps = {}): Guardrail {
    const { minimumDays = 30 } = props;
    return serviceControlGuardrail({
      guardrailId: 'require-key-deletion-window',
      description: 'Keys wait before their deletion',
      denials: [{
        sid: 'RequireKeyDeletionWindow',
        actions: ['kms:ScheduleKeyDeletion'],
        conditions: fewerDays('kms:ScheduleKeyDeletionPendingWindowInDays', minimumDays),
      }],
      limits: ['Imported key material is deleted at once (kms:DeleteImportedKeyMaterial): add deny-key-deletion'],
      problems: waitingDaysProblems(minimumDays),
    }, props);
  }

  /**
   * Nobody creates RSA keys of 2048 bits for encryption.
   *
   * Source: AWS Control Tower Controls Reference, "CT.KMS.PV.2".
   */
  public static denyShortRsaKeys(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-short-rsa-keys',
      description: 'Nobody creates RSA keys of 2048 bits for encryption',
      controls: ['CT.KMS.PV.2'],
      denials: [{
        sid: 'DenyShortRsaKeys',
        actions: ['kms:CreateKey'],
        conditions: { StringEquals: { 'kms:KeyUsage': 'ENCRYPT_DECRYPT', 'kms:KeySpec': 'RSA_2048' } },
      }],
      limits: ['Pairs of data keys are not keys of AWS KMS, and may have 2048 bits: kms:GenerateDataKeyPair'],
    }, props);
  }

  /**
   * Nobody creates keys whose material comes from elsewhere. A request without an origin gets `AWS_KMS`.
   *
   * Source: AWS Control Tower Controls Reference, "CT.KMS.PV.4", "CT.KMS.PV.5" and "CT.KMS.PV.6".
   */
  public static denyOtherKeyOrigins(props: DenyOtherKeyOriginsProps): Guardrail {
    const { allowedOrigins } = props;
    const isDefaultAllowed = allowedOrigins.includes('AWS_KMS');
    return serviceControlGuardrail({
      guardrailId: 'deny-other-key-origins',
      description: 'Nobody creates keys of other origins than those allowed',
      controls: allowedOrigins.length === 1 && allowedOrigins[0] in CONTROLS_OF_ORIGINS ? [CONTROLS_OF_ORIGINS[allowedOrigins[0]]] : [],
      denials: [{
        sid: 'DenyOtherKeyOrigins',
        actions: ['kms:CreateKey'],
        conditions: {
          StringNotEquals: { 'kms:KeyOrigin': allowedOrigins },
          ...(isDefaultAllowed ? { Null: { 'kms:KeyOrigin': 'false' } } : {}),
        },
      }],
      limits: ['AWS managed keys, which services create with their first use, have the origin AWS_KMS'],
      problems: listProblems('allowed origins of keys', allowedOrigins, KEY_ORIGIN_RULES),
    }, props);
  }

  /**
   * Nobody deletes clusters of AWS CloudHSM, their modules and backups, or changes how long backups stay.
   *
   * Source: the example "Deny CloudHSM deletion" of AWS; Service Authorization Reference, AWS CloudHSM.
   */
  public static denyHsmDeletion(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-hsm-deletion',
      description: 'Nobody deletes hardware security modules, their clusters and backups',
      denials: [{
        sid: 'DenyHsmDeletion',
        actions: ['cloudhsm:DeleteBackup', 'cloudhsm:DeleteCluster', 'cloudhsm:DeleteHsm', 'cloudhsm:ModifyBackupAttributes', 'cloudhsm:ModifyCluster'],
      }],
      limits: ['Users of a cluster delete keys in it, without a request to AWS'],
    }, props);
  }

  private constructor() {}
}
