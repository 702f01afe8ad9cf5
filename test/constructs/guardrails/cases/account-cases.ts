import { type GuardrailCase, ROOT_USER } from './guardrail-case';
import { AccountGuardrails } from '../../../../src';

export const ACCOUNT_CASES: readonly GuardrailCase[] = [
  {
    build: AccountGuardrails.denyLeavingOrganization,
    denied: [{ action: 'organizations:LeaveOrganization' }],
    allowed: [{ action: 'organizations:DescribeOrganization' }],
    published: 'Deny-member-accounts-from-leaving-your-AWS-organization.json',
  },
  {
    build: AccountGuardrails.denyRootUser,
    denied: [{ action: 's3:ListAllMyBuckets', principal: ROOT_USER }],
    allowed: [
      { action: 's3:ListAllMyBuckets' },
      { action: 's3:DeleteBucketPolicy', principal: ROOT_USER, context: { 'aws:AssumedRoot': true } },
    ],
    exempt: ROOT_USER,
    published: 'Prevent-root-credentials-management-in-member-accounts-in-AWS-Organizations.json',
  },
  {
    build: (exempt) => AccountGuardrails.denyRootUser({ ...exempt, exemptActions: ['s3:GetBucketPolicy', 's3:PutBucketPolicy', 's3:DeleteBucketPolicy'], denyRootSessions: true }),
    denied: [
      { action: 's3:ListAllMyBuckets', principal: ROOT_USER },
      { action: 's3:ListAllMyBuckets', principal: ROOT_USER, context: { 'aws:AssumedRoot': true } },
    ],
    allowed: [{ action: 's3:PutBucketPolicy', principal: ROOT_USER }],
    exempt: ROOT_USER,
    published: 'Deny-the-root-user-from-performing-actions-except-S3-bucketpolicy-changes.json',
  },
  {
    build: AccountGuardrails.denyRootAccessKeys,
    denied: [{ action: 'iam:CreateAccessKey', principal: ROOT_USER }],
    allowed: [{ action: 'iam:CreateAccessKey' }, { action: 'iam:DeleteAccessKey', principal: ROOT_USER }],
    exempt: ROOT_USER,
  },
  {
    build: AccountGuardrails.denyAccountChanges,
    denied: [{ action: 'account:PutAlternateContact' }, { action: 'account:CloseAccount' }, { action: 'account:StartPrimaryEmailUpdate' }],
    allowed: [{ action: 'account:GetAlternateContact' }],
    published: 'Deny-billing-modification-action.json',
  },
  {
    build: AccountGuardrails.denyRegionChanges,
    denied: [{ action: 'account:EnableRegion' }, { action: 'account:DisableRegion' }],
    allowed: [{ action: 'account:ListRegions' }],
    published: 'Deny-account-region-enable-and-disable-actions.json',
  },
  {
    build: AccountGuardrails.denyEverything,
    denied: [{ action: 's3:ListAllMyBuckets' }, { action: 'ec2:RunInstances' }, { action: 'iam:GetUser', principal: ROOT_USER }],
    allowed: [{ action: 'ec2:RunInstances', principal: 'arn:aws:iam::111122223333:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig' }],
  },
];
