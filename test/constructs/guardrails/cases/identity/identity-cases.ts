import { IdentityGuardrails } from '../../../../../src';
import { type GuardrailCase, ROOT_USER } from '../guardrail-case';
import { each } from '../requests';

const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const policy = (name: string) => `arn:aws:iam::111122223333:policy/${name}`;

const PROTECTED = role('protected/Audit');
const BOUNDARIES = 'arn:*:iam::*:policy/boundary';
/** The path and the name of a policy contain no colon. */
const WITHOUT_BOUNDARY = {
  ArnNotLike: { 'iam:PermissionsBoundary': BOUNDARIES }, StringNotLike: { 'iam:PermissionsBoundary': 'arn:*:*:*:*:*:*' },
};

const ROLE_CHANGES = [
  'iam:AttachRolePolicy', 'iam:CreateRole', 'iam:DeleteRole', 'iam:DeleteRolePermissionsBoundary', 'iam:DeleteRolePolicy',
  'iam:DetachRolePolicy', 'iam:PutRolePermissionsBoundary', 'iam:PutRolePolicy', 'iam:TagRole', 'iam:UntagRole',
  'iam:UpdateAssumeRolePolicy', 'iam:UpdateRole', 'iam:UpdateRoleDescription',
];
const POLICY_CHANGES = [
  'iam:CreatePolicy', 'iam:CreatePolicyVersion', 'iam:DeletePolicy', 'iam:DeletePolicyVersion', 'iam:SetDefaultPolicyVersion',
];
const SETTING_BOUNDARIES = ['iam:CreateRole', 'iam:CreateUser', 'iam:PutRolePermissionsBoundary', 'iam:PutUserPermissionsBoundary'];

const FEDERATION_CHANGES = each([
  'iam:UpdateSAMLProvider', 'iam:AddClientIDToOpenIDConnectProvider', 'iam:CreateOpenIDConnectProvider', 'iam:CreateSAMLProvider',
  'iam:DeleteOpenIDConnectProvider', 'iam:DeleteSAMLProvider', 'iam:RemoveClientIDFromOpenIDConnectProvider',
  'iam:UpdateOpenIDConnectProviderThumbprint', 'rolesanywhere:CreateTrustAnchor', 'rolesanywhere:DeleteCrl', 'rolesanywhere:DeleteTrustAnchor',
  'rolesanywhere:DisableCrl', 'rolesanywhere:DisableTrustAnchor', 'rolesanywhere:EnableCrl', 'rolesanywhere:EnableTrustAnchor',
  'rolesanywhere:ImportCrl', 'rolesanywhere:UpdateCrl', 'rolesanywhere:UpdateTrustAnchor',
]);

export const IDENTITY_CASES: readonly GuardrailCase[] = [
  {
    build: IdentityGuardrails.denyIamUsers,
    denied: each(['iam:CreateUser', 'iam:CreateLoginProfile', 'iam:UpdateLoginProfile']),
    allowed: each(['iam:CreateRole', 'iam:DeleteUser']),
    published: 'Deny-critical-IAM-user-actions.json',
    differences: [{
      difference: 'Deleting passwords is allowed, as are access keys and the password policy', reason: 'Other guardrails deny the last two; the first removes access',
    }],
    waysAround: [
      { request: { action: 'iam:UpdateLoginProfile', principal: ROOT_USER } },
      { request: { action: 'iam:CreateAccessKey' }, limit: 'Existing users can get access keys: add deny-long-term-credentials' },
    ],
  },
  {
    build: IdentityGuardrails.denyLongTermCredentials,
    denied: each([
      'iam:CreateServiceSpecificCredential', 'iam:CreateAccessKey', 'iam:ResetServiceSpecificCredential', 'iam:UploadSSHPublicKey',
      'iam:UploadSigningCertificate', 'lightsail:CreateBucketAccessKey',
    ]),
    allowed: each(['iam:DeleteAccessKey', 'sts:AssumeRole']),
    published: 'Deny-critical-IAM-user-actions.json',
    differences: [
      { difference: 'SSH keys, signing certificates and access keys of Lightsail buckets are denied', reason: 'They do not expire either' },
      { difference: 'Users and passwords are allowed', reason: 'deny-iam-users denies them' },
    ],
    waysAround: [
      { request: { action: 'lightsail:CreateBucketAccessKey' } },
      { request: { action: 'iam:UpdateAccessKey' }, limit: 'Existing credentials stay and can be activated' },
      ...each(['geo:CreateKey', 'iot:CreateKeysAndCertificate', 'transfer:ImportSshPublicKey', 'ssm:CreateActivation']).map((request) => ({
        request,
        limit: 'API keys, certificates, SSH keys and activations of other services are allowed: geo:CreateKey, iot:CreateKeysAndCertificate, transfer:ImportSshPublicKey, ssm:CreateActivation',
      })),
    ],
  },
  {
    build: (exempt) => IdentityGuardrails.protectRoles({ ...exempt, roles: ['arn:*:iam::*:role/protected/*'] }),
    denied: each(ROLE_CHANGES, { resource: PROTECTED }),
    allowed: [
      { action: 'iam:AttachRolePolicy', resource: role('Audit') }, { action: 'iam:GetRole', resource: PROTECTED },
      { action: 'sts:AssumeRole', resource: PROTECTED },
    ],
    forbids: [{ actions: ROLE_CHANGES, resources: ['arn:*:iam::*:role/protected/*'] }],
    published: 'Deny-modifications-to-specific-IAM-roles.json',
    differences: [{ difference: 'Assuming the roles is allowed', reason: 'Their trust policies decide who can, and workloads need it' }],
    waysAround: [
      { request: { action: 'iam:CreateRole', resource: PROTECTED } },
      { request: { action: 'iam:PassRole', resource: PROTECTED }, limit: 'The roles can still be assumed and passed to services, as trust policies and permissions allow' },
      {
        request: { action: 'iam:CreatePolicyVersion', resource: policy('audit') },
        limit: 'Managed policies of the roles can still be changed: add protect-managed-policies',
      },
    ],
  },
  {
    build: (exempt) => IdentityGuardrails.requirePermissionsBoundary({ ...exempt, permissionsBoundaries: [BOUNDARIES] }),
    denied: [
      ...each(SETTING_BOUNDARIES, { resource: role('App') }),
      { action: 'iam:CreateRole', resource: role('App'), context: { 'iam:PermissionsBoundary': policy('other') } },
      ...each(['iam:DeleteRolePermissionsBoundary', 'iam:DeleteUserPermissionsBoundary'], { resource: role('App') }),
      ...each(POLICY_CHANGES, { resource: policy('boundary') }),
    ],
    allowed: [
      { action: 'iam:CreateRole', resource: role('App'), context: { 'iam:PermissionsBoundary': policy('boundary') } },
      ...each(['iam:CreatePolicy', 'iam:CreatePolicyVersion'], { resource: policy('app') }),
    ],
    forbids: [{ actions: SETTING_BOUNDARIES, when: WITHOUT_BOUNDARY }, { actions: POLICY_CHANGES, resources: [BOUNDARIES] }],
    waysAround: [
      { request: { action: 'iam:CreatePolicy', resource: policy('boundary') } },
      { request: { action: 'iam:PutRolePermissionsBoundary', resource: role('App'), context: { 'iam:PermissionsBoundary': policy('weaker') } } },
      { request: { action: 'iam:AttachRolePolicy', resource: role('Old') }, limit: 'Existing users and roles without a boundary stay and can get more permissions' },
    ],
  },
  {
    build: IdentityGuardrails.denyPasswordPolicyChanges,
    denied: each(['iam:UpdateAccountPasswordPolicy', 'iam:DeleteAccountPasswordPolicy']),
    allowed: each(['iam:GetAccountPasswordPolicy']),
    published: 'Deny-critical-IAM-user-actions.json',
    differences: [{ difference: 'Only the password policy is protected', reason: 'deny-iam-users and deny-long-term-credentials deny the rest' }],
    waysAround: [{ request: { action: 'iam:DeleteAccountPasswordPolicy', principal: ROOT_USER } }],
  },
  {
    build: IdentityGuardrails.denyFederationChanges,
    denied: FEDERATION_CHANGES,
    allowed: each(['iam:GetSAMLProvider']),
    published: 'Deny-unwarranted-IAM-federations-creation-modification.json',
    differences: [{
      difference: 'Client IDs of OpenID Connect providers, and trust anchors and revocation lists of IAM Roles Anywhere are protected',
      reason: 'The example of the data perimeter includes them too',
    }],
    waysAround: [
      { request: { action: 'rolesanywhere:DisableCrl', resource: 'arn:aws:rolesanywhere:eu-west-1:111122223333:crl/example' } },
      { request: { action: 'rolesanywhere:UpdateProfile' }, limit: 'IAM Roles Anywhere profiles can still be changed; they only narrow the roles that trust the service' },
      { request: { action: 'iam:UpdateAssumeRolePolicy', resource: role('App') }, limit: 'Trust policies of roles can name any existing provider' },
      ...each(['cognito-identity:CreateIdentityPool', 'cognito-identity:SetIdentityPoolRoles']).map((request) => ({
        request,
        limit: 'Identity pools of Amazon Cognito give credentials of a role to people who sign in elsewhere: cognito-identity:CreateIdentityPool, cognito-identity:SetIdentityPoolRoles',
      })),
      ...each(['iot:RegisterCACertificate', 'iot:CreateRoleAlias']).map((request) => (
        { request, limit: 'Devices with a certificate of AWS IoT get credentials through role aliases: iot:RegisterCACertificate, iot:CreateRoleAlias' })),
    ],
  },
  {
    build: IdentityGuardrails.denyFederationChanges,
    denied: FEDERATION_CHANGES,
    allowed: each(['rolesanywhere:GetCrl']),
    published: 'restrict_idp_configurations_scp.json',
    differences: [
      { difference: 'Tags of providers, trust anchors and revocation lists can be changed', reason: 'Tags do not change who can sign in; protect-tags protects important tags' },
      { difference: 'Instances of IAM Identity Center are allowed', reason: 'deny-identity-center-instances denies them' },
    ],
  },
  {
    build: IdentityGuardrails.denyIdentityCenterInstances,
    denied: each(['sso:CreateInstance']),
    allowed: each(['sso:ListInstances']),
    published: 'Deny-account-instance-creation-for-AWS-IAM-Identity-Center.json',
    waysAround: [
      { request: { action: 'sso:CreateInstance', principal: ROOT_USER } },
      { request: { action: 'sso:CreateApplication' }, limit: 'An existing account instance keeps working' },
    ],
  },
];
