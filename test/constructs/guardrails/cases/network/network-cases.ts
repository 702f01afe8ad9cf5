import { NetworkGuardrails } from '../../../../../src';
import type { Forbidden, GuardrailCase, Request } from '../guardrail-case';
import { eachOf } from '../requests';

const NETWORK_INTERFACE = 'arn:aws:ec2:eu-west-1:111122223333:network-interface/*';
const otherThanFalse = (key: string) => ({ StringLike: { [key]: '*' }, StringNotEqualsIgnoreCase: { [key]: 'false' } });
const SUBNET = 'arn:aws:ec2:eu-west-1:111122223333:subnet/subnet-0a1b2c3d';
const VPN = 'arn:aws:ec2:eu-west-1:111122223333:vpn-connection/vpn-0a1b2c3d';
const balancer = (kind: string) => `arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/${kind}shop`;
const createBalancer = (kind: string, scheme?: string): Request => ({
  action: 'elasticloadbalancing:CreateLoadBalancer', resource: balancer(kind), ...scheme !== undefined && { context: { 'elasticloadbalancing:Scheme': scheme } },
});
const OTHER_GATEWAYS = 'Transit gateways, peering and shared subnets can lead to gateways of other VPCs';
const ENDPOINTS_OF_SERVICES = 'Verified Access, EC2 Instance Connect and Client VPN endpoints, and VPC links of Amazon API Gateway admit traffic from the internet without a gateway of the VPC';
const SUBNETS = 'A subnet that already assigns public addresses continues to do so for launches that do not choose';
const LAUNCHES_BY_SERVICES = 'Auto Scaling groups, fleets and other AWS services launch instances with service-linked roles, which service control policies do not restrict';
const ADDRESSES_OF_SERVICES = 'Regional NAT gateways and internet-facing load balancers get their addresses from the service';

const ENDPOINT = 'arn:aws:ec2:eu-west-1:111122223333:vpc-endpoint/*';
const privateLink = (region: string): Request => ({
  action: 'ec2:CreateVpcEndpoint', resource: ENDPOINT, context: { 'ec2:VpceServiceRegion': region, 'aws:RequestedRegion': 'eu-west-1' },
});
const vpc = (account: string) => `arn:aws:ec2:eu-west-1:${account}:vpc/vpc-0a1b2c3d`;
const peering = (action: string, key: string, account: string): Request => ({
  action: `ec2:${action}VpcPeeringConnection`,
  resource: 'arn:aws:ec2:eu-west-1:111122223333:vpc-peering-connection/pcx-1',
  context: { [`ec2:${key}`]: vpc(account), 'aws:PrincipalAccount': '111122223333' },
});
const attachment = (account: string): Request => ({
  action: 'ec2:CreateTransitGatewayVpcAttachment',
  resource: `arn:aws:ec2:eu-west-1:${account}:transit-gateway/tgw-1`,
  context: { 'aws:ResourceAccount': account, 'aws:PrincipalAccount': '111122223333' },
});
const publicTask = (action: string, value: boolean): Request => ({ action: `ecs:${action}`, context: { 'ecs:auto-assign-public-ip': value } });

const NETWORK_INTERFACES = 'arn:*:ec2:*:*:network-interface/*';
const foreignPeering = (verb: string, key: string): Forbidden => ({
  actions: [`ec2:${verb}VpcPeeringConnection`],
  resources: ['arn:*:ec2:*:*:vpc-peering-connection/*'],
  when: { ArnNotLike: { [`ec2:${key}`]: 'arn:*:ec2:*:${aws:PrincipalAccount}:vpc/*' } },
});

export const NETWORK_CASES: readonly GuardrailCase[] = [
  {
    build: NetworkGuardrails.denyInternetAccess,
    denied: [
      ...eachOf('ec2', 'AttachInternetGateway', 'CreateCarrierGateway', 'CreateDefaultSubnet', 'CreateDefaultVpc', 'CreateEgressOnlyInternetGateway',
        'CreateInternetGateway', 'CreateVpcBlockPublicAccessExclusion', 'ModifyVpcBlockPublicAccessExclusion', 'ModifyVpcBlockPublicAccessOptions'),
      ...eachOf('globalaccelerator', 'CreateListener', 'CreateAccelerator', 'UpdateEndpointGroup'),
    ],
    allowed: [{ action: 'ec2:CreateVpc' }, { action: 'ec2:DetachInternetGateway' }, { action: 'globalaccelerator:DeleteListener' }],
    waysAround: [
      { request: { action: 'ec2:CreateDefaultVpc' } },
      { request: { action: 'ec2:CreateDefaultSubnet' } },
      { request: { action: 'ec2:CreateTransitGatewayVpcAttachment' }, limit: OTHER_GATEWAYS },
      { request: { action: 'ec2:CreateVerifiedAccessEndpoint' }, limit: ENDPOINTS_OF_SERVICES },
      ...['ec2:CreateInstanceConnectEndpoint', 'ec2:CreateClientVpnEndpoint', 'apigateway:POST'].map((action) => (
        { request: { action }, limit: ENDPOINTS_OF_SERVICES })),
    ],
    published: 'Prevent-creating-or-expanding-public-connectivity-for-VPCs.json',
    differences: [
      { difference: 'Does not deny VPC peering', reason: 'deny-vpc-peering denies it' },
      {
        difference: 'Also denies carrier gateways, default VPCs and subnets, and changes to VPC Block Public Access',
        reason: 'AWS Control Tower denies the first three (AWS-GR_DISALLOW_VPC_INTERNET_ACCESS), and each connects a VPC with the internet',
      },
    ],
  },
  {
    build: NetworkGuardrails.denyPublicIpAddresses,
    denied: [
      ...eachOf('ec2', 'AllocateAddress', 'AssociateAddress', 'AcceptAddressTransfer', 'CreateDefaultSubnet', 'CreateDefaultVpc', 'RequestSpotFleet',
        'RequestSpotInstances', 'RunScheduledInstances'),
      { action: 'ec2:RunInstances', resource: NETWORK_INTERFACE, context: { 'ec2:AssociatePublicIpAddress': true } },
      publicTask('CreateService', true), publicTask('UpdateService', true),
      { action: 'ec2:ModifySubnetAttribute', resource: SUBNET, context: { 'ec2:Attribute/MapPublicIpOnLaunch': 'true' } },
      { action: 'ec2:ModifyNetworkInterfaceAttribute', resource: NETWORK_INTERFACE, context: { 'ec2:Attribute/AssociatePublicIpAddress': 'true' } },
    ],
    allowed: [
      { action: 'ec2:RunInstances', resource: NETWORK_INTERFACE, context: { 'ec2:AssociatePublicIpAddress': false } },
      { action: 'ec2:ReleaseAddress' }, { action: 'ec2:DisassociateAddress' },
      publicTask('CreateService', false), ...eachOf('ecs', 'CreateService', 'UpdateService'),
      { action: 'ec2:ModifySubnetAttribute', resource: SUBNET, context: { 'ec2:Attribute/MapPublicIpOnLaunch': 'false' } },
      { action: 'ec2:ModifySubnetAttribute', resource: SUBNET, context: { 'ec2:Attribute/AssignIpv6AddressOnCreation': 'true' } },
      { action: 'ec2:ModifyNetworkInterfaceAttribute', resource: NETWORK_INTERFACE, context: { 'ec2:Attribute/SourceDestCheck': 'false' } },
    ],
    forbids: [
      { actions: ['ec2:RunInstances'], resources: [NETWORK_INTERFACES], when: { Bool: { 'ec2:AssociatePublicIpAddress': 'true' } } },
      { actions: ['ec2:ModifySubnetAttribute'], when: otherThanFalse('ec2:Attribute/MapPublicIpOnLaunch') },
      {
        actions: ['ec2:ModifyNetworkInterfaceAttribute'],
        resources: [NETWORK_INTERFACES],
        when: otherThanFalse('ec2:Attribute/AssociatePublicIpAddress'),
      },
      { actions: ['ecs:CreateService', 'ecs:UpdateService'], when: { Bool: { 'ecs:auto-assign-public-ip': 'true' } } },
    ],
    waysAround: [
      ...eachOf('ec2', 'RequestSpotFleet', 'RequestSpotInstances', 'AcceptAddressTransfer', 'CreateDefaultVpc').map((request) => ({ request })),
      { request: { action: 'ec2:ModifySubnetAttribute', resource: SUBNET, context: { 'ec2:Attribute/MapPublicIpOnLaunch': 'True' } } },
      { request: { action: 'ec2:RunInstances', resource: NETWORK_INTERFACE }, limit: SUBNETS },
      { request: { action: 'ec2:CreateFleet' }, limit: LAUNCHES_BY_SERVICES },
      { request: { action: 'ec2:CreateNatGateway' }, limit: ADDRESSES_OF_SERVICES },
      ...eachOf('ecs', 'RunTask', 'CreateTaskSet').map((request) => (
        { request, limit: 'Single tasks and task sets of Amazon ECS have no condition key for the address: ecs:RunTask, ecs:CreateTaskSet' })),
      { request: createBalancer('app/', 'internet-facing'), limit: ADDRESSES_OF_SERVICES },
    ],
  },
  {
    build: NetworkGuardrails.denyVpcPeering,
    denied: [{ action: 'ec2:CreateVpcPeeringConnection' }, { action: 'ec2:AcceptVpcPeeringConnection' }],
    allowed: [{ action: 'ec2:DeleteVpcPeeringConnection' }],
    waysAround: [
      { request: { action: 'ec2:CreateTransitGatewayVpcAttachment' }, limit: 'Transit gateways, AWS Cloud WAN and AWS PrivateLink connect VPCs as well' },
    ],
    published: 'Prevent-creating-or-expanding-public-connectivity-for-VPCs.json',
    differences: [{ difference: 'Denies peering only', reason: 'deny-internet-access denies the rest' }],
  },
  {
    build: NetworkGuardrails.denyVpn,
    denied: eachOf('ec2', 'CreateVpnConnection', 'AcceptTransitGatewayClientVpnAttachment', 'ApplySecurityGroupsToClientVpnTargetNetwork',
      'AssociateClientVpnTargetNetwork', 'AttachVpnGateway', 'AuthorizeClientVpnIngress', 'CreateClientVpnEndpoint', 'CreateClientVpnRoute',
      'CreateCustomerGateway', 'CreateVpnConcentrator', 'CreateVpnConnectionRoute', 'CreateVpnGateway',
      'ImportClientVpnClientCertificateRevocationList', 'ModifyClientVpnEndpoint', 'ModifyVpnConnection', 'ModifyVpnConnectionOptions',
      'ModifyVpnTunnelCertificate', 'ModifyVpnTunnelOptions'),
    allowed: [{ action: 'ec2:DescribeVpnConnections' }, { action: 'ec2:DeleteVpnConnection' }, { action: 'ec2:ReplaceVpnTunnel', resource: VPN }],
    waysAround: [
      { request: { action: 'ec2:AcceptTransitGatewayClientVpnAttachment' } },
      { request: { action: 'ec2:ImportClientVpnClientCertificateRevocationList' } },
      { request: { action: 'ec2:RunInstances' }, limit: 'An instance can run VPN software' },
    ],
    published: 'Deny-Amazon-Virtual-Private-Network-connection-creation-modification-deletion.json',
    differences: [
      { difference: 'Does not deny deleting and detaching VPN connections', reason: 'It must be possible to remove existing connections' },
      { difference: 'Also denies tunnels, connection routes, concentrators, revocation lists and attachments', reason: 'Each creates or changes a network' },
    ],
  },
  {
    build: NetworkGuardrails.denyDefaultVpc,
    denied: [{ action: 'ec2:CreateDefaultVpc' }, { action: 'ec2:CreateDefaultSubnet' }],
    allowed: [{ action: 'ec2:CreateVpc' }],
    waysAround: [{ request: { action: 'ec2:RunInstances' }, limit: 'Existing default VPCs stay, and launches without a subnet use them' }],
    published: 'Deny-creation-of-default-VPC-and-subnet.json',
    differences: [],
  },
  {
    build: NetworkGuardrails.protectFlowLogs,
    denied: [{ action: 'ec2:DeleteFlowLogs' }],
    allowed: [{ action: 'ec2:CreateFlowLogs' }],
    waysAround: [
      { request: { action: 'logs:DeleteLogGroup' }, limit: 'Delivered logs need protection at their destination: add protect-log-groups or protect-buckets' },
      { request: { action: 'iam:DeleteRolePolicy' }, limit: 'Delivery stops if its role or bucket policy no longer allows it' },
      {
        request: { action: 'globalaccelerator:UpdateAcceleratorAttributes' },
        limit: 'Flow logs of AWS Global Accelerator can be turned off: globalaccelerator:UpdateAcceleratorAttributes',
      },
    ],
    published: 'Deny-users-from-deleting-Amazon-VPC-flow-logs.json',
    differences: [{ difference: 'Does not deny deleting log groups and streams', reason: 'protect-log-groups denies it for listed log groups' }],
  },
  {
    build: NetworkGuardrails.denyInternetFacingLoadBalancers,
    denied: [
      createBalancer('app/', 'internet-facing'), createBalancer('net/', 'internet-facing'), createBalancer('', 'internet-facing'), createBalancer('app/'),
    ],
    allowed: [createBalancer('app/', 'internal'), createBalancer('net/', 'internal'), createBalancer('', 'internal'), createBalancer('gwy/')],
    forbids: [{
      actions: ['elasticloadbalancing:CreateLoadBalancer'],
      // No pattern says that a name has no slash, as in the ARN of a Gateway Load Balancer.
      resources: ['app/', 'net/', ''].map(balancer),
      when: { StringNotEquals: { 'elasticloadbalancing:Scheme': 'internal' } },
    }],
    waysAround: [
      { request: createBalancer('net/') },
      { request: { action: 'cloudfront:CreateDistribution' }, limit: 'Other services, such as Amazon CloudFront and Amazon API Gateway, have their own public endpoints' },
      { request: { action: 'lightsail:CreateLoadBalancer' }, limit: 'Load balancers of Amazon Lightsail are always public: lightsail:CreateLoadBalancer' },
    ],
  },
  {
    build: NetworkGuardrails.denyCrossRegionNetworking,
    denied: [
      privateLink('us-east-1'), { action: 'vpce:AllowMultiRegion' },
      ...eachOf('ec2', 'AcceptTransitGatewayPeeringAttachment', 'AcceptVpcPeeringConnection', 'CreateTransitGatewayPeeringAttachment',
        'CreateVpcPeeringConnection'),
      ...eachOf('cloudfront', 'CopyDistribution', 'CreateDistribution', 'CreateDistributionTenant', 'CreateStreamingDistribution',
        'CreateStreamingDistributionWithTags', 'UpdateDistribution', 'UpdateDistributionTenant', 'UpdateDistributionWithStagingConfig'),
      ...eachOf('globalaccelerator', 'CreateAccelerator', 'UpdateListener'),
      ...eachOf('networkmanager', 'CreateConnectAttachment', 'CreateCoreNetwork', 'CreateDirectConnectGatewayAttachment', 'CreateSiteToSiteVpnAttachment',
        'CreateTransitGatewayPeering', 'CreateTransitGatewayRouteTableAttachment', 'CreateVpcAttachment', 'ExecuteCoreNetworkChangeSet',
        'PutCoreNetworkPolicy'),
      ...eachOf('directconnect', 'AcceptDirectConnectGatewayAssociationProposal', 'CreateDirectConnectGatewayAssociation'),
      ...eachOf('lightsail', 'CreateDistribution'),
    ],
    allowed: [
      privateLink('eu-west-1'), { action: 'ec2:CreateVpcEndpoint', resource: ENDPOINT }, ...eachOf('ec2', 'DeleteVpcPeeringConnection', 'CreateTransitGateway'), ...eachOf('cloudfront', 'DeleteDistribution', 'CreateInvalidation'),
    ],
    forbids: [{
      actions: ['ec2:CreateVpcEndpoint'],
      resources: ['arn:*:ec2:*:*:vpc-endpoint/*'],
      when: { StringNotEquals: { 'ec2:VpceServiceRegion': '${aws:RequestedRegion}' }, Null: { 'ec2:VpceServiceRegion': 'false' } },
    }],
    waysAround: [
      { request: { action: 'cloudfront:CopyDistribution' } },
      { request: { action: 'networkmanager:CreateTransitGatewayPeering' } },
      { request: { action: 's3:PutReplicationConfiguration' }, limit: 'Services can also copy and replicate data to other Regions' },
    ],
  },
  {
    build: NetworkGuardrails.denyNetworkSharing,
    denied: [
      ...eachOf('ec2', 'EnableAddressTransfer', 'AcceptTransitGatewayPeeringAttachment', 'AcceptTransitGatewayVpcAttachment', 'AcceptVpcEndpointConnections',
        'CreateNetworkInterfacePermission', 'CreateTransitGatewayPeeringAttachment', 'ModifyVpcEndpointServicePermissions'),
      { action: 'ec2:CreateNetworkInterfacePermission', context: { 'ec2:AuthorizedUser': 'arn:aws:iam::999988887777:root' } },
      peering('Accept', 'RequesterVpc', '999988887777'), peering('Create', 'AccepterVpc', '999988887777'), attachment('999988887777'),
      ...eachOf('directconnect', 'AcceptDirectConnectGatewayAssociationProposal', 'CreateDirectConnectGatewayAssociationProposal',
        'AllocateHostedConnection', 'AllocateConnectionOnInterconnect', 'AllocatePrivateVirtualInterface', 'AllocatePublicVirtualInterface',
        'AllocateTransitVirtualInterface', 'AssociateHostedConnection', 'ConfirmConnection', 'ConfirmPrivateVirtualInterface',
        'ConfirmPublicVirtualInterface', 'ConfirmTransitVirtualInterface'),
      ...eachOf('rtbfabric', 'AcceptLink', 'CreateLink'), ...eachOf('ec2', 'AcceptTransitGatewayClientVpnAttachment'),
      ...eachOf('globalaccelerator', 'CreateCrossAccountAttachment', 'UpdateCrossAccountAttachment'),
      ...eachOf('networkmanager', 'AcceptAttachment'), ...eachOf('es', 'AuthorizeVpcEndpointAccess'), ...eachOf('gamelift', 'CreateVpcPeeringAuthorization'),
    ],
    allowed: [
      { action: 'ec2:CreateTransitGateway' }, { action: 'ec2:RejectTransitGatewayVpcAttachment' },
      ...eachOf('directconnect', 'ConfirmCustomerAgreement', 'CreatePrivateVirtualInterface'),
      { action: 'ec2:CreateNetworkInterfacePermission', context: { 'ec2:AuthorizedService': 'codebuild.amazonaws.com' } },
      peering('Accept', 'RequesterVpc', '111122223333'), peering('Create', 'AccepterVpc', '111122223333'), attachment('111122223333'),
    ],
    forbids: [
      { actions: ['ec2:CreateNetworkInterfacePermission'], when: { Null: { 'ec2:AuthorizedService': 'true' } } },
      foreignPeering('Accept', 'RequesterVpc'), foreignPeering('Create', 'AccepterVpc'),
      {
        actions: ['ec2:CreateTransitGatewayVpcAttachment'],
        resources: ['arn:*:ec2:*:*:transit-gateway/*'],
        when: { StringNotEquals: { 'aws:ResourceAccount': '${aws:PrincipalAccount}' } },
      },
    ],
    waysAround: [
      { request: { action: 'globalaccelerator:UpdateCrossAccountAttachment' } },
      { request: { action: 'es:AuthorizeVpcEndpointAccess' } },
      { request: { action: 'ec2:AcceptVpcPeeringConnection', resource: 'arn:aws:ec2:eu-west-1:111122223333:vpc-peering-connection/pcx-1' } },
      { request: attachment('999988887777') },
      { request: { action: 'ram:CreateResourceShare' }, limit: 'Subnets, transit gateways and core networks are shared through AWS RAM: add deny-external-sharing' },
      { request: { action: 'ec2:CreateVpcEndpoint' }, limit: 'An endpoint to a service of another account can be created if that account accepts it' },
      {
        request: { action: 'interconnect:CreateConnection' },
        limit: 'AWS Interconnect connects networks with those of other cloud providers: add deny-foreign-connections',
      },
    ],
    published: 'data_perimeter_governance_scp.json',
    differences: [
      { difference: 'Denies actions on networks only', reason: 'Other guardrails deny the rest' },
      { difference: 'Does not deny VPC endpoints, and rejecting and deleting connections', reason: 'Endpoints to AWS services need it, and it must be possible to remove connections' },
      {
        difference: 'Also denies accepting attachments and proposals, changing cross-account attachments, and links and hosted connections',
        reason: 'Each gives another account access',
      },
    ],
  },
];
