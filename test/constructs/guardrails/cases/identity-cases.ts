import type { GuardrailCase } from './guardrail-case';
import { IdentityGuardrails } from '../../../../src';

const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const policy = (name: string) => `arn:aws:iam::111122223333:policy/${name}`;

export const IDENTITY_CASES: readonly GuardrailCase[] = [
  {
    build: IdentityGuardrails.denyIamUsers,
    denied: [{ action: 'iam:CreateUser' }, { action: 'iam:CreateLoginProfile' }],
    allowed: [{ action: 'iam:CreateRole' }, { action: 'iam:DeleteUser' }],
    published: 'Deny-critical-IAM-user-actions.json',
  },
  {
    build: IdentityGuardrails.denyLongTermCredentials,
    denied: [{ action: 'iam:CreateServiceSpecificCredential' }, { action: 'iam:CreateAccessKey' }, { action: 'iam:UploadSSHPublicKey' }],
    allowed: [{ action: 'iam:DeleteAccessKey' }, { action: 'sts:AssumeRole' }],
    published: 'Deny-critical-IAM-user-actions.json',
  },
  {
    build: (exempt) => IdentityGuardrails.protectRoles({ ...exempt, roles: ['arn:*:iam::*:role/protected/*'] }),
    denied: [{ action: 'iam:AttachRolePolicy', resource: role('protected/Audit') }, { action: 'iam:DeleteRole', resource: role('protected/Audit') }],
    allowed: [
      { action: 'iam:AttachRolePolicy', resource: role('Audit') }, { action: 'iam:GetRole', resource: role('protected/Audit') },
      { action: 'sts:AssumeRole', resource: role('protected/Audit') },
    ],
    published: 'Deny-modifications-to-specific-IAM-roles.json',
  },
  {
    build: (exempt) => IdentityGuardrails.requirePermissionsBoundary({ ...exempt, permissionsBoundaries: ['arn:*:iam::*:policy/boundary'] }),
    denied: [
      { action: 'iam:CreateRole', resource: role('App') },
      { action: 'iam:CreateRole', resource: role('App'), context: { 'iam:PermissionsBoundary': policy('other') } },
      { action: 'iam:DeleteRolePermissionsBoundary', resource: role('App') },
      { action: 'iam:CreatePolicyVersion', resource: policy('boundary') },
    ],
    allowed: [
      { action: 'iam:CreateRole', resource: role('App'), context: { 'iam:PermissionsBoundary': policy('boundary') } },
      { action: 'iam:CreatePolicyVersion', resource: policy('app') },
    ],
  },
  {
    build: IdentityGuardrails.denyPasswordPolicyChanges,
    denied: [{ action: 'iam:UpdateAccountPasswordPolicy' }, { action: 'iam:DeleteAccountPasswordPolicy' }],
    allowed: [{ action: 'iam:GetAccountPasswordPolicy' }],
    published: 'Deny-critical-IAM-user-actions.json',
  },
  {
    build: IdentityGuardrails.denyFederationChanges,
    denied: [{ action: 'iam:UpdateSAMLProvider' }, { action: 'iam:CreateOpenIDConnectProvider' }, { action: 'rolesanywhere:CreateTrustAnchor' }],
    allowed: [{ action: 'iam:GetSAMLProvider' }],
    published: 'Deny-unwarranted-IAM-federations-creation-modification.json',
  },
  {
    build: IdentityGuardrails.denyIdentityCenterInstances,
    denied: [{ action: 'sso:CreateInstance' }],
    allowed: [{ action: 'sso:ListInstances' }],
    published: 'Deny-account-instance-creation-for-AWS-IAM-Identity-Center.json',
  },
];
