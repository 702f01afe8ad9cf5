/** Actions that a source exempts when Regions are denied. */
export interface GlobalActionGroup {
  /** The page that lists the actions, or that documents the Regions of their service. */
  readonly source: string;
  readonly actions: readonly string[];
}

/** An entry of a published list that the groups omit. */
export interface LeftOutAction {
  readonly action: string;
  readonly reason: string;
}

/** The date of the last comparison of the groups with their sources by `npx tsx scripts/compare-global-actions.ts`. */
export const GLOBAL_ACTIONS_DATE = '2026-11-26';

/**
 * Actions of services with an endpoint in one Region only, or in none. The caller cannot choose that Region, so it must not be denied.
 * Some more actions are here because global services need them in us-east-1: certificates (Amazon CloudFront), keys (Amazon Route 53
 * DNSSEC), the policy checks of the IAM console (IAM Access Analyzer), and the recording of global resources (AWS Config).
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
  { source: 'Amazon Application Recovery Controller Developer Guide, Region switch (plans are managed in us-east-1)', actions: ['arc-region-switch:*'] },
  { source: 'Amazon Route 53 Global Resolver User Guide (its API has the endpoint of us-east-2 only)', actions: ['route53globalresolver:*'] },
  {
    source: 'Probable, not stated by a page: parts of AWS Support and AWS IQ, whose other actions are called in us-east-1',
    actions: ['iq-permission:*', 'support-console:*', 'supportauthz:*'],
  },
];

/** Entries of the published lists that the groups omit, each with the reason. */
export const LEFT_OUT_GLOBAL_ACTIONS: readonly LeftOutAction[] = [
  { action: 'a4b:*', reason: 'AWS has ended Alexa for Business' },
  { action: 'importexport:*', reason: 'AWS has ended AWS Import/Export Disk' },
  { action: 'mobileanalytics:*', reason: 'AWS has ended Amazon Mobile Analytics' },
  ...['bedrock:CreateModelInvocationJob', 'bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'].map((action) => (
    { action, reason: 'bedrockInferenceProfiles of denyOtherRegions exempts it for the profiles that it names' })),
];

/** The actions of all groups, for `NotAction`. */
export const GLOBAL_ACTIONS: readonly string[] = GLOBAL_ACTION_GROUPS.flatMap(({ actions }) => actions).sort();
