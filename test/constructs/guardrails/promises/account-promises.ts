import { CHANGES, CHANGES_AND_TAGS, type GuardrailPromise } from './guardrail-promise';

export const ACCOUNT_PROMISES: readonly GuardrailPromise[] = [
  {
    guardrailId: 'deny-leaving-organization',
    promised: [{
      services: ['organizations'],
      names: [
        '*Leave*', '*Accept*', '*Handshake*', '*Migrate*', '*Transfer*',
      ],
      levels: CHANGES,
    }],
    decided: [
      {
        reason: 'Cancels or refuses an invitation: the account stays',
        actions: ['organizations:CancelHandshake', 'organizations:DeclineHandshake'],
      },
      {
        reason: 'Responds to a transfer of billing, which does not move the account',
        actions: [
          'organizations:InviteOrganizationToTransferResponsibility', 'organizations:TerminateResponsibilityTransfer',
          'organizations:UpdateResponsibilityTransfer',
        ],
      },
    ],
  },
  {
    guardrailId: 'deny-account-changes',
    promised: [{ services: ['account'], names: ['*'], levels: CHANGES }],
    decided: [
      {
        reason: 'Enables or disables a Region: covered by deny-region-changes',
        actions: ['account:DisableRegion', 'account:EnableRegion'],
      },
    ],
  },
  {
    guardrailId: 'deny-account-changes',
    promised: [{ services: ['iam'], names: ['*Account*Name', '*AccountEmail*'], levels: CHANGES }],
    decided: [],
  },
  {
    guardrailId: 'deny-account-changes',
    promised: [{ services: ['billing'], names: ['*Access*'], levels: CHANGES }],
    decided: [],
  },
  {
    guardrailId: 'deny-region-changes',
    promised: [{ services: ['account'], names: ['*Region*'], levels: CHANGES }],
    decided: [],
  },
  {
    guardrailId: 'deny-root-access-keys',
    promised: [{ services: ['iam'], names: ['Create*AccessKey*'], levels: CHANGES }],
    decided: [],
  },
  {
    guardrailId: 'deny-iam-users',
    promised: [{ services: ['iam'], names: ['Create*User*', '*LoginProfile*'], levels: CHANGES }],
    decided: [
      {
        reason: 'Removes the password of a user',
        actions: ['iam:DeleteLoginProfile'],
      },
    ],
  },
  {
    guardrailId: 'deny-long-term-credentials',
    promised: [{ services: ['iam'], names: ['Create*Key*', 'Create*Credential*', 'Reset*Credential*', 'Upload*'], levels: CHANGES }],
    decided: [
      {
        reason: 'Identifies a server or a distribution and cannot be used to sign in',
        actions: ['iam:UploadCloudFrontPublicKey', 'iam:UploadServerCertificate'],
      },
    ],
  },
  {
    guardrailId: 'protect-roles',
    promised: [{ services: ['iam'], names: ['*Role*'], levels: CHANGES_AND_TAGS }],
    decided: [
      {
        reason: 'Concerns a role that a service owns',
        actions: ['iam:CreateServiceLinkedRole', 'iam:DeleteServiceLinkedRole'],
      },
      {
        reason: 'Uses the role, which its trust policy controls',
        actions: ['iam:PassRole'],
      },
      {
        reason: 'Makes the role available to instances, which needs iam:PassRole',
        actions: ['iam:AddRoleToInstanceProfile', 'iam:RemoveRoleFromInstanceProfile'],
      },
    ],
  },
  {
    guardrailId: 'require-permissions-boundary',
    promised: [{ services: ['iam'], names: ['*PermissionsBoundary*', 'Create*Role', 'Create*User', '*PolicyVersion'], levels: CHANGES }],
    decided: [
      {
        reason: 'The policy of its role comes from AWS, and policies of the organization do not apply to it',
        actions: ['iam:CreateServiceLinkedRole'],
      },
    ],
  },
  {
    guardrailId: 'deny-password-policy-changes',
    promised: [{ services: ['iam'], names: ['*PasswordPolicy*'], levels: CHANGES }],
    decided: [],
  },
  {
    guardrailId: 'deny-federation-changes',
    promised: [{ services: ['iam'], names: ['*OpenIDConnectProvider*', '*SAMLProvider*'], levels: CHANGES_AND_TAGS }],
    decided: [
      {
        reason: 'Changes tags of a provider, not whom it vouches for',
        actions: ['iam:TagOpenIDConnectProvider', 'iam:TagSAMLProvider', 'iam:UntagOpenIDConnectProvider', 'iam:UntagSAMLProvider'],
      },
    ],
  },
  {
    guardrailId: 'deny-federation-changes',
    promised: [{ services: ['rolesanywhere'], names: ['*'], levels: CHANGES_AND_TAGS }],
    decided: [
      {
        reason: 'Changes tags',
        actions: ['rolesanywhere:TagResource', 'rolesanywhere:UntagResource'],
      },
      {
        reason: 'A profile gives no access without a trust anchor and a role that trusts it',
        actions: [
          'rolesanywhere:CreateProfile', 'rolesanywhere:DeleteProfile', 'rolesanywhere:DisableProfile', 'rolesanywhere:EnableProfile',
          'rolesanywhere:UpdateProfile',
        ],
      },
      {
        reason: 'Maps attributes of certificates to the session, for which the trust anchor vouches',
        actions: ['rolesanywhere:DeleteAttributeMapping', 'rolesanywhere:PutAttributeMapping'],
      },
      {
        reason: 'Concerns notices of expiry',
        actions: ['rolesanywhere:PutNotificationSettings', 'rolesanywhere:ResetNotificationSettings'],
      },
    ],
  },
  {
    guardrailId: 'deny-identity-center-instances',
    promised: [{ services: ['sso'], names: ['CreateInstance*'], levels: CHANGES }],
    decided: [
      {
        reason: 'Concerns attributes of an existing instance',
        actions: ['sso:CreateInstanceAccessControlAttributeConfiguration'],
      },
    ],
  },
];
