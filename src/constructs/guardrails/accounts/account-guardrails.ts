import { itemProblems } from '../../policy/management/list-rules';
import type { Guardrail } from '../guardrail';
import type { ExemptPrincipalsProps } from '../shared/exempt-principals';
import { serviceControlGuardrail } from '../shared/guardrail-builders';
import { ACTION_RULES } from '../shared/parameter-rules';

/** Properties of `AccountGuardrails.denyRootUser`. */
export interface DenyRootUserProps extends ExemptPrincipalsProps {
  /**
   * Actions that root users may go on with, such as `s3:PutBucketPolicy`.
   * @default - none
   */
  readonly exemptActions?: string[];
  /**
   * Whether to deny the short privileged sessions as well that the management account or a delegated administrator for IAM opens with
   * `sts:AssumeRoot`.
   * @default false
   */
  readonly denyRootSessions?: boolean;
}

const ROOT_USER = { ArnLike: { 'aws:PrincipalArn': 'arn:*:iam::*:root' } };

/** Guardrails about an account as a whole and its root user. Service control policies never reach the management account. */
export class AccountGuardrails {
  /**
   * Nobody takes an account out of its organization, neither by leaving nor by accepting the invitation of another organization. The
   * management account still can.
   *
   * Source: AWS Organizations User Guide, "General examples" of service control policies and "Migrate an account to another organization";
   * AWS Account Management Reference Guide, "Managed policies for your organization".
   */
  public static denyLeavingOrganization(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-leaving-organization',
      description: 'Nobody takes the account out of its organization',
      limits: ['The account can be closed, which deny-account-changes denies'],
      denials: [{ sid: 'DenyLeavingOrganization', actions: ['organizations:AcceptHandshake', 'organizations:LeaveOrganization'] }],
    }, props);
  }

  /**
   * The root user does nothing. Some tasks need it, such as removing a bucket policy that denies everybody: manage root access
   * centrally, or exempt the actions or the root user of one account for the time being.
   *
   * Source: IAM User Guide, "Centrally manage root access for member accounts" and "Tasks that require root user credentials"; AWS
   * Organizations User Guide, "Tasks and entities not restricted by SCPs".
   */
  public static denyRootUser(props: DenyRootUserProps = {}): Guardrail {
    const { exemptActions = [], denyRootSessions = false } = props;
    return serviceControlGuardrail({
      guardrailId: 'deny-root-user',
      description: 'The root user does nothing',
      controls: ['AWS-GR_RESTRICT_ROOT_USER'],
      limits: [
        ...(denyRootSessions ? [] : ['Privileged sessions that sts:AssumeRoot opens go on, unless denyRootSessions is set']),
        ...(exemptActions.length === 0 ? [] : ['The root user goes on with the exempt actions']),
        'AWS restricts a few tasks of root users by no policy, such as registering for Enterprise Support',
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
   * The root user gets no access keys. Those that exist stay: delete them.
   *
   * Source: AWS Control Tower Controls Reference Guide, "Disallow creation of access keys for the root user".
   */
  public static denyRootAccessKeys(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-root-access-keys',
      description: 'The root user gets no access keys',
      controls: ['AWS-GR_RESTRICT_ROOT_USER_ACCESS_KEYS'],
      limits: ['Access keys that exist stay, and can be made active'],
      denials: [{ sid: 'DenyRootAccessKeys', actions: ['iam:CreateAccessKey'], conditions: ROOT_USER }],
    }, props);
  }

  /**
   * Nobody closes the account, or changes its name, its e-mail address, its contacts, and who may see its bills.
   *
   * Source: Service Authorization Reference, "Actions, resources, and condition keys" for AWS Account Management and for IAM; AWS Account
   * Management Reference Guide, "Update the AWS account name", which names `iam:UpdateAccountName`.
   */
  public static denyAccountChanges(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-account-changes',
      description: 'Nobody closes the account or changes its name, address and contacts',
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
   * Nobody enables or disables Regions.
   *
   * Source: AWS Account Management Reference Guide, "Enable or disable AWS Regions in your account".
   */
  public static denyRegionChanges(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-region-changes',
      description: 'Nobody enables or disables Regions',
      limits: ['Tokens of the global endpoint of AWS STS can be made valid in opt-in Regions, which stay disabled'],
      denials: [{ sid: 'DenyRegionChanges', actions: ['account:DisableRegion', 'account:EnableRegion'] }],
    }, props);
  }

  /**
   * Nobody does anything: for accounts that are compromised, new or about to be closed. Exempt at least the roles through which you
   * manage them. Service-linked roles go on, and so does what runs already.
   *
   * Source: AWS Organizations User Guide, "Service control policies (SCPs)".
   */
  public static denyEverything(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-everything',
      description: 'Nobody does anything',
      limits: ['Service-linked roles go on'],
      denials: [{ sid: 'DenyEverything', actions: ['*'] }],
    }, props);
  }

  private constructor() {}
}
