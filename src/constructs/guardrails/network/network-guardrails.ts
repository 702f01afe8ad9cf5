import { LAUNCH_LIMITS } from '../compute/instance-launches';
import type { Guardrail } from '../guardrail';
import { CROSS_REGION_ACTIONS, NETWORK_SHARING_ACTIONS, VPN_ACTIONS } from './network-actions';
import type { ExemptPrincipalsProps } from '../shared/exempt-principals';
import { serviceControlGuardrail } from '../shared/guardrail-builders';

const NETWORK_INTERFACES = ['arn:*:ec2:*:*:network-interface/*'];

/** Guardrails about networks: ways in and out, and what is seen of them. */
export class NetworkGuardrails {
  /**
   * Nobody builds a way to the internet: gateways, default VPCs and subnets, which come with one, exclusions from VPC Block Public Access,
   * accelerators. Gateways that exist go on.
   *
   * Source: AWS Organizations User Guide, "Example SCPs for Amazon VPC"; AWS Control Tower Controls Reference Guide, "Disallow internet
   * access for an Amazon VPC instance managed by a customer".
   */
  public static denyInternetAccess(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-internet-access',
      description: 'Nobody builds a way to the internet',
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
        'Transit gateways, peering and shared subnets lead to gateways of other VPCs',
        'Verified Access and EC2 Instance Connect endpoints let in from the internet without a gateway of the VPC',
      ],
    }, props);
  }

  /**
   * Nobody gives an instance or a network interface a public IPv4 address, or makes a subnet assign them. A subnet that does so already
   * goes on for launches that leave the choice to it: turn that off first, or use VPC Block Public Access. Legacy Spot requests are denied,
   * as they do not tell whether they ask for one.
   *
   * Source: Amazon EC2 User Guide, "Example policies to control access the Amazon EC2 API"; Amazon EC2 API Reference,
   * "ModifySubnetAttribute" and "ModifyNetworkInterfaceAttribute"; Service Authorization Reference, "Actions, resources, and condition keys
   * for Amazon EC2".
   */
  public static denyPublicIpAddresses(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-public-ip-addresses',
      description: 'Nobody asks for public IPv4 addresses',
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
          conditions: { StringEqualsIgnoreCase: { 'ec2:Attribute/MapPublicIpOnLaunch': 'true' } },
        },
        {
          sid: 'DenyInterfacesWithPublicIpAddresses',
          actions: ['ec2:ModifyNetworkInterfaceAttribute'],
          resources: NETWORK_INTERFACES,
          conditions: { StringEqualsIgnoreCase: { 'ec2:Attribute/AssociatePublicIpAddress': 'true' } },
        },
      ],
      limits: [
        'A subnet that assigns addresses by itself does so for launches that leave the choice to it',
        LAUNCH_LIMITS.services,
        'Regional NAT gateways and internet-facing load balancers get their addresses from the service',
      ],
    }, props);
  }

  /**
   * Nobody connects VPCs by peering, on either side.
   *
   * Source: Amazon VPC Peering Guide, "Identity and access management for VPC peering".
   */
  public static denyVpcPeering(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-vpc-peering',
      description: 'Nobody connects VPCs by peering',
      denials: [{ sid: 'DenyVpcPeering', actions: ['ec2:AcceptVpcPeeringConnection', 'ec2:CreateVpcPeeringConnection'] }],
      limits: ['Transit gateways, AWS Cloud WAN and AWS PrivateLink connect VPCs as well'],
    }, props);
  }

  /**
   * Nobody builds or changes virtual private networks, to sites or for clients. Those that exist can be taken down.
   *
   * Source: AWS Site-to-Site VPN User Guide and AWS Client VPN Administrator Guide, "Identity and access management"; AWS Control Tower
   * Controls Reference Guide, "Disallow Amazon Virtual Private Network (VPN) connections".
   */
  public static denyVpn(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-vpn',
      description: 'Nobody builds or changes virtual private networks',
      denials: [{ sid: 'DenyVpn', actions: VPN_ACTIONS }],
      controls: ['AWS-GR_DISALLOW_VPN_CONNECTIONS'],
      limits: ['An instance can run VPN software of its own'],
    }, props);
  }

  /**
   * Nobody creates a default VPC or a default subnet, whose addresses are public.
   *
   * Source: Amazon VPC User Guide, "Default VPCs".
   */
  public static denyDefaultVpc(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-default-vpc',
      description: 'Nobody creates a default VPC or a default subnet',
      denials: [{ sid: 'DenyDefaultVpc', actions: ['ec2:CreateDefaultSubnet', 'ec2:CreateDefaultVpc'] }],
      limits: ['Default VPCs that exist stay, and launches without a subnet use them'],
    }, props);
  }

  /**
   * Nobody deletes flow logs. What they have written is protected where it lies.
   *
   * Source: AWS Organizations User Guide, "Example SCPs for Amazon VPC".
   */
  public static protectFlowLogs(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-flow-logs',
      description: 'Nobody deletes flow logs',
      denials: [{ sid: 'ProtectFlowLogs', actions: ['ec2:DeleteFlowLogs'] }],
      limits: [
        'What flow logs have written is protected where it lies, by protect-log-groups and protect-buckets',
        'Delivery stops where its role or bucket policy no longer permits it',
      ],
    }, props);
  }

  /**
   * Nobody creates a load balancer that faces the internet. A request that leaves the scheme out asks for one, and is denied too. Gateway
   * Load Balancers have no scheme and are allowed.
   *
   * Source: Elastic Load Balancing API Reference, "CreateLoadBalancer"; Service Authorization Reference, "Actions, resources, and
   * condition keys for AWS Elastic Load Balancing V2".
   */
  public static denyInternetFacingLoadBalancers(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-internet-facing-load-balancers',
      description: 'Nobody creates load balancers that face the internet',
      denials: [{
        sid: 'DenyInternetFacingLoadBalancers',
        actions: ['elasticloadbalancing:CreateLoadBalancer'],
        notResources: ['arn:*:elasticloadbalancing:*:*:loadbalancer/gwy/*'],
        conditions: { StringNotEquals: { 'elasticloadbalancing:Scheme': 'internal' } },
      }],
      limits: ['Other services, such as Amazon CloudFront and Amazon API Gateway, have public endpoints of their own'],
    }, props);
  }

  /**
   * Nobody connects networks of two Regions, or serves from several: peering, AWS Cloud WAN, distributions and accelerators. As in the
   * control of AWS Control Tower, peering within a Region is denied too.
   *
   * Source: AWS Control Tower Controls Reference Guide, "Disallow cross-region networking for Amazon EC2, Amazon CloudFront, and AWS Global
   * Accelerator".
   */
  public static denyCrossRegionNetworking(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-cross-region-networking',
      description: 'Nobody connects networks of two Regions',
      denials: [{ sid: 'DenyCrossRegionNetworking', actions: CROSS_REGION_ACTIONS }],
      controls: ['AWS-GR_DISALLOW_CROSS_REGION_NETWORKING'],
      limits: ['Data goes to other Regions by copies and replication of services too'],
    }, props);
  }

  /**
   * Nobody lets another account into a network, or connects networks of two accounts: endpoint services, network interfaces, transit
   * gateways, Direct Connect gateways, accelerators, addresses. Accounts of the organization are denied too, as requests do not tell the
   * other account: exempt the account or the role that runs shared networks.
   *
   * Source: AWS Whitepaper "Building a Data Perimeter on AWS" and its examples (`data_perimeter_governance_scp.json`).
   */
  public static denyNetworkSharing(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-network-sharing',
      description: 'Nobody lets other accounts into networks',
      denials: [{ sid: 'DenyNetworkSharing', actions: NETWORK_SHARING_ACTIONS }],
      limits: [
        'Subnets, transit gateways and core networks are shared by AWS RAM: add deny-external-sharing',
        'An endpoint to a service of another account can be created where that account accepts it',
      ],
    }, props);
  }

  private constructor() {}
}
