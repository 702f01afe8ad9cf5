import { itemProblems } from '../../policy/management/list-rules';
import { problem } from '../../validation';
import type { Guardrail } from '../guardrail';
import { VPC_ID_LIMIT } from '../perimeter/expected-networks';
import type { ExemptAccountsProps, ExemptPrincipalsProps } from '../shared/exempt-principals';
import { type Denial, resourceControlGuardrail, serviceControlGuardrail } from '../shared/guardrail-builders';
import { AUDIENCE_RULES } from '../shared/name-pattern-rules';
import { ACTION_RULES, ADDRESS_RULES, VPC_RULES } from '../shared/parameter-rules';

/** Properties of `SignInGuardrails.denyOutboundFederation`. */
export interface DenyOutboundFederationProps extends ExemptPrincipalsProps {
  /**
   * Audiences for which tokens can be issued, with `*` as a wildcard, as in `https://api.example.com`. For a token with several audiences,
   * list all of them.
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_sts.html
   * @default - none: no tokens can be issued, and the feature cannot be turned on
   */
  readonly allowedAudiences?: string[];
}

/** Properties of `SignInGuardrails.denyChatActions`. */
export interface DenyChatActionsProps extends ExemptPrincipalsProps {
  /**
   * Actions that chat applications can still use, such as `cloudwatch:Describe*`.
   * @see https://docs.aws.amazon.com/chatbot/latest/adminguide/what-is.html
   * @default - none
   */
  readonly exemptActions?: string[];
}

/** Properties of `SignInGuardrails.limitSignInNetworks`. */
export interface LimitSignInNetworksProps extends ExemptAccountsProps {
  /**
   * Public IP addresses or CIDR blocks from which people sign in, such as `203.0.113.0/24`.
   * @see https://docs.aws.amazon.com/signin/latest/userguide/reference-signin-condition-keys.html
   * @default - none
   */
  readonly sourceAddresses?: string[];
  /**
   * IDs of the VPCs from whose endpoints people sign in.
   * @see https://docs.aws.amazon.com/signin/latest/userguide/reference-signin-condition-keys.html
   * @default - none
   */
  readonly sourceVpcs?: string[];
}

const CLI_CLIENTS = 'arn:*:signin:*:*:oauth2/public-client/*';

/**
 * Guardrails for ways in which people and workloads get credentials, and for tokens that prove their identity to other services.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 *
 * @example
 * declare const organization: Organization;
 * organization.root.attachPolicy(new ServiceControlPolicy(this, 'SignIn', {
 *   guardrails: [
 *     SignInGuardrails.denyOutboundFederation({ allowedAudiences: ['https://api.example.com'] }),
 *     SignInGuardrails.denyCliLogin(),
 *   ],
 * }));
 */
export class SignInGuardrails {
  /**
   * Denies getting tokens (JSON Web Tokens of AWS STS) that prove an AWS identity to services outside AWS. With allowed audiences, only
   * tokens for other audiences are denied.
   *
   * Source: IAM User Guide, "Federating AWS identities to external services" and its page "Controlling access with IAM policies";
   * Service Authorization Reference, AWS Security Token Service.
   */
  public static denyOutboundFederation(props: DenyOutboundFederationProps = {}): Guardrail {
    const { allowedAudiences = [] } = props;
    return serviceControlGuardrail({
      guardrailId: 'deny-outbound-federation',
      description: 'Denies getting tokens of AWS identities for services outside AWS',
      limits: [
        'Identity pools of Amazon Cognito still issue OpenID Connect tokens to developers\' identities',
        'A signed sts:GetCallerIdentity request, which no policy can deny, also proves the identity to services outside AWS',
      ],
      denials: [outboundFederation(allowedAudiences)],
      problems: itemProblems(allowedAudiences, AUDIENCE_RULES),
    }, props);
  }

  /**
   * Denies signing in to the AWS CLI and SDKs with console credentials (`aws login`). Sign-in with IAM Identity Center (`aws sso login`)
   * is allowed.
   *
   * Source: AWS Sign-In User Guide, "Sign in through the AWS Command Line Interface"; AWS managed policy SignInLocalDevelopmentAccess;
   * Service Authorization Reference, AWS Signin.
   */
  public static denyCliLogin(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-cli-login',
      description: 'Denies signing in to the AWS CLI with console credentials',
      limits: ['Temporary credentials from AWS STS and from IAM Identity Center are allowed'],
      denials: [{ sid: 'DenyCliLogin', actions: ['signin:AuthorizeOAuth2Access', 'signin:CreateOAuth2Token'], resources: [CLI_CLIENTS] }],
    }, props);
  }

  /**
   * Denies accepting delegation requests, with which a provider of a product asks for temporary access to the account.
   *
   * Source: IAM API Reference, "AcceptDelegationRequest" and "SendDelegationToken"; Service Authorization Reference, IAM.
   */
  public static denyDelegationRequests(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-delegation-requests',
      description: 'Denies giving providers of products temporary access to the account',
      limits: ['Roles can still trust the accounts of providers: add deny-untrusted-identities'],
      denials: [{
        sid: 'DenyDelegationRequests',
        actions: ['iam:AcceptDelegationRequest', 'iam:AssociateDelegationRequest', 'iam:SendDelegationToken'],
      }],
    }, props);
  }

  /**
   * Denies actions from chat channels: commands and Amazon Q Developer in chat applications. Notifications still arrive.
   *
   * Source: the example "Deny actions invoked through Amazon Q Developer in chat applications configurations" of AWS; IAM User Guide, "AWS
   * global condition context keys" (`aws:ChatbotSourceArn`).
   */
  public static denyChatActions(props: DenyChatActionsProps = {}): Guardrail {
    const { exemptActions = [] } = props;
    return serviceControlGuardrail({
      guardrailId: 'deny-chat-actions',
      description: 'Denies actions from chat applications',
      limits: exemptActions.length === 0
        ? ['Amazon Q Developer in the console acts with the permissions of its user'] : ['Chat applications can still use the exempt actions'],
      denials: [{
        sid: 'DenyChatActions',
        ...(exemptActions.length === 0 ? { actions: ['*'] } : { notActions: exemptActions }),
        conditions: { Null: { 'aws:ChatbotSourceArn': 'false' } },
      }],
      problems: itemProblems(exemptActions, ACTION_RULES),
    }, props);
  }

  /**
   * For a resource control policy: denies signing in to the console, and to the AWS CLI with console credentials, from other networks. It
   * has an effect in accounts whose console authorization is enabled. Try it on one account first: it also denies people who open the
   * console from the access portal of IAM Identity Center.
   *
   * Source: AWS Sign-In User Guide, "Controlling console access with resource-based policies and resource control policies" and "AWS
   * Sign-In condition keys reference".
   */
  public static limitSignInNetworks(props: LimitSignInNetworksProps): Guardrail {
    const { sourceAddresses = [], sourceVpcs = [] } = props;
    return resourceControlGuardrail({
      guardrailId: 'limit-sign-in-networks',
      description: 'Denies signing in to the console from other networks',
      hasPrincipals: false,
      limits: [
        'Access keys and other credentials work from every network: add limit-networks-of-principals',
        'A principal of the account can turn console authorization off: deny signin:DeleteConsoleAuthorizationConfiguration with a service control policy',
        ...(sourceVpcs.length === 0 ? [] : [VPC_ID_LIMIT]),
      ],
      denials: [{
        sid: 'LimitSignInNetworks',
        actions: ['signin:Authenticate', 'signin:AuthorizeOAuth2Access', 'signin:CreateOAuth2Token'],
        conditions: {
          ...(sourceAddresses.length === 0 ? {} : { NotIpAddressIfExists: { 'aws:SourceIp': sourceAddresses } }),
          ...(sourceVpcs.length === 0 ? {} : { StringNotEqualsIfExists: { 'aws:SourceVpc': sourceVpcs } }),
        },
      }],
      problems: [
        ...(sourceAddresses.length + sourceVpcs.length > 0 ? [] : [problem({
          wrong: 'The guardrail has no expected network, so that nobody could sign in', given: 'neither addresses nor VPCs', remedy: 'Give sourceAddresses or sourceVpcs',
        })]),
        ...itemProblems(sourceAddresses, ADDRESS_RULES), ...itemProblems(sourceVpcs, VPC_RULES),
      ],
    }, props);
  }

  private constructor() {}
}

function outboundFederation(allowedAudiences: readonly string[]): Denial {
  const sid = 'DenyOutboundFederation';
  if (allowedAudiences.length === 0) {
    return { sid, actions: ['iam:EnableOutboundWebIdentityFederation', 'sts:GetWebIdentityToken', 'sts:TagGetWebIdentityToken'] };
  }
  return {
    sid, actions: ['sts:GetWebIdentityToken'], conditions: { 'ForAnyValue:StringNotLike': { 'sts:IdentityTokenAudience': allowedAudiences } },
  };
}
