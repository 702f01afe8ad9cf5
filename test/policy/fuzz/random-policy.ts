import type { Pick } from './pick';
import type { JsonValue } from '../../../src/policy';

type Json = { [key: string]: JsonValue };

/** IDs of an organization as literals in policies; in code, they may be references. */
export interface Names {
  readonly accounts: readonly string[];
  readonly organizations: readonly string[];
  readonly paths: readonly string[];
}

const VALUES: Readonly<Record<string, readonly string[]>> = {
  'aws:PrincipalArn': [
    'arn:aws:iam::*:root', 'arn:aws:iam::*:role/Admin', 'arn:aws:iam::*:role/platform/*', 'arn:aws:iam::*:role/*Admin', 'arn:*:iam::*:user/*',
    'arn:aws:iam::12*:role/*', 'arn:aws:iam::*:role/aws-service-role/*', 'arn:aws:iam::${aws:PrincipalAccount}:role/Dev', 'arn:aws:iam::*:user/${aws:username}',
  ],
  'aws:PrincipalTag/team': ['blue', '${aws:ResourceTag/team}', "${aws:ResourceTag/team, 'blue'}", '*', 'b*', '', '${aws:username}'],
  'aws:ResourceTag/team': ['blue', '${aws:PrincipalTag/team}', "x${aws:PrincipalTag/team, 'none'}", '*', ''],
  'aws:PrincipalIsAWSService': ['true', 'false'],
  'aws:PrincipalServiceName': ['cloudtrail.amazonaws.com', 'config.*', '*'],
  'aws:PrincipalType': ['User', 'AssumedRole', 'Anonymous', 'Account', '*User'],
  'aws:username': ['jo', 'j*', '${aws:PrincipalTag/team}'],
  'aws:RequestedRegion': ['eu-west-1', 'eu-*', 'us-east-1', '*-1'],
};
const ACTIONS = ['s3:*', 's3:Get*', 'sts:*', 'sts:AssumeRole', 'sts:AssumeRoleWith*', 'ec2:*', 'iam:*', 'kms:*', 'mechanicalturk:*'];
const RESOURCES = ['arn:aws:s3:::home-${aws:username}/*', 'arn:aws:s3:::logs/*', 'arn:aws:iam::*:role/*', 'arn:aws:iam::aws:policy/*', 'arn:aws:*:*:12*:*', "arn:aws:s3:::${aws:PrincipalTag/team, 'logs'}/*"];
const PLAIN = ['StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike', 'StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase'];
const ARN = ['ArnLike', 'ArnNotLike', 'ArnEquals', 'StringLike', 'StringNotLike'];

function valuesOf(key: string, names: Names): readonly string[] {
  if (key in VALUES) return VALUES[key];
  if (key.endsWith('OrgPaths')) return names.paths;
  const same = key.startsWith('aws:Principal') ? 'aws:ResourceOrgID' : 'aws:PrincipalOrgID';
  if (key.endsWith('OrgID')) return [...names.organizations, `\${${same}}`, 'o-*', 'o-a1*'];
  return [...names.accounts, '${aws:PrincipalAccount}', '12*', '*7', '????????????', 'anonymous'];
}

const KEYS = [
  ...Object.keys(VALUES), ...['Principal', 'Resource', 'Source'].flatMap((of) => [`aws:${of}OrgID`, `aws:${of}OrgPaths`, `aws:${of}Account`]),
];

function operatorOf(key: string, pick: Pick): string {
  if (key === 'aws:PrincipalIsAWSService') return pick.one(['Bool', 'BoolIfExists']);
  if (key.endsWith('Account') && pick.chance(0.05)) return 'NumericLessThan';
  const base = pick.one(key === 'aws:PrincipalArn' ? ARN : PLAIN) + pick.one(['', '', 'IfExists']);
  return key.endsWith('OrgPaths') ? pick.one(['ForAnyValue:', 'ForAllValues:']) + base : base;
}

function conditions(names: Names, pick: Pick): Json {
  const written: Record<string, Json> = {};
  const keys = pick.some(KEYS, 3);
  // Some statements have two conditions on a key.
  if (pick.chance(0.3)) keys.push(keys[0]);
  for (const key of keys) {
    const isNull = pick.chance(0.1);
    const operator = isNull ? 'Null' : operatorOf(key, pick);
    const values = operator === 'NumericLessThan' ? ['500000000000'] : pick.some(isNull ? ['true', 'false'] : valuesOf(key, names), 2);
    written[operator] = { ...written[operator], [key]: values };
  }
  return written;
}

export function randomPolicy(type: 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY', names: Names, pick: Pick): Json {
  const isControl = type === 'SERVICE_CONTROL_POLICY';
  const statement = (): Json => ({
    Effect: isControl && pick.chance(0.15) ? 'Allow' : 'Deny',
    ...(isControl ? {} : { Principal: '*' }),
    ...(isControl && pick.chance(0.15) ? { NotAction: pick.one(ACTIONS) } : { Action: isControl && pick.chance(0.3) ? '*' : pick.some(ACTIONS, 3) }),
    ...(pick.chance(0.7) ? { Resource: '*' } : { [pick.one(['Resource', 'NotResource'])]: pick.some(RESOURCES, 2) }),
    ...(pick.chance(0.1) ? {} : { Condition: conditions(names, pick) }),
  });
  return { Version: '2012-10-17', Statement: Array.from({ length: 1 + pick.upTo(1) }, statement) };
}
