import { itemProblems } from '../../policy/management/list-rules';
import type { Guardrail } from '../guardrail';
import type { ExemptPrincipalsProps } from '../shared/exempt-principals';
import { serviceControlGuardrail } from '../shared/guardrail-builders';
import { ACTION_RULES } from '../shared/parameter-rules';

/** Properties of `AccountGuardrails.denyRootUser`. */
export interface DenyRootUserProps extends ExemptPrincipalsProps {
  /**
   * Actions that root users can still use, such as `s3:PutBucketPolicy`.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user.html#root-user-tasks
   * @default - none
   */
  readonly exemptActions?: string[];
  /**
   * Whether to also deny the short privileged sessions that the management account or a delegated administrator for IAM opens with
   * `sts:AssumeRoot`.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
   * @default false
   */
  readonly denyRootSessions?: boolean;
}

const ROOT_USER = { ArnLike: { 'aws:PrincipalArn': 'arn:*:iam::*:root' } };

/**
 * Guardrails for an account as a whole and its root user. Service control policies never apply to the management account.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 *
 * @example
 * declare const organization: Organization;
 * organization.root.attachPolicy(new ServiceControlPolicy(this, 'Accounts', {
 *   guardrails: [
 *     AccountGuardrails.denyLeavingOrganization(),
 *     AccountGuardrails.denyRootUser({ denyRootSessions: true }),
 *     AccountGuardrails.denyAccountChanges({ exemptPrincipals: ['arn:*:iam::*:role/platform/*'] }),
 *   ],
 * }));
 */
export class AccountGuardrails {
  /**
   * Denies taking an account out of its organization, by leaving it or by accepting the invitation of another organization. The management
   * account can still remove the account.
   *
   * Source: AWS Organizations User Guide, "General examples" of service control policies and "Migrate an account to another organization";
   * AWS Account Management Reference Guide, "Managed policies for your organization".
   */
  public static denyLeavingOrganization(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-leaving-organization',
      description: 'Denies leaving the organization',
      limits: ['The account can still be closed: add deny-account-changes'],
      denials: [{ sid: 'DenyLeavingOrganization', actions: ['organizations:AcceptHandshake', 'organizations:LeaveOrganization'] }],
    }, props);
  }

  /**
   * Denies all actions of the root user. Some tasks need the root user, such as removing a bucket policy that denies every principal. For
   * these, manage root access centrally, or temporarily exempt the actions or the root user of one account.
   *
   * Source: IAM User Guide, "Centrally manage root access for member accounts" and "Tasks that require root user credentials"; AWS
   * Organizations User Guide, "Tasks and entities not restricted by SCPs".
   */
  public static denyRootUser(props: DenyRootUserProps = {}): Guardrail {
    const { exemptActions = [], denyRootSessions = false } = props;
    return serviceControlGuardrail({
      guardrailId: 'deny-root-user',
      description: 'Denies all actions of the root user',
      controls: ['AWS-GR_RESTRICT_ROOT_USER'],
      limits: [
        ...(denyRootSessions ? [] : ['Privileged sessions of sts:AssumeRoot are allowed, unless denyRootSessions is set']),
        ...(exemptActions.length === 0 ? [] : ['The root user can still use the exempt actions']),
        'No policy restricts a few tasks of root users, such as registering for Enterprise Support',
      ],
      denials: [{
        sid: 'DenyRootUser',
        ...(exemptActions.length === 0 ? { actions: ['*'] } : { notActions: exemptActions }),
        conditions: { ...ROOT_USER, ...(denyRootSessions ? {} : { Null: { 'aws:AssumedRoot': 'true' } }) },
      }],
      problems: itemProblems(exemptActions, ACTION_RULES),
    }, props);
  }

  /**
   * Denies creating access keys for the root user. Existing keys stay: delete them.
   *
   * Source: AWS Control Tower Controls Reference Guide, "Disallow creation of access keys for the root user".
   */
  public static denyRootAccessKeys(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-root-access-keys',
      description: 'Denies creating access keys for the root user',
      controls: ['AWS-GR_RESTRICT_ROOT_USER_ACCESS_KEYS'],
      limits: ['Existing access keys stay and can be activated'],
      denials: [{ sid: 'DenyRootAccessKeys', actions: ['iam:CreateAccessKey'], conditions: ROOT_USER }],
    }, props);
  }

  /**
   * Denies closing the account. Also denies changes to its name, its email address and its contacts, and to the setting that lets IAM
   * users and roles see its bills.
   *
   * Source: Service Authorization Reference, "Actions, resources, and condition keys" for AWS Account Management and for IAM; AWS Account
   * Management Reference Guide, "Update the AWS account name", which names `iam:UpdateAccountName`.
   */
  public static denyAccountChanges(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-account-changes',
      description: 'Denies closing the account and changing its name, email address and contacts',
      limits: ['The account alias in the sign-in URL can be changed'],
      denials: [{
        sid: 'DenyAccountChanges',
        actions: [
          'account:AcceptPrimaryEmailUpdate', 'account:CloseAccount', 'account:DeleteAlternateContact', 'account:PutAccountName',
          'account:PutAlternateContact', 'account:PutContactInformation', 'account:StartPrimaryEmailUpdate',
          'billing:UpdateIAMAccessPreference', 'iam:UpdateAccountEmailAddress', 'iam:UpdateAccountName',
        ],
      }],
    }, props);
  }

  /**
   * Denies enabling and disabling Regions.
   *
   * Source: AWS Account Management Reference Guide, "Enable or disable AWS Regions in your account".
   */
  public static denyRegionChanges(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-region-changes',
      description: 'Denies enabling and disabling Regions',
      limits: ['Tokens of the global AWS STS endpoint can be made valid in opt-in Regions, which stay disabled'],
      denials: [{ sid: 'DenyRegionChanges', actions: ['account:DisableRegion', 'account:EnableRegion'] }],
    }, props);
  }

  /**
   * Denies turning off central management of root access: the removal of root credentials of member accounts, and privileged sessions in
   * them. Attach it to the account of the delegated administrator for IAM.
   *
   * Source: IAM User Guide, "Centrally manage root access for member accounts"; IAM API Reference,
   * "DisableOrganizationsRootCredentialsManagement", which the delegated administrator can call; Service Authorization Reference, IAM.
   */
  public static protectRootManagement(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-root-management',
      description: 'Denies turning off central management of root access',
      limits: ['The management account can turn it off, or remove the delegated administrator: organizations:DeregisterDelegatedAdministrator'],
      denials: [{
        sid: 'ProtectRootManagement',
        actions: ['iam:DisableOrganizationsRootCredentialsManagement', 'iam:DisableOrganizationsRootSessions'],
      }],
    }, props);
  }

  /**
   * Denies all actions, for accounts that are compromised, new or about to be closed. Exempt at least the roles with which you manage
   * them. Service-linked roles keep their access, and running resources keep running.
   *
   * Source: AWS Organizations User Guide, "Service control policies (SCPs)".
   */
  public static denyEverything(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-everything',
      description: 'Denies all actions',
      limits: [
        'Service-linked roles keep their access',
        'Callers of other accounts, or without credentials, keep what resource policies give them: add a resource control policy',
      ],
      denials: [{ sid: 'DenyEverything', actions: ['*'] }],
    }, props);
  }

  private constructor() {}
}
