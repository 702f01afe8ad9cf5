import { itemProblems } from '../../policy/management/list-rules';
import type { Guardrail } from '../guardrail';
import type { ExemptPrincipalsProps } from '../shared/exempt-principals';
import { type Denial, serviceControlGuardrail } from '../shared/guardrail-builders';
import { AUDIENCE_RULES } from '../shared/name-pattern-rules';

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
      limits: ['Identity pools of Amazon Cognito still issue OpenID Connect tokens to developers\' identities'],
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
