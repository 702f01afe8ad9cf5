import type { Guardrail } from '../guardrail';
import type { ExemptPrincipalsProps } from '../shared/exempt-principals';
import { serviceControlGuardrail } from '../shared/guardrail-builders';
import { listProblems, POLICY_ARN_RULES, ROLE_ARN_RULES } from '../shared/parameter-rules';

/** Properties of `IdentityGuardrails.protectRoles`. */
export interface ProtectRolesProps extends ExemptPrincipalsProps {
  /** ARNs of the roles, with `*` where any text may stand, as in `arn:*:iam::*:role/platform/*`. */
  readonly roles: string[];
}

/** Properties of `IdentityGuardrails.requirePermissionsBoundary`. */
export interface RequirePermissionsBoundaryProps extends ExemptPrincipalsProps {
  /** ARNs of the policies that may be the boundary, as in `arn:*:iam::*:policy/boundary`. */
  readonly permissionsBoundaries: string[];
}

/** Guardrails about users, roles and where identities come from. */
export class IdentityGuardrails {
  /**
   * Nobody creates IAM users or gives them passwords. People come through IAM Identity Center, workloads have roles.
   *
   * Source: IAM User Guide, "Security best practices in IAM".
   */
  public static denyIamUsers(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-iam-users',
      description: 'Nobody creates IAM users or their passwords',
      limits: ['Users that exist can get access keys, which deny-long-term-credentials denies'],
      denials: [{ sid: 'DenyIamUsers', actions: ['iam:CreateLoginProfile', 'iam:CreateUser', 'iam:UpdateLoginProfile'] }],
    }, props);
  }

  /**
   * Nobody creates credentials without an end: access keys, certificates and SSH keys of users, credentials for one service (such as
   * long-term keys of Amazon Bedrock), access keys of buckets of Amazon Lightsail. Those that exist go on.
   *
   * Source: IAM User Guide, "Alternatives to long-term access keys"; Service Authorization Reference, Amazon Lightsail.
   */
  public static denyLongTermCredentials(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-long-term-credentials',
      description: 'Nobody creates access keys and other credentials without an end',
      limits: [
        'Credentials that exist stay, and can be made active',
        'API keys that services issue on their own, such as those of Amazon Location Service and AWS AppSync, are allowed',
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
   * Nobody creates, changes or deletes the roles, or attaches policies to them. Exempt those who maintain them, and the roles
   * themselves where they change themselves. Assuming them stays a matter of their trust policies.
   *
   * Source: AWS Organizations User Guide, "General examples" of service control policies; AWS Control Tower Controls Reference Guide,
   * "Disallow changes to AWS IAM roles set up by AWS Control Tower".
   */
  public static protectRoles(props: ProtectRolesProps): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-roles',
      description: 'Nobody changes the roles listed',
      controls: ['AWS-GR_IAM_ROLE_CHANGE_PROHIBITED'],
      limits: [
        'The roles can be passed to services and assumed, as their trust policies and permissions allow',
        'Managed policies that are attached to the roles can be changed, which protect-managed-policies denies',
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
   * Each new user or role has one of these permissions boundaries, and nobody takes a boundary off or changes its policy. Exempt the role
   * that deploys the policy.
   *
   * Source: IAM User Guide, "Permissions boundaries for IAM entities".
   */
  public static requirePermissionsBoundary(props: RequirePermissionsBoundaryProps): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'require-permissions-boundary',
      description: 'New users and roles have a permissions boundary, which stays',
      limits: ['Users and roles that exist without a boundary stay, and can get more permissions'],
      denials: [
        {
          sid: 'RequirePermissionsBoundary',
          actions: ['iam:CreateRole', 'iam:CreateUser', 'iam:PutRolePermissionsBoundary', 'iam:PutUserPermissionsBoundary'],
          conditions: { StringNotLike: { 'iam:PermissionsBoundary': props.permissionsBoundaries } },
        },
        { sid: 'KeepPermissionsBoundary', actions: ['iam:DeleteRolePermissionsBoundary', 'iam:DeleteUserPermissionsBoundary'] },
        {
          sid: 'KeepBoundaryPolicy',
          actions: ['iam:CreatePolicyVersion', 'iam:DeletePolicy', 'iam:DeletePolicyVersion', 'iam:SetDefaultPolicyVersion'],
          resources: props.permissionsBoundaries,
        },
      ],
      problems: listProblems('permissions boundaries', props.permissionsBoundaries, POLICY_ARN_RULES),
    }, props);
  }

  /**
   * Nobody changes or deletes the password policy of the account.
   *
   * Source: IAM User Guide, "Set an account password policy for IAM users".
   */
  public static denyPasswordPolicyChanges(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-password-policy-changes',
      description: 'Nobody changes the password policy of the account',
      denials: [{ sid: 'DenyPasswordPolicyChanges', actions: ['iam:DeleteAccountPasswordPolicy', 'iam:UpdateAccountPasswordPolicy'] }],
    }, props);
  }

  /**
   * Nobody adds or changes identity providers (SAML, OpenID Connect), and trust anchors and certificate revocation lists of IAM Roles
   * Anywhere: without its list, a certificate that was revoked signs in again.
   *
   * IAM Identity Center keeps its own provider up to date through a service-linked role, which no policy reaches.
   *
   * Source: IAM User Guide, "Identity providers and federation into AWS"; IAM Roles Anywhere User Guide, "Trust model" with its part on
   * revocation; AWS's example of the data perimeter, restrict_idp_configurations_scp.json.
   */
  public static denyFederationChanges(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-federation-changes',
      description: 'Nobody adds or changes identity providers, trust anchors and revocation lists',
      limits: [
        'Profiles of IAM Roles Anywhere can be changed; they only narrow the roles that trust the service',
        'Trust policies of roles can name any provider that exists',
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
   * Nobody creates an instance of IAM Identity Center of the account's own, beside that of the organization.
   *
   * Source: IAM Identity Center User Guide, "Control account instance creation with Service Control Policies".
   */
  public static denyIdentityCenterInstances(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-identity-center-instances',
      description: 'Nobody creates an instance of IAM Identity Center of their own',
      limits: ['An instance of the account that exists stays in use'],
      denials: [{ sid: 'DenyIdentityCenterInstances', actions: ['sso:CreateInstance'] }],
    }, props);
  }

  private constructor() {}
}
