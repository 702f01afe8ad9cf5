import { DEVELOPER, type Forbidden, type GuardrailCase, ORGANIZATION, STRANGER } from '../guardrail-case';
import { each } from '../requests';
import { NETWORK_PERIMETER_CASES, PERIMETER, PERIMETER_ACTIONS, wholeServices } from './network-perimeter-cases';
import { DataPerimeterGuardrails } from '../../../../../src';

const OBJECT = 'arn:aws:s3:::shop/orders.csv';
const organizationId = ORGANIZATION;
const member = { principal: DEVELOPER, context: { 'aws:PrincipalOrgID': ORGANIZATION } };
const get = { action: 's3:GetObject', resource: OBJECT };
const SERVICE = { principal: 'cloudtrail.amazonaws.com' };
const github = (subject: string) => ({
  action: 'sts:AssumeRoleWithWebIdentity',
  resource: 'arn:aws:iam::111122223333:role/Deploy',
  principal: undefined,
  context: { 'token.actions.githubusercontent.com:sub': subject },
});

/** Actions on resources whose policies can admit other accounts, beside those of the services with a published perimeter. */
const SHARED_ACTIONS = [
  'cloudfront:GetDistribution', 'cloudsearch:search', 'cloudtrail-data:PutAuditEvents', 'codeartifact:ReadFromRepository',
  'codebuild:BatchGetProjects', 'comprehend:ImportModel', 'dsql:DbConnect',
  'events:PutEvents', 'events:PutRule', 'events:PutTargets', 'resource-groups:GetGroup', 'servicediscovery:GetNamespace', 'wafv2:GetRuleGroup',
  'xray:PutTraceSegments',
];

/** Callers that are neither in the organization nor in a trusted account, and no AWS services. */
const untrusted = (trusted: Record<string, string> = {}) => ({
  StringNotEquals: { 'aws:PrincipalOrgID': ORGANIZATION, ...trusted },
  BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
});
/** AWS services on behalf of an account that is neither in the organization nor trusted. */
const onBehalf = (trusted: Record<string, string> = {}) => ({
  StringNotEquals: { 'aws:SourceOrgID': ORGANIZATION, ...trusted },
  Null: { 'aws:SourceAccount': 'false' },
  Bool: { 'aws:PrincipalIsAWSService': 'true' },
});
const subject = (key: string, trusted: string): Forbidden[] => [{
  actions: ['sts:AssumeRoleWithWebIdentity'], when: { Null: { [key]: 'false' }, StringNotLike: { [key]: trusted } },
}];
/** Resources of other organizations or of none, except machine images of AWS. */
const FOREIGN = { StringNotEquals: { 'aws:ResourceOrgID': ORGANIZATION, 'ec2:Owner': ['amazon', 'aws-marketplace'] } };
const IMAGES = ['arn:aws:ec2:eu-west-1::image/ami-1', 'arn:aws:ec2:eu-west-1::snapshot/snap-1'];
/** All resources of some services, and of those some with which AWS offers resources to everyone. */
const RESOURCES = [
  'arn:aws:s3:::shop/*', 'arn:aws:s3:::strangers-*', 'arn:aws:iam::????????????:*', ...IMAGES,
  ...['dynamodb', 'ecr', 'events', 'glue', 'kinesis', 'kms', 'lambda', 'logs', 'secretsmanager', 'sns', 'sqs']
    .map((service) => `arn:aws:${service}:*`),
  'arn:aws:bedrock:eu-west-1:999988887777:provisioned-model/0a1b', 'arn:aws:ssm:eu-west-1:999988887777:document/Collect',
];
const OVER_HTTP = { BoolIfExists: { 'aws:SecureTransport': 'false' } };

/** Cases with the actions of one service, so that the others are allowed. */
const CASES_WITH_ACTIONS: readonly GuardrailCase[] = [
  {
    build: (exempt) => DataPerimeterGuardrails.denyUntrustedIdentities({ ...exempt, organizationId, actions: ['s3:*'] }),
    denied: [{ ...get, principal: STRANGER, context: { 'aws:PrincipalOrgID': 'o-strangersorg' } }],
    allowed: [{ action: 'kms:Decrypt', principal: STRANGER, context: { 'aws:PrincipalOrgID': 'o-strangersorg' } }],
    forbids: [{ actions: ['s3:*'], when: untrusted() }],
    exempt: STRANGER,
  },
  {
    build: (exempt) => DataPerimeterGuardrails.denyUntrustedServiceRequests({ ...exempt, organizationId, actions: ['s3:*'] }),
    denied: [{ ...get, ...SERVICE, context: { 'aws:SourceAccount': '999988887777' } }],
    allowed: [{ action: 'kms:Decrypt', ...SERVICE, context: { 'aws:SourceAccount': '999988887777' } }],
    forbids: [{ actions: ['s3:*'], when: onBehalf() }],
    exempt: null,
  },
  {
    build: (exempt) => DataPerimeterGuardrails.denyUntrustedResources({ ...exempt, organizationId, actions: ['s3:*'] }),
    denied: [{ ...get, context: { 'aws:ResourceOrgID': 'o-strangersorg' } }],
    allowed: [{ action: 'sqs:SendMessage', context: { 'aws:ResourceOrgID': 'o-strangersorg' } }],
    forbids: [{ actions: ['s3:*'], resources: ['arn:aws:s3:*'], when: { StringNotEquals: { 'aws:ResourceOrgID': ORGANIZATION } } }],
  },
  {
    build: (exempt) => DataPerimeterGuardrails.denyUntrustedResources({ ...exempt, organizationId, actions: ['s3:*', 'ec2:*'] }),
    denied: [
      { ...get, context: { 'aws:ResourceOrgID': 'o-strangersorg' } },
      { action: 'ec2:RunInstances', resource: 'arn:aws:ec2:eu-west-1::image/ami-1', context: { 'ec2:Owner': '999988887777' } },
    ],
    allowed: [{ action: 'ec2:RunInstances', resource: 'arn:aws:ec2:eu-west-1::image/ami-1', context: { 'ec2:Owner': 'amazon' } }],
    forbids: [{ actions: ['s3:*', 'ec2:*'], resources: ['arn:aws:s3:*', ...IMAGES], when: FOREIGN }],
  },
  {
    build: (exempt) => DataPerimeterGuardrails.requireSecureTransport({ ...exempt, actions: ['s3:*'] }),
    denied: [{ ...get, context: { 'aws:SecureTransport': false } }],
    allowed: [{ action: 'sqs:SendMessage', context: { 'aws:SecureTransport': false } }],
    forbids: [{ actions: ['s3:*'], when: OVER_HTTP }],
  },
];

export const DATA_PERIMETER_CASES: readonly GuardrailCase[] = [
  {
    build: (exempt) => DataPerimeterGuardrails.denyUntrustedIdentities({ ...exempt, organizationId, trustedAccounts: ['444455556666'] }),
    denied: [
      { ...get, principal: STRANGER, context: { 'aws:PrincipalOrgID': 'o-strangersorg' } }, { ...get, principal: undefined },
      ...each(PERIMETER_ACTIONS, { principal: STRANGER, context: { 'aws:PrincipalOrgID': 'o-strangersorg' } }),
      ...each(SHARED_ACTIONS, { principal: STRANGER, context: { 'aws:PrincipalOrgID': 'o-strangersorg' } }),
    ],
    allowed: [
      ...each(SHARED_ACTIONS, member), { ...get, ...member }, { ...get, ...SERVICE }, { action: 'events:PutPartnerEvents', principal: STRANGER }, { ...get, principal: 'arn:aws:iam::444455556666:role/Partner' },
      { action: 'sts:AssumeRoleWithSAML', principal: undefined }, { action: 'sts:GetCallerIdentity', principal: STRANGER },
    ],
    forbids: [
      { actions: [...PERIMETER, ...wholeServices(SHARED_ACTIONS)], when: untrusted({ 'aws:PrincipalAccount': '444455556666' }) },
    ],
    waysAround: [
      { request: { ...get, principal: STRANGER, context: { 'aws:PrincipalOrgID': 'o-strangersorg', 'aws:PrincipalTag/dp:exclude:identity': 'true' } } },
      { request: { action: 'sts:SetContext', principal: STRANGER, context: { 'aws:PrincipalOrgID': 'o-strangersorg' } } },
      { request: { action: 'cognito-idp:InitiateAuth', principal: undefined } },
      ...['AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity'].map((name) => ({
        request: { action: `sts:${name}`, principal: undefined },
        limit: 'Sign-in with SAML or OpenID Connect has no AWS principal and is allowed: add deny-untrusted-web-identities and deny-federation-changes',
      })),
      {
        request: { action: 'sns:Publish', principal: STRANGER },
        limit: 'Services that resource control policies do not support, and services without a listed action, depend on their resource policies',
      },
    ],
    exempt: STRANGER,
    published: 'identity_perimeter_rcp.json',
    differences: [
      { difference: 'no exclusion of resources by a tag', reason: 'exemptAccounts defines the exempt resources' },
      { difference: 'actions of AWS STS without a role are not included', reason: 'They do not access a resource of an account' },
    ],
  },
  {
    build: (exempt) => DataPerimeterGuardrails.denyUntrustedServiceRequests({ ...exempt, organizationId, trustedAccounts: ['444455556666'] }),
    denied: PERIMETER_ACTIONS.map((action) => (
      { action, ...SERVICE, context: { 'aws:SourceOrgID': 'o-strangersorg', 'aws:SourceAccount': '999988887777' } })),
    allowed: [
      { ...get, ...SERVICE, context: { 'aws:SourceOrgID': ORGANIZATION, 'aws:SourceAccount': '111122223333' } }, { ...get, ...SERVICE }, { ...get, ...member },
      { ...get, ...SERVICE, context: { 'aws:SourceAccount': '444455556666' } },
    ],
    forbids: [
      ...[PERIMETER, ['sts:*']].map((actions) => ({ actions, when: onBehalf({ 'aws:SourceAccount': '444455556666' }) })),
    ],
    waysAround: [
      { request: { action: 'sts:AssumeRole', ...SERVICE, context: { 'aws:SourceAccount': '999988887777' } } },
      { request: { ...get, ...SERVICE }, limit: 'Requests in which a service names no source account are allowed: limit them with aws:SourceArn or aws:SourceAccount in resource policies' },
    ],
    exempt: null,
    published: 'identity_perimeter_rcp.json',
    differences: [{ difference: 'no exclusion of resources by a tag', reason: 'exemptAccounts defines the exempt resources' }],
  },
  {
    build: (exempt) => DataPerimeterGuardrails.denyUntrustedWebIdentities({ ...exempt, provider: 'token.actions.githubusercontent.com', trustedSubjects: ['repo:example-org/*'] }),
    denied: [github('repo:somebody/fork:ref:refs/heads/main')],
    allowed: [github('repo:example-org/shop:ref:refs/heads/main'), { action: 'sts:AssumeRoleWithWebIdentity', principal: undefined, context: { 'accounts.example.com:sub': '1' } }],
    forbids: subject('token.actions.githubusercontent.com:sub', 'repo:example-org/*'),
    exempt: null,
    waysAround: [{
      request: { action: 'sts:AssumeRoleWithWebIdentity', principal: undefined, context: { 'accounts.example.com:sub': '1' } },
      limit: 'Other providers are not restricted: add deny-untrusted-web-identity-providers',
    }],
    published: 'identity_perimeter_rcp.json',
    differences: [{ difference: 'no exclusion of resources by a tag', reason: 'exemptAccounts defines the exempt resources' }],
  },
  {
    build: (exempt) => DataPerimeterGuardrails.denyUntrustedWebIdentities({ ...exempt, provider: 'graph.facebook.com', trustedSubjects: ['1234'] }),
    denied: [{ ...github(''), context: { 'graph.facebook.com:id': '9999' } }],
    allowed: [{ ...github(''), context: { 'graph.facebook.com:id': '1234' } }],
    forbids: subject('graph.facebook.com:id', '1234'),
    waysAround: [{ request: { ...github(''), context: { 'graph.facebook.com:id': '12345' } } }],
    exempt: null,
  },
  {
    build: (exempt) => DataPerimeterGuardrails.denyUntrustedWebIdentities({ ...exempt, provider: 'www.amazon.com', trustedSubjects: ['amzn1.account.A'] }),
    denied: [{ ...github(''), context: { 'www.amazon.com:user_id': 'amzn1.account.B' } }],
    allowed: [{ ...github(''), context: { 'www.amazon.com:user_id': 'amzn1.account.A' } }],
    forbids: subject('www.amazon.com:user_id', 'amzn1.account.A'),
    exempt: null,
  },
  {
    build: (exempt) => DataPerimeterGuardrails.denyUntrustedResources({ ...exempt, organizationId, trustedResources: ['arn:aws:s3:::partner/*'] }),
    denied: [{ ...get, context: { 'aws:ResourceOrgID': 'o-strangersorg' } }, get],
    allowed: [
      { ...get, context: { 'aws:ResourceOrgID': ORGANIZATION } }, { action: 's3:GetObject', resource: 'arn:aws:s3:::partner/in.csv' },
      { action: 'iam:GetPolicy', resource: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
      ...['amazon', 'aws-marketplace'].map((owner) => (
        { action: 'ec2:RunInstances', resource: 'arn:aws:ec2:eu-west-1::image/ami-1', context: { 'ec2:Owner': owner } })),
      { action: 'bedrock:InvokeModel', resource: 'arn:aws:bedrock:eu-west-1::foundation-model/amazon.nova-pro-v1:0' },
    ],
    forbids: [{ actions: ['*'], resources: RESOURCES, when: FOREIGN }],
    waysAround: [
      { request: { action: 's3:PutObject', resource: 'arn:aws:s3:::strangers-bucket/orders.csv', context: { 'aws:ResourceOrgID': 'o-strangersorg' } } },
      { request: { action: 'bedrock:InvokeModel', resource: 'arn:aws:bedrock:eu-west-1:999988887777:provisioned-model/0a1b', context: { 'aws:ResourceOrgID': 'o-strangersorg' } } },
      { request: { action: 'ec2:RunInstances', resource: 'arn:aws:ec2:eu-west-1::image/ami-1', context: { 'ec2:Owner': '999988887777' } } },
      { request: { action: 'lambda:InvokeFunction', resource: 'arn:aws:lambda:eu-west-1:999988887777:function:collect', context: { 'aws:ResourceOrgID': 'o-strangersorg' } } },
      {
        request: { action: 'ec2:CreateVpcPeeringConnection', context: { 'aws:ResourceOrgID': ORGANIZATION } },
        limit: 'Actions that take a resource of another account as a parameter, such as VPC peering, are evaluated against the own resource: add deny-foreign-connections',
      },
      ...each(['cloudtrail:CreateTrail', 'config:PutDeliveryChannel', 's3:PutInventoryConfiguration', 'ssm:CreateResourceDataSync'], {
        context: { 'aws:ResourceOrgID': ORGANIZATION },
      }).map((request) => ({
        request,
        limit: 'Services deliver to resources of other organizations with their own principal, as by cloudtrail:CreateTrail, config:PutDeliveryChannel, s3:PutInventoryConfiguration and ssm:CreateResourceDataSync',
      })),
    ],
    published: 'resource_perimeter_scp.json',
    differences: [
      { difference: 'buckets, layers and repositories that AWS services share are not included', reason: 'Their names contain accounts and Regions: give those that you use to deny-untrusted-resources' },
      { difference: 'no statement about the accounts of third-party resources', reason: 'deny-untrusted-resources takes ARNs, and the ARN of a bucket does not contain its account' },
    ],
  },
  ...CASES_WITH_ACTIONS,
  ...NETWORK_PERIMETER_CASES,
  {
    build: DataPerimeterGuardrails.requireSecureTransport,
    denied: [{ ...get, context: { 'aws:SecureTransport': false } }, ...each(PERIMETER_ACTIONS, { context: { 'aws:SecureTransport': false } })],
    allowed: [{ ...get, context: { 'aws:SecureTransport': true } }],
    forbids: [...[PERIMETER, ['sts:*']].map((actions) => ({ actions, when: OVER_HTTP }))],
    waysAround: [
      { request: { ...get, principal: undefined, context: { 'aws:SecureTransport': false } } },
      {
        request: { action: 'sns:Publish', context: { 'aws:SecureTransport': false } },
        limit: 'Services that resource control policies do not support, and services without a listed action, can still use HTTP',
      },
    ],
  },
];
