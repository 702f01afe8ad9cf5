import { Duration } from 'aws-cdk-lib';
import { DataPerimeterRequestGuardrails } from '../../../../../src';
import { DEVELOPER, type Forbidden, type GuardrailCase, ORGANIZATION, type Request, STRANGER } from '../guardrail-case';

const get = { action: 's3:GetObject', resource: 'arn:aws:s3:::shop/orders.csv' };
const over = (version: string) => ({ ...get, context: { 's3:TlsVersion': version } });
const PRESIGNED = { 's3:authType': 'REST-QUERY-STRING', 's3:signatureversion': 'AWS4-HMAC-SHA256' };
const HEADER = { 's3:authType': 'REST-HEADER', 's3:signatureversion': 'AWS4-HMAC-SHA256', 's3:signatureAge': '1000' };
const IS_PRESIGNED = { 's3:authType': ['POST', 'REST-QUERY-STRING'] };
const olderThan = (version: string) => [{ actions: ['s3:*'], when: { NumericLessThan: { 's3:TlsVersion': version } } }];
const OTHER_SERVICES = 'Directory buckets, Object Lambda and all other services are not restricted: their requests have another condition key or none';
const ANONYMOUS = { ...get, principal: undefined };
const ROLE = 'arn:aws:iam::111122223333:role/Deploy';

const webIdentity = (context: Record<string, string>): Request => ({
  action: 'sts:AssumeRoleWithWebIdentity', resource: ROLE, principal: undefined, context,
});
const BRANCH = 'repo:example-org/shop:ref:refs/heads/main';

const tagging = (principal: string | undefined, organization: string | null, context: Request['context'] = {}): Request => ({
  action: 'sts:TagSession',
  principal,
  context: { 'aws:TagKeys': ['dp:exclude:network'], ...(organization === null ? {} : { 'aws:PrincipalOrgID': organization }), ...context },
});

/** Callers that are neither in the organization nor in a trusted account, and no AWS services or people with a SAML assertion. */
const FROM_OUTSIDE = {
  StringNotEquals: { 'aws:PrincipalOrgID': ORGANIZATION, 'aws:PrincipalAccount': '444455556666' },
  BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
  Null: { 'saml:aud': 'true' },
};

const setsTag = (operator: string, key: string): Forbidden => (
  { actions: ['sts:TagSession'], when: { [operator]: { 'aws:TagKeys': key }, ...FROM_OUTSIDE } });

const STORAGE_CASES: readonly GuardrailCase[] = [
  {
    build: (exempt) => DataPerimeterRequestGuardrails.requireTlsVersion({ ...exempt, minimumVersion: '1.3' }),
    denied: [over('1.2'), over('1.1'), { ...over('1.2'), principal: STRANGER }],
    allowed: [over('1.3'), { action: 'sqs:SendMessage' }],
    forbids: olderThan('1.3'),
    waysAround: [
      { request: { ...over('1.2'), principal: undefined } },
      { request: { ...get, context: { 'aws:SecureTransport': false } }, limit: 'Requests over HTTP have no TLS version and are allowed: add require-secure-transport' },
      { request: { action: 's3express:CreateSession', context: { 's3express:TlsVersion': '1.2' } }, limit: OTHER_SERVICES },
    ],
  },
  {
    build: (exempt) => DataPerimeterRequestGuardrails.requireTlsVersion({ ...exempt, minimumVersion: '1.2' }),
    denied: [over('1.1')],
    allowed: [over('1.2'), over('1.3')],
    forbids: olderThan('1.2'),
  },
  {
    build: (exempt) => DataPerimeterRequestGuardrails.limitPresignedRequests({ ...exempt, maximumAge: Duration.minutes(15) }),
    denied: [
      { ...get, context: { ...PRESIGNED, 's3:signatureAge': '900001' } }, { ...get, context: { ...PRESIGNED, 's3:authType': 'POST', 's3:signatureAge': '900001' } },
      { ...get, context: { 's3:authType': 'REST-QUERY-STRING', 's3:signatureversion': 'AWS', 's3:signatureAge': '0' } },
    ],
    allowed: [
      { ...get, context: { ...PRESIGNED, 's3:signatureAge': '900000' } }, { ...get, context: HEADER }, ANONYMOUS,
      { ...get, context: { 's3:authType': 'REST-HEADER', 's3:signatureversion': 'AWS', 's3:signatureAge': '0' } },
    ],
    forbids: [
      { actions: ['s3:*'], when: { StringEquals: IS_PRESIGNED, NumericGreaterThan: { 's3:signatureAge': '900000' } } },
      { actions: ['s3:*'], when: { StringEquals: { ...IS_PRESIGNED, 's3:signatureversion': 'AWS' } } },
    ],
    waysAround: [
      { request: { ...get, context: { 's3:authType': 'POST', 's3:signatureversion': 'AWS', 's3:signatureAge': '0' } } },
      {
        request: { action: 'lambda:GetFunction' },
        limit: 'URLs that a service presigns for the caller lead to buckets of the service: add deny-service-presigned-urls',
      },
      {
        request: { action: 's3express:CreateSession', context: { 's3express:signatureAge': '900001' } },
        limit: OTHER_SERVICES,
      },
    ],
  },
  {
    build: (exempt) => DataPerimeterRequestGuardrails.denyPresignedRequests({ ...exempt }),
    denied: [{ ...get, context: PRESIGNED }, { ...get, context: { ...PRESIGNED, 's3:authType': 'POST' } }],
    allowed: [{ ...get, context: HEADER }, ANONYMOUS],
    forbids: [{ actions: ['s3:*'], when: { StringEquals: IS_PRESIGNED } }],
    waysAround: [
      { request: { ...get, principal: STRANGER, context: PRESIGNED } },
      { request: { action: 's3express:CreateSession', context: { 's3express:authType': 'REST-QUERY-STRING' } }, limit: OTHER_SERVICES },
    ],
  },
];

const SESSION_CASES: readonly GuardrailCase[] = [
  {
    build: (exempt) => DataPerimeterRequestGuardrails.denyUntrustedWebIdentityProviders({
      ...exempt, providers: ['token.actions.githubusercontent.com', 'accounts.example.com', 'www.amazon.com'],
    }),
    denied: [webIdentity({ 'login.example.net:sub': BRANCH }), webIdentity({ 'cognito-identity.amazonaws.com:sub': 'eu-west-1:1' }), webIdentity({})],
    allowed: [
      webIdentity({ 'token.actions.githubusercontent.com:sub': BRANCH }), webIdentity({ 'accounts.example.com:sub': '1' }),
      webIdentity({ 'www.amazon.com:user_id': 'amzn1.account.A' }), { action: 'sts:AssumeRoleWithSAML', principal: undefined },
    ],
    forbids: [{
      actions: ['sts:AssumeRoleWithWebIdentity'],
      when: {
        Null: { 'token.actions.githubusercontent.com:sub': 'true', 'accounts.example.com:sub': 'true', 'www.amazon.com:user_id': 'true' },
      },
    }],
    waysAround: [{
      request: webIdentity({ 'token.actions.githubusercontent.com:sub': 'repo:somebody/fork:ref:refs/heads/main' }),
      limit: 'All subjects of a listed provider are allowed, including those of its other customers: add deny-untrusted-web-identities',
    }],
    exempt: null,
    published: 'identity_perimeter_rcp.json',
  },
  {
    build: (exempt) => DataPerimeterRequestGuardrails.protectSessionTags({
      ...exempt, organizationId: ORGANIZATION, tagKeys: ['dp:*', 'team'], trustedAccounts: ['444455556666'],
    }),
    denied: [
      tagging(STRANGER, 'o-strangersorg', { 'aws:TagKeys': ['dp:include:network'] }),
      ...['team', 'Team', 'TEAM'].map((key) => tagging(STRANGER, null, { 'aws:TagKeys': ['cost', key] })),
    ],
    allowed: [
      tagging(DEVELOPER, ORGANIZATION), tagging(STRANGER, 'o-strangersorg', { 'aws:TagKeys': ['cost'] }),
      tagging('arn:aws:iam::444455556666:role/Partner', 'o-partnersorg'), tagging('pods.eks.amazonaws.com', null, { 'aws:PrincipalIsAWSService': true }),
    ],
    forbids: [setsTag('ForAnyValue:StringLike', 'dp:*'), setsTag('ForAnyValue:StringEqualsIgnoreCase', 'team')],
    waysAround: [
      { request: tagging(STRANGER, 'o-strangersorg', { 'aws:PrincipalTag/team': 'admin' }) },
      { request: tagging(undefined, null, { 'token.actions.githubusercontent.com:sub': BRANCH }) },
      { request: tagging(STRANGER, 'o-strangersorg', { 'aws:TagKeys': ['Team'] }) },
      {
        request: tagging(STRANGER, 'o-strangersorg', { 'aws:TagKeys': ['DP:include:network'] }),
        limit: 'Keys with * or ? are case-sensitive, unlike conditions on tags: give complete keys if policies rely on them',
      },
      {
        request: tagging(undefined, null, { 'saml:aud': 'https://signin.aws.amazon.com/saml' }),
        limit: 'SAML providers set the session tags in their assertions: add deny-federation-changes',
      },
      { request: tagging(DEVELOPER, ORGANIZATION), limit: 'Principals of the organization can set session tags as their own policies allow: add protect-tags' },
    ],
    exempt: STRANGER,
    published: 'data_perimeter_governance_rcp.json',
    differences: [
      { difference: 'AWS services are allowed', reason: 'EKS Pod Identity and IAM Roles Anywhere set their own session tags, as service principals' },
      { difference: 'no exclusion of principals with a tag', reason: 'Other organizations can tag their own principals; exemptPrincipals takes ARNs' },
    ],
  },
];

export const REQUEST_PERIMETER_CASES: readonly GuardrailCase[] = [...STORAGE_CASES, ...SESSION_CASES];
