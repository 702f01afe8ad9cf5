import { CHANGES, type GuardrailPromise } from './guardrail-promise';

export const NETWORK_PROMISES: readonly GuardrailPromise[] = [
  {
    guardrailId: 'deny-internet-access',
    promised: [{
      services: ['ec2'],
      names: [
        'Create*InternetGateway*', 'Attach*InternetGateway*', 'Create*CarrierGateway*', '*VpcBlockPublicAccess*', 'CreateDefault*',
        'Create*EgressOnly*',
      ],
      levels: CHANGES,
    }],
    decided: [
      {
        reason: 'Closes an exclusion',
        actions: ['ec2:DeleteVpcBlockPublicAccessExclusion'],
      },
    ],
  },
  {
    guardrailId: 'deny-internet-access',
    promised: [{
      services: ['globalaccelerator'],
      names: [
        'Create*', 'Update*', 'Add*', 'Allow*', 'Provision*', 'Advertise*',
      ],
      levels: CHANGES,
    }],
    decided: [
      {
        reason: 'Works on an accelerator that exists',
        actions: [
          'globalaccelerator:AddCustomRoutingEndpoints', 'globalaccelerator:AddEndpoints', 'globalaccelerator:AllowCustomRoutingTraffic',
        ],
      },
      {
        reason: 'Own IP addresses have no effect without an accelerator',
        actions: ['globalaccelerator:AdvertiseByoipCidr', 'globalaccelerator:ProvisionByoipCidr'],
      },
    ],
  },
  {
    guardrailId: 'deny-public-ip-addresses',
    promised: [{ services: ['ec2'], names: ['Allocate*Address*', 'Associate*Address*', '*AddressTransfer'], levels: CHANGES }],
    decided: [
      {
        reason: 'A gateway has an address of its own, and instances behind it have none',
        actions: ['ec2:AssociateNatGatewayAddress'],
      },
      {
        reason: 'Gives an address away or takes one over: it has to be associated then, which is denied',
        actions: ['ec2:DisableAddressTransfer', 'ec2:EnableAddressTransfer'],
      },
    ],
  },
  {
    guardrailId: 'deny-vpc-peering',
    promised: [{ services: ['ec2'], names: ['*VpcPeering*', 'Create*Peering*', 'Accept*Peering*'], levels: CHANGES }],
    decided: [
      {
        reason: 'Ends or refuses a connection',
        actions: ['ec2:DeleteVpcPeeringConnection', 'ec2:RejectVpcPeeringConnection'],
      },
      {
        reason: 'Options of an existing connection',
        actions: ['ec2:ModifyVpcPeeringConnectionOptions'],
      },
      {
        reason: 'Connects transit gateways or Oracle networks, not VPCs',
        actions: [
          'ec2:AcceptTransitGatewayPeeringAttachment', 'ec2:CreateOdbNetworkPeering', 'ec2:CreateTransitGatewayPeeringAttachment',
        ],
      },
    ],
  },
  {
    guardrailId: 'deny-vpn',
    promised: [{ services: ['ec2'], names: ['*Vpn*', '*CustomerGateway*'], levels: CHANGES }],
    decided: [
      {
        reason: 'Removes a network',
        actions: [
          'ec2:DeleteClientVpnEndpoint', 'ec2:DeleteClientVpnRoute', 'ec2:DeleteCustomerGateway',
          'ec2:DeleteTransitGatewayClientVpnAttachment', 'ec2:DeleteVpnConcentrator', 'ec2:DeleteVpnConnection',
          'ec2:DeleteVpnConnectionRoute', 'ec2:DeleteVpnGateway', 'ec2:DetachVpnGateway', 'ec2:DisassociateClientVpnTargetNetwork',
          'ec2:RejectTransitGatewayClientVpnAttachment', 'ec2:RevokeClientVpnIngress', 'ec2:TerminateClientVpnConnections',
        ],
      },
      {
        reason: 'Replaces the endpoint of an existing tunnel',
        actions: ['ec2:ReplaceVpnTunnel'],
      },
    ],
  },
  {
    guardrailId: 'deny-default-vpc',
    promised: [{ services: ['ec2'], names: ['CreateDefault*'], levels: CHANGES }],
    decided: [],
  },
  {
    guardrailId: 'protect-flow-logs',
    promised: [{ services: ['ec2'], names: ['*FlowLog*'], levels: CHANGES }],
    decided: [
      {
        reason: 'Adds a flow log',
        actions: ['ec2:CreateFlowLogs'],
      },
    ],
  },
];
