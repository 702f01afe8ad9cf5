import type { ContextValue, JsonValue } from '../../../src/policy';

export interface MatchingCase {
  /** The page of the AWS documentation, by name. */
  readonly page: string;
  /** Elements of a Deny statement; `Resource` is `*` and `Action` is `*` unless given. */
  readonly statement: { [key: string]: JsonValue };
  readonly action?: string;
  readonly resource?: string;
  readonly context?: Record<string, ContextValue>;
  readonly version?: string;
  /** Whether the statement matches the request. */
  readonly matches: boolean | 'depends';
}

const ACTION = 'IAM User Guide, "IAM JSON policy elements: Action"';
const NOT_ACTION = 'IAM User Guide, "IAM JSON policy elements: NotAction"';
const RESOURCE = 'IAM User Guide, "IAM JSON policy elements: Resource"';
const NOT_RESOURCE = 'IAM User Guide, "IAM JSON policy elements: NotResource"';
const VARIABLES = 'IAM User Guide, "IAM policy elements: Variables and tags"';
const VERSION = 'IAM User Guide, "IAM JSON policy elements: Version"';
const CONDITION = 'IAM User Guide, "IAM JSON policy elements: Condition"';

type ActionRow = readonly [patterns: string | string[], action: string, matches: boolean];

const ACTIONS: readonly ActionRow[] = [
  ['s3:GetObject', 's3:GetObject', true],
  ['s3:GetObject', 's3:PutObject', false],
  ['S3:getobject', 's3:GetObject', true],
  ['s3:GetObject', 'S3:GETOBJECT', true],
  ['s3:*', 's3:GetObject', true],
  ['s3:*', 's3-outposts:GetObject', false],
  ['s3:Get*', 's3:GetObject', true],
  ['s3:Get*', 's3:PutObject', false],
  ['s3:*Object', 's3:GetObject', true],
  ['s3:*Object', 's3:GetObjectAcl', false],
  ['s3:*Object*', 's3:GetObjectAcl', true],
  ['s3:Get*Acl', 's3:GetBucketAcl', true],
  ['s3:G?tObject', 's3:GetObject', true],
  ['s3:G?tObject', 's3:GeetObject', false],
  ['*', 'iam:CreateUser', true],
  ['*:*', 'iam:CreateUser', true],
  ['iam:*AccessKey*', 'iam:CreateAccessKey', true],
  ['iam:*AccessKey*', 'iam:CreateUser', false],
  [['s3:*', 'ec2:Run*'], 'ec2:RunInstances', true],
  [['s3:*', 'ec2:Run*'], 'ec2:StopInstances', false],
  [[], 's3:GetObject', false],
];

type ResourceRow = readonly [patterns: string | string[], resource: string, matches: boolean];

const RESOURCES: readonly ResourceRow[] = [
  ['*', 'arn:aws:s3:::bucket', true],
  ['*', '*', true],
  ['arn:aws:s3:::bucket', 'arn:aws:s3:::bucket', true],
  ['arn:aws:s3:::bucket', 'arn:aws:s3:::Bucket', false],
  ['arn:aws:s3:::bucket', 'arn:aws:s3:::bucket/key', false],
  ['arn:aws:s3:::bucket/*', 'arn:aws:s3:::bucket/a/b/c', true],
  ['arn:aws:s3:::bucket/*', 'arn:aws:s3:::bucket', false],
  ['arn:aws:s3:::*', 'arn:aws:s3:::bucket/key', true],
  ['arn:aws:s3:::bucket-?', 'arn:aws:s3:::bucket-1', true],
  ['arn:aws:s3:::bucket-?', 'arn:aws:s3:::bucket-12', false],
  ['arn:aws:sqs', 'arn:aws:sqs:eu-west-1:111122223333:queue', true],
  ['arn:aws:sqs', 'arn:aws:sns:eu-west-1:111122223333:topic', false],
  ['arn:aws:sqs:*:111122223333:*', 'arn:aws:sqs:eu-west-1:111122223333:queue', true],
  ['arn:aws:sqs:*:111122223333:*', 'arn:aws:sqs:eu-west-1:444455556666:queue', false],
  ['arn:aws:sqs:*:queue', 'arn:aws:sqs:eu-west-1:111122223333:queue', true],
  ['arn:aws:sqs:eu-*:queue', 'arn:aws:sqs:eu-west-1:111122223333:queue', true],
  ['arn:aws:sqs:*-1:queue', 'arn:aws:sqs:eu-west-1:111122223333:queue', false],
  ['arn:aws:sqs:*', 'arn:aws:sqs:eu-west-1:111122223333:queue', true],
  ['arn:aws:logs:*:*:log-group:app*', 'arn:aws:logs:eu-west-1:111122223333:log-group:app:*', true],
  ['arn:aws:iam::111122223333:user/David', '*', false],
  [['arn:aws:s3:::a', 'arn:aws:s3:::b'], 'arn:aws:s3:::b', true],
];

const TEAM = { 'aws:PrincipalTag/team': 'blue' };

export const MATCHING_CASES: readonly MatchingCase[] = [
  ...ACTIONS.map(([Action, action, matches]) => ({ page: ACTION, statement: { Action }, action, matches })),
  ...ACTIONS.map(([NotAction, action, matches]) => ({ page: NOT_ACTION, statement: { NotAction }, action, matches: !matches })),
  ...RESOURCES.map(([Resource, resource, matches]) => ({ page: RESOURCE, statement: { Resource }, resource, matches })),
  ...RESOURCES.map(([NotResource, resource, matches]) => ({ page: NOT_RESOURCE, statement: { NotResource }, resource, matches: !matches })),
  { page: RESOURCE, statement: { Resource: 'arn:aws:s3:::bucket' }, matches: 'depends' },
  { page: NOT_RESOURCE, statement: { NotResource: 'arn:aws:s3:::bucket' }, matches: 'depends' },
  { page: VARIABLES, statement: { Resource: 'arn:aws:s3:::${aws:PrincipalTag/team}' }, resource: 'arn:aws:s3:::blue', context: TEAM, matches: true },
  { page: VARIABLES, statement: { Resource: 'arn:aws:s3:::${aws:PrincipalTag/team}' }, resource: 'arn:aws:s3:::red', context: TEAM, matches: false },
  { page: VARIABLES, statement: { Resource: 'arn:aws:s3:::x/${aws:username}/*' }, resource: 'arn:aws:s3:::x/jo/1', context: { 'aws:username': 'jo' }, matches: true },
  { page: VARIABLES, statement: { Resource: 'arn:aws:s3:::x/${aws:username}' }, resource: 'arn:aws:s3:::x/jo', context: { 'aws:username': null }, matches: false },
  { page: VARIABLES, statement: { Resource: 'arn:aws:s3:::x/${aws:username}' }, resource: 'arn:aws:s3:::x/jo', matches: 'depends' },
  {
    page: VARIABLES,
    statement: { Resource: "arn:aws:s3:::x-${aws:PrincipalTag/team, 'company-wide'}" },
    resource: 'arn:aws:s3:::x-company-wide',
    context: { 'aws:PrincipalTag/team': null },
    matches: true,
  },
  {
    page: VARIABLES,
    statement: { Resource: "arn:aws:s3:::x-${aws:PrincipalTag/team, 'company-wide'}" },
    resource: 'arn:aws:s3:::x-company-wide',
    context: TEAM,
    matches: false,
  },
  { page: VARIABLES, statement: { Resource: 'arn:aws:s3:::${aws:PrincipalTag/cost center}' }, resource: 'arn:aws:s3:::blue', context: { 'aws:PrincipalTag/cost center': 'blue' }, matches: true },
  { page: VARIABLES, statement: { Resource: 'arn:aws:s3:::${aws:PrincipalTag/cost center}' }, resource: 'arn:aws:s3:::blue', matches: 'depends' },
  {
    page: VARIABLES,
    statement: { Resource: "arn:aws:s3:::${ aws:PrincipalTag/cost center , 'none' }" },
    resource: 'arn:aws:s3:::none',
    context: { 'aws:PrincipalTag/cost center': null },
    matches: true,
  },
  { page: VARIABLES, statement: { Resource: 'arn:aws:s3:::x/${*}' }, resource: 'arn:aws:s3:::x/*', matches: true },
  { page: VARIABLES, statement: { Resource: 'arn:aws:s3:::x/${*}' }, resource: 'arn:aws:s3:::x/y', matches: false },
  { page: VARIABLES, statement: { Resource: 'arn:aws:s3:::x/${?}' }, resource: 'arn:aws:s3:::x/?', matches: true },
  { page: VARIABLES, statement: { Resource: 'arn:aws:s3:::x/${?}' }, resource: 'arn:aws:s3:::x/y', matches: false },
  { page: VARIABLES, statement: { Resource: 'arn:aws:s3:::x/${$}' }, resource: 'arn:aws:s3:::x/$', matches: true },
  { page: VARIABLES, statement: { Condition: { StringEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } } }, context: { ...TEAM, 'aws:ResourceTag/team': 'blue' }, matches: true },
  { page: VARIABLES, statement: { Condition: { StringEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } } }, context: { ...TEAM, 'aws:ResourceTag/team': 'red' }, matches: false },
  { page: VARIABLES, statement: { Condition: { StringNotEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } } }, context: { ...TEAM, 'aws:ResourceTag/team': 'red' }, matches: true },
  { page: VARIABLES, statement: { Condition: { StringEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } } }, context: { 'aws:ResourceTag/team': 'red' }, matches: 'depends' },
  { page: VARIABLES, statement: { Condition: { StringLike: { 's3:prefix': '${aws:username}/*' } } }, context: { 'aws:username': 'jo', 's3:prefix': 'jo/a' }, matches: true },
  { page: VARIABLES, statement: { Condition: { StringLike: { 's3:prefix': '${aws:username}/${*}' } } }, context: { 'aws:username': 'jo', 's3:prefix': 'jo/a' }, matches: false },
  {
    page: VARIABLES,
    statement: { Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:${aws:PrincipalAccount}:*' } } },
    context: { 'aws:PrincipalAccount': '111122223333', 'aws:SourceArn': 'arn:aws:sns:eu-west-1:111122223333:t' },
    matches: true,
  },
  { page: VARIABLES, statement: { Condition: { StringEquals: { 'a:k': '${a:many}' } } }, context: { 'a:k': 'x', 'a:many': ['x', 'y'] }, matches: false },
  { page: VERSION, version: '2008-10-17', statement: { Condition: { StringEquals: { 'a:k': '${aws:username}' } } }, context: { 'a:k': '${aws:username}' }, matches: true },
  { page: VERSION, version: '2008-10-17', statement: { Condition: { StringEquals: { 'a:k': '${aws:username}' } } }, context: { 'a:k': 'jo', 'aws:username': 'jo' }, matches: false },
  { page: CONDITION, statement: { Condition: { StringEquals: { 'aws:requestedregion': 'eu-west-1' } } }, context: { 'aws:RequestedRegion': 'eu-west-1' }, matches: true },
  { page: CONDITION, statement: { Condition: { StringEquals: { 'a:x': '1', 'a:y': '2' } } }, context: { 'a:x': '1', 'a:y': '3' }, matches: false },
  { page: CONDITION, statement: { Condition: { StringEquals: { 'a:x': '1' }, Bool: { 'a:y': 'true' } } }, context: { 'a:x': '1', 'a:y': true }, matches: true },
  { page: CONDITION, statement: { Condition: { StringEquals: { 'a:x': '1' }, Bool: { 'a:y': 'true' } } }, context: { 'a:x': '2' }, matches: false },
  { page: CONDITION, statement: { Condition: { StringEquals: { 'a:x': '1' }, Bool: { 'a:y': 'true' } } }, context: { 'a:x': '1' }, matches: 'depends' },
];
