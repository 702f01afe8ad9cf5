import { type GroupWorld, groupWorlds } from './group-worlds';
import { oddCall, oddTime } from './odd-records';
import { account, attached, denies, FULL, organization, policy, RCP_FULL } from '../../model/access/small-organization';
import { Pick } from '../../policy/fuzz/pick';
import type { Json } from '../records';
import { MEMBERS } from '../replay/trail-world';

const ACTIONS = ['*', ['s3:*', 'kms:*', 'dynamodb:*', 'secretsmanager:*'], 's3:*', ['ec2:*', 'sts:*']];

/** Patterns with fewer parts than an ARN, with characters of `LIKE`, and those that match several services. */
const RESOURCES = [
  '*', '*1', 'arn:aws:s3', 'arn:aws:s3:*', 'arn:aws:s3:::*', 'arn:*:vault/h*', 'arn:*:s3:::*/x?', 'arn:aws:s3:*:*:au*', 'arn:aws*:s3:::data-1/*',
  'arn:aws:*:data-1/*', 'arn:aws:s3:::records-*', 'arn:aws:s3:::audit/*', 'arn:aws:s3:::*/*1*', 'arn:aws:s3:::*/final_%/*', 'arn:aws:s3:::*/it\'s*',
  'arn:aws:s3:::*/a*b', 'arn:aws:s3:::data-1/*\\*', 'arn:aws:s3:::data-1/?', 'arn:aws:s3:::*:b', 'arn:aws:s3:::alias/*', 'arn:aws:iam::*:role/*',
  'arn:aws:ec2:*:*:instance/i-*1', 'arn:aws:ec2:*:*:*/*', 'arn:aws:sts::*:assumed-role/Deploy/*', 'arn:aws:kms:*:*:key/?a',
  'arn:aws:dynamodb:*:*:table/t?ble*', 'arn:aws:secretsmanager:*:111111111111:secret:prod*',
];

const CONDITIONS: readonly (readonly [operator: string, key: string, values: string | string[]])[] = [
  ['IpAddress', 'aws:SourceIp', ['203.0.113.0/25', '192.0.2.7']], ['NotIpAddress', 'aws:sourceip', '203.0.113.64/26'], ['StringLike', 'aws:SourceIp', '203.*'],
  ['NotIpAddressIfExists', 'aws:SourceIp', ['198.51.100.0/24', '2001:db8::/32']], ['ForAnyValue:IpAddress', 'aws:SourceIp', '0.0.0.0/1'],
  ['Null', 'aws:SourceIp', 'true'], ['IpAddress', 'aws:VpcSourceIp', '10.0.0.0/14'], ['IpAddress', 'aws:SourceIp', 'nonsense'],
  ['DateGreaterThan', 'aws:CurrentTime', '2026-11-15'], ['DateLessThanEquals', 'aws:CurrentTime', '2026-11-15T00:00:00+02:00'],
  ['DateLessThan', 'aws:EpochTime', '1794700800'], ['NumericGreaterThan', 'aws:EpochTime', '1794700800'], ['NumericEquals', 'aws:EpochTime', '1794700800.5'],
  ['DateEquals', 'aws:CurrentTime', '2026-11-15T00:00:00Z'], ['DateLessThan', 'aws:CurrentTime', ['2026-11-15T00:00:00.250Z', '9999-12-31T23:59:59Z']],
  ['StringEquals', 'aws:CurrentTime', '2026-11-20T10:15:30Z'], ['DateGreaterThan', 'aws:CurrentTime', '0001-01-01T00:00:00Z'],
  ['ForAllValues:StringEquals', 'aws:TagKeys', ['team', 'Name']], ['StringNotEquals', 'aws:RequestTag/team', 'data'], ['Null', 'aws:RequestTag/Team', 'true'],
  ['StringLike', 'ec2:InstanceType', 't3.*'], ['ArnNotLike', 'aws:PrincipalArn', 'arn:aws:iam::*:role/platform/*'], ['StringLike', 'aws:userid', '*:anna-1*'],
  ['StringEquals', 'aws:username', 'anna'], ['DateLessThan', 'aws:TokenIssueTime', '2026-11-20T09:30:00Z'], ['Bool', 'aws:SecureTransport', 'false'],
  ['Bool', 'aws:MultiFactorAuthPresent', 'true'], ['StringLike', 'aws:UserAgent', '*cli*'], ['Bool', 'aws:ViaAWSService', 'true'],
  ['StringEquals', 'aws:SourceVpce', 'vpce-0a'], ['StringEquals', 'aws:ResourceAccount', '111111111111'], ['StringEquals', 'aws:RequestedRegion', 'eu-west-1'],
  ['StringEquals', 'aws:PrincipalAccount', '${aws:ResourceAccount}'], ['StringEquals', 'sts:RoleSessionName', 's-7'],
];

/** Random policies over records of all kinds, and in every other world with times that only a table of texts has. */
export function mixedWorlds(count: number, size: number): GroupWorld[] {
  const [{ records: calls }] = groupWorlds(0, 10 * size);
  return Array.from({ length: count }, (_, place) => mixedWorld(place + 1, size, calls));
}

function mixedWorld(seed: number, size: number, calls: readonly Json[]): GroupWorld {
  const pick = new Pick(seed * 7_919);
  const policies = Array.from({ length: 1 + pick.upTo(4) }, (_, place) => policy(`p${place}`, denies({ Sid: `S${place}`, ...randomStatement(pick) })));
  const accounts = [account('management', '999999999999'), ...MEMBERS.map((id, place) => account(`a${place}`, id, [FULL, RCP_FULL]))];
  const state = (some: typeof policies) => organization({ attachedPolicies: [FULL, RCP_FULL, ...some.map(attached)], accounts }, {
    policies, policyTypes: ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'],
  });
  const hasTimes = seed % 2 === 0;
  const records = Array.from({ length: size }, () => (pick.chance(0.5) ? oddCall(pick) : pick.one(calls)))
    .map((each) => (hasTimes && pick.chance(0.3) ? oddTime(each, pick) : each));
  return { name: `mixed_${hasTimes ? 'times_' : ''}${seed}`, base: state(policies.slice(0, pick.upTo(2))), head: state(policies), records };
}

function randomStatement(pick: Pick): object {
  const condition: Record<string, Record<string, string | string[]>> = {};
  for (let left = pick.upTo(3); left > 0; left--) {
    const [operator, key, values] = pick.one(CONDITIONS);
    condition[operator] = { ...condition[operator], [key]: values };
  }
  const resources = Array.from({ length: 1 + pick.upTo(3) }, () => pick.one(RESOURCES));
  const isNegated = pick.chance(0.3) && !resources.includes('*');
  return {
    Action: pick.one(ACTIONS),
    ...(isNegated ? { NotResource: resources, Resource: undefined } : { Resource: resources }),
    ...(Object.keys(condition).length === 0 ? {} : { Condition: condition }),
  };
}
