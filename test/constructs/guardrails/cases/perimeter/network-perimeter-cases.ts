import { CredentialSource, DataPerimeterGuardrails } from '../../../../../src';
import { ACCOUNT, type Forbidden, type GuardrailCase, ORGANIZATION, type Request, STRANGER } from '../guardrail-case';
import { actionsBut, each } from '../requests';

const get = { action: 's3:GetObject', resource: 'arn:aws:s3:::shop/orders.csv' };
const OFFICE = { 'aws:SourceIp': '203.0.113.7' };
const ELSEWHERE = { 'aws:SourceIp': '198.51.100.7' };
const VPC = 'vpc-0a1b2c3d4e5f67890';
const OTHER_VPC = 'vpc-00000000000000000';
const TAGGED = { 'aws:PrincipalTag/dp:include:network': 'true' };
const JO = `arn:aws:iam::${ACCOUNT}:user/jo`;
const INSTANCE = { 'ec2:SourceInstanceARN': `arn:aws:ec2:eu-west-1:${ACCOUNT}:instance/i-0123456789abcdef0` };
const FUNCTION = { 'lambda:SourceFunctionArn': `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:orders` };
const JOB = { 'glue:CredentialIssuingService': 'glue.amazonaws.com' };
const EC2_INFRASTRUCTURE = `arn:aws:iam::${ACCOUNT}:role/aws:ec2-infrastructure`;

const sourceAddresses = ['203.0.113.0/24'];
const principalTag = 'dp:include:network';

/** Requests of roles of AWS services, from networks of AWS. */
const OF_SERVICES: readonly Request[] = [
  { action: 'ec2:CreateVpc', principal: `arn:aws:iam::${ACCOUNT}:role/CloudFormationExecution`, context: ELSEWHERE },
  { action: 'logs:PutLogEvents', principal: `arn:aws:iam::${ACCOUNT}:role/service-role/orders`, context: { ...ELSEWHERE, ...FUNCTION } },
  { action: 'logs:PutLogEvents', principal: `arn:aws:iam::${ACCOUNT}:role/GlueJob`, context: { ...ELSEWHERE, ...JOB } },
];

const NOT_OFFICE = { NotIpAddress: { 'aws:SourceIp': sourceAddresses } };
const NO_ENDPOINT = { StringNotEquals: { 'aws:SourceVpc': VPC, 'aws:VpceOrgID': ORGANIZATION } };
const IS_TAGGED = { [`aws:PrincipalTag/${principalTag}`]: 'true' };
/** Requests that no service makes, neither with the credentials of a principal nor as the infrastructure of Amazon EC2. */
const DIRECT = {
  BoolIfExists: { 'aws:ViaAWSService': 'false' }, ArnNotLike: { 'aws:PrincipalArn': 'arn:*:iam::*:role/aws:ec2-infrastructure' },
};
const DIRECT_TO_RESOURCES = { ...DIRECT, BoolIfExists: { ...DIRECT.BoolIfExists, 'aws:PrincipalIsAWSService': 'false' } };

/** Access to databases, file systems and clusters inside a VPC. */
const INSIDE_VPC = [
  'dax:*Item', 'dax:Query', 'dax:Scan', 'elasticfilesystem:Client*', 'es:ESHttp*', 'kafka-cluster:*', 'neptune-db:*', 'rds-db:connect', 's3-outposts:*',
];
const LOGS = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'];
const LOGS_AND_TRACES = [...LOGS, 'xray:PutTraceSegments'];

const ROLES = ['people/*', 'platform/*', 'Developer'].map((role) => `arn:*:iam::*:role/${role}`);
const isFrom = (key: string) => ({ Null: { [key]: 'false' } });
const calls = (conditions: object, exempt: readonly string[] = []): Forbidden[] => [{
  actions: actionsBut(...INSIDE_VPC, ...exempt), when: { ...DIRECT, ...NOT_OFFICE, ...conditions },
}];

const ON_BEHALF = 'Requests that a service makes with the credentials of a principal are allowed (aws:ViaAWSService)';
const SAME_VPC_ID = 'VPC IDs are unique only within a Region: a VPC with the same ID in another Region is allowed';
const TAG_CHANGES = 'Principals can evade the guardrail by changing their tags or session tags: add protect-tags and protect-session-tags';

const PRINCIPAL_CASES: readonly GuardrailCase[] = [
  {
    build: (exempt) => DataPerimeterGuardrails.limitNetworksOfPrincipals({
      ...exempt, sourceAddresses, sourceVpcs: [VPC], principals: ROLES,
    }),
    denied: [{ ...get, context: ELSEWHERE }, { ...get, context: { 'aws:SourceVpc': OTHER_VPC } }],
    allowed: [
      { ...get, context: OFFICE }, { ...get, context: { 'aws:SourceVpc': VPC } }, { action: 'rds-db:connect', context: ELSEWHERE },
      { ...get, principal: JO, context: ELSEWHERE }, ...OF_SERVICES,
    ],
    forbids: calls({ StringNotEquals: { 'aws:SourceVpc': VPC }, ArnLike: { 'aws:PrincipalArn': ROLES } }),
    waysAround: [
      { request: { ...get, context: { 'aws:SourceVpc': OTHER_VPC, 'aws:VpceOrgID': ORGANIZATION } } },
      { request: { ...get, context: { ...ELSEWHERE, 'aws:ViaAWSService': true } }, limit: ON_BEHALF },
      { request: { ...get, context: { 'aws:SourceVpc': VPC, 'aws:RequestedRegion': 'us-west-2' } }, limit: SAME_VPC_ID },
      {
        request: { action: 'rds-db:connect', context: ELSEWHERE },
        limit: 'Databases, file systems and clusters that clients can access inside a VPC without an endpoint are not restricted, even at a public endpoint',
      },
    ],
  },
  {
    build: (exempt) => DataPerimeterGuardrails.limitNetworksOfPrincipals({ ...exempt, sourceAddresses, principals: ['arn:*:iam::*:user/*'] }),
    denied: [{ ...get, principal: JO, context: ELSEWHERE }],
    allowed: [{ ...get, principal: JO, context: OFFICE }, ...OF_SERVICES],
    forbids: calls({ ArnLike: { 'aws:PrincipalArn': 'arn:*:iam::*:user/*' } }),
    waysAround: [{ request: { action: 'iam:CreateAccessKey', principal: JO, context: ELSEWHERE } }],
    exempt: JO,
    published: 'network_perimeter_iam_users_scp.json',
    differences: [
      { difference: 'no statement ties a VPC to its Region', reason: 'The Region of a VPC is not a parameter, which is a documented limit' },
      { difference: 'es:ESHttp* instead of es:ES*', reason: 'es:ES* matches no other action, and a new one would be a call to the service' },
    ],
  },
  {
    build: (exempt) => DataPerimeterGuardrails.limitNetworksOfPrincipals({
      ...exempt, sourceAddresses, sourceVpcs: [VPC], sourceOrganizationId: ORGANIZATION, principalTag,
    }),
    denied: [
      { ...get, context: { ...ELSEWHERE, ...TAGGED } },
      { ...get, context: { 'aws:SourceVpc': OTHER_VPC, 'aws:VpceOrgID': 'o-strangersorg', ...TAGGED } },
      { ...get, context: { 'aws:SourceVpc': OTHER_VPC, ...TAGGED } },
    ],
    allowed: [
      { ...get, context: { ...OFFICE, ...TAGGED } }, { ...get, context: { 'aws:SourceVpc': OTHER_VPC, 'aws:VpceOrgID': ORGANIZATION, ...TAGGED } },
      { ...get, context: { 'aws:SourceVpc': VPC, ...TAGGED } }, { ...get, context: ELSEWHERE },
      { ...get, context: { ...ELSEWHERE, 'aws:PrincipalTag/dp:include:network': 'false' } }, ...OF_SERVICES,
      { action: 'kms:Decrypt', principal: EC2_INFRASTRUCTURE, context: { ...ELSEWHERE, ...TAGGED } },
    ],
    forbids: calls({ ...NO_ENDPOINT, StringEquals: IS_TAGGED }),
    waysAround: [{ request: { action: 'iam:UntagRole', context: { ...OFFICE, ...TAGGED } }, limit: TAG_CHANGES }],
    published: 'network_perimeter_sourcevpc_scp.json',
    differences: [
      { difference: 'one statement for aws:SourceVpc and aws:VpceOrgID', reason: 'Both are negated in one condition, so that either expected network is enough' },
      { difference: 'no exclusion by a tag', reason: 'exemptPrincipals and exemptAccounts define the exemptions' },
    ],
  },
  {
    build: (exempt) => DataPerimeterGuardrails.limitNetworksOfPrincipals({
      ...exempt, sourceAddresses, credentialSources: [CredentialSource.EC2_INSTANCE],
    }),
    denied: [{ ...get, context: { ...ELSEWHERE, ...INSTANCE } }],
    allowed: [{ ...get, context: { ...OFFICE, ...INSTANCE } }, { ...get, context: ELSEWHERE }, ...OF_SERVICES],
    forbids: calls(isFrom('ec2:SourceInstanceARN')),
    waysAround: [{ request: { action: 'sts:AssumeRole', resource: '*', context: { ...ELSEWHERE, ...INSTANCE } } }],
    published: 'network_perimeter_ec2_scp.json',
  },
  {
    build: (exempt) => DataPerimeterGuardrails.limitNetworksOfPrincipals({
      ...exempt, sourceAddresses, sourceOrganizationId: ORGANIZATION, credentialSources: [CredentialSource.LAMBDA_FUNCTION],
    }),
    denied: [{ ...get, context: { ...ELSEWHERE, ...FUNCTION } }, { ...get, context: { 'aws:VpceOrgID': 'o-strangersorg', ...FUNCTION } }],
    allowed: [
      { ...get, context: { 'aws:VpceOrgID': ORGANIZATION, ...FUNCTION } }, { action: 'xray:PutTraceSegments', context: { ...ELSEWHERE, ...FUNCTION } },
      { action: 'elasticfilesystem:ClientMount', context: { ...ELSEWHERE, ...FUNCTION } }, { ...get, context: ELSEWHERE }, ...OF_SERVICES,
    ],
    forbids: calls({ StringNotEquals: { 'aws:VpceOrgID': ORGANIZATION }, ...isFrom('lambda:SourceFunctionArn') }, LOGS_AND_TRACES),
    waysAround: [{ request: { action: 'logs:GetLogEvents', context: { ...ELSEWHERE, ...FUNCTION } } }],
    published: 'network_perimeter_lambda_scp.json',
  },
  {
    build: (exempt) => DataPerimeterGuardrails.limitNetworksOfPrincipals({
      ...exempt,
      sourceAddresses,
      credentialSources: [CredentialSource.GLUE_JOB, CredentialSource.LAMBDA_FUNCTION, CredentialSource.GLUE_JOB],
    }),
    denied: [{ ...get, context: { ...ELSEWHERE, ...JOB } }, { ...get, context: { ...ELSEWHERE, ...FUNCTION } }],
    allowed: [{ ...get, context: { ...OFFICE, ...JOB } }, { ...get, context: ELSEWHERE }, ...OF_SERVICES],
    forbids: [...calls(isFrom('glue:CredentialIssuingService'), LOGS), ...calls(isFrom('lambda:SourceFunctionArn'), LOGS_AND_TRACES)],
    waysAround: [{ request: { action: 'xray:PutTraceSegments', context: { ...ELSEWHERE, ...JOB } } }],
    published: 'network_perimeter_glue_scp.json',
  },
];

/** An action of each service that the guardrails for resource control policies cover by default. */
export const PERIMETER_ACTIONS = [
  's3:GetObject', 'aoss:APIAccessAll', 'cognito-identity:GetId', 'cognito-idp:AdminGetUser', 'dynamodb:GetItem', 'ecr:BatchGetImage',
  'kms:Decrypt', 'logs:GetLogEvents', 'secretsmanager:GetSecretValue', 'sqs:ReceiveMessage', 'sts:AssumeRole', 'sts:SetContext',
];

/** All actions of the services of some actions; of some services, only the actions themselves. */
export const wholeServices = (actions: readonly string[]) => (
  [...new Set(actions.map((action) => action.replace(/^(?!sts:|events:)(.+):.+/, '$1:*')))]);

/** The actions of the perimeter. */
export const PERIMETER = wholeServices(PERIMETER_ACTIONS);

const accesses = (conditions: object): Forbidden[] => [{ actions: PERIMETER, when: { ...DIRECT_TO_RESOURCES, ...conditions } }];

/** Requests of people who sign in to an app, without an AWS principal. */
const SIGN_IN: readonly Request[] = [
  { action: 'cognito-idp:InitiateAuth', principal: undefined, context: ELSEWHERE },
  { action: 'cognito-identity:GetCredentialsForIdentity', principal: undefined, context: ELSEWHERE },
];

const RESOURCE_CASES: readonly GuardrailCase[] = [
  {
    build: (exempt) => DataPerimeterGuardrails.limitNetworksOfResources({ ...exempt, sourceAddresses, principalTag }),
    denied: [
      { ...get, context: { 'aws:SourceVpc': OTHER_VPC, ...TAGGED } },
      ...each(PERIMETER_ACTIONS, { context: { ...ELSEWHERE, ...TAGGED } }),
    ],
    allowed: [
      { ...get, context: { ...OFFICE, ...TAGGED } }, { ...get, principal: 'cloudtrail.amazonaws.com' }, { ...get, context: ELSEWHERE }, ...SIGN_IN,
    ],
    forbids: accesses({ ...NOT_OFFICE, StringEquals: IS_TAGGED }),
    waysAround: [
      { request: { ...get, principal: STRANGER, context: { ...ELSEWHERE, ...TAGGED } } },
      { request: { ...get, context: { ...ELSEWHERE, ...TAGGED, 'aws:ViaAWSService': true } }, limit: ON_BEHALF },
      { request: { ...get, principal: STRANGER, context: ELSEWHERE }, limit: TAG_CHANGES },
      {
        request: { action: 'sns:Publish', context: { ...ELSEWHERE, ...TAGGED } },
        limit: 'Services that resource control policies do not support, and services without a listed action, are not restricted',
      },
    ],
    published: 'network_perimeter_vpceorgid_rcp.json',
    differences: [
      { difference: 'one list of services for aws:SourceVpc and aws:VpceOrgID', reason: 'The guardrail accepts requests from either network' },
      { difference: 'no exclusion of accounts of AWS', reason: 'They have no such tag and are not among the principals' },
    ],
  },
  {
    build: (exempt) => DataPerimeterGuardrails.limitNetworksOfResources({
      ...exempt, sourceAddresses, principals: ['arn:*:iam::*:role/*', 'arn:*:iam::*:user/*'],
    }),
    denied: [
      { ...get, context: ELSEWHERE }, { ...get, principal: JO, context: ELSEWHERE }, { ...get, principal: STRANGER, context: ELSEWHERE },
    ],
    allowed: [{ ...get, context: OFFICE }, { ...get, principal: 'cloudtrail.amazonaws.com' }, ...SIGN_IN],
    forbids: accesses({ ...NOT_OFFICE, ArnLike: { 'aws:PrincipalArn': ['arn:*:iam::*:role/*', 'arn:*:iam::*:user/*'] } }),
    waysAround: [{ request: { action: 'sts:AssumeRole', principal: STRANGER, context: ELSEWHERE } }],
  },
  {
    build: (exempt) => DataPerimeterGuardrails.limitNetworksOfResources({
      ...exempt, sourceVpcs: [VPC], sourceOrganizationId: ORGANIZATION, principals: ['arn:*:iam::*:role/Developer'],
    }),
    denied: [
      { ...get, context: { 'aws:SourceVpc': OTHER_VPC } }, { ...get, context: { 'aws:SourceVpc': OTHER_VPC, 'aws:VpceOrgID': 'o-strangersorg' } },
      { ...get, context: ELSEWHERE },
    ],
    allowed: [
      { ...get, context: { 'aws:SourceVpc': VPC } }, { ...get, context: { 'aws:SourceVpc': OTHER_VPC, 'aws:VpceOrgID': ORGANIZATION } },
    ],
    forbids: accesses({ ...NO_ENDPOINT, ArnLike: { 'aws:PrincipalArn': 'arn:*:iam::*:role/Developer' } }),
    waysAround: [{ request: { ...get, context: { 'aws:SourceVpc': VPC, 'aws:RequestedRegion': 'us-west-2' } }, limit: SAME_VPC_ID }],
  },
];

export const NETWORK_PERIMETER_CASES: readonly GuardrailCase[] = [...PRINCIPAL_CASES, ...RESOURCE_CASES];
