import type { GuardrailCase } from './guardrail-case';
import { TagGuardrails } from '../../../../src';

const INSTANCE = 'arn:aws:ec2:eu-west-1:111122223333:instance/*';
const launch = (context: Record<string, string>, resource = INSTANCE) => ({ action: 'ec2:RunInstances', resource, context });

export const TAG_CASES: readonly GuardrailCase[] = [
  {
    build: (exempt) => TagGuardrails.requireTags({ ...exempt, tagKeys: ['cost-center', 'Owner'] }),
    denied: [launch({ 'aws:RequestTag/cost-center': '42' }), launch({ 'aws:RequestTag/Owner': 'shop' }), { action: 'sqs:CreateQueue', resource: 'arn:aws:sqs:eu-west-1:111122223333:orders' }],
    allowed: [
      launch({ 'aws:RequestTag/cost-center': '42', 'aws:RequestTag/Owner': 'shop' }), launch({}, 'arn:aws:ec2:eu-west-1:111122223333:subnet/subnet-1'),
      { action: 'ec2:StartInstances', resource: INSTANCE },
    ],
  },
  {
    build: (exempt) => TagGuardrails.requireTags({
      ...exempt, tagKeys: ['Owner'], createActions: ['ec2:CreateVpc'], resources: ['arn:*:ec2:*:*:vpc/*'],
    }),
    denied: [{ action: 'ec2:CreateVpc', resource: 'arn:aws:ec2:eu-west-1:111122223333:vpc/*' }],
    allowed: [launch({})],
  },
  {
    build: (exempt) => TagGuardrails.denyOtherTagValues({ ...exempt, tagKey: 'cost-center', allowedValues: ['shop', 'data-*'] }),
    denied: [launch({ 'aws:RequestTag/cost-center': 'other' }), { action: 'ec2:CreateTags', context: { 'aws:RequestTag/cost-center': 'other' } }],
    allowed: [launch({ 'aws:RequestTag/cost-center': 'data-lake' }), launch({}), { action: 's3:ListAllMyBuckets' }],
  },
  {
    build: (exempt) => TagGuardrails.protectTags({ ...exempt, tagKeys: ['dp:*'] }),
    denied: [{ action: 'iam:TagRole', context: { 'aws:TagKeys': ['team', 'dp:exclude'] } }, { action: 'ec2:DeleteTags', context: { 'aws:TagKeys': ['dp:exclude'] } }],
    allowed: [{ action: 'iam:TagRole', context: { 'aws:TagKeys': ['project'] } }, { action: 'iam:GetRole' }],
    published: 'data_perimeter_governance_scp.json',
  },
];
