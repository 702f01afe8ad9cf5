import { ALL_LEVELS, CHANGES, type GuardrailPromise } from './guardrail-promise';

export const SHARING_PROMISES: readonly GuardrailPromise[] = [
  {
    guardrailId: 'deny-network-sharing',
    promised: [{
      services: ['ec2'],
      names: [
        '*NetworkInterfacePermission', '*EndpointServicePermissions', 'Enable*AddressTransfer', 'AcceptTransitGatewayVpcAttachment',
        '*TransitGatewayPeering*', 'AcceptVpcEndpointConnections', 'CreateTransitGatewayVpcAttachment', 'AcceptVpcPeering*', 'CreateVpcPeering*',
      ],
      levels: CHANGES,
    }],
    decided: [
      {
        reason: 'Takes the permission away, or refuses',
        actions: [
          'ec2:DeleteNetworkInterfacePermission', 'ec2:DeleteTransitGatewayPeeringAttachment',
          'ec2:RejectTransitGatewayPeeringAttachment',
        ],
      },
    ],
  },
  {
    guardrailId: 'deny-network-sharing',
    promised: [{ services: ['globalaccelerator'], names: ['*CrossAccountAttachment'], levels: CHANGES }],
    decided: [
      {
        reason: 'Takes the permission away',
        actions: ['globalaccelerator:DeleteCrossAccountAttachment'],
      },
    ],
  },
  {
    guardrailId: 'deny-foreign-connections',
    promised: [{
      services: ['ec2'],
      names: [
        'Accept*Peering*', 'Create*VpcPeering*', 'CreateTransitGatewayPeering*', 'AcceptVpcEndpointConnections', 'CreateVpcEndpoint',
      ],
      levels: CHANGES,
    }],
    decided: [],
  },
  {
    guardrailId: 'deny-cross-region-networking',
    promised: [{ services: ['ec2'], names: ['Accept*Peering*', 'CreateVpcPeering*', 'CreateTransitGatewayPeering*', 'CreateVpcEndpoint'], levels: CHANGES }],
    decided: [],
  },
  {
    guardrailId: 'deny-cross-region-networking',
    promised: [{
      services: ['cloudfront'],
      names: [
        '*Distribution', '*DistributionTenant', '*StreamingDistribution*', 'UpdateDistribution*',
      ],
      levels: CHANGES,
    }],
    decided: [
      {
        reason: 'Removes a distribution',
        actions: ['cloudfront:DeleteDistribution', 'cloudfront:DeleteDistributionTenant', 'cloudfront:DeleteStreamingDistribution'],
      },
      {
        reason: 'Changes an existing streaming distribution, for which AWS has ended support',
        actions: ['cloudfront:UpdateStreamingDistribution'],
      },
      {
        reason: 'Clears a cache',
        actions: ['cloudfront:CreateInvalidationForDistributionTenant'],
      },
    ],
  },
  {
    guardrailId: 'deny-image-sharing',
    promised: [{ services: ['ec2'], names: ['Modify*ImageAttribute'], levels: CHANGES }],
    decided: [],
  },
  {
    guardrailId: 'deny-snapshot-sharing',
    promised: [{ services: ['ec2'], names: ['Modify*SnapshotAttribute'], levels: CHANGES }],
    decided: [],
  },
  {
    guardrailId: 'deny-warehouse-sharing',
    promised: [{ services: ['redshift'], names: ['Authorize*', 'PutResourcePolicy'], levels: CHANGES }],
    decided: [
      {
        reason: 'Opens ways inside the network of a classic cluster',
        actions: ['redshift:AuthorizeClusterSecurityGroupIngress', 'redshift:AuthorizeInboundIntegration'],
      },
    ],
  },
  {
    guardrailId: 'deny-repository-sharing',
    promised: [{ services: ['ecr'], names: ['*RepositoryPolicy', '*RegistryPolicy', '*ReplicationConfiguration'], levels: CHANGES }],
    decided: [
      {
        reason: 'Takes the permission away',
        actions: ['ecr:DeleteRegistryPolicy', 'ecr:DeleteRepositoryPolicy'],
      },
    ],
  },
  {
    guardrailId: 'deny-function-sharing',
    promised: [{ services: ['lambda'], names: ['Add*Permission', 'Put*ResourcePolicy'], levels: CHANGES }],
    decided: [],
  },
  {
    guardrailId: 'deny-document-sharing',
    promised: [{ services: ['ssm'], names: ['*DocumentPermission', '*ResourcePolicy', '*ServiceSetting'], levels: CHANGES }],
    decided: [
      {
        reason: 'Takes the permission away',
        actions: ['ssm:DeleteResourcePolicy'],
      },
    ],
  },
  {
    guardrailId: 'deny-service-sharing',
    promised: [{ services: ['guardduty'], names: ['Accept*', '*Members'], levels: CHANGES }],
    decided: [
      {
        reason: 'Ends the membership or its monitoring, or goes on with it',
        actions: [
          'guardduty:DeleteMembers', 'guardduty:DisassociateMembers', 'guardduty:StartMonitoringMembers',
          'guardduty:StopMonitoringMembers',
        ],
      },
    ],
  },
  {
    guardrailId: 'deny-service-sharing',
    promised: [{ services: ['servicecatalog'], names: ['*PortfolioShare'], levels: CHANGES }],
    decided: [
      {
        reason: 'Ends sharing, or takes what others share',
        actions: ['servicecatalog:AcceptPortfolioShare', 'servicecatalog:DeletePortfolioShare', 'servicecatalog:RejectPortfolioShare'],
      },
    ],
  },
  {
    guardrailId: 'deny-service-sharing',
    promised: [{ services: ['dataexchange', 'omics', 'securitylake'], names: ['Create*Grant', 'Create*Share', 'Create*Subscriber', 'Update*Subscriber'], levels: CHANGES }],
    decided: [],
  },
  {
    guardrailId: 'deny-resource-policies',
    promised: [{
      services: ['*'],
      names: ['Put*Policy', 'Set*Policy', 'Create*ResourcePolicy', 'Update*ResourcePolicy', '*PolicyStatement', 'Add*Permission'],
      levels: CHANGES,
    }, { services: ['apigateway'], names: ['Update*Policy'], levels: CHANGES }],
    decided: [
      {
        reason: 'Resource control policies apply to the service: covered by deny-untrusted-identities',
        actions: [
          'ecr:PutRegistryPolicy', 'ecr:SetRepositoryPolicy', 'kms:PutKeyPolicy', 's3:PutAccessGrantsInstanceResourcePolicy', 's3:PutAccessPointPolicy',
          's3:PutBucketPolicy', 's3:PutMultiRegionAccessPointPolicy', 'secretsmanager:PutResourcePolicy', 'sqs:AddPermission',
        ],
      },
      {
        reason: 'Not an API operation: AWS RAM requires it to share the resource, which deny-external-sharing covers',
        actions: [
          'appsync:PutResourcePolicy', 'arc-region-switch:PutResourcePolicy', 'billing:PutResourcePolicy', 'ec2:PutResourcePolicy',
          'mpa:PutResourcePolicy', 'odb:PutResourcePolicy', 'resource-explorer-2:PutResourcePolicy',
          'route53-recovery-control-config:PutResourcePolicy', 'servicecatalog:PutResourcePolicy', 'servicediscovery:PutResourcePolicy',
        ],
      },
      { reason: 'Takes a permission away', actions: ['entityresolution:DeletePolicyStatement', 'lex:DeleteResourcePolicyStatement'] },
      {
        reason: 'A policy of identities in the account, which names no principals',
        actions: ['iam:PutGroupPolicy', 'iam:PutRolePolicy', 'iam:PutUserPolicy', 'sso:PutPermissionsPolicy'],
      },
      {
        reason: 'Defines how a service scales, keeps, masks, classifies or moves its own data, and names no principals',
        actions: [
          'application-autoscaling:PutScalingPolicy', 'autoscaling:PutScalingPolicy', 'cloudformation:SetStackPolicy', 'ecr:PutLifecyclePolicy',
          'elasticfilesystem:PutBackupPolicy', 'elasticmapreduce:PutAutoScalingPolicy', 'elasticmapreduce:PutAutoTerminationPolicy',
          'elasticmapreduce:PutManagedScalingPolicy', 'gamelift:PutScalingPolicy', 'glacier:SetDataRetrievalPolicy', 'logs:PutDataProtectionPolicy',
          'logs:PutIndexPolicy', 'logs:PutRetentionPolicy', 'logs:PutStorageTierPolicy', 'mediaconvert:PutPolicy', 'mediastore:PutCorsPolicy',
          'mediastore:PutLifecyclePolicy', 'mediastore:PutMetricPolicy', 'sns:PutDataProtectionPolicy', 'workmail:PutRetentionPolicy',
        ],
      },
      {
        reason: 'A rule for firewalls, networks or all log groups of the account: a subscription needs a destination whose policy admits it',
        actions: ['fms:PutPolicy', 'logs:PutAccountPolicy', 'networkmanager:PutCoreNetworkPolicy'],
      },
      {
        reason: 'Only the management account sets the policy for delegated administrators, and no service control policy applies to it',
        actions: ['organizations:PutResourcePolicy'],
      },
    ],
  },
  {
    guardrailId: 'deny-public-hosted-zones',
    promised: [{ services: ['route53'], names: ['CreateHostedZone*'], levels: CHANGES }],
    decided: [],
  },
  {
    guardrailId: 'deny-zone-sharing',
    promised: [{ services: ['route53'], names: ['Create*Authorization'], levels: CHANGES }],
    decided: [],
  },
  {
    guardrailId: 'protect-hosted-zones',
    promised: [{ services: ['route53'], names: ['DeleteHostedZone*', '*KeySigningKey', 'Disable*'], levels: CHANGES }],
    decided: [
      {
        reason: 'Adds or enables',
        actions: ['route53:ActivateKeySigningKey', 'route53:CreateKeySigningKey'],
      },
    ],
  },
  {
    guardrailId: 'protect-hosted-zones',
    promised: [{
      services: ['route53domains'],
      names: [
        'Delete*', 'Disable*', 'Transfer*Account', 'Push*', 'Retrieve*', 'Update*',
      ],
      levels: CHANGES,
    }],
    decided: [],
  },
  {
    guardrailId: 'deny-acls-on-new-buckets',
    promised: [{ services: ['s3'], names: ['CreateBucket', 'PutBucketOwnership*'], levels: CHANGES }],
    decided: [],
  },
  {
    guardrailId: 'deny-service-presigned-urls',
    promised: [{ services: ['lambda'], names: ['GetFunction', 'GetLayerVersion'], levels: ALL_LEVELS }],
    decided: [],
  },
  {
    guardrailId: 'deny-untrusted-endpoints',
    promised: [{ services: ['ses'], names: ['Send*Email*'], levels: CHANGES }],
    decided: [],
  },
  {
    guardrailId: 'deny-untrusted-endpoints',
    promised: [{ services: ['appflow', 'firehose'], names: ['Create*Flow', 'Update*Flow', 'Create*DeliveryStream', 'Update*Destination'], levels: CHANGES }],
    decided: [],
  },
  {
    guardrailId: 'deny-untrusted-endpoints',
    promised: [{ services: ['states'], names: ['*HTTPEndpoint'], levels: ALL_LEVELS }],
    decided: [],
  },
  {
    guardrailId: 'deny-internet-facing-load-balancers',
    promised: [{ services: ['elasticloadbalancing'], names: ['Create*LoadBalancer'], levels: CHANGES }],
    decided: [],
  },
];
