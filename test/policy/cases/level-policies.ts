import {
  CompiledPolicy, FULL_AWS_ACCESS, type JsonValue, parsePolicyDocument, type PolicyLanguage, RCP_FULL_AWS_ACCESS,
} from '../../../src/policy';

const EU = { 'aws:RequestedRegion': ['eu-west-1', 'eu-central-1'] };

const STATEMENTS: Record<string, { [key: string]: JsonValue }> = {
  'allow-s3': { Effect: 'Allow', Action: 's3:*' },
  'allow-ec2': { Effect: 'Allow', Action: 'ec2:*' },
  'allow-in-eu': { Effect: 'Allow', Action: '*', Condition: { StringEquals: EU } },
  'deny-s3': { Sid: 'NoBuckets', Effect: 'Deny', Action: 's3:*' },
  'deny-ec2': { Effect: 'Deny', Action: 'ec2:*' },
  'deny-outside-eu': { Effect: 'Deny', NotAction: 'iam:*', Condition: { StringNotEquals: EU } },
  'deny-but-admin': { Effect: 'Deny', Action: 's3:*', Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/Admin' } } },
  'deny-root-user': { Effect: 'Deny', Action: '*', Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:root' } } },
  'deny-but-jo': { Effect: 'Deny', Action: 's3:*', Condition: { StringNotEquals: { 'aws:username': 'jo' } } },
  'deny-sts': { Effect: 'Deny', Action: 'sts:*' },
  'deny-kms': { Effect: 'Deny', Action: 'kms:*' },
  'rcp-deny-ec2': { Effect: 'Deny', Principal: '*', Action: 'ec2:*' },
  'rcp-deny-two': { Effect: 'Deny', Principal: '*', Action: ['s3:*', 'ec2:*'] },
  'rcp-deny-sts': { Effect: 'Deny', Principal: '*', Action: 'sts:*' },
  'rcp-deny-kms': { Effect: 'Deny', Principal: '*', Action: 'kms:*' },
  'rcp-deny-grants': { Effect: 'Deny', Principal: '*', Action: 'kms:*Grant' },
  'rcp-deny-new': { Effect: 'Deny', Principal: '*', Action: 'newservice:*' },
  'rcp-deny-s3': { Effect: 'Deny', Principal: '*', Action: 's3:*' },
  'rcp-deny-sqs': { Effect: 'Deny', Principal: '*', Action: 'sqs:*' },
  'rcp-deny-strangers': {
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-ours' }, BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } },
  },
};

function compile(name: string): CompiledPolicy {
  if (name === 'full') return new CompiledPolicy(name, FULL_AWS_ACCESS);
  if (name === 'rcp-full') return new CompiledPolicy(name, RCP_FULL_AWS_ACCESS);
  const language: PolicyLanguage = name.startsWith('rcp-') ? 'RESOURCE_CONTROL_POLICY' : 'SERVICE_CONTROL_POLICY';
  return new CompiledPolicy(name, parsePolicyDocument({ Version: '2012-10-17', Statement: { Resource: '*', ...STATEMENTS[name] } }, language));
}

export const levelPolicies = Object.fromEntries(
  ['full', 'rcp-full', ...Object.keys(STATEMENTS)].map((name) => [name, compile(name)]),
);
