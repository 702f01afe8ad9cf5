import { LAUNCH_LIMITS } from '../compute/instance-launches';
import type { Guardrail } from '../guardrail';
import { CROSS_REGION_ACTIONS, denyForeignPeering, NETWORK_SHARING_ACTIONS, VPN_ACTIONS } from './network-actions';
import type { ExemptPrincipalsProps } from '../shared/exempt-principals';
import { serviceControlGuardrail } from '../shared/guardrail-builders';

const NETWORK_INTERFACES = ['arn:*:ec2:*:*:network-interface/*'];

const unlessFalse = (key: string) => ({ StringNotEqualsIgnoreCase: { [key]: 'false' }, Null: { [key]: 'false' } });

/**
 * Guardrails for networks: their connections and flow logs.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 *
 * @example
 * declare const workloads: OrganizationalUnit;
 * workloads.attachPolicy(new ServiceControlPolicy(this, 'Networks', {
 *   guardrails: [
 *     NetworkGuardrails.denyInternetAccess({ exemptPrincipals: ['arn:*:iam::*:role/network/*'] }),
 *     NetworkGuardrails.denyPublicIpAddresses(),
 *     NetworkGuardrails.protectFlowLogs(),
 *   ],
 * }));
 */
export class NetworkGuardrails {
  /**
   * Denies creating connections to the internet: gateways, accelerators, exclusions from VPC Block Public Access, and default VPCs and
   * subnets, which have a gateway. Existing gateways keep working. Turning VPC Block Public Access on is denied too: do so first.
   *
   * Source: AWS Organizations User Guide, "Example SCPs for Amazon VPC"; AWS Control Tower Controls Reference Guide, "Disallow internet
   * access for an Amazon VPC instance managed by a customer".
   */
  public static denyInternetAccess(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-internet-access',
      description: 'Denies creating connections to the internet',
      denials: [{
        sid: 'DenyInternetAccess',
        actions: [
          'ec2:AttachInternetGateway', 'ec2:CreateCarrierGateway', 'ec2:CreateDefaultSubnet', 'ec2:CreateDefaultVpc',
          'ec2:CreateEgressOnlyInternetGateway', 'ec2:CreateInternetGateway', 'ec2:CreateVpcBlockPublicAccessExclusion',
          'ec2:ModifyVpcBlockPublicAccessExclusion', 'ec2:ModifyVpcBlockPublicAccessOptions', 'globalaccelerator:Create*',
          'globalaccelerator:Update*',
        ],
      }],
      controls: ['AWS-GR_DISALLOW_VPC_INTERNET_ACCESS'],
      limits: [
        'Transit gateways, peering and shared subnets can lead to gateways of other VPCs',
        'Verified Access, EC2 Instance Connect and Client VPN endpoints, and VPC links of Amazon API Gateway admit traffic from the internet without a gateway of the VPC',
      ],
    }, props);
  }

  /**
   * Denies giving an instance, a network interface or a service of Amazon ECS a public IPv4 address, and making a subnet assign public
   * addresses. A subnet that already does so continues for launches that do not choose: turn that off first, or use VPC Block Public
   * Access. Legacy Spot requests are denied, since they do not show whether they request an address.
   *
   * Source: Amazon EC2 User Guide, "Example policies to control access the Amazon EC2 API"; Amazon EC2 API Reference,
   * "ModifySubnetAttribute" and "ModifyNetworkInterfaceAttribute"; Service Authorization Reference, "Actions, resources, and condition keys
   * for Amazon EC2" and "... for Amazon Elastic Container Service" (`ecs:auto-assign-public-ip`).
   */
  public static denyPublicIpAddresses(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-public-ip-addresses',
      description: 'Denies requesting public IPv4 addresses',
      denials: [
        {
          sid: 'DenyElasticIpAddresses',
          actions: [
            'ec2:AcceptAddressTransfer', 'ec2:AllocateAddress', 'ec2:AssociateAddress', 'ec2:CreateDefaultSubnet', 'ec2:CreateDefaultVpc',
            'ec2:RequestSpotFleet', 'ec2:RequestSpotInstances', 'ec2:RunScheduledInstances',
          ],
        },
        {
          sid: 'DenyPublicIpAddresses',
          actions: ['ec2:RunInstances'],
          resources: NETWORK_INTERFACES,
          conditions: { Bool: { 'ec2:AssociatePublicIpAddress': 'true' } },
        },
        {
          sid: 'DenySubnetsWithPublicIpAddresses',
          actions: ['ec2:ModifySubnetAttribute'],
          conditions: unlessFalse('ec2:Attribute/MapPublicIpOnLaunch'),
        },
        {
          sid: 'DenyInterfacesWithPublicIpAddresses',
          actions: ['ec2:ModifyNetworkInterfaceAttribute'],
          resources: NETWORK_INTERFACES,
          conditions: unlessFalse('ec2:Attribute/AssociatePublicIpAddress'),
        },
        {
          sid: 'DenyTasksWithPublicIpAddresses',
          actions: ['ecs:CreateService', 'ecs:UpdateService'],
          conditions: { Bool: { 'ecs:auto-assign-public-ip': 'true' } },
        },
      ],
      limits: [
        'A subnet that already assigns public addresses continues to do so for launches that do not choose',
        LAUNCH_LIMITS.services,
        'Regional NAT gateways and internet-facing load balancers get their addresses from the service',
        'Single tasks and task sets of Amazon ECS have no condition key for the address: ecs:RunTask, ecs:CreateTaskSet',
      ],
    }, props);
  }

  /**
   * Denies requesting and accepting VPC peering connections.
   *
   * Source: Amazon VPC Peering Guide, "Identity and access management for VPC peering".
   */
  public static denyVpcPeering(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-vpc-peering',
      description: 'Denies VPC peering connections',
      denials: [{ sid: 'DenyVpcPeering', actions: ['ec2:AcceptVpcPeeringConnection', 'ec2:CreateVpcPeeringConnection'] }],
      limits: ['Transit gateways, AWS Cloud WAN and AWS PrivateLink connect VPCs as well'],
    }, props);
  }

  /**
   * Denies creating and changing site-to-site and client VPN connections. Existing ones can be deleted.
   *
   * Source: AWS Site-to-Site VPN User Guide and AWS Client VPN Administrator Guide, "Identity and access management"; AWS Control Tower
   * Controls Reference Guide, "Disallow Amazon Virtual Private Network (VPN) connections".
   */
  public static denyVpn(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-vpn',
      description: 'Denies creating and changing VPN connections',
      denials: [{ sid: 'DenyVpn', actions: VPN_ACTIONS }],
      controls: ['AWS-GR_DISALLOW_VPN_CONNECTIONS'],
      limits: ['An instance can run VPN software'],
    }, props);
  }

  /**
   * Denies creating default VPCs and default subnets, which assign public addresses.
   *
   * Source: Amazon VPC User Guide, "Default VPCs".
   */
  public static denyDefaultVpc(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-default-vpc',
      description: 'Denies creating default VPCs and default subnets',
      denials: [{ sid: 'DenyDefaultVpc', actions: ['ec2:CreateDefaultSubnet', 'ec2:CreateDefaultVpc'] }],
      limits: ['Existing default VPCs stay, and launches without a subnet use them'],
    }, props);
  }

  /**
   * Denies deleting flow logs. Protect the delivered logs at their destination.
   *
   * Source: AWS Organizations User Guide, "Example SCPs for Amazon VPC".
   */
  public static protectFlowLogs(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-flow-logs',
      description: 'Denies deleting flow logs',
      denials: [{ sid: 'ProtectFlowLogs', actions: ['ec2:DeleteFlowLogs'] }],
      limits: [
        'Delivered logs need protection at their destination: add protect-log-groups or protect-buckets',
        'Delivery stops if its role or bucket policy no longer allows it',
        'Flow logs of AWS Global Accelerator can be turned off: globalaccelerator:UpdateAcceleratorAttributes',
      ],
    }, props);
  }

  /**
   * Denies creating internet-facing load balancers. A request without a scheme is denied too, since internet-facing is the default.
   * Gateway Load Balancers have no scheme and are allowed.
   *
   * Source: Elastic Load Balancing API Reference, "CreateLoadBalancer"; Service Authorization Reference, "Actions, resources, and
   * condition keys for AWS Elastic Load Balancing V2".
   */
  public static denyInternetFacingLoadBalancers(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-internet-facing-load-balancers',
      description: 'Denies creating internet-facing load balancers',
      denials: [{
        sid: 'DenyInternetFacingLoadBalancers',
        actions: ['elasticloadbalancing:CreateLoadBalancer'],
        notResources: ['arn:*:elasticloadbalancing:*:*:loadbalancer/gwy/*'],
        conditions: { StringNotEquals: { 'elasticloadbalancing:Scheme': 'internal' } },
      }],
      limits: [
        'Other services, such as Amazon CloudFront and Amazon API Gateway, have their own public endpoints',
        'Load balancers of Amazon Lightsail are always public: lightsail:CreateLoadBalancer',
      ],
    }, props);
  }

  /**
   * Denies connecting networks of two Regions and serving from several Regions: peering, AWS Cloud WAN with changes of its policy, AWS
   * PrivateLink, associations of Direct Connect gateways, distributions and accelerators. As in the control of AWS Control Tower, peering
   * within a Region is denied too. VPC endpoints for services of the same Region are allowed.
   *
   * Source: AWS Control Tower Controls Reference Guide, "Disallow cross-region networking for Amazon EC2, Amazon CloudFront, and AWS Global
   * Accelerator"; AWS PrivateLink Guide, "Cross Region"; Service Authorization Reference (`ec2:VpceServiceRegion`).
   */
  public static denyCrossRegionNetworking(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-cross-region-networking',
      description: 'Denies connecting networks of two Regions',
      denials: [
        { sid: 'DenyCrossRegionNetworking', actions: CROSS_REGION_ACTIONS },
        {
          sid: 'DenyCrossRegionEndpoints',
          actions: ['ec2:CreateVpcEndpoint'],
          resources: ['arn:*:ec2:*:*:vpc-endpoint/*'],
          conditions: {
            StringNotEquals: { 'ec2:VpceServiceRegion': '${aws:RequestedRegion}' }, Null: { 'ec2:VpceServiceRegion': 'false' },
          },
        },
      ],
      controls: ['AWS-GR_DISALLOW_CROSS_REGION_NETWORKING'],
      limits: ['Services can also copy and replicate data to other Regions'],
    }, props);
  }

  /**
   * Denies giving another account access to a network, and connecting networks of two accounts: endpoint services, network interfaces,
   * peering, transit gateways, AWS Direct Connect, AWS RTB Fabric, accelerators, addresses and domains of Amazon OpenSearch Service.
   * Accounts of the organization are denied too, since no condition key contains the organization of the other account: exempt the account
   * or the role that manages shared networks. Peering and transit gateways of one account are allowed. So are permissions of services to
   * use a network interface, which AWS CodeBuild needs for builds in a VPC.
   *
   * Hosted connections, which an AWS Direct Connect Partner provides, are denied, and so is peering of Amazon Lightsail, whose VPC belongs
   * to an account of AWS.
   *
   * Source: AWS Whitepaper "Building a Data Perimeter on AWS" and its examples (`data_perimeter_governance_scp.json`); AWS CodeBuild User
   * Guide, "Allow CodeBuild access to AWS services required to create a VPC network interface"; Service Authorization Reference.
   */
  public static denyNetworkSharing(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-network-sharing',
      description: 'Denies giving other accounts access to networks',
      denials: [
        { sid: 'DenyNetworkSharing', actions: NETWORK_SHARING_ACTIONS },
        {
          sid: 'DenyInterfaceSharing',
          actions: ['ec2:CreateNetworkInterfacePermission'],
          conditions: { Null: { 'ec2:AuthorizedService': 'true' } },
        },
        ...denyForeignPeering('DenyForeignPeering'),
        {
          sid: 'DenyForeignTransitGateways',
          actions: ['ec2:CreateTransitGatewayVpcAttachment'],
          resources: ['arn:*:ec2:*:*:transit-gateway/*'],
          conditions: { StringNotEquals: { 'aws:ResourceAccount': '${aws:PrincipalAccount}' } },
        },
      ],
      limits: [
        'Subnets, transit gateways and core networks are shared through AWS RAM: add deny-external-sharing',
        'An endpoint to a service of another account can be created if that account accepts it',
        'AWS Interconnect connects networks with those of other cloud providers: add deny-foreign-connections',
      ],
    }, props);
  }

  private constructor() {}
}
