import { TagGuardrails } from '../../../../../src';
import type { Forbidden, GuardrailCase } from '../guardrail-case';

const INSTANCE = 'arn:aws:ec2:eu-west-1:111122223333:instance/*';
const OBJECT = 'arn:aws:s3:::reports/2026.csv';
const launch = (context: Record<string, string>, resource = INSTANCE) => ({ action: 'ec2:RunInstances', resource, context });
const object = (action: string, context: Record<string, string | string[]>) => ({ action, resource: OBJECT, context });

const create = (service: string, action: string, resource: string) => ({ action: `${service}:${action}`, resource: `arn:aws:${service}:eu-west-1:111122223333:${resource}` });

const SILENT_SERVICES = 'Services whose requests lack aws:TagKeys and aws:RequestTag are not restricted: chime, clouddirectory, cloudsearch, codedeploy, dax, '
  + 'glacier, license-manager-user-subscriptions, route53, route53domains, s3 for buckets, s3-object-lambda, s3-outposts, securityhub';

const TEMPLATES = {
  request: { action: 'ec2:CreateLaunchTemplate', resource: 'arn:aws:ec2:eu-west-1:111122223333:launch-template/*' },
  limit: 'Auto Scaling groups and fleets set the tags of their launch templates with service-linked roles',
};
const SESSION_TAGS = {
  request: { action: 'cognito-identity:SetPrincipalTagAttributeMap' },
  limit: 'Identity providers set session tags outside service control policies (cognito-identity:SetPrincipalTagAttributeMap): '
    + 'add protect-session-tags and deny-federation-changes',
};

const CREATED = {
  'dynamodb:CreateTable': 'dynamodb:*:*:table/*',
  'ec2:RunInstances': 'ec2:*:*:instance/*',
  'lambda:CreateFunction': 'lambda:*:*:function:*',
  'rds:CreateDBCluster': 'rds:*:*:cluster:*',
  'rds:CreateDBInstance': 'rds:*:*:db:*',
  'secretsmanager:CreateSecret': 'secretsmanager:*:*:secret:*',
  'sns:CreateTopic': 'sns:*:*:*',
  'sqs:CreateQueue': 'sqs:*:*:*',
};
/** Requests without the tag. Only those for secrets have a name, with `!` for a managed secret. */
const withoutTag = (key: string): Forbidden => ({
  actions: Object.keys(CREATED),
  resources: Object.values(CREATED).map((resource) => `arn:*:${resource}`),
  when: { Null: { [`aws:RequestTag/${key}`]: 'true' }, StringNotLike: { 'secretsmanager:Name': '*!*' } },
});
const OBJECT_TAGGING = ['s3:PutObject', 's3:PutObjectTagging', 's3:PutObjectVersionTagging'];
const otherValue = (key: string) => ({ StringNotLike: { [key]: ['shop', 'data-*'] }, Null: { [key]: 'false' } });

export const TAG_CASES: readonly GuardrailCase[] = [
  {
    build: (exempt) => TagGuardrails.requireTags({ ...exempt, tagKeys: ['cost-center', 'Owner'] }),
    denied: [
      launch({ 'aws:RequestTag/cost-center': '42' }), launch({ 'aws:RequestTag/Owner': 'shop' }),
      create('dynamodb', 'CreateTable', 'table/orders'), create('lambda', 'CreateFunction', 'function:orders'),
      create('rds', 'CreateDBCluster', 'cluster:orders'), create('rds', 'CreateDBInstance', 'db:orders'),
      create('secretsmanager', 'CreateSecret', 'secret:orders-AbCdEf'), create('sns', 'CreateTopic', 'orders'), create('sqs', 'CreateQueue', 'orders'),
    ],
    allowed: [
      launch({ 'aws:RequestTag/cost-center': '42', 'aws:RequestTag/Owner': 'shop' }), launch({}, 'arn:aws:ec2:eu-west-1:111122223333:subnet/subnet-1'),
      { action: 'ec2:StartInstances', resource: INSTANCE },
      { ...create('secretsmanager', 'CreateSecret', 'secret:rds!db-0a1b2c3d-AbCdEf'), context: { 'secretsmanager:Name': 'rds!db-0a1b2c3d' } },
    ],
    forbids: ['cost-center', 'Owner'].map(withoutTag),
    waysAround: [
      { request: { ...create('secretsmanager', 'CreateSecret', 'secret:orders-AbCdEf'), context: { 'secretsmanager:Name': 'orders', 'aws:ViaAWSService': true } } },
      { request: launch({ 'aws:RequestTag/cost-centre': '42', 'aws:RequestTag/Owner': 'shop' }) },
      { request: { action: 'ec2:DeleteTags', resource: INSTANCE, context: { 'aws:TagKeys': ['Owner'] } }, limit: 'Tags can be removed later: add protect-tags' },
      { request: { action: 'kms:CreateKey' }, limit: 'Other actions can create resources without the tags' },
      {
        request: launch({ 'aws:RequestTag/cost-center': '', 'aws:RequestTag/owner': 'x' }),
        limit: 'A tag with an empty value or a differently capitalized key is accepted: add a tag policy or deny-other-tag-values',
      },
    ],
  },
  {
    build: (exempt) => TagGuardrails.requireTags({
      ...exempt, tagKeys: ['Owner'], createActions: ['ec2:CreateVpc'], resources: ['arn:*:ec2:*:*:vpc/*'],
    }),
    denied: [{ action: 'ec2:CreateVpc', resource: 'arn:aws:ec2:eu-west-1:111122223333:vpc/*' }],
    allowed: [launch({})],
    forbids: [{ actions: ['ec2:CreateVpc'], resources: ['arn:*:ec2:*:*:vpc/*'], when: { Null: { 'aws:RequestTag/Owner': 'true' } } }],
  },
  {
    build: (exempt) => TagGuardrails.denyOtherTagValues({ ...exempt, tagKey: 'cost-center', allowedValues: ['shop', 'data-*'] }),
    denied: [
      launch({ 'aws:RequestTag/cost-center': 'other' }), { action: 'ec2:CreateTags', context: { 'aws:RequestTag/cost-center': 'other' } },
      ...['s3:PutObject', 's3:PutObjectTagging', 's3:PutObjectVersionTagging'].map((action) => object(action, { 's3:RequestObjectTag/cost-center': 'other' })),
    ],
    allowed: [
      launch({ 'aws:RequestTag/cost-center': 'data-lake' }), launch({}), { action: 's3:ListAllMyBuckets' },
      object('s3:PutObjectTagging', { 's3:RequestObjectTag/cost-center': 'shop' }), object('s3:PutObject', {}),
    ],
    forbids: [
      { actions: ['*'], when: otherValue('aws:RequestTag/cost-center') },
      { actions: OBJECT_TAGGING, when: otherValue('s3:RequestObjectTag/cost-center') },
    ],
    waysAround: [
      { request: object('s3:PutObjectTagging', { 's3:RequestObjectTag/cost-center': 'other', 's3:RequestObjectTagKeys': ['cost-center'] }) },
      { request: launch({ 'aws:RequestTag/Cost-Center': 'other' }) },
      { request: { action: 'route53:ChangeTagsForResource' }, limit: SILENT_SERVICES },
      { request: { action: 's3:PutBucketTagging', resource: 'arn:aws:s3:::reports' }, limit: SILENT_SERVICES },
      TEMPLATES,
    ],
  },
  {
    build: (exempt) => TagGuardrails.protectTags({ ...exempt, tagKeys: ['dp:*'] }),
    denied: [
      { action: 'iam:TagRole', context: { 'aws:TagKeys': ['team', 'dp:exclude'] } }, { action: 'ec2:DeleteTags', context: { 'aws:TagKeys': ['dp:exclude'] } },
      ...['s3:PutObject', 's3:PutObjectTagging', 's3:PutObjectVersionTagging'].map((action) => object(action, { 's3:RequestObjectTagKeys': ['dp:exclude'] })),
    ],
    allowed: [{ action: 'iam:TagRole', context: { 'aws:TagKeys': ['project'] } }, { action: 'iam:GetRole' }, object('s3:PutObject', { 's3:RequestObjectTagKeys': ['project'] })],
    forbids: [
      { actions: ['*'], when: { 'ForAnyValue:StringLike': { 'aws:TagKeys': 'dp:*' } } },
      { actions: OBJECT_TAGGING, when: { 'ForAnyValue:StringLike': { 's3:RequestObjectTagKeys': 'dp:*' } } },
    ],
    published: 'data_perimeter_governance_scp.json',
    differences: [{ difference: 'Tags of S3 objects are protected', reason: 'Their keys are in s3:RequestObjectTagKeys, not in aws:TagKeys' }],
    waysAround: [
      { request: { action: 'sts:TagSession', context: { 'aws:TagKeys': ['dp:exclude'] } } },
      {
        request: { action: 'iam:TagRole', context: { 'aws:TagKeys': ['DP:exclude'] } },
        limit: 'Keys with * or ? are case-sensitive, unlike conditions on tags: give complete keys if policies rely on them',
      },
      {
        request: object('s3:DeleteObjectTagging', { 's3:ExistingObjectTag/dp:exclude': 'true' }),
        limit: 'S3 object tags whose keys are given with * or ? can be removed: give complete keys for them',
      },
      SESSION_TAGS, TEMPLATES,
    ],
  },
  {
    build: (exempt) => TagGuardrails.protectTags({ ...exempt, tagKeys: ['team', 'data-class'] }),
    denied: [
      { action: 'iam:TagRole', context: { 'aws:TagKeys': ['project', 'team'] } }, { action: 'ec2:DeleteTags', context: { 'aws:TagKeys': ['team'] } },
      ...['s3:PutObject', 's3:PutObjectTagging', 's3:PutObjectVersionTagging'].map((action) => object(action, { 's3:RequestObjectTagKeys': ['team'] })),
      ...['s3:DeleteObjectTagging', 's3:DeleteObjectVersionTagging', 's3:PutObjectTagging', 's3:PutObjectVersionTagging'].flatMap((action) => (
        ['team', 'data-class'].map((key) => object(action, { [`s3:ExistingObjectTag/${key}`]: 'secret', 's3:RequestObjectTagKeys': [] })))),
    ],
    allowed: [
      { action: 'iam:TagRole', context: { 'aws:TagKeys': ['project', 'teams'] } },
      object('s3:PutObjectTagging', { 's3:RequestObjectTagKeys': ['project'], 's3:ExistingObjectTag/project': 'old' }),
      object('s3:DeleteObjectTagging', { 's3:ExistingObjectTag/project': 'old' }),
    ],
    forbids: [
      { actions: ['*'], when: { 'ForAnyValue:StringEqualsIgnoreCase': { 'aws:TagKeys': ['team', 'data-class'] } } },
      { actions: OBJECT_TAGGING, when: { 'ForAnyValue:StringEqualsIgnoreCase': { 's3:RequestObjectTagKeys': ['team', 'data-class'] } } },
      ...['team', 'data-class'].map((key) => ({
        actions: ['s3:DeleteObjectTagging', 's3:DeleteObjectVersionTagging', 's3:PutObjectTagging', 's3:PutObjectVersionTagging'],
        when: { Null: { [`s3:ExistingObjectTag/${key}`]: 'false' } },
      })),
    ],
    published: 'data_perimeter_governance_scp.json',
    differences: [
      { difference: 'The case of keys is ignored', reason: 'Conditions such as aws:PrincipalTag/team ignore it, so Team would match team' },
      { difference: 'Tags of S3 objects are protected', reason: 'Their keys are in s3:RequestObjectTagKeys, not in aws:TagKeys' },
    ],
    waysAround: [
      { request: { action: 'iam:TagRole', context: { 'aws:TagKeys': ['Team'] } } },
      { request: object('s3:PutObjectTagging', { 's3:RequestObjectTagKeys': ['other'], 's3:ExistingObjectTag/team': 'shop' }) },
      { request: { action: 'route53:ChangeTagsForResource' }, limit: SILENT_SERVICES },
      { request: object('s3:PutObject', {}), limit: 'Overwriting an S3 object removes its tags' },
      SESSION_TAGS, TEMPLATES,
    ],
  },
];
