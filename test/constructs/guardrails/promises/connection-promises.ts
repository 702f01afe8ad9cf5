import { CHANGES, type GuardrailPromise } from './guardrail-promise';

/** Promises about kinds of connections to other accounts, providers and identities, in all services. */
export const CONNECTION_PROMISES: readonly GuardrailPromise[] = [
  {
    guardrailId: 'deny-untrusted-endpoints',
    promised: [
      {
        services: ['*'],
        names: [
          'Create*ApiDestination', '*TopicRuleDestination', 'Create*DeliveryStream', '*LocationAzureBlob', '*LocationHdfs', '*LocationNfs',
          '*LocationObjectStorage', '*LocationSmb',
        ],
        levels: CHANGES,
      },
      { services: ['transfer', 'quicksight', 'kafkaconnect', 'ssm'], names: ['Create*Connector', 'Update*Connector'], levels: CHANGES },
    ],
    decided: [
      { reason: 'Removes, enables or confirms a destination, whose creation is denied', actions: ['iot:ConfirmTopicRuleDestination', 'iot:DeleteTopicRuleDestination', 'iot:UpdateTopicRuleDestination'] },
      { reason: 'Sends nothing until a rule has it as its target, which is denied', actions: ['events:CreateApiDestination'] },
      { reason: 'Runs in a VPC of the account, whose network limits it', actions: ['kafkaconnect:CreateConnector', 'kafkaconnect:UpdateConnector'] },
      { reason: 'Lets users of Amazon Quick Sight act in other applications, with their own accounts there', actions: ['quicksight:CreateActionConnector', 'quicksight:UpdateActionConnector'] },
      { reason: 'Manages machines of other providers, and sends commands only', actions: ['ssm:CreateCloudConnector', 'ssm:UpdateCloudConnector'] },
    ],
  },
  {
    guardrailId: 'deny-federation-changes',
    orBy: ['deny-outbound-federation', 'deny-identity-center-instances'],
    promised: [{
      services: ['*'],
      names: ['*IdentityProvider', '*IdentityProviderConfig*', '*SAMLProvider', '*OpenIDConnectProvider', '*TrustAnchor', '*TokenIssuer', '*IdentitySource', '*TrustProvider'],
      levels: CHANGES,
    }],
    decided: [
      {
        reason: 'Signs people in to an application or a cluster, not to AWS',
        actions: [
          'ec2:AttachVerifiedAccessTrustProvider', 'ec2:CreateVerifiedAccessTrustProvider', 'ec2:DeleteVerifiedAccessTrustProvider',
          'ec2:DetachVerifiedAccessTrustProvider', 'ec2:ModifyVerifiedAccessTrustProvider', 'eks:AssociateIdentityProviderConfig',
          'eks:DisassociateIdentityProviderConfig', 'license-manager-user-subscriptions:DeregisterIdentityProvider',
          'license-manager-user-subscriptions:RegisterIdentityProvider', 'verifiedpermissions:CreateIdentitySource',
          'verifiedpermissions:DeleteIdentitySource', 'verifiedpermissions:UpdateIdentitySource', 'worklink:UpdateIdentityProviderConfiguration',
          'workmail:DeleteIdentityProviderConfiguration', 'workmail:PutIdentityProviderConfiguration', 'workspaces-web:CreateIdentityProvider',
          'workspaces-web:DeleteIdentityProvider', 'workspaces-web:UpdateIdentityProvider',
        ],
      },
      {
        reason: 'Signs people in to a user pool, which leads to AWS only through an identity pool: a limit of the guardrail',
        actions: ['cognito-idp:CreateIdentityProvider', 'cognito-idp:DeleteIdentityProvider', 'cognito-idp:UpdateIdentityProvider'],
      },
      {
        reason: 'Belongs to the instance of IAM Identity Center, or to approval by several people, which the management account sets up',
        actions: [
          'mpa:CreateIdentitySource', 'mpa:DeleteIdentitySource', 'sso:CreateTrustedTokenIssuer', 'sso:DeleteTrustedTokenIssuer',
          'sso:UpdateTrustedTokenIssuer',
        ],
      },
    ],
  },
  {
    guardrailId: 'deny-snapshot-sharing',
    orBy: ['deny-image-sharing', 'deny-database-snapshot-sharing', 'deny-warehouse-sharing', 'deny-document-sharing'],
    promised: [{
      services: ['*'], names: ['Modify*SnapshotAttribute', 'Modify*ImageAttribute', '*ImagePermission*', 'Authorize*SnapshotAccess', 'Modify*Permission'], levels: CHANGES,
    }],
    decided: [{ reason: 'Takes the permission away', actions: ['appstream:DeleteImagePermissions'] }],
  },
  {
    guardrailId: 'require-imds-v2',
    promised: [{ services: ['*'], names: ['Create*Configuration', 'Update*Configuration', 'Run*', 'Request*', 'Modify*Metadata*'], levels: CHANGES, keys: ['*:*HttpTokens*'] }],
    decided: [],
  },
  {
    guardrailId: 'deny-network-sharing',
    orBy: ['deny-vpc-peering', 'deny-vpn', 'deny-foreign-connections', 'deny-zone-sharing', 'deny-warehouse-sharing'],
    promised: [{
      services: ['*'], names: ['Create*Peering*', 'Accept*Peering*', 'Accept*Attachment', 'Accept*EndpointConnections', 'Authorize*EndpointAccess', '*CrossAccountAttachment'], levels: CHANGES,
    }],
    decided: [
      { reason: 'Takes the permission away', actions: ['globalaccelerator:DeleteCrossAccountAttachment'] },
      { reason: 'Connects own networks: the other side needs an authorization, which is denied', actions: ['gamelift:CreateVpcPeeringConnection'] },
      { reason: 'Connects a network with databases of the same account', actions: ['ec2:CreateOdbNetworkPeering', 'odb:CreateOdbPeeringConnection'] },
      { reason: 'Connects with a core network, which AWS RAM shares: covered by deny-external-sharing', actions: ['networkmanager:CreateTransitGatewayPeering'] },
      { reason: 'Accepts a firewall, which inspects traffic', actions: ['network-firewall:AcceptNetworkFirewallTransitGatewayAttachment'] },
    ],
  },
];
