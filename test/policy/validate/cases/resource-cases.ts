import { allow, deny, pairs, type QuietCase, type RuleCase, V, values, when } from './rule-case';
import { type JsonValue, unknownText } from '../../../../src/policy';

const instanceTypes = (more: { [operator: string]: JsonValue } = {}): JsonValue => ({ StringNotEquals: { 'ec2:InstanceType': ['t3.micro'] }, ...more });
const launch = (Resource: JsonValue, Condition: JsonValue) => deny({ Action: 'ec2:RunInstances', Resource, Condition });

/** Actions, resources, keys and values that do not match each other. */
export const RESOURCE_CASES: readonly RuleCase[] = [
  {
    rule: 'wildcard-before-service',
    policy: deny({ Action: 's3:PutObject', Resource: undefined as never, NotResource: ['arn:aws:s3:::logs/*', 'arn:*:s3:::audit/*'] }),
    says: 'Statement[0].NotResource also matches objects of other buckets for s3:PutObject, such as arn:aws:s3:::bucket/key:s3:::audit/x: '
      + '"arn:*:s3:::audit/*". Write the partition and the service without wildcards, once for each partition.',
  },
  ...[
    deny({ NotResource: 'arn:*:ssm:*::parameter/*', Action: '*', Resource: undefined as never }),
    deny({ NotResource: 'arn:aws:*:::logs/*', NotAction: 'iam:*', Action: undefined as never, Resource: undefined as never }),
    deny({ NotResource: 'arn:aws?cn:ssm:*::parameter/*', Action: 's3:Get*', Resource: undefined as never }),
  ].map((policy): RuleCase => (
    { rule: 'wildcard-before-service', policy, says: 'Statement[0].NotResource also matches objects of other buckets for s3:' })),
  { rule: 'wildcard-before-service', policy: allow({ Resource: 'arn:*:s3:::logs/*' }), says: 'Statement[0].Resource also matches objects of other buckets' },
  {
    rule: 'wildcard-value',
    policy: when('StringNotEquals', 'aws:PrincipalTag/team', ['web', 'data-*']),
    says: 'Statement[0].Condition.StringNotEquals compares aws:PrincipalTag/team with a text that has a wildcard, which the operator takes as a character: '
      + '"data-*". Write StringNotLike, or ${*} where the character itself is meant.',
  },
  { rule: 'wildcard-value', policy: when('StringEquals', 'aws:RequestedRegion', 'eu-*'), says: 'Write StringLike, or' },
  { rule: 'wildcard-value', policy: when('ForAnyValue:StringEqualsIgnoreCaseIfExists', 'aws:TagKeys', 'team?'), says: 'Write ForAnyValue:StringLikeIfExists, or' },
  { rule: 'wildcard-value', policy: when('StringNotEqualsIgnoreCase', 'aws:PrincipalTag/team', '${aws:username}-*'), says: 'Write StringNotLike, or' },
  {
    rule: 'key-of-some-resources',
    policy: launch('*', instanceTypes()),
    says: 'Statement[0].Condition.StringNotEquals denies every ec2:RunInstances, since its resources image/*, network-interface/*, security-group/*, subnet/* '
      + 'do not have the key: "ec2:InstanceType". Name in Resource those that have it: arn:*:ec2:*:*:instance/*.',
  },
  {
    rule: 'key-of-some-resources',
    policy: launch('*', { Null: { 'aws:RequestTag/team': 'true' } }),
    says: 'Statement[0].Condition.Null denies every ec2:RunInstances, since its resources image/*, security-group/*, subnet/* do not have the key: '
      + '"aws:RequestTag/team". Name in Resource those that have it: arn:*:ec2:*:*:instance/*, arn:*:ec2:*:*:network-interface/*,',
  },
  { rule: 'key-of-some-resources', policy: launch(['arn:aws:ec2:*:*:instance/*', 'arn:aws:ec2:*:*:subnet/*'], instanceTypes()), says: 'since its resources subnet/* do not' },
  { rule: 'key-of-some-resources', policy: launch('arn:aws:ec2:eu-west-1:*:*', instanceTypes()), says: 'denies every ec2:RunInstances' },
  { rule: 'key-of-some-resources', policy: launch('*', instanceTypes({ StringLike: { 'aws:RequestedRegion': 'eu-*' } })), says: 'denies every ec2:RunInstances' },
  {
    rule: 'key-of-some-resources',
    policy: { Version: V, Statement: { Effect: 'Deny', Action: 'ec2:RunInstances', NotResource: 'arn:aws:ec2:*:*:volume/*', Condition: instanceTypes() } },
    says: 'denies every ec2:RunInstances',
  },
  {
    rule: 'key-of-some-resources',
    policy: deny({ Action: ['ec2:CreateSubnet', 's3:CreateBucket'], Condition: { Null: { 'aws:RequestTag/team': true } } }),
    says: 'denies every ec2:CreateSubnet, since its resources vpc/* do not have the key',
  },
  {
    rule: 'key-of-other-actions',
    policy: deny({ Action: ['s3:DeleteBucket', 's3:PutBucketPolicy'], Condition: { StringEquals: { 's3:x-amz-acl': 'public-read' } } }),
    says: 'Statement[0].Condition.StringEquals names a key that none of the actions has, so that the condition never holds: "s3:x-amz-acl". '
      + 'Name actions that have the key, or another key. If AWS added it to the actions lately, acknowledge the warning.',
  },
  {
    rule: 'key-of-other-actions',
    policy: deny({ Action: 'ec2:TerminateInstances', Condition: { StringNotEquals: { 'EC2:imageid': 'ami-1' }, Null: { 'aws:RequestTag/team': 'true' } } }),
    says: 'so that the condition always holds: "EC2:imageid"',
  },
  {
    rule: 'key-of-other-actions',
    policy: deny({ Action: 'ec2:TerminateInstances', Condition: { Null: { 'aws:RequestTag/team': 'true' } } }),
    says: 'Statement[0].Condition.Null names a key that none of the actions has, so that the condition always holds: "aws:RequestTag/team"',
  },
  { rule: 'key-of-other-actions', policy: deny({ Action: 's3:Delete*', Condition: { StringEquals: { 'ec2:InstanceType': 't3.micro' } } }), says: 'never holds: "ec2:InstanceType"' },
  {
    rule: 'resource-shape',
    policy: deny({ Action: 'lambda:*', Resource: 'arn:aws:lambda:*:*:function/*' }),
    says: 'Statement[0].Resource has "function/" where resources of lambda have "function:": "arn:aws:lambda:*:*:function/*". '
      + 'Write it as in arn:*:lambda:*:*:function:*,',
  },
  {
    rule: 'resource-shape',
    policy: { Version: V, Statement: { Effect: 'Deny', Action: 'dynamodb:*', NotResource: 'arn:aws:dynamodb:*:*:table:ledger' } },
    says: 'Statement[0].NotResource has "table:" where resources of dynamodb have "table/": "arn:aws:dynamodb:*:*:table:ledger"',
  },
  {
    rule: 'resource-shape',
    policy: deny({ Action: 'iam:DeleteRole', Resource: ['arn:aws:iam::*:role/x', 'arn:aws:iam:us-east-1:111122223333:role/x'] }),
    says: 'Statement[0].Resource has a Region ("us-east-1"), which such resources do not have: "arn:aws:iam:us-east-1:111122223333:role/x". '
      + 'Write it as in arn:*:iam::*:role/*.',
  },
  {
    rule: 'resource-shape',
    policy: deny({ Action: 'route53:*', Resource: 'arn:aws:route53::111122223333:hostedzone/Z1' }),
    says: 'has an account ("111122223333"), which such resources do not have',
  },
  { rule: 'resource-shape', policy: deny({ Action: 'kms:*', Resource: 'arn:aws:kms::111122223333:key/*' }), says: 'lacks a Region, which such resources have' },
  {
    rule: 'resource-shape',
    policy: deny({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::logs' }),
    says: 'Statement[0].Resource names resources that none of the actions is about: "arn:aws:s3:::logs". Write it as in arn:*:s3:::*/*.',
  },
  { rule: 'resource-shape', policy: deny({ Action: 's3:ListBucket', Resource: 'arn:aws:s3:::logs/*' }), says: 'none of the actions is about: "arn:aws:s3:::logs/*"' },
  {
    rule: 'resource-shape',
    policy: deny({ Action: ['s3:DeleteBucket', 's3:DeleteObject'], Resource: 'arn:aws:s3:::logs' }),
    says: 'Statement[0].Action names an action that is about none of the resources: "s3:DeleteObject". Add such resources as arn:*:s3:::*/*, or take it out.',
  },
  {
    rule: 'region-deny',
    policy: deny({ Action: '*', Condition: { StringNotEquals: { 'aws:RequestedRegion': ['eu-central-1', 'us-gov-west-1', 'cn-north-1'] } } }),
    says: 'denies regions for services that are called in one region only: ["iam","sts",',
  },
  { rule: 'region-deny', policy: deny({ Action: '*', Condition: { StringNotLike: { 'aws:RequestedRegion': ['eu-*', 'cn-*'] } } }), says: 'Name them in NotAction: iam:*' },
  { rule: 'region-deny', policy: deny({ Action: '*', Condition: { StringNotEquals: { 'aws:RequestedRegion': ['us-gov-east-1'] } } }), says: 'Name them in NotAction: iam:*' },
  ...['stringequals', 'STRINGNOTLIKE', 'foranyvalue:StringEquals', 'StringEqualsifexists', 'bool', 'null'].map((operator): RuleCase => ({
    rule: 'policy-syntax', policy: when(operator, 'aws:PrincipalTag/team', 'true'), says: `is not a condition operator: "${operator}"`,
  })),
];

export const QUIET_RESOURCE_CASES: readonly QuietCase[] = [
  ['wildcards where they are literal characters, or where the operator supports them', 'SERVICE_CONTROL_POLICY', deny({
    Condition: {
      StringEquals: { 'aws:PrincipalTag/team': ['a${*}', '${aws:PrincipalTag/*}', '${?}'], 'aws:UserAgent': 'what?', 's3:prefix': '*', 'aws:referer': 'https://example.com/?a' },
      StringNotLike: { 'aws:PrincipalTag/team': 'data-*' },
      ArnNotEquals: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/x' },
    },
  })],
  ['wildcards after the service, in the resources of a denial, or for actions that no object has', 'SERVICE_CONTROL_POLICY', {
    Version: V,
    Statement: [
      { Effect: 'Deny', Action: 's3:PutObject', NotResource: ['arn:aws:s3:::logs/*', 'arn:aws:s3:*:*:accesspoint/*'] },
      { Effect: 'Deny', Action: 's3:PutObject', Resource: 'arn:*:s3:::logs/*' },
      { Effect: 'Deny', Action: 'bedrock:InvokeModel', NotResource: 'arn:*:bedrock:*::foundation-model/*' },
      { Effect: 'Deny', NotAction: ['s3:*', 'iam:*'], NotResource: 'arn:*:ssm:*::parameter/*', Condition: { StringEquals: { 'aws:PrincipalTag/team': 'web' } } },
      { Effect: 'Allow', Action: ['ec2:*', 'sts:*'], Resource: 'arn:*:ec2:*:*:instance/*' },
    ],
  }],
  ['everyone as the principal of a function', 'SERVICE_CONTROL_POLICY', deny({ Action: 'lambda:AddPermission', Condition: { StringEquals: { 'lambda:Principal': '*' } } })],
  ...pairs(
    ['arn:aws:ec2:*:*:instance/*', instanceTypes()],
    ['*', { StringNotEqualsIfExists: { 'ec2:InstanceType': 't3.micro' } }],
    ['*', { StringEquals: { 'ec2:InstanceType': 't3.micro' } }],
    ['*', instanceTypes({ Null: { 'ec2:InstanceType': 'false' } })],
    ['*', { StringNotEquals: { 'ec2:Region': 'eu-west-1' } }],
    [['arn:aws:ec2:*:*:instance/*', 'arn:aws:ec2:*:*:volume/*'], { Null: { 'aws:RequestTag/team': 'true' } }],
    [['arn:aws:ec2:*:*:instance/*', 'arn:aws:ec2:*::image/ami-1'], instanceTypes()],
    ['arn:aws:ec2:*::image/*', { StringNotEquals: { 'ec2:Owner': 'amazon' } }],
    ['arn:aws:ec2:*:*:network-interface/*', { StringNotEquals: { 'aws:PrincipalTag/team': 'web' } }],
  ).map(([resource, condition]): QuietCase => [
    `launches on ${JSON.stringify(resource)} denied by ${JSON.stringify(condition)}`, 'SERVICE_CONTROL_POLICY', launch(resource, condition),
  ]),
  ['an allowed instance type', 'SERVICE_CONTROL_POLICY', allow({ Action: ['ec2:RunInstances', 'sts:*'], Condition: instanceTypes() })],
  ...pairs(
    [['s3:PutObject', 's3:GetObject'], { StringEquals: { 's3:x-amz-acl': 'public-read' } }],
    ['s3:*', { StringEquals: { 's3:x-amz-acl': 'public-read' } }],
    ['ec2:DescribeInstances', { ArnLike: { 'ec2:SourceInstanceARN': 'arn:aws:ec2:*:*:instance/*' } }],
    ['ec2:TerminateInstances', { StringNotEquals: { 'ec2:ResourceTag/team': 'web', 'aws:ResourceTag/team': 'web' } }],
    ['s3:GetObject', { StringEquals: { 's3:ExistingObjectTag/class': 'a', 'saml:sub': 'x', 'lambda:SourceFunctionArn': 'arn:aws:lambda:eu-west-1:111122223333:function:x' } }],
    ['aws-marketplace:Subscribe', { 'ForAnyValue:StringEquals': { 'aws-marketplace:ProductId': 'prod-a' } }],
    [['s3:DeleteBucket', unknownText(0)], { StringEquals: { 's3:x-amz-acl': 'public-read' } }],
    ['dynamodb:CreateTable', { Null: { 'aws:RequestTag/team': 'true' } }],
  ).map(([Action, Condition]): QuietCase => [`${JSON.stringify(Action)} denied by ${JSON.stringify(Condition)}`, 'SERVICE_CONTROL_POLICY', deny({ Action, Condition })]),
  ...pairs(
    ['s3:GetObject', 'arn:aws:s3:::logs*'], ['s3:GetObject', 'arn:aws:s3:::logs/a/b'], ['s3:ListBucket', 'arn:aws:s3:::logs'], ['s3:*', 'arn:aws:s3:::logs'],
    ['lambda:InvokeFunction', 'arn:aws:lambda:*:*:function:x'], ['lambda:InvokeFunction', 'arn:aws:lambda:eu-*'], ['lambda:InvokeFunction', 'arn:aws:lambda:*:function:x:live'], ['iam:DeleteRole', 'arn:aws:iam::*role/x'],
    ['logs:DeleteLogGroup', 'arn:aws:logs:*:log-group:/aws/x:*'], ['ecr:BatchGetImage', 'arn:*:repository/x'], ['iam:DeleteRole', 'arn:aws:iam:*:111122223333:role/x'],
    ['iam:DeleteRole', 'arn:aws:iam::*:role/a/b/*'], ['ssm:GetParameter', 'arn:aws:ssm:*:*:parameter/a/b'], ['logs:DeleteLogGroup', 'arn:aws:logs:*:*:log-group:/aws/lambda/x:*'],
    ['iam:DeleteRole', 'arn:aws:iam::${aws:PrincipalAccount}:role/${aws:PrincipalTag/team}'], ['lambda:*', `arn:aws:lambda:*:*:${unknownText(0)}`],
    ['apigateway:GET', 'arn:aws:apigateway:*::/restapis/*/stages/*'], ['backup:DeleteRecoveryPoint', 'arn:aws:ec2:*::snapshot/*'],
    ['wafv2:AssociateWebACL', 'arn:aws:wafv2:*:*:regional/webacl/*'], ['cloudformation:CreateChangeSet', 'arn:aws:cloudformation:*:aws:transform/*'],
    ['lambda:InvokeFunction', 'arn:aws:lambda:*:*:function*'], ['iam:DeleteRole', 'arn:aws:iam:*::role/x'], ['s3:GetObject', 'arn:aws:s3:*:*:accesspoint/x/object/*'], ['ssm:SendCommand', 'arn:aws:ssm:*::document/AWS-*'],
  ).map(([Action, Resource]): QuietCase => [`${String(Action)} on ${String(Resource)}, whose form fits`, 'SERVICE_CONTROL_POLICY', deny({ Action, Resource })]),
  ['buckets and objects with their actions', 'SERVICE_CONTROL_POLICY', deny({
    Action: ['s3:DeleteBucket', 's3:DeleteObject', 's3:ListAllMyBuckets'], Resource: ['arn:aws:s3:::logs', 'arn:aws:s3:::logs/*'],
  })],
  ...values(
    { StringNotEquals: { 'aws:RequestedRegion': ['cn-northwest-1'] } }, { StringNotLike: { 'aws:RequestedRegion': ['us-gov-*'] } },
    { StringNotLike: { 'aws:RequestedRegion': ['us-*', 'cn-north-1'] } }, { StringNotEquals: { 'aws:RequestedRegion': ['eusc-de-east-1'] } },
    { StringNotEquals: { 'aws:RequestedRegion': ['us-iso-east-1', 'us-iso-west-1'] } },
  ).map((Condition): QuietCase => [`other Regions denied by ${JSON.stringify(Condition)}`, 'SERVICE_CONTROL_POLICY', deny({ Action: '*', Condition })]),
];
