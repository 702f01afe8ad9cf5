/**
 * What is called in one Region whoever calls it, or in none: a Region that a person does not choose cannot be denied.
 * Some more are here because global services need them in us-east-1: certificates (Amazon CloudFront), keys (Amazon Route 53 DNSSEC),
 * the checks of IAM's console by IAM Access Analyzer, and the recording of global resources by AWS Config.
 *
 * Sources: AWS Organizations User Guide, "General examples" of service control policies (deny access based on the requested Region);
 * AWS Control Tower Controls Reference Guide, "Deny access to AWS based on the requested AWS Region"; AWS General Reference, "Service
 * endpoints and quotas". Services that AWS has ended are left out.
 */
export const GLOBAL_ACTIONS = [
  'access-analyzer:*', 'account:*', 'acm:*', 'activate:*', 'artifact:*', 'aws-marketplace-management:*', 'aws-marketplace:*', 'aws-portal:*',
  'bcm-dashboards:*', 'bcm-data-exports:*', 'bcm-pricing-calculator:*', 'bcm-recommended-actions:*', 'billing:*', 'billingconductor:*',
  'budgets:*', 'ce:*', 'chatbot:*', 'chime:*', 'cloudfront-keyvaluestore:*', 'cloudfront:*', 'cloudtrail:LookupEvents', 'compute-optimizer:*',
  'config:*', 'consoleapp:*', 'consolidatedbilling:*', 'cost-optimization-hub:*', 'cur:*', 'customer-verification:*', 'directconnect:*',
  'ec2:DescribeRegions', 'ec2:DescribeTransitGateways', 'ec2:DescribeVpnGateways', 'ecr-public:*', 'fms:*', 'freetier:*',
  'globalaccelerator:*', 'health:*', 'iam:*', 'invoicing:*', 'iq:*', 'kms:*', 'license-manager:ListReceivedLicenses',
  'networkmanager:*', 'notifications-contacts:*', 'notifications:*', 'organizations:*', 'payments:*', 'pricing:*', 'purchase-orders:*',
  'resource-explorer-2:*', 'route53-recovery-cluster:*', 'route53-recovery-control-config:*', 'route53-recovery-readiness:*', 'route53:*',
  'route53domains:*', 's3:CreateMultiRegionAccessPoint', 's3:DeleteMultiRegionAccessPoint', 's3:DescribeMultiRegionAccessPointOperation',
  's3:GetAccountPublic*', 's3:GetBucketLocation', 's3:GetMultiRegionAccessPoint*', 's3:GetStorageLens*', 's3:ListAllMyBuckets',
  's3:ListMultiRegionAccessPoints', 's3:ListStorageLens*', 's3:PutAccountPublic*', 's3:PutMultiRegionAccessPointPolicy', 'savingsplans:*',
  'shield:*', 'sso:*', 'sts:*', 'support-console:*', 'support:*', 'supportapp:*', 'supportplans:*', 'sustainability:*', 'tag:GetResources',
  'tax:*', 'trustedadvisor:*', 'uxc:*', 'waf-regional:*', 'waf:*', 'wafv2:*', 'wellarchitected:*',
];
