import { UsageGuardrails } from '../../../../../src';
import type { GuardrailCase } from '../guardrail-case';
import { actionsBut, each } from '../requests';

const inRegion = (action: string, region: string, context = {}) => ({ action, context: { 'aws:RequestedRegion': region, ...context } });

const profile = (id: string, region = 'eu-central-1') => ({ 'bedrock:InferenceProfileArn': `arn:aws:bedrock:${region}:111122223333:inference-profile/${id}` });

const ANY_REGION = 'Services that global services need stay available in all Regions: AWS KMS, AWS Certificate Manager, AWS Config, IAM Access Analyzer and others';

/** Requests to services in one Region, which the caller cannot choose. */
const SERVED_ELSEWHERE = [
  'datapipeline:GetAccountLimits', 'devicefarm:ListProjects', 'iq-permission:ApproveAccessGrant', 'lightsail:GetInstances', 'mapcredits:ListAssociatedPrograms',
  'mpa:CreateApprovalTeam', 'partnercentral:CreateOpportunity', 'pricingplanmanager:ListSubscriptions', 'quicksight:DescribeAccountSubscription',
  's3:GetBucketPolicyStatus', 's3:GetBucketPublicAccessBlock', 's3:SubmitMultiRegionAccessPointRoutes', 'supportauthz:CreateSupportPermit',
  'vendor-insights:ListEntitledSecurityProfiles',
];

/** Actions of services whose Region the caller chooses. */
const REGIONAL = [
  'apigateway', 'athena', 'autoscaling', 'backup', 'batch', 'bedrock-agentcore', 'bedrock-mantle', 'cloudwatch', 'codebuild', 'cognito-idp',
  'dynamodb', 'ebs', 'ecr', 'ecs', 'eks', 'elasticache', 'elasticfilesystem', 'elasticloadbalancing', 'elasticmapreduce', 'es', 'events',
  'firehose', 'fsx', 'glue', 'kinesis', 'lambda', 'logs', 'rds', 'redshift', 'sagemaker', 'secretsmanager', 'ses', 'sns', 'sqs', 'ssm',
  'states', 'vpc-lattice', 'workspaces',
].map((service) => `${service}:*`).concat([
  'bedrock:CreateKnowledgeBase', 'ec2:Attach*', 'ec2:Copy*', 'ec2:Create*', 'ec2:Modify*', 'ec2:Run*', 'ec2:Start*', 's3:CreateBucket',
  's3:GetObject*', 's3:PutBucket*', 's3:PutObject*',
]);
const INFERENCE = ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream', 'bedrock:CreateModelInvocationJob'];
const outside = (...regions: string[]) => ({ StringNotEquals: { 'aws:RequestedRegion': regions } });
/** The request uses no `eu.` profile of one of the Regions. */
const withoutProfile = (...regions: string[]) => (
  { ArnNotLike: { 'bedrock:InferenceProfileArn': regions.map((region) => `arn:*:bedrock:${region}:*:inference-profile/eu.*`) } });

export const USAGE_CASES: readonly GuardrailCase[] = [
  {
    build: (exempt) => UsageGuardrails.denyOtherRegions({ ...exempt, allowedRegions: ['eu-central-1', 'eu-west-1'], exemptActions: ['cloudformation:*'] }),
    denied: [inRegion('ec2:RunInstances', 'us-east-1'), inRegion('s3:CreateBucket', 'ap-southeast-2'), inRegion('bedrock:InvokeModel', 'unspecified')],
    allowed: [
      inRegion('ec2:RunInstances', 'eu-west-1'), inRegion('iam:CreateRole', 'us-east-1'), inRegion('route53:CreateHostedZone', 'us-east-1'),
      inRegion('s3:ListAllMyBuckets', 'us-east-1'), inRegion('support:CreateCase', 'us-east-1'), inRegion('cloudformation:CreateStack', 'us-east-1'),
      ...SERVED_ELSEWHERE.map((action) => inRegion(action, 'us-east-1')), inRegion('arc-region-switch:ListPlans', 'us-east-1'),
      inRegion('route53globalresolver:CreateGlobalResolver', 'us-east-2'),
    ],
    forbids: [{ actions: [...REGIONAL, ...INFERENCE], when: outside('eu-central-1', 'eu-west-1') }],
    published: 'Deny-access-to-AWS-based-on-the-requested-AWS-region.json',
    differences: [
      { difference: 'More services whose Region the caller cannot choose are exempt', reason: 'The example states that it may lack the latest services; global-actions.ts has a source for each entry' },
      { difference: 'a4b, importexport and mobileanalytics are not exempt', reason: 'AWS has ended these services' },
    ],
    waysAround: [
      { request: inRegion('ec2:CopySnapshot', 'us-west-2') },
      { request: inRegion('bedrock:InvokeModel', 'us-east-1', profile('us.anthropic.claude-sonnet-4-5-20250929-v1:0')) },
      { request: inRegion('kms:CreateKey', 'us-west-2'), limit: ANY_REGION },
    ],
  },
  {
    build: (exempt) => UsageGuardrails.denyOtherRegions({ ...exempt, allowedRegions: ['eu-central-1', 'eu-west-1'], bedrockInferenceProfiles: ['eu.*'] }),
    denied: [
      inRegion('ec2:RunInstances', 'us-east-1'), inRegion('bedrock:CreateKnowledgeBase', 'us-east-1'),
      ...['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream', 'bedrock:CreateModelInvocationJob'].map((action) => inRegion(action, 'eu-north-1')),
    ],
    allowed: [
      inRegion('ec2:RunInstances', 'eu-west-1'), inRegion('bedrock:InvokeModel', 'eu-north-1', profile('eu.anthropic.claude-sonnet-4-5-20250929-v1:0')),
      inRegion('bedrock:InvokeModelWithResponseStream', 'eu-south-1', profile('eu.amazon.nova-pro-v1:0', 'eu-west-1')), inRegion('bedrock:InvokeModel', 'eu-central-1'),
    ],
    forbids: [
      { actions: REGIONAL, when: outside('eu-central-1', 'eu-west-1') },
      { actions: INFERENCE, when: { ...outside('eu-central-1', 'eu-west-1'), ...withoutProfile('eu-central-1', 'eu-west-1') } },
    ],
    published: 'Deny-access-to-AWS-based-on-the-requested-AWS-region-with-Bedrock-CRIS.json',
    differences: [{
      difference: 'Inference profiles are allowed only if the request starts in an allowed Region', reason: 'The Region is part of their ARN, and the example accepts any Region',
    }],
    waysAround: [
      { request: inRegion('bedrock:InvokeModel', 'unspecified', profile('global.anthropic.claude-sonnet-4-5-20250929-v1:0')) },
      { request: inRegion('bedrock:InvokeModel', 'us-east-2', profile('us.anthropic.claude-sonnet-4-5-20250929-v1:0')) },
      { request: inRegion('bedrock:InvokeModel', 'eu-north-1', profile('eu.anthropic.claude-sonnet-4-5-20250929-v1:0', 'eu-north-1')) },
      { request: inRegion('bedrock-mantle:CreateInference', 'us-east-2') },
    ],
  },
  {
    build: (exempt) => UsageGuardrails.denyOtherRegions({
      ...exempt, allowedRegions: ['eu-central-1'], bedrockInferenceProfiles: ['eu.*'], exemptActions: ['bedrock:CreateModel*', 'bedrock:InvokeModel'],
    }),
    denied: [inRegion('bedrock:InvokeModelWithResponseStream', 'eu-north-1'), inRegion('ec2:RunInstances', 'eu-north-1')],
    allowed: [
      inRegion('bedrock:InvokeModel', 'us-east-1'), inRegion('bedrock:CreateModelInvocationJob', 'us-east-1'),
      inRegion('bedrock:InvokeModelWithResponseStream', 'eu-north-1', profile('eu.amazon.nova-pro-v1:0')),
    ],
    forbids: [
      { actions: REGIONAL, when: outside('eu-central-1') },
      { actions: ['bedrock:InvokeModelWithResponseStream'], when: { ...outside('eu-central-1'), ...withoutProfile('eu-central-1') } },
    ],
  },
  {
    build: (exempt) => UsageGuardrails.denyOtherServices({ ...exempt, allowedServices: ['s3', 'iam'] }),
    denied: each(['sqs:CreateQueue', 's3tables:CreateTable']),
    allowed: each(['s3:CreateBucket', 'iam:CreateRole']),
    forbids: [{ actions: actionsBut('s3:*', 'iam:*') }],
    waysAround: [
      { request: { action: 's3express:CreateSession' } },
      {
        request: { action: 'sqs:CreateQueue', principal: 'arn:aws:iam::111122223333:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig' },
        limit: 'Allowed services can use other services through their service-linked roles',
      },
    ],
  },
  {
    build: (exempt) => UsageGuardrails.denyServices({ ...exempt, services: ['sagemaker', 'redshift'] }),
    denied: each(['sagemaker:CreateDomain', 'redshift:CreateCluster']),
    allowed: each(['redshift-data:ExecuteStatement', 's3:CreateBucket']),
    waysAround: [
      { request: { action: 'sagemaker:InvokeEndpoint' } },
      { request: { action: 'redshift-serverless:CreateWorkgroup' }, limit: 'Related services have prefixes of their own, such as redshift-serverless: list each of them' },
    ],
  },
  {
    build: UsageGuardrails.denyCommitments,
    denied: each([
      'savingsplans:CreateSavingsPlan', 'athena:CreateCapacityReservation', 'athena:UpdateCapacityReservation', 'aws-marketplace:AcceptAgreementPaymentRequest',
      'aws-marketplace:AcceptAgreementRequest', 'aws-marketplace:Subscribe', 'ec2:ModifyCapacityReservation', 'ec2:ModifyCapacityReservationFleet',
      'elasticloadbalancing:ModifyCapacityReservation', 'bedrock-mantle:CreateReservation', 'bedrock:CreateProvisionedModelThroughput', 'cloudfront:CreateSavingsPlan',
      'devicefarm:PurchaseOffering', 'devicefarm:RenewOffering', 'dynamodb:PurchaseReservedCapacityOfferings', 'ec2:AcceptCapacityReservationBillingOwnership',
      'ec2:AcceptReservedInstancesExchangeQuote', 'ec2:CreateCapacityReservation', 'ec2:CreateCapacityReservationFleet', 'ec2:PurchaseCapacityBlock',
      'ec2:PurchaseCapacityBlockExtension', 'ec2:PurchaseHostReservation', 'ec2:PurchaseReservedInstancesOffering', 'ec2:PurchaseScheduledInstances',
      'eks:CreateEksAnywhereSubscription', 'elasticache:PurchaseReservedCacheNodesOffering', 'es:PurchaseReservedElasticsearchInstanceOffering',
      'es:PurchaseReservedInstanceOffering', 'mediaconnect:PurchaseOffering', 'medialive:PurchaseOffering', 'memorydb:PurchaseReservedNodesOffering',
      'outposts:CreateOrder', 'outposts:CreateRenewal', 'pricingplanmanager:ApprovePaidSubscription', 'rds:PurchaseReservedDBInstancesOffering',
      'redshift-serverless:CreateReservation', 'redshift:AcceptReservedNodeExchange', 'redshift:PurchaseReservedNodeOffering',
      'route53domains:EnableDomainAutoRenew', 'route53domains:RegisterDomain', 'route53domains:RenewDomain', 'route53domains:TransferDomain',
      'sagemaker:CreateReservedCapacity', 'sagemaker:CreateTrainingPlan', 'sagemaker:ExtendTrainingPlan', 'shield:CreateSubscription',
      'eks:UpdateEksAnywhereSubscription', 'medialive:UpdateReservation', 'shield:UpdateSubscription', 'snowball:CreateLongTermPricing',
      'snowball:UpdateLongTermPricing',
    ]),
    allowed: each(['snowball:ListLongTermPricing', 'savingsplans:DescribeSavingsPlans', 'ec2:RunInstances', 'ec2:CancelCapacityReservation', 'pricingplanmanager:CreateSubscription']),
    waysAround: [
      ...each(['aws-marketplace:AcceptAgreementRequest', 'pricingplanmanager:ApprovePaidSubscription', 'sagemaker:CreateTrainingPlan', 'outposts:CreateOrder', 'ec2:ModifyCapacityReservation'])
        .map((request) => ({ request })),
      { request: { action: 'supportplans:CreateSupportAgreement' }, limit: 'Support plans and subscriptions that can end at any time are allowed' },
      ...each(['mediaconvert:CreateQueue', 'mediaconvert:UpdateQueue']).map((request) => ({
        request, limit: 'Reserved queues of AWS Elemental MediaConvert have no condition key: mediaconvert:CreateQueue, mediaconvert:UpdateQueue',
      })),
    ],
  },
];
