import { type ExemptPrincipalsProps, SignInGuardrails } from '../../../../../src';
import { ACCOUNT, DEVELOPER, type GuardrailCase, ROOT_USER } from '../guardrail-case';
import { actionsBut, each } from '../requests';

const CLIENT = 'arn:aws:signin:eu-central-1:111122223333:oauth2/public-client';
const tokenFor = (...audiences: string[]) => ({ action: 'sts:GetWebIdentityToken', context: { 'sts:IdentityTokenAudience': audiences } });

const AUDIENCES = ['https://api.example.com', 'api://partner/*'];

const DEVELOPER_IDENTITIES = {
  request: { action: 'cognito-identity:GetOpenIdTokenForDeveloperIdentity' },
  limit: 'Identity pools of Amazon Cognito still issue OpenID Connect tokens to developers\' identities',
};

const FROM_CHAT = { 'aws:ChatbotSourceArn': `arn:aws:chatbot::${ACCOUNT}:chat-configuration/slack-channel/operations` };
const IN_CHAT = { Null: { 'aws:ChatbotSourceArn': 'false' } };
const CLI_SIGN_IN = ['signin:AuthorizeOAuth2Access', 'signin:CreateOAuth2Token'];
const SIGN_IN = ['signin:Authenticate', ...CLI_SIGN_IN];
const OUTSIDE = { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } };

/** The exemptions of a guardrail that takes only accounts. */
const accountsOf = ({ exemptAccounts }: ExemptPrincipalsProps = {}) => (exemptAccounts === undefined ? {} : { exemptAccounts });

export const SIGN_IN_CASES: readonly GuardrailCase[] = [
  {
    build: (exempt) => SignInGuardrails.denyOutboundFederation(exempt),
    denied: each(['sts:GetWebIdentityToken', 'sts:TagGetWebIdentityToken', 'iam:EnableOutboundWebIdentityFederation']),
    allowed: each(['iam:DisableOutboundWebIdentityFederation', 'sts:AssumeRoleWithWebIdentity', 'sts:GetCallerIdentity']),
    waysAround: [
      { request: { action: 'sts:GetWebIdentityToken', principal: ROOT_USER } },
      DEVELOPER_IDENTITIES,
      {
        request: { action: 'sts:GetCallerIdentity' },
        limit: 'A signed sts:GetCallerIdentity request, which no policy can deny, also proves the identity to services outside AWS',
      },
    ],
  },
  {
    build: (exempt) => SignInGuardrails.denyOutboundFederation({ ...exempt, allowedAudiences: AUDIENCES }),
    denied: [tokenFor('https://other.example.org')],
    allowed: [tokenFor('https://api.example.com'), tokenFor('api://partner/orders'), ...each(['iam:EnableOutboundWebIdentityFederation', 'sts:TagGetWebIdentityToken'])],
    forbids: [{ actions: ['sts:GetWebIdentityToken'], when: { 'ForAnyValue:StringNotLike': { 'sts:IdentityTokenAudience': AUDIENCES } } }],
    waysAround: [{ request: tokenFor('https://api.example.com', 'https://other.example.org') }, DEVELOPER_IDENTITIES],
  },
  {
    build: SignInGuardrails.denyCliLogin,
    denied: each(CLI_SIGN_IN, { resource: `${CLIENT}/localhost` }),
    allowed: [
      { action: 'signin:RevokeOAuth2Token', resource: `${CLIENT}/localhost` },
      { action: 'signin:CreateOAuth2Token', resource: 'arn:aws:signin:eu-central-1:111122223333:service-principal/example.amazonaws.com' },
    ],
    forbids: [{ actions: CLI_SIGN_IN, resources: ['arn:*:signin:*:*:oauth2/public-client/*'] }],
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
  {
    build: SignInGuardrails.denyDelegationRequests,
    denied: each(['iam:AcceptDelegationRequest', 'iam:AssociateDelegationRequest', 'iam:SendDelegationToken']),
    allowed: each(['iam:RejectDelegationRequest', 'iam:GetDelegationRequest']),
    waysAround: [
      { request: { action: 'iam:SendDelegationToken', principal: ROOT_USER } },
      { request: { action: 'iam:UpdateAssumeRolePolicy' }, limit: 'Roles can still trust the accounts of providers: add deny-untrusted-identities' },
    ],
  },
  {
    build: SignInGuardrails.denyChatActions,
    denied: each(['iam:CreateAccessKey', 's3:GetObject', 'ec2:StopInstances'], { context: FROM_CHAT }),
    allowed: each(['iam:CreateAccessKey', 's3:GetObject']),
    forbids: [{ actions: ['*'], when: IN_CHAT }],
    published: 'Deny-actions-invoked-through-Amazon-Q-Developer-in-chat-applications-configurations.json',
    differences: [{ difference: 'All actions are denied', reason: 'Which ones a channel needs is a parameter: exemptActions' }],
    waysAround: [
      { request: { action: 'sts:AssumeRole', context: FROM_CHAT } },
      { request: { action: 'q:SendMessage' }, limit: 'Amazon Q Developer in the console acts with the permissions of its user' },
    ],
  },
  {
    build: (exempt) => SignInGuardrails.denyChatActions({ ...exempt, exemptActions: ['cloudwatch:DescribeAlarms', 'logs:Get*'] }),
    denied: each(['s3:GetObject', 'cloudwatch:DeleteAlarms'], { context: FROM_CHAT }),
    allowed: [...each(['cloudwatch:DescribeAlarms', 'logs:GetLogEvents'], { context: FROM_CHAT }), { action: 's3:GetObject' }],
    forbids: [{ actions: actionsBut('cloudwatch:DescribeAlarms', 'logs:Get*'), when: IN_CHAT }],
    waysAround: [{
      request: { action: 'logs:GetLogEvents', context: FROM_CHAT }, limit: 'Chat applications can still use the exempt actions',
    }],
  },
  {
    build: (exempt) => SignInGuardrails.limitSignInNetworks({ ...accountsOf(exempt), sourceAddresses: ['203.0.113.0/24'], sourceVpcs: ['vpc-0a1b2c3d'] }),
    exempt: null,
    denied: [
      ...each(SIGN_IN, { context: { 'aws:SourceIp': '198.51.100.7' } }), ...each(SIGN_IN, { context: { 'aws:SourceVpc': 'vpc-0d3c2b1a' } }),
      { action: 'signin:Authenticate', principal: ROOT_USER, context: { 'aws:SourceIp': '198.51.100.7' } },
    ],
    allowed: [
      ...each(SIGN_IN, { context: { 'aws:SourceIp': '203.0.113.7' } }), ...each(SIGN_IN, { context: { 'aws:SourceVpc': 'vpc-0a1b2c3d' } }),
    ],
    forbids: [{ actions: SIGN_IN, when: { ...OUTSIDE, StringNotEquals: { 'aws:SourceVpc': 'vpc-0a1b2c3d' } } }],
    waysAround: [
      { request: { action: 'signin:CreateOAuth2Token', context: { 'aws:SourceIp': '198.51.100.7' } } },
      {
        request: { action: 'sts:GetCallerIdentity', context: { 'aws:SourceIp': '198.51.100.7' } },
        limit: 'Access keys and other credentials work from every network: add limit-networks-of-principals',
      },
      {
        request: { action: 'signin:DeleteConsoleAuthorizationConfiguration', context: { 'aws:SourceIp': '198.51.100.7' } },
        limit: 'A principal of the account can turn console authorization off: deny signin:DeleteConsoleAuthorizationConfiguration with a service control policy',
      },
      {
        request: { action: 'signin:Authenticate', context: { 'aws:SourceVpc': 'vpc-0a1b2c3d', 'aws:RequestedRegion': 'us-west-2' } },
        limit: 'VPC IDs are unique only within a Region: a VPC with the same ID in another Region is allowed',
      },
    ],
  },
  {
    build: (exempt) => SignInGuardrails.limitSignInNetworks({ ...accountsOf(exempt), sourceAddresses: ['203.0.113.0/24'] }),
    exempt: null,
    denied: [{ action: 'signin:Authenticate', context: { 'aws:SourceIp': '198.51.100.7' } }, { action: 'signin:Authenticate', context: { 'aws:SourceVpc': 'vpc-0a1b2c3d' } }],
    allowed: [{ action: 'signin:Authenticate', context: { 'aws:SourceIp': '203.0.113.7' } }],
    forbids: [{ actions: SIGN_IN, when: OUTSIDE }],
  },
];
