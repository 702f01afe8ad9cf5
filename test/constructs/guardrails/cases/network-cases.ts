import type { GuardrailCase } from './guardrail-case';
import { NetworkGuardrails } from '../../../../src';

const NETWORK_INTERFACE = 'arn:aws:ec2:eu-west-1:111122223333:network-interface/*';

export const NETWORK_CASES: readonly GuardrailCase[] = [
  {
    build: NetworkGuardrails.denyInternetAccess,
    denied: [{ action: 'ec2:AttachInternetGateway' }, { action: 'ec2:CreateEgressOnlyInternetGateway' }, { action: 'globalaccelerator:CreateListener' }],
    allowed: [{ action: 'ec2:CreateVpc' }, { action: 'ec2:DetachInternetGateway' }],
    published: 'Prevent-creating-or-expanding-public-connectivity-for-VPCs.json',
  },
  {
    build: NetworkGuardrails.denyPublicIpAddresses,
    denied: [
      { action: 'ec2:AllocateAddress' },
      { action: 'ec2:RunInstances', resource: NETWORK_INTERFACE, context: { 'ec2:AssociatePublicIpAddress': true } },
    ],
    allowed: [
      { action: 'ec2:RunInstances', resource: NETWORK_INTERFACE, context: { 'ec2:AssociatePublicIpAddress': false } },
      { action: 'ec2:RunInstances', resource: NETWORK_INTERFACE },
      { action: 'ec2:ReleaseAddress' },
    ],
  },
  {
    build: NetworkGuardrails.denyVpcPeering,
    denied: [{ action: 'ec2:CreateVpcPeeringConnection' }, { action: 'ec2:AcceptVpcPeeringConnection' }],
    allowed: [{ action: 'ec2:DeleteVpcPeeringConnection' }],
    published: 'Prevent-creating-or-expanding-public-connectivity-for-VPCs.json',
  },
  {
    build: NetworkGuardrails.denyVpn,
    denied: [{ action: 'ec2:CreateVpnConnection' }, { action: 'ec2:CreateClientVpnEndpoint' }, { action: 'ec2:ModifyVpnTunnelOptions' }],
    allowed: [{ action: 'ec2:DescribeVpnConnections' }, { action: 'ec2:DeleteVpnConnection' }],
    published: 'Deny-Amazon-Virtual-Private-Network-connection-creation-modification-deletion.json',
  },
  {
    build: NetworkGuardrails.denyDefaultVpc,
    denied: [{ action: 'ec2:CreateDefaultVpc' }, { action: 'ec2:CreateDefaultSubnet' }],
    allowed: [{ action: 'ec2:CreateVpc' }],
    published: 'Deny-creation-of-default-VPC-and-subnet.json',
  },
  {
    build: NetworkGuardrails.protectFlowLogs,
    denied: [{ action: 'ec2:DeleteFlowLogs' }],
    allowed: [{ action: 'ec2:CreateFlowLogs' }],
    published: 'Deny-users-from-deleting-Amazon-VPC-flow-logs.json',
  },
];
