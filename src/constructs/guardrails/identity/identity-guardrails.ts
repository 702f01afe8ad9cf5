import type { Guardrail } from '../guardrail';
import type { ExemptPrincipalsProps } from '../shared/exempt-principals';
import { serviceControlGuardrail } from '../shared/guardrail-builders';
import { listProblems, POLICY_ARN_RULES, ROLE_ARN_RULES } from '../shared/parameter-rules';

/** Properties of `IdentityGuardrails.protectRoles`. */
export interface ProtectRolesProps extends ExemptPrincipalsProps {
  /**
   * ARNs of the roles, with `*` as a wildcard, as in `arn:*:iam::*:role/platform/*`.
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_iam.html
   */
  readonly roles: string[];
}

/** Properties of `IdentityGuardrails.requirePermissionsBoundary`. */
export interface RequirePermissionsBoundaryProps extends ExemptPrincipalsProps {
  /**
   * ARNs of the policies to allow as the boundary, as in `arn:*:iam::*:policy/boundary`.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
   */
  readonly permissionsBoundaries: string[];
}

/**
 * Guardrails for users, roles and identity providers.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 *
 * @example
 * declare const organization: Organization;
 * const exemptPrincipals = ['arn:*:iam::*:role/platform/*'];
 * organization.root.attachPolicy(new ServiceControlPolicy(this, 'Identities', {
 *   guardrails: [
 *     IdentityGuardrails.denyIamUsers({ exemptPrincipals }),
 *     IdentityGuardrails.denyLongTermCredentials({ exemptPrincipals }),
 *     IdentityGuardrails.protectRoles({ roles: ['arn:*:iam::*:role/platform/*'], exemptPrincipals }),
 *   ],
 * }));
 */
export class IdentityGuardrails {
  /**
   * Denies creating IAM users and their passwords. Use IAM Identity Center for people and roles for workloads. Password recovery for the
   * root user of a member account creates a login profile, and is denied too: exempt the account for it.
   *
   * Source: IAM User Guide, "Security best practices in IAM".
   */
  public static denyIamUsers(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-iam-users',
      description: 'Denies creating IAM users and their passwords',
      limits: ['Existing users can get access keys: add deny-long-term-credentials'],
      denials: [{ sid: 'DenyIamUsers', actions: ['iam:CreateLoginProfile', 'iam:CreateUser', 'iam:UpdateLoginProfile'] }],
    }, props);
  }

  /**
   * Denies creating long-term credentials: access keys, certificates and SSH keys of users, service-specific credentials (such as
   * long-term Amazon Bedrock keys) and access keys of Amazon Lightsail buckets. Existing credentials keep working.
   *
   * Source: IAM User Guide, "Alternatives to long-term access keys"; Service Authorization Reference, Amazon Lightsail.
   */
  public static denyLongTermCredentials(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-long-term-credentials',
      description: 'Denies creating access keys and other long-term credentials',
      limits: [
        'Existing credentials stay and can be activated',
        'API keys, certificates, SSH keys and activations of other services are allowed: geo:CreateKey, iot:CreateKeysAndCertificate, transfer:ImportSshPublicKey, ssm:CreateActivation',
      ],
      denials: [{
        sid: 'DenyLongTermCredentials',
        actions: [
          'iam:CreateAccessKey', 'iam:CreateServiceSpecificCredential', 'iam:ResetServiceSpecificCredential', 'iam:UploadSSHPublicKey',
          'iam:UploadSigningCertificate', 'lightsail:CreateBucketAccessKey',
        ],
      }],
    }, props);
  }

  /**
   * Denies creating, changing and deleting the roles, and attaching policies to them. Exempt the roles that maintain them, and the roles
   * themselves if they change themselves. Trust policies still decide who can assume them.
   *
   * Source: AWS Organizations User Guide, "General examples" of service control policies; AWS Control Tower Controls Reference Guide,
   * "Disallow changes to AWS IAM roles set up by AWS Control Tower".
   */
  public static protectRoles(props: ProtectRolesProps): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-roles',
      description: 'Denies changes to the listed roles',
      controls: ['AWS-GR_IAM_ROLE_CHANGE_PROHIBITED'],
      limits: [
        'The roles can still be assumed and passed to services, as trust policies and permissions allow',
        'Managed policies of the roles can still be changed: add protect-managed-policies',
      ],
      denials: [{
        sid: 'ProtectRoles',
        actions: [
          'iam:AttachRolePolicy', 'iam:CreateRole', 'iam:DeleteRole', 'iam:DeleteRolePermissionsBoundary', 'iam:DeleteRolePolicy',
          'iam:DetachRolePolicy', 'iam:PutRolePermissionsBoundary', 'iam:PutRolePolicy', 'iam:TagRole', 'iam:UntagRole',
          'iam:UpdateAssumeRolePolicy', 'iam:UpdateRole', 'iam:UpdateRoleDescription',
        ],
        resources: props.roles,
      }],
      problems: listProblems('roles', props.roles, ROLE_ARN_RULES),
    }, props);
  }

  /**
   * Requires one of these permissions boundaries for each new user or role. Denies removing a boundary, and creating, changing and deleting
   * the policies of the boundaries: where an account lacks the policy, nobody else can create a weaker one with its name. Exempt the role
   * that deploys the policies.
   *
   * Source: IAM User Guide, "Permissions boundaries for IAM entities".
   */
  public static requirePermissionsBoundary(props: RequirePermissionsBoundaryProps): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'require-permissions-boundary',
      description: 'Requires a permissions boundary for new users and roles',
      limits: ['Existing users and roles without a boundary stay and can get more permissions'],
      denials: [
        {
          sid: 'RequirePermissionsBoundary',
          actions: ['iam:CreateRole', 'iam:CreateUser', 'iam:PutRolePermissionsBoundary', 'iam:PutUserPermissionsBoundary'],
          conditions: { StringNotLike: { 'iam:PermissionsBoundary': props.permissionsBoundaries } },
        },
        { sid: 'KeepPermissionsBoundary', actions: ['iam:DeleteRolePermissionsBoundary', 'iam:DeleteUserPermissionsBoundary'] },
        {
          sid: 'KeepBoundaryPolicy',
          actions: ['iam:CreatePolicy', 'iam:CreatePolicyVersion', 'iam:DeletePolicy', 'iam:DeletePolicyVersion', 'iam:SetDefaultPolicyVersion'],
          resources: props.permissionsBoundaries,
        },
      ],
      problems: listProblems('permissions boundaries', props.permissionsBoundaries, POLICY_ARN_RULES),
    }, props);
  }

  /**
   * Denies changing and deleting the password policy of the account.
   *
   * Source: IAM User Guide, "Set an account password policy for IAM users".
   */
  public static denyPasswordPolicyChanges(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-password-policy-changes',
      description: 'Denies changing the password policy of the account',
      denials: [{ sid: 'DenyPasswordPolicyChanges', actions: ['iam:DeleteAccountPasswordPolicy', 'iam:UpdateAccountPasswordPolicy'] }],
    }, props);
  }

  /**
   * Denies adding and changing identity providers (SAML and OpenID Connect). Also covers trust anchors and certificate revocation lists of
   * IAM Roles Anywhere: without its list, a revoked certificate is valid again.
   *
   * IAM Identity Center keeps its own provider up to date through a service-linked role, which no policy restricts.
   *
   * Source: IAM User Guide, "Identity providers and federation into AWS"; IAM Roles Anywhere User Guide, "Trust model" with its part on
   * revocation; AWS's example of the data perimeter, restrict_idp_configurations_scp.json.
   */
  public static denyFederationChanges(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-federation-changes',
      description: 'Denies adding and changing identity providers, trust anchors and revocation lists',
      limits: [
        'IAM Roles Anywhere profiles can still be changed; they only narrow the roles that trust the service',
        'Trust policies of roles can name any existing provider',
        'Identity pools of Amazon Cognito give credentials of a role to people who sign in elsewhere: cognito-identity:CreateIdentityPool, cognito-identity:SetIdentityPoolRoles',
        'Devices with a certificate of AWS IoT get credentials through role aliases: iot:RegisterCACertificate, iot:CreateRoleAlias',
      ],
      denials: [{
        sid: 'DenyFederationChanges',
        actions: [
          'iam:AddClientIDToOpenIDConnectProvider', 'iam:CreateOpenIDConnectProvider', 'iam:CreateSAMLProvider',
          'iam:DeleteOpenIDConnectProvider', 'iam:DeleteSAMLProvider', 'iam:RemoveClientIDFromOpenIDConnectProvider',
          'iam:UpdateOpenIDConnectProviderThumbprint', 'iam:UpdateSAMLProvider', 'rolesanywhere:CreateTrustAnchor',
          'rolesanywhere:DeleteCrl', 'rolesanywhere:DeleteTrustAnchor', 'rolesanywhere:DisableCrl', 'rolesanywhere:DisableTrustAnchor',
          'rolesanywhere:EnableCrl', 'rolesanywhere:EnableTrustAnchor', 'rolesanywhere:ImportCrl', 'rolesanywhere:UpdateCrl',
          'rolesanywhere:UpdateTrustAnchor',
        ],
      }],
    }, props);
  }

  /**
   * Denies creating an account instance of IAM Identity Center beside the instance of the organization.
   *
   * Source: IAM Identity Center User Guide, "Control account instance creation with Service Control Policies".
   */
  public static denyIdentityCenterInstances(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-identity-center-instances',
      description: 'Denies creating account instances of IAM Identity Center',
      limits: ['An existing account instance keeps working'],
      denials: [{ sid: 'DenyIdentityCenterInstances', actions: ['sso:CreateInstance'] }],
    }, props);
  }

  private constructor() {}
}
