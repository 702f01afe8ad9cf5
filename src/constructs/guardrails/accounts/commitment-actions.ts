/**
 * Actions that buy something for a fixed time, enlarge it or renew it. Subscriptions that can be ended at any time are none.
 *
 * Source: the page "Actions, resources, and condition keys" of each service in the Service Authorization Reference.
 */
export const COMMITMENT_ACTIONS = [
  // AWS Marketplace, flat-rate plans, Shield Advanced
  'aws-marketplace:AcceptAgreementPaymentRequest', 'aws-marketplace:AcceptAgreementRequest', 'aws-marketplace:Subscribe',
  'pricingplanmanager:ApprovePaidSubscription', 'shield:CreateSubscription',
  // Savings Plans and reserved instances, nodes and capacity
  'athena:CreateCapacityReservation', 'athena:UpdateCapacityReservation', 'cloudfront:CreateSavingsPlan',
  'dynamodb:PurchaseReservedCapacityOfferings',
  'ec2:AcceptCapacityReservationBillingOwnership', 'ec2:AcceptReservedInstancesExchangeQuote', 'ec2:CreateCapacityReservation',
  'ec2:CreateCapacityReservationFleet', 'ec2:ModifyCapacityReservation', 'ec2:ModifyCapacityReservationFleet', 'ec2:PurchaseCapacityBlock',
  'ec2:PurchaseCapacityBlockExtension', 'ec2:PurchaseHostReservation', 'ec2:PurchaseReservedInstancesOffering',
  'ec2:PurchaseScheduledInstances', 'elasticache:PurchaseReservedCacheNodesOffering', 'elasticloadbalancing:ModifyCapacityReservation',
  'es:PurchaseReservedElasticsearchInstanceOffering', 'es:PurchaseReservedInstanceOffering', 'memorydb:PurchaseReservedNodesOffering',
  'rds:PurchaseReservedDBInstancesOffering', 'redshift-serverless:CreateReservation', 'redshift:AcceptReservedNodeExchange',
  'redshift:PurchaseReservedNodeOffering', 'savingsplans:CreateSavingsPlan',
  // Throughput and training of models
  'bedrock-mantle:CreateReservation', 'bedrock:CreateProvisionedModelThroughput', 'sagemaker:CreateReservedCapacity',
  'sagemaker:CreateTrainingPlan', 'sagemaker:ExtendTrainingPlan',
  // Media, devices, hardware, software
  'devicefarm:PurchaseOffering', 'devicefarm:RenewOffering', 'eks:CreateEksAnywhereSubscription', 'mediaconnect:PurchaseOffering',
  'medialive:PurchaseOffering', 'outposts:CreateOrder', 'outposts:CreateRenewal',
  // Domains
  'route53domains:EnableDomainAutoRenew', 'route53domains:RegisterDomain', 'route53domains:RenewDomain', 'route53domains:TransferDomain',
];
