import type { Place } from './place';
import type { Fields } from '../record/trail-record';

/** Members that name a resource of a type, as CloudTrail spells them. The type is the last fixed part of an ARN. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  'alarm': ['alarmName', 'alarmNames'],
  'cluster': ['clusterName', 'cluster', 'clusterIdentifier', 'dBClusterIdentifier'],
  'cluster-pg': ['dBClusterParameterGroupName'],
  'cluster-snapshot': ['dBClusterSnapshotIdentifier'],
  'db': ['dBInstanceIdentifier'],
  'dbuser': ['dbUser'],
  'detector': ['detectorId'],
  'file-system': ['fileSystemId'],
  'function': ['functionName'],
  'global-cluster': ['globalClusterIdentifier'],
  'guardrail': ['guardrailIdentifier'],
  'hostedzone': ['hostedZoneId', 'id'],
  'identity': ['emailIdentity'],
  'key': ['keyId'],
  'key-pair': ['keyName'],
  'loadbalancer': ['loadBalancerName'],
  'og': ['optionGroupName'],
  'parameter': ['name', 'names'],
  'pg': ['dBParameterGroupName'],
  'placement-group': ['groupName'],
  'project': ['projectName'],
  'recorder': ['configurationRecorderName'],
  'repository': ['repositoryName'],
  'secgrp': ['dBSecurityGroupName'],
  'session': ['sessionId'],
  'snapshot': ['dBSnapshotIdentifier'],
  'stream': ['streamName'],
  'subgrp': ['dBSubnetGroupName'],
  'table': ['tableName'],
  'trail': ['name', 'trailName'],
  'user-pool': ['userPoolId'],
  'userpool': ['userPoolId'],
  'workgroup': ['workGroup'],
};

/** All of these members. */
export const NAME_MEMBERS: readonly string[] = [...new Set(Object.values(NAMES).flat())];

/** So many texts of a request are looked at. */
const MOST_TEXTS = 500;

/** Every text in the parameters of a request. */
export function textsIn(value: unknown, found: string[] = [], depth = 0): string[] {
  if (typeof value === 'string') {found.push(value);} else if (depth < 8 && found.length < MOST_TEXTS && typeof value === 'object' && value !== null) {
    for (const each of Object.values(value)) textsIn(each, found, depth + 1);
  }
  return found;
}

/**
 * The ARNs of the resources that a request names, for a shape such as `dynamodb:*:*:table/*`: the names stand in a member that belongs to
 * the type. Empty for other shapes, and where the request has no such member.
 */
export function arnsOfNames(shape: string, parameters: Fields, place: Place): string[] {
  const [, service, inRegion, ofAccount, type, separator] = /^([\w-]+):(\*?):(\*?):([\w-]+)([/:])\*$/.exec(shape) ?? [];
  if (type === undefined || !Object.hasOwn(NAMES, type)) return [];
  const given = NAMES[type].map((member) => parameters[member]).find((value) => textsIn(value).length > 0);
  const { partition, region, account } = place;
  return textsIn(given).filter(isName).map((name) => (
    `arn:${partition}:${service}:${inRegion && region}:${ofAccount && account}:${type}${separator}${name.replace(/^\//, '')}`));
}

function isName(text: string): boolean {
  return text !== '' && !text.startsWith('arn:') && !/[*?]/.test(text) && !text.startsWith('alias/');
}

/** The ARN of a shape with a fixed name, such as `securityhub:*:*:hub/default`; empty for others. */
export function arnOfFixedName(shape: string, { partition, region, account }: Place): string[] {
  const [, service, inRegion, ofAccount, name] = /^([\w-]+):(\*?):(\*?):([\w/-]+)$/.exec(shape) ?? [];
  return name === undefined ? [] : [`arn:${partition}:${service}:${inRegion && region}:${ofAccount && account}:${name}`];
}
