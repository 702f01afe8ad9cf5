import { AccountGuardrails } from '../../../../../src';
import { type GuardrailCase, ROOT_USER } from '../guardrail-case';
import { actionsBut, each } from '../requests';

const SERVICE_LINKED_ROLE = 'arn:aws:iam::111122223333:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig';

const BY_ROOT_USER = { ArnLike: { 'aws:PrincipalArn': 'arn:*:iam::*:root' } };
const EXEMPT_ACTIONS = ['s3:GetBucketPolicy', 's3:PutBucketPolicy', 's3:DeleteBucketPolicy'];

export const ACCOUNT_CASES: readonly GuardrailCase[] = [
  {
    build: AccountGuardrails.denyLeavingOrganization,
    denied: [{ action: 'organizations:LeaveOrganization' }, { action: 'organizations:AcceptHandshake' }],
    allowed: [{ action: 'organizations:DescribeOrganization' }, { action: 'organizations:DeclineHandshake' }],
    published: 'Deny-member-accounts-from-leaving-your-AWS-organization.json',
    differences: [{
      difference: 'organizations:AcceptHandshake is denied too',
      reason: 'Since November 2025, a member account can move to another organization by accepting its invitation, without leaving first',
    }],
    waysAround: [
      { request: { action: 'organizations:AcceptHandshake', resource: 'arn:aws:organizations::999988887777:handshake/o-other/invite/h-examplehandshake' } },
      { request: { action: 'account:CloseAccount' }, limit: 'The account can still be closed: add deny-account-changes' },
    ],
  },
  {
    build: AccountGuardrails.denyRootUser,
    denied: [{ action: 's3:ListAllMyBuckets', principal: ROOT_USER }],
    allowed: [
      { action: 's3:ListAllMyBuckets' },
      { action: 's3:DeleteBucketPolicy', principal: ROOT_USER, context: { 'aws:AssumedRoot': true } },
    ],
    forbids: [{ actions: ['*'], when: { ...BY_ROOT_USER, Null: { 'aws:AssumedRoot': 'true' } } }],
    exempt: ROOT_USER,
    published: 'Prevent-root-credentials-management-in-member-accounts-in-AWS-Organizations.json',
    waysAround: [
      { request: { action: 'iam:CreateAccessKey', principal: ROOT_USER } },
      {
        request: { action: 's3:PutBucketPolicy', principal: ROOT_USER, context: { 'aws:AssumedRoot': true } },
        limit: 'Privileged sessions of sts:AssumeRoot are allowed, unless denyRootSessions is set',
      },
    ],
  },
  {
    build: (exempt) => AccountGuardrails.denyRootUser({ ...exempt, exemptActions: EXEMPT_ACTIONS, denyRootSessions: true }),
    denied: [
      { action: 's3:ListAllMyBuckets', principal: ROOT_USER },
      { action: 's3:ListAllMyBuckets', principal: ROOT_USER, context: { 'aws:AssumedRoot': true } },
    ],
    allowed: [{ action: 's3:PutBucketPolicy', principal: ROOT_USER }],
    forbids: [{ actions: actionsBut(...EXEMPT_ACTIONS), when: BY_ROOT_USER }],
    exempt: ROOT_USER,
    published: 'Deny-the-root-user-from-performing-actions-except-S3-bucketpolicy-changes.json',
    waysAround: [{ request: { action: 's3:PutBucketPolicy', principal: ROOT_USER }, limit: 'The root user can still use the exempt actions' }],
  },
  {
    build: AccountGuardrails.denyRootAccessKeys,
    denied: [{ action: 'iam:CreateAccessKey', principal: ROOT_USER }],
    allowed: [{ action: 'iam:CreateAccessKey' }, { action: 'iam:DeleteAccessKey', principal: ROOT_USER }],
    forbids: [{ actions: ['iam:CreateAccessKey'], when: BY_ROOT_USER }],
    exempt: ROOT_USER,
    waysAround: [
      { request: { action: 'iam:CreateAccessKey', principal: ROOT_USER, context: { 'aws:AssumedRoot': true } } },
      { request: { action: 'iam:UpdateAccessKey', principal: ROOT_USER }, limit: 'Existing access keys stay and can be activated' },
    ],
  },
  {
    build: AccountGuardrails.denyAccountChanges,
    denied: each([
      'account:PutAlternateContact', 'account:AcceptPrimaryEmailUpdate', 'account:CloseAccount', 'account:DeleteAlternateContact',
      'account:PutAccountName', 'account:PutContactInformation', 'account:StartPrimaryEmailUpdate', 'billing:UpdateIAMAccessPreference',
      'iam:UpdateAccountEmailAddress', 'iam:UpdateAccountName',
    ]),
    allowed: [{ action: 'account:GetAlternateContact' }],
    published: 'Deny-billing-modification-action.json',
    differences: [
      { difference: 'The name and the email address of the account are protected', reason: 'The published example covers bills and contacts only' },
      { difference: 'Invoices, payment methods and tax settings can be changed', reason: 'They are not part of the identity of the account' },
    ],
    waysAround: [
      { request: { action: 'iam:UpdateAccountName', principal: ROOT_USER } },
      { request: { action: 'iam:UpdateAccountEmailAddress', principal: ROOT_USER } },
      { request: { action: 'iam:CreateAccountAlias' }, limit: 'The account alias in the sign-in URL can be changed' },
    ],
  },
  {
    build: AccountGuardrails.denyRegionChanges,
    denied: [{ action: 'account:EnableRegion' }, { action: 'account:DisableRegion' }],
    allowed: [{ action: 'account:ListRegions' }],
    published: 'Deny-account-region-enable-and-disable-actions.json',
    waysAround: [
      { request: { action: 'account:EnableRegion', principal: ROOT_USER } },
      {
        request: { action: 'iam:SetSecurityTokenServicePreferences' },
        limit: 'Tokens of the global AWS STS endpoint can be made valid in opt-in Regions, which stay disabled',
      },
    ],
  },
  {
    build: AccountGuardrails.denyEverything,
    denied: [{ action: 's3:ListAllMyBuckets' }, { action: 'ec2:RunInstances' }, { action: 'iam:GetUser', principal: ROOT_USER }],
    allowed: [{ action: 'ec2:RunInstances', principal: SERVICE_LINKED_ROLE }],
    forbids: [{ actions: ['*'], when: { ArnNotLike: { 'aws:PrincipalArn': 'arn:*:iam::*:role/aws-service-role/*' } } }],
    waysAround: [
      { request: { action: 'sts:AssumeRole' } },
      { request: { action: 'ec2:RunInstances', principal: SERVICE_LINKED_ROLE }, limit: 'Service-linked roles keep their access' },
      { request: { action: 's3:GetObject', resource: 'arn:aws:s3:::shop/a', principal: '*' }, limit: 'Callers of other accounts, or without credentials, keep what resource policies give them: add a resource control policy' },
    ],
  },
  {
    build: AccountGuardrails.protectRootManagement,
    denied: each(['iam:DisableOrganizationsRootCredentialsManagement', 'iam:DisableOrganizationsRootSessions']),
    allowed: each(['iam:EnableOrganizationsRootSessions', 'sts:AssumeRoot']),
    waysAround: [
      { request: { action: 'iam:DisableOrganizationsRootSessions', principal: ROOT_USER } },
      {
        request: { action: 'organizations:DeregisterDelegatedAdministrator' },
        limit: 'The management account can turn it off, or remove the delegated administrator: organizations:DeregisterDelegatedAdministrator',
      },
    ],
  },
];
