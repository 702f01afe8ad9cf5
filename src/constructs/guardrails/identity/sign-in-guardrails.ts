import { itemProblems } from '../../policy/management/list-rules';
import type { Guardrail } from '../guardrail';
import type { ExemptPrincipalsProps } from '../shared/exempt-principals';
import { type Denial, serviceControlGuardrail } from '../shared/guardrail-builders';
import { AUDIENCE_RULES } from '../shared/name-pattern-rules';

/** Properties of `SignInGuardrails.denyOutboundFederation`. */
export interface DenyOutboundFederationProps extends ExemptPrincipalsProps {
  /**
   * Audiences for which tokens may be issued, with `*` where any text may stand, as in `https://api.example.com`. A token for several
   * audiences needs all of them here.
   * @default - none: no tokens are issued, and nobody turns the feature on
   */
  readonly allowedAudiences?: string[];
}

const CLI_CLIENTS = 'arn:*:signin:*:*:oauth2/public-client/*';

/** Guardrails about how people and workloads get credentials, and about identities that they take to others. */
export class SignInGuardrails {
  /**
   * Nobody gets a token that proves an identity of AWS to services outside AWS (JSON Web Tokens of AWS STS). With allowed audiences,
   * nobody gets one for others.
   *
   * Source: IAM User Guide, "Federating AWS identities to external services" and its page "Controlling access with IAM policies";
   * Service Authorization Reference, AWS Security Token Service.
   */
  public static denyOutboundFederation(props: DenyOutboundFederationProps = {}): Guardrail {
    const { allowedAudiences = [] } = props;
    return serviceControlGuardrail({
      guardrailId: 'deny-outbound-federation',
      description: 'Nobody gets tokens of AWS identities for services outside AWS',
      limits: ['Identity pools of Amazon Cognito still issue OpenID Connect tokens to developers\' identities'],
      denials: [outboundFederation(allowedAudiences)],
      problems: itemProblems(allowedAudiences, AUDIENCE_RULES),
    }, props);
  }

  /**
   * Nobody signs the AWS CLI and SDKs in with credentials of the console (`aws login`). Signing in with IAM Identity Center
   * (`aws sso login`) goes on.
   *
   * Source: AWS Sign-In User Guide, "Sign in through the AWS Command Line Interface"; AWS managed policy SignInLocalDevelopmentAccess;
   * Service Authorization Reference, AWS Signin.
   */
  public static denyCliLogin(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-cli-login',
      description: 'Nobody signs the AWS CLI in with credentials of the console',
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
