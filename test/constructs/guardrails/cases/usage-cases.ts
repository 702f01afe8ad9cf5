import type { GuardrailCase } from './guardrail-case';
import { UsageGuardrails } from '../../../../src';

const inRegion = (action: string, region: string) => ({ action, context: { 'aws:RequestedRegion': region } });

export const USAGE_CASES: readonly GuardrailCase[] = [
  {
    build: (exempt) => UsageGuardrails.denyOtherRegions({ ...exempt, allowedRegions: ['eu-central-1', 'eu-west-1'], exemptActions: ['cloudformation:*'] }),
    denied: [inRegion('ec2:RunInstances', 'us-east-1'), inRegion('s3:CreateBucket', 'ap-southeast-2'), inRegion('bedrock:InvokeModel', 'unspecified')],
    allowed: [
      inRegion('ec2:RunInstances', 'eu-west-1'), inRegion('iam:CreateRole', 'us-east-1'), inRegion('route53:CreateHostedZone', 'us-east-1'),
      inRegion('s3:ListAllMyBuckets', 'us-east-1'), inRegion('support:CreateCase', 'us-east-1'), inRegion('cloudformation:CreateStack', 'us-east-1'),
    ],
    published: 'Deny-access-to-AWS-based-on-the-requested-AWS-region.json',
  },
  {
    build: (exempt) => UsageGuardrails.denyOtherServices({ ...exempt, services: ['s3', 'iam'] }),
    denied: [{ action: 'sqs:CreateQueue' }, { action: 's3tables:CreateTable' }],
    allowed: [{ action: 's3:CreateBucket' }, { action: 'iam:CreateRole' }],
  },
  {
    build: (exempt) => UsageGuardrails.denyServices({ ...exempt, services: ['sagemaker', 'redshift'] }),
    denied: [{ action: 'sagemaker:CreateDomain' }, { action: 'redshift:CreateCluster' }],
    allowed: [{ action: 'redshift-data:ExecuteStatement' }, { action: 's3:CreateBucket' }],
  },
  {
    build: UsageGuardrails.denyCommitments,
    denied: [{ action: 'savingsplans:CreateSavingsPlan' }, { action: 'ec2:PurchaseReservedInstancesOffering' }, { action: 'aws-marketplace:Subscribe' }],
    allowed: [{ action: 'savingsplans:DescribeSavingsPlans' }, { action: 'ec2:RunInstances' }],
  },
];
