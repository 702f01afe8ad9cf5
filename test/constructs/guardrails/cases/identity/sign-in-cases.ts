import { SignInGuardrails } from '../../../../../src';
import { DEVELOPER, type GuardrailCase, ROOT_USER } from '../guardrail-case';
import { each } from '../requests';

const CLIENT = 'arn:aws:signin:eu-central-1:111122223333:oauth2/public-client';
const tokenFor = (...audiences: string[]) => ({ action: 'sts:GetWebIdentityToken', context: { 'sts:IdentityTokenAudience': audiences } });

const DEVELOPER_IDENTITIES = {
  request: { action: 'cognito-identity:GetOpenIdTokenForDeveloperIdentity' },
  limit: 'Identity pools of Amazon Cognito still issue OpenID Connect tokens to developers\' identities',
};

export const SIGN_IN_CASES: readonly GuardrailCase[] = [
  {
    build: (exempt) => SignInGuardrails.denyOutboundFederation(exempt),
    denied: each(['sts:GetWebIdentityToken', 'sts:TagGetWebIdentityToken', 'iam:EnableOutboundWebIdentityFederation']),
    allowed: each(['iam:DisableOutboundWebIdentityFederation', 'sts:AssumeRoleWithWebIdentity', 'sts:GetCallerIdentity']),
    waysAround: [
      { request: { action: 'sts:GetWebIdentityToken', principal: ROOT_USER } },
      DEVELOPER_IDENTITIES,
    ],
  },
  {
    build: (exempt) => SignInGuardrails.denyOutboundFederation({ ...exempt, allowedAudiences: ['https://api.example.com', 'api://partner/*'] }),
    denied: [tokenFor('https://other.example.org')],
    allowed: [tokenFor('https://api.example.com'), tokenFor('api://partner/orders'), ...each(['iam:EnableOutboundWebIdentityFederation', 'sts:TagGetWebIdentityToken'])],
    waysAround: [{ request: tokenFor('https://api.example.com', 'https://other.example.org') }, DEVELOPER_IDENTITIES],
  },
  {
    build: SignInGuardrails.denyCliLogin,
    denied: each(['signin:AuthorizeOAuth2Access', 'signin:CreateOAuth2Token'], { resource: `${CLIENT}/localhost` }),
    allowed: [
      { action: 'signin:RevokeOAuth2Token', resource: `${CLIENT}/localhost` },
      { action: 'signin:CreateOAuth2Token', resource: 'arn:aws:signin:eu-central-1:111122223333:service-principal/example.amazonaws.com' },
    ],
    published: 'Deny-AWS-CLI-login-using-console-credentials.json',
    differences: [{
      difference: 'Only command line and SDK clients are denied, not every resource',
      reason: 'The two actions also sign people in to the console and to AWS applications',
    }],
    waysAround: [
      { request: { action: 'signin:CreateOAuth2Token', resource: `${CLIENT}/remote` } },
      { request: { action: 'signin:AuthorizeOAuth2Access', resource: `${CLIENT}/remote`, principal: ROOT_USER } },
      {
        request: { action: 'sts:AssumeRole', principal: DEVELOPER },
        limit: 'Temporary credentials from AWS STS and from IAM Identity Center are allowed',
      },
    ],
  },
];
