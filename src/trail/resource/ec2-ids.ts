import type { Place } from './place';
import { type Fields, fieldsOf, textOf } from '../record/trail-record';

/**
 * The prefixes of IDs that name a resource of Amazon EC2 on their own, with the type in its ARN.
 * Sources: Amazon EC2 API Reference, the examples of its operations; Service Authorization Reference, "Amazon EC2", resource types.
 */
const ID_TYPES: Readonly<Record<string, string>> = {
  'acl': 'network-acl',
  'ami': 'image',
  'cagw': 'carrier-gateway',
  'cgw': 'customer-gateway',
  'cr': 'capacity-reservation',
  'cvpn-endpoint': 'client-vpn-endpoint',
  'dopt': 'dhcp-options',
  'eice': 'instance-connect-endpoint',
  'eigw': 'egress-only-internet-gateway',
  'eipalloc': 'elastic-ip',
  'eni': 'network-interface',
  'fl': 'vpc-flow-log',
  'h': 'dedicated-host',
  'i': 'instance',
  'igw': 'internet-gateway',
  'key': 'key-pair',
  'lt': 'launch-template',
  'nat': 'natgateway',
  'pcx': 'vpc-peering-connection',
  'pg': 'placement-group',
  'pl': 'prefix-list',
  'rtb': 'route-table',
  'sg': 'security-group',
  'sgr': 'security-group-rule',
  'snap': 'snapshot',
  'subnet': 'subnet',
  'tgw': 'transit-gateway',
  'tgw-attach': 'transit-gateway-attachment',
  'tgw-rtb': 'transit-gateway-route-table',
  'tmf': 'traffic-mirror-filter',
  'tmfr': 'traffic-mirror-filter-rule',
  'tms': 'traffic-mirror-session',
  'tmt': 'traffic-mirror-target',
  'vgw': 'vpn-gateway',
  'vol': 'volume',
  'vpc': 'vpc',
  'vpce': 'vpc-endpoint',
  'vpce-svc': 'vpc-endpoint-service',
  'vpn': 'vpn-connection',
};

const ID = /^([a-z]+(?:-[a-z]+)?)-(?:[0-9a-f]{8}|[0-9a-f]{17})$/;

/** ARNs of the resources of Amazon EC2 whose IDs are among the texts. Images and snapshots belong to no account in their ARN. */
export function arnsOfIds(texts: readonly string[], { partition, region, account }: Place): string[] {
  return texts.flatMap((text) => {
    const prefix = ID.exec(text)?.[1] ?? '';
    const type = Object.hasOwn(ID_TYPES, prefix) ? ID_TYPES[prefix] : undefined;
    if (type === undefined) return [];
    return [arnOf(type, text, { partition, region, account })];
  });
}

/**
 * The resources that get tags at their creation: `instance/*` and similar, for each type in the request.
 * Source: Amazon EC2 API Reference, "TagSpecification".
 */
export function arnsOfTagged({ tagSpecificationSet }: Fields, place: Place): string[] {
  const { items } = fieldsOf(tagSpecificationSet);
  const types = Array.isArray(items) ? items.flatMap((item) => textOf(fieldsOf(item).resourceType) ?? []) : [];
  return [...new Set(types)].map((type) => arnOf(type, '*', place));
}

function arnOf(type: string, id: string, { partition, region, account }: Place): string {
  return `arn:${partition}:ec2:${region}:${type === 'image' || type === 'snapshot' ? '' : account}:${type}/${id}`;
}
