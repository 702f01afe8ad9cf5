/** Actions that a source exempts from a denial of Regions. */
export interface GlobalActionGroup {
  /** The page that names the actions, or says where their service is called. */
  readonly source: string;
  readonly actions: readonly string[];
}

/** An entry of a published list that is left out here. */
export interface LeftOutAction {
  readonly action: string;
  readonly reason: string;
}

/** The day on which the groups were last compared with their sources. Compare again: `npx tsx scripts/compare-global-actions.ts`. */
export const GLOBAL_ACTIONS_DATE = '2026-11-26';

/**
 * Actions of services that a caller reaches in one Region only, or in none: nobody chooses that Region, so that it cannot be denied.
 * Some more are here because global services need them in us-east-1: certificates (Amazon CloudFront), keys (Amazon Route 53 DNSSEC),
 * the checks of IAM's console by IAM Access Analyzer, and the recording of global resources by AWS Config.
 */
export const GLOBAL_ACTION_GROUPS: readonly GlobalActionGroup[] = [
  {
    source: 'AWS Organizations User Guide, "General examples" of service control policies (deny access based on the requested Region)',
    actions: [
      'acm:*', 'aws-marketplace-management:*', 'aws-marketplace:*', 'aws-portal:*', 'budgets:*', 'ce:*', 'chime:*', 'cloudfront:*', 'config:*',
      'cur:*', 'directconnect:*', 'ec2:DescribeRegions', 'ec2:DescribeTransitGateways', 'ec2:DescribeVpnGateways', 'fms:*', 'globalaccelerator:*',
      'health:*', 'iam:*', 'kms:*', 'networkmanager:*', 'organizations:*', 'pricing:*', 'route53-recovery-cluster:*',
      'route53-recovery-control-config:*', 'route53-recovery-readiness:*', 'route53:*', 'route53domains:*', 's3:GetAccountPublic*',
      's3:ListAllMyBuckets', 's3:ListMultiRegionAccessPoints', 's3:PutAccountPublic*', 'shield:*', 'sts:*', 'support:*', 'trustedadvisor:*',
      'waf-regional:*', 'waf:*', 'wafv2:*', 'wellarchitected:*',
    ],
  },
  {
    source: 'AWS Control Tower Controls Reference Guide, "Region deny control applied to the OU" (CT.MULTISERVICE.PV.1)',
    actions: [
      'access-analyzer:*', 'account:*', 'activate:*', 'artifact:*', 'billing:*', 'billingconductor:*', 'chatbot:*', 'cloudtrail:LookupEvents',
      'compute-optimizer:*', 'consoleapp:*', 'consolidatedbilling:*', 'datapipeline:GetAccountLimits', 'devicefarm:*', 'ecr-public:*',
      'freetier:*', 'invoicing:*', 'iq:*', 'license-manager:ListReceivedLicenses', 'lightsail:Get*', 'notifications-contacts:*',
      'notifications:*', 'payments:*', 'quicksight:DescribeAccountSubscription', 'resource-explorer-2:*', 's3:CreateMultiRegionAccessPoint',
      's3:DeleteMultiRegionAccessPoint', 's3:DescribeMultiRegionAccessPointOperation', 's3:GetBucketLocation', 's3:GetBucketPolicyStatus',
      's3:GetBucketPublicAccessBlock', 's3:GetMultiRegionAccessPoint*', 's3:GetStorageLens*', 's3:ListStorageLens*',
      's3:PutMultiRegionAccessPointPolicy', 'savingsplans:*', 'sso:*', 'supportapp:*', 'supportplans:*', 'sustainability:*',
      'tag:GetResources', 'tax:*', 'vendor-insights:ListEntitledSecurityProfiles',
    ],
  },
  {
    source: 'AWS Account Management Reference Guide, "Managed policies for your organization" (statement UsEast1Partitional)',
    actions: ['cloudfront-keyvaluestore:*', 'cost-optimization-hub:*', 'mapcredits:*', 'uxc:*'],
  },
  { source: 'Multi-party approval User Guide, "Region support"', actions: ['mpa:*'] },
  { source: 'AWS Flat-Rate Plans User Guide, "Getting started with the PricingPlanManager API"', actions: ['pricingplanmanager:*'] },
  {
    source: 'AWS Partner Central API Reference, "Supported AWS Regions"',
    actions: ['partnercentral-account-management:*', 'partnercentral:*'],
  },
  {
    source: 'Amazon S3 API Reference, "SubmitMultiRegionAccessPointRoutes" (five Regions that fail over all others)',
    actions: ['s3:SubmitMultiRegionAccessPointRoutes'],
  },
  {
    source: 'Service Authorization Reference: the ARNs of the service have no Region, or its API has the endpoint of us-east-1 only',
    actions: [
      'bcm-dashboards:*', 'bcm-data-exports:*', 'bcm-pricing-calculator:*', 'bcm-recommended-actions:*', 'customer-verification:*',
      'purchase-orders:*',
    ],
  },
  {
    source: 'Probable, not stated by a page: parts of AWS Support and AWS IQ, whose other actions are called in us-east-1',
    actions: ['iq-permission:*', 'support-console:*', 'supportauthz:*'],
  },
];

/** Entries of the published lists that are left out, each with its reason. */
export const LEFT_OUT_GLOBAL_ACTIONS: readonly LeftOutAction[] = [
  { action: 'a4b:*', reason: 'AWS has ended Alexa for Business' },
  { action: 'importexport:*', reason: 'AWS has ended AWS Import/Export Disk' },
  { action: 'mobileanalytics:*', reason: 'AWS has ended Amazon Mobile Analytics' },
  ...['bedrock:CreateModelInvocationJob', 'bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'].map((action) => (
    { action, reason: 'bedrockInferenceProfiles of denyOtherRegions exempts it for the profiles that it names' })),
];

/** All of them, for `NotAction`. */
export const GLOBAL_ACTIONS: readonly string[] = GLOBAL_ACTION_GROUPS.flatMap(({ actions }) => actions).sort();
