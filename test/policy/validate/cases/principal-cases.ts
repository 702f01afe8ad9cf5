import { deny, denyAll, type QuietCase, type RuleCase, values, when } from './rule-case';
import type { JsonValue } from '../../../../src/policy';

const SSO = 'arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com';

/** Conditions that exempt no caller, or that apply to all of them. */
export const PRINCIPAL_CASES: readonly RuleCase[] = [
  {
    rule: 'variable-syntax',
    policy: when('ArnNotLike', 'aws:PrincipalArn', 'arn:aws:iam::${Account}:role/Admin'),
    says: 'Statement[0].Condition.ArnNotLike has the variable ${Account}, which is no condition key and so matches nothing: '
      + '"arn:aws:iam::${Account}:role/Admin". Write ${aws:PrincipalAccount} or the text itself.',
  },
  {
    rule: 'variable-syntax',
    policy: deny({ Action: 'cloudtrail:*', Resource: 'arn:${Partition}:cloudtrail:${Region}:*:trail/x' }),
    says: 'has the variable ${Region}, which is no condition key and so matches nothing: '
      + '"arn:${Partition}:cloudtrail:${Region}:*:trail/x". Write ${aws:RequestedRegion} or the text itself.',
  },
  { rule: 'variable-syntax', policy: deny({ Resource: 'arn:${Partition}:s3:::x' }), says: 'Write * or the text itself.' },
  { rule: 'variable-syntax', policy: deny({ Resource: 'arn:aws:s3:::${username}/*' }), says: 'Write ${aws:username} or the text itself.' },
  { rule: 'variable-syntax', policy: deny({ Resource: 'arn:aws:s3:::${Zzzzzzzz}/*' }), says: 'Write a condition key with its prefix, such as ${aws:PrincipalAccount}, or' },
  {
    rule: 'principal-arn',
    policy: when('ArnNotLike', 'aws:PrincipalArn', ['arn:aws:iam::*:role/Admin', 'arn:aws:iam::*:role/AWSReservedSSO_Admin_*']),
    says: 'Statement[0].Condition.ArnNotLike compares aws:PrincipalArn with an ARN that names a role of IAM Identity Center without its path, and so '
      + 'matches none: "arn:aws:iam::*:role/AWSReservedSSO_Admin_*". Write the path, with * for the Region in it, as in '
      + 'arn:*:iam::*:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Admin_*.',
  },
  { rule: 'principal-arn', policy: when('StringNotLike', 'aws:PrincipalArn', 'arn:*:role/AWSReservedSSO_*'), says: 'without its path' },
  { rule: 'principal-arn', policy: when('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::*:role/aws-reserved/AWSReservedSSO_*'), says: 'without its path' },
  {
    rule: 'principal-arn',
    policy: when('ArnNotEquals', 'aws:PrincipalArn', 'arn:aws:iam:us-east-1:111122223333:role/Admin'),
    says: 'compares aws:PrincipalArn with an ARN that has the Region "us-east-1", which those of IAM do not have: "arn:aws:iam:us-east-1:111122223333:role/Admin".',
  },
  {
    rule: 'resource-parts',
    policy: deny({ Action: 'iam:*', Resource: 'arn:aws:iam::*:role/AWSReservedSSO_*' }),
    says: 'Statement[0].Resource names a role of IAM Identity Center without its path, and so matches none: "arn:aws:iam::*:role/AWSReservedSSO_*".',
  },
  {
    rule: 'rcp-aws-services',
    type: 'RESOURCE_CONTROL_POLICY',
    policy: denyAll({ Condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-exampleorgid' } } }),
    says: 'Statement[0].Condition.StringNotEqualsIfExists also holds for AWS services, whose requests do not have the key, and denies them the '
      + 'resources: "aws:PrincipalOrgID". Add {"BoolIfExists": {"aws:PrincipalIsAWSService": "false"}}.',
  },
  ...values(
    { StringNotEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' }, Bool: { 'aws:ViaAWSService': 'false' } },
    { StringNotEquals: { 'AWS:principalorgid': 'o-exampleorgid' }, ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/x' } },
    { Null: { 'aws:PrincipalOrgID': 'true' } },
    { StringNotEquals: { 'aws:PrincipalAccount': ['111122223333'], 'aws:ResourceTag/shared': 'yes' } },
  ).map((Condition): RuleCase => ({
    rule: 'rcp-aws-services', type: 'RESOURCE_CONTROL_POLICY', policy: denyAll({ Condition }), says: 'also holds for AWS services',
  })),
  {
    rule: 'mfa-of-roles',
    policy: deny({ Action: '*', Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } }),
    says: 'Statement[0].Condition.BoolIfExists also holds for the roles that services and pipelines assume, and denies them everything: '
      + '"aws:MultiFactorAuthPresent". Add {"StringEquals": {"aws:PrincipalType": "User"}} for users alone, or name the actions that need it.',
  },
  ...values(
    { BoolIfExists: { 'aws:MultiFactorAuthPresent': false }, ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/Deployer' } },
    { Null: { 'aws:multifactorauthpresent': 'true' }, StringNotEquals: { 'aws:PrincipalTag/team': 'platform' } },
  ).map((Condition): RuleCase => ({
    rule: 'mfa-of-roles',
    policy: { Version: '2012-10-17', Statement: { Effect: 'Deny', NotAction: ['iam:*', 'sts:*'], Resource: '*', Condition } },
    says: 'denies them everything',
  })),
  {
    rule: 'private-address',
    policy: when('NotIpAddress', 'aws:SourceIp', ['203.0.113.0/24', '10.0.0.0/8']),
    says: 'Statement[0].Condition.NotIpAddress compares aws:SourceIp with private addresses, which it never has: "10.0.0.0/8". Write the public addresses '
      + 'of the network, or compare aws:VpcSourceIp together with aws:SourceVpc for requests through VPC endpoints.',
  },
  ...['172.16.4.1', '192.168.0.0/24', '100.64.0.0/10', '169.254.1.1', '127.0.0.1', 'fd00::/8', 'fe80::1'].map((address): RuleCase => ({
    rule: 'private-address', policy: when('IpAddressIfExists', 'AWS:sourceip', address), says: `never has: "${address}"`,
  })),
];

export const QUIET_PRINCIPAL_CASES: readonly QuietCase[] = [
  ['roles of permission sets with their path', 'SERVICE_CONTROL_POLICY', when('ArnNotLike', 'aws:PrincipalArn', [
    `${SSO}/*AWSReservedSSO_Admin_*`, `${SSO}/eu-west-1/AWSReservedSSO_Admin_*`, `${SSO}/*`, 'arn:aws:iam::*:role/*/AWSReservedSSO_*', '*AWSReservedSSO_*',
    'arn:aws:iam:*:111122223333:role/Admin', 'arn:*:*:*:*:role/*/*AWSReservedSSO_*',
  ])],
  ['a cluster entry that names the role of a permission set', 'SERVICE_CONTROL_POLICY', deny({
    Action: 'eks:*', Resource: 'arn:aws:eks:*:*:access-entry/*/role/*/AWSReservedSSO_Admin_1/*',
  })],
  ...values(
    { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-exampleorgid' }, BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } },
    { StringNotEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' }, Bool: { 'aws:PrincipalIsAWSService': false } },
    { StringNotEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' }, Null: { 'aws:PrincipalArn': 'false' } },
    { StringNotEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid', 'aws:PrincipalServiceName': 'config.amazonaws.com' } },
    { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-exampleorgid', 'aws:SourceOrgID': 'o-exampleorgid' } },
    { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-exampleorgid' }, BoolIfExists: { 'aws:SecureTransport': 'false' } },
    { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } },
  ).map((Condition): QuietCase => [`resources denied by ${JSON.stringify(Condition)}`, 'RESOURCE_CONTROL_POLICY', denyAll({ Condition })]),
  ['web identities of others denied by their organization', 'RESOURCE_CONTROL_POLICY', denyAll({
    Action: ['sts:AssumeRoleWithWebIdentity', 'sts:AssumeRoleWithSAML'], Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } },
  })],
  ['principals of others denied by a service control policy', 'SERVICE_CONTROL_POLICY', when('StringNotEquals', 'aws:PrincipalOrgID', 'o-exampleorgid')],
  ['some actions denied without multi-factor authentication', 'SERVICE_CONTROL_POLICY', deny({
    Action: ['ec2:StopInstances'], Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
  })],
  ...values(
    { StringEquals: { 'aws:PrincipalType': 'User' } }, { ArnNotLike: { 'aws:PrincipalArn': ['arn:*:iam::*:role/*'] } },
    { ArnLike: { 'aws:PrincipalArn': 'arn:*:iam::*:user/*' } }, { Null: { 'aws:username': 'false' } }, { StringLike: { 'aws:PrincipalTag/human': '*' } },
  ).map((more): QuietCase => [`everything denied without multi-factor authentication, ${JSON.stringify(more)}`, 'SERVICE_CONTROL_POLICY', deny({
    Action: '*', Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' }, ...(more as { [operator: string]: JsonValue }) },
  })]),
  ['everything denied with a key that requires the absence of a second factor', 'SERVICE_CONTROL_POLICY', deny({
    Action: '*', Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } },
  })],
  ['public addresses, all of them, and private ones where they belong', 'SERVICE_CONTROL_POLICY', deny({
    Condition: { NotIpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '0.0.0.0/0', '172.32.0.0/16', '2001:db8::/32'], 'aws:VpcSourceIp': '10.0.0.0/8' } },
  })],
];
