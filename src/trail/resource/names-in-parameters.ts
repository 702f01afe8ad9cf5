import type { Fields } from '../record/trail-record';

/** Where resources of a request are, for those that it names without their ARN. */
export interface Place {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

/** Members that name a resource of a type, as CloudTrail spells them. The type is the last fixed part of an ARN. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  'alarm': ['alarmName'],
  'cluster': ['clusterName', 'cluster', 'clusterIdentifier'],
  'db': ['dBInstanceIdentifier'],
  'dbuser': ['dbUser'],
  'detector': ['detectorId'],
  'file-system': ['fileSystemId'],
  'function': ['functionName'],
  'hostedzone': ['hostedZoneId', 'id'],
  'key': ['keyId'],
  'log-group': ['logGroupName'],
  'parameter': ['name'],
  'project': ['projectName'],
  'recorder': ['configurationRecorderName'],
  'repository': ['repositoryName'],
  'stream': ['streamName'],
  'subgrp': ['dBSubnetGroupName'],
  'table': ['tableName'],
  'trail': ['name'],
  'user-pool': ['userPoolId'],
  'userpool': ['userPoolId'],
  'workgroup': ['workGroup'],
};

/** The prefixes of IDs that name a resource of Amazon EC2 on their own, with the type in its ARN. */
const ID_TYPES: ReadonlyMap<string, string> = new Map(Object.entries({
  acl: 'network-acl',
  ami: 'image',
  cgw: 'customer-gateway',
  dopt: 'dhcp-options',
  eipalloc: 'elastic-ip',
  eni: 'network-interface',
  fl: 'vpc-flow-log',
  i: 'instance',
  igw: 'internet-gateway',
  key: 'key-pair',
  lt: 'launch-template',
  nat: 'natgateway',
  pcx: 'vpc-peering-connection',
  rtb: 'route-table',
  sg: 'security-group',
  snap: 'snapshot',
  subnet: 'subnet',
  tgw: 'transit-gateway',
  vgw: 'vpn-gateway',
  vol: 'volume',
  vpc: 'vpc',
  vpce: 'vpc-endpoint',
  vpn: 'vpn-connection',
}));

const ID = /^([a-z]+)-(?:[0-9a-f]{8}|[0-9a-f]{17})$/;

/** So many texts of a request are looked at. */
const MOST_TEXTS = 500;

/** Every text in the parameters of a request. */
export function textsIn(value: unknown, found: string[] = [], depth = 0): string[] {
  if (typeof value === 'string') found.push(value);
  else if (depth < 8 && found.length < MOST_TEXTS && typeof value === 'object' && value !== null) {
    for (const each of Object.values(value)) textsIn(each, found, depth + 1);
  }
  return found;
}

/** ARNs of the resources of Amazon EC2 whose IDs are among the texts. Images and snapshots belong to no account in their ARN. */
export function arnsOfIds(texts: readonly string[], { partition, region, account }: Place): string[] {
  return texts.flatMap((text) => {
    const type = ID_TYPES.get(ID.exec(text)?.[1] ?? '');
    if (type === undefined) return [];
    return [`arn:${partition}:ec2:${region}:${type === 'image' || type === 'snapshot' ? '' : account}:${type}/${text}`];
  });
}

/**
 * The ARN of a resource that a request names, for a shape such as `dynamodb:*:*:table/*`: the name stands in a member that belongs to the
 * type. Undefined for other shapes, and where the request has no such member.
 */
export function arnOfName(shape: string, parameters: Fields, { partition, region, account }: Place): string | undefined {
  const [, service, inRegion, ofAccount, type, separator] = /^([\w-]+):(\*?):(\*?):([\w-]+)([/:])\*$/.exec(shape) ?? [];
  if (type === undefined) return undefined;
  const name = (NAMES[type] ?? []).map((member) => parameters[member]).find((value) => typeof value === 'string' && value !== '');
  if (typeof name !== 'string' || name.startsWith('arn:') || /[*?]/.test(name) || name.startsWith('alias/')) return undefined;
  return `arn:${partition}:${service}:${inRegion && region}:${ofAccount && account}:${type}${separator}${name.replace(/^\//, '')}`;
}

/** The bucket, or the object in it, that a request to Amazon S3 names. */
export function arnsInS3(parameters: Fields, { partition }: Place): string[] {
  const { bucketName, key } = parameters;
  if (typeof bucketName !== 'string') return [];
  const bucket = bucketName.startsWith('arn:') ? bucketName : `arn:${partition}:s3:::${bucketName}`;
  return [bucket, ...(typeof key === 'string' ? [`${bucket}/${key.replace(/^\//, '')}`] : [])];
}

/** The queue in a URL such as `https://sqs.eu-west-1.amazonaws.com/111122223333/jobs`. */
export function arnOfQueue({ queueUrl }: Fields, { partition }: Place): string[] {
  const [, region, account, name] = typeof queueUrl === 'string' ? /^https:\/\/sqs\.([\w-]+)\.[^/]+\/(\d{12})\/([\w.-]+)$/.exec(queueUrl) ?? [] : [];
  return name === undefined ? [] : [`arn:${partition}:sqs:${region}:${account}:${name}`];
}

