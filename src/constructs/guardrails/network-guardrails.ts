import type { ExemptPrincipalsProps } from './exempt-principals';
import type { Guardrail } from './guardrail';
import { serviceControlGuardrail } from './guardrail-builders';

/** Guardrails about networks: ways in and out, and what is seen of them. */
export class NetworkGuardrails {
  /**
   * Nobody builds a way to the internet: gateways, exclusions from VPC Block Public Access, accelerators. Gateways that exist go on.
   *
   * Source: AWS Organizations User Guide, "Example SCPs for Amazon VPC".
   */
  public static denyInternetAccess(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-internet-access',
      description: 'Nobody builds a way to the internet',
      denials: [{
        sid: 'DenyInternetAccess',
        actions: [
          'ec2:AttachInternetGateway', 'ec2:CreateCarrierGateway', 'ec2:CreateEgressOnlyInternetGateway', 'ec2:CreateInternetGateway',
          'ec2:CreateVpcBlockPublicAccessExclusion', 'ec2:ModifyVpcBlockPublicAccessExclusion', 'ec2:ModifyVpcBlockPublicAccessOptions',
          'globalaccelerator:Create*', 'globalaccelerator:Update*',
        ],
      }],
    }, props);
  }

  /**
   * Nobody gives an instance or a network interface a public IPv4 address. A subnet that assigns addresses by itself still does so
   * for launches that leave the choice to it: turn that off, or use VPC Block Public Access.
   *
   * Source: Amazon EC2 User Guide, "Example policies to control access the Amazon EC2 API".
   */
  public static denyPublicIpAddresses(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-public-ip-addresses',
      description: 'Nobody asks for public IPv4 addresses',
      denials: [
        { sid: 'DenyElasticIpAddresses', actions: ['ec2:AllocateAddress', 'ec2:AssociateAddress'] },
        {
          sid: 'DenyPublicIpAddresses',
          actions: ['ec2:RunInstances'],
          resources: ['arn:*:ec2:*:*:network-interface/*'],
          conditions: { Bool: { 'ec2:AssociatePublicIpAddress': 'true' } },
        },
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
    }, props);
  }

  /**
   * Nobody builds or changes virtual private networks, to sites or for clients. Those that exist can be taken down.
   *
   * Source: AWS Site-to-Site VPN User Guide and AWS Client VPN Administrator Guide, "Identity and access management".
   */
  public static denyVpn(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-vpn',
      description: 'Nobody builds or changes virtual private networks',
      denials: [{
        sid: 'DenyVpn',
        actions: [
          'ec2:ApplySecurityGroupsToClientVpnTargetNetwork', 'ec2:AssociateClientVpnTargetNetwork', 'ec2:AttachVpnGateway',
          'ec2:AuthorizeClientVpnIngress', 'ec2:CreateClientVpnEndpoint', 'ec2:CreateClientVpnRoute', 'ec2:CreateCustomerGateway',
          'ec2:CreateVpnConcentrator', 'ec2:CreateVpnConnection', 'ec2:CreateVpnConnectionRoute', 'ec2:CreateVpnGateway',
          'ec2:ModifyClientVpnEndpoint', 'ec2:ModifyVpnConnection', 'ec2:ModifyVpnConnectionOptions', 'ec2:ModifyVpnTunnelCertificate',
          'ec2:ModifyVpnTunnelOptions',
        ],
      }],
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
    }, props);
  }

  private constructor() {}
}
