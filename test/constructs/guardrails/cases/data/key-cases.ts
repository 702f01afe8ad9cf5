import { KeyGuardrails } from '../../../../../src';
import { ACCOUNT, type GuardrailCase, ROOT_USER } from '../guardrail-case';
import { each } from '../requests';

const KEY = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const WINDOW = 'kms:ScheduleKeyDeletionPendingWindowInDays';
const grant = (context: Record<string, boolean>) => ({ action: 'kms:CreateGrant', resource: KEY, context });
const scheduled = (days: number) => ({ action: 'kms:ScheduleKeyDeletion', resource: KEY, context: { [WINDOW]: days } });
const createKey = (context: Record<string, string>) => ({ action: 'kms:CreateKey', context });
const bypassing = { 'kms:BypassPolicyLockoutSafetyCheck': true };

export const KEY_CASES: readonly GuardrailCase[] = [
  {
    build: KeyGuardrails.denyDirectKeyGrants,
    denied: [grant({ 'kms:GrantIsForAWSResource': false, 'aws:PrincipalIsAWSService': false })],
    allowed: [
      grant({ 'kms:GrantIsForAWSResource': true, 'aws:PrincipalIsAWSService': false }),
      ...each(['kms:RevokeGrant', 'kms:ListGrants'], { resource: KEY, context: { 'kms:GrantIsForAWSResource': false } }),
    ],
    forbids: [{ actions: ['kms:CreateGrant'], when: { BoolIfExists: { 'kms:GrantIsForAWSResource': 'false' } } }],
    waysAround: [
      { request: grant({}) },
      { request: grant({ 'aws:PrincipalIsAWSService': false }) },
      { request: { action: 'kms:PutKeyPolicy', resource: KEY }, limit: 'A key policy can give the same permissions as a grant: kms:PutKeyPolicy' },
    ],
    published: 'data_perimeter_governance_scp.json',
    differences: [{ difference: 'Has no tag that exempts principals', reason: 'exemptPrincipals defines them' }],
  },
  {
    build: KeyGuardrails.denyKeyLockOut,
    denied: [{ action: 'kms:CreateKey', context: bypassing }, { action: 'kms:PutKeyPolicy', resource: KEY, context: bypassing }],
    allowed: [{ action: 'kms:CreateKey' }, { action: 'kms:PutKeyPolicy', resource: KEY, context: { 'kms:BypassPolicyLockoutSafetyCheck': false } }],
    forbids: [{ actions: ['kms:CreateKey', 'kms:PutKeyPolicy'], when: { Bool: { 'kms:BypassPolicyLockoutSafetyCheck': 'true' } } }],
    waysAround: [
      { request: { action: 'kms:PutKeyPolicy', resource: KEY, context: bypassing, principal: ROOT_USER } },
      {
        request: { action: 'kms:ReplicateKey', resource: KEY },
        limit: 'A replica of a key can bypass the check, as kms:ReplicateKey has no condition key for it',
      },
    ],
  },
  {
    build: KeyGuardrails.requireKeyDeletionWindow,
    denied: [scheduled(7), scheduled(29)],
    allowed: [scheduled(30), { action: 'kms:ScheduleKeyDeletion', resource: KEY }, { action: 'kms:CancelKeyDeletion', resource: KEY }],
    forbids: [{ actions: ['kms:ScheduleKeyDeletion'], when: { NumericLessThan: { [WINDOW]: '30' } } }],
    waysAround: each(['kms:DeleteImportedKeyMaterial', 'kms:ImportKeyMaterial'], { resource: KEY }).map((request) => ({
      request,
      limit: 'Imported key material is deleted at once (kms:DeleteImportedKeyMaterial) or when it expires (kms:ImportKeyMaterial): add deny-key-deletion',
    })),
    published: 'Enforce-30-days-for-KMS-deletion.json',
    differences: [],
  },
  {
    build: (exempt) => KeyGuardrails.requireKeyDeletionWindow({ ...exempt, minimumDays: 14 }),
    denied: [scheduled(13)],
    allowed: [scheduled(14), scheduled(30)],
    forbids: [{ actions: ['kms:ScheduleKeyDeletion'], when: { NumericLessThan: { [WINDOW]: '14' } } }],
    waysAround: [{ request: scheduled(7) }],
  },
  {
    build: KeyGuardrails.denyShortRsaKeys,
    denied: [createKey({ 'kms:KeyUsage': 'ENCRYPT_DECRYPT', 'kms:KeySpec': 'RSA_2048' })],
    allowed: [
      createKey({ 'kms:KeyUsage': 'ENCRYPT_DECRYPT', 'kms:KeySpec': 'RSA_4096' }), createKey({ 'kms:KeyUsage': 'SIGN_VERIFY', 'kms:KeySpec': 'RSA_2048' }),
      createKey({}),
    ],
    forbids: [{ actions: ['kms:CreateKey'], when: { StringEquals: { 'kms:KeySpec': 'RSA_2048' }, StringEqualsIfExists: { 'kms:KeyUsage': 'ENCRYPT_DECRYPT' } } }],
    waysAround: [{
      request: { action: 'kms:GenerateDataKeyPair', resource: KEY },
      limit: 'Data key pairs are not AWS KMS keys and can have 2048 bits: kms:GenerateDataKeyPair',
    }],
  },
  {
    build: (exempt) => KeyGuardrails.denyOtherKeyOrigins({ ...exempt, allowedOrigins: ['EXTERNAL_KEY_STORE'] }),
    denied: [createKey({ 'kms:KeyOrigin': 'AWS_KMS' }), createKey({ 'kms:KeyOrigin': 'EXTERNAL' })],
    allowed: [createKey({ 'kms:KeyOrigin': 'EXTERNAL_KEY_STORE' })],
    forbids: [{ actions: ['kms:CreateKey'], when: { StringNotEquals: { 'kms:KeyOrigin': 'EXTERNAL_KEY_STORE' } } }],
    waysAround: [{ request: createKey({}) }],
  },
  {
    build: (exempt) => KeyGuardrails.denyOtherKeyOrigins({ ...exempt, allowedOrigins: ['AWS_KMS', 'AWS_CLOUDHSM'] }),
    denied: [createKey({ 'kms:KeyOrigin': 'EXTERNAL' })],
    allowed: [createKey({ 'kms:KeyOrigin': 'AWS_KMS' }), createKey({ 'kms:KeyOrigin': 'AWS_CLOUDHSM' }), createKey({})],
    forbids: [{
      actions: ['kms:CreateKey'],
      when: { StringLike: { 'kms:KeyOrigin': '*' }, StringNotEquals: { 'kms:KeyOrigin': ['AWS_KMS', 'AWS_CLOUDHSM'] } },
    }],
    waysAround: [{ request: createKey({ 'kms:KeyOrigin': 'EXTERNAL_KEY_STORE' }) }],
  },
  {
    build: KeyGuardrails.denyHsmDeletion,
    denied: each(['cloudhsm:DeleteCluster', 'cloudhsm:DeleteHsm', 'cloudhsm:DeleteBackup', 'cloudhsm:ModifyBackupAttributes', 'cloudhsm:ModifyCluster']),
    allowed: each(['cloudhsm:CreateHsm', 'cloudhsm:RestoreBackup']),
    waysAround: [{ request: { action: 'cloudhsm:ModifyCluster' } }],
    published: 'Deny-CloudHSM-deletion.json',
    differences: [
      { difference: 'Denies changing how long backups stay', reason: 'AWS CloudHSM deletes them after that time' },
      { difference: 'Allows cloudhsm:DeleteResourcePolicy', reason: 'It ends the sharing of a backup and does not delete it' },
    ],
  },
  {
    build: KeyGuardrails.protectKeyRotation,
    denied: [{ action: 'kms:DisableKeyRotation' }],
    allowed: each(['kms:EnableKeyRotation', 'kms:RotateKeyOnDemand']),
    waysAround: [
      { request: { action: 'kms:DisableKeyRotation', context: { 'kms:KeyUsage': 'ENCRYPT_DECRYPT' } } },
      {
        request: { action: 'kms:EnableKeyRotation', context: { 'kms:RotationPeriodInDays': 2560 } },
        limit: 'The period of the rotation can be made longer: kms:EnableKeyRotation',
      },
    ],
  },
];
