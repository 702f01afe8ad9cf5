import type { Denial } from '../shared/guardrail-builders';

/** Actions of AWS Direct Connect that give another account a connection or an interface, or accept it from another account. */
export const DIRECT_CONNECT_ACTIONS = [
  'directconnect:AcceptDirectConnectGatewayAssociationProposal', 'directconnect:Allocate*', 'directconnect:AssociateHostedConnection',
  'directconnect:Confirm*VirtualInterface', 'directconnect:ConfirmConnection',
  'directconnect:CreateDirectConnectGatewayAssociationProposal',
];

/**
 * Actions that give other accounts access to networks, or connect networks of two accounts. None has a condition key for the other account.
 *
 * Source: aws-samples, data-perimeter-policy-examples, `data_perimeter_governance_scp.json`; Service Authorization Reference.
 */
export const NETWORK_SHARING_ACTIONS = [
  ...DIRECT_CONNECT_ACTIONS, 'ec2:AcceptTransitGatewayClientVpnAttachment', 'ec2:AcceptTransitGatewayPeeringAttachment',
  'ec2:AcceptTransitGatewayVpcAttachment', 'ec2:AcceptVpcEndpointConnections',
  'ec2:CreateTransitGatewayPeeringAttachment', 'ec2:EnableAddressTransfer', 'ec2:ModifyVpcEndpointServicePermissions',
  'es:AuthorizeVpcEndpointAccess', 'gamelift:CreateVpcPeeringAuthorization', 'globalaccelerator:CreateCrossAccountAttachment',
  'globalaccelerator:UpdateCrossAccountAttachment', 'networkmanager:AcceptAttachment', 'rtbfabric:AcceptLink', 'rtbfabric:CreateLink',
];

/**
 * Denies VPC peering with a VPC of another account, which the condition keys of the connection contain, by both its sides.
 *
 * @param sid the Sid of the denial of a connection that another account requests; that of the request is longer
 */
export function denyForeignPeering(sid: string, trustedAccounts: readonly string[] = []): Denial[] {
  const ownVpcs = ['${aws:PrincipalAccount}', ...trustedAccounts].map((account) => `arn:*:ec2:*:${account}:vpc/*`);
  return [
    [`${sid}Requests`, 'ec2:CreateVpcPeeringConnection', 'ec2:AccepterVpc'],
    [sid, 'ec2:AcceptVpcPeeringConnection', 'ec2:RequesterVpc'],
  ].map(([name, action, otherVpc]) => ({
    sid: name,
    actions: [action],
    resources: ['arn:*:ec2:*:*:vpc-peering-connection/*'],
    conditions: { ArnNotLike: { [otherVpc]: ownVpcs.length === 1 ? ownVpcs[0] : ownVpcs } },
  }));
}

/**
 * Actions that connect networks of two Regions, or serve from several.
 *
 * Source: AWS Control Tower Controls Reference Guide, "[AWS-GR_DISALLOW_CROSS_REGION_NETWORKING]", which omits AWS Cloud WAN, AWS Direct
 * Connect, copies, tenants and staging of distributions, and AWS PrivateLink across Regions.
 */
export const CROSS_REGION_ACTIONS = [
  'cloudfront:CopyDistribution', 'cloudfront:CreateDistribution', 'cloudfront:CreateDistributionTenant',
  'cloudfront:CreateStreamingDistribution', 'cloudfront:CreateStreamingDistributionWithTags', 'cloudfront:UpdateDistribution',
  'cloudfront:UpdateDistributionTenant', 'cloudfront:UpdateDistributionWithStagingConfig',
  'directconnect:AcceptDirectConnectGatewayAssociationProposal', 'directconnect:CreateDirectConnectGatewayAssociation',
  'ec2:AcceptTransitGatewayPeeringAttachment',
  'ec2:AcceptVpcPeeringConnection', 'ec2:CreateTransitGatewayPeeringAttachment', 'ec2:CreateVpcPeeringConnection',
  'globalaccelerator:Create*', 'globalaccelerator:Update*', 'lightsail:CreateDistribution', 'networkmanager:CreateConnectAttachment',
  'networkmanager:CreateCoreNetwork',
  'networkmanager:CreateDirectConnectGatewayAttachment', 'networkmanager:CreateSiteToSiteVpnAttachment',
  'networkmanager:CreateTransitGatewayPeering', 'networkmanager:CreateTransitGatewayRouteTableAttachment',
  'networkmanager:CreateVpcAttachment', 'networkmanager:ExecuteCoreNetworkChangeSet', 'networkmanager:PutCoreNetworkPolicy',
  'vpce:AllowMultiRegion',
];

/** Actions that create or change VPN connections. */
export const VPN_ACTIONS = [
  'ec2:AcceptTransitGatewayClientVpnAttachment', 'ec2:ApplySecurityGroupsToClientVpnTargetNetwork', 'ec2:AssociateClientVpnTargetNetwork',
  'ec2:AttachVpnGateway', 'ec2:AuthorizeClientVpnIngress', 'ec2:CreateClientVpnEndpoint', 'ec2:CreateClientVpnRoute',
  'ec2:CreateCustomerGateway', 'ec2:CreateVpnConcentrator', 'ec2:CreateVpnConnection', 'ec2:CreateVpnConnectionRoute',
  'ec2:CreateVpnGateway', 'ec2:ImportClientVpnClientCertificateRevocationList', 'ec2:ModifyClientVpnEndpoint', 'ec2:ModifyVpnConnection',
  'ec2:ModifyVpnConnectionOptions', 'ec2:ModifyVpnTunnelCertificate', 'ec2:ModifyVpnTunnelOptions',
];
