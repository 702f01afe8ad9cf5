import { ODD_POLICIES, oddCall, oddTime } from './odd-records';
import type { Organization } from '../../../src/model';
import { account, attached, denies, FULL, organization, policy, RCP_FULL, unit } from '../../model/access/small-organization';
import { Pick } from '../../policy/fuzz/pick';
import { type Json, record, session } from '../records';
import { MEMBERS, TrailWorld } from '../replay/trail-world';

/** Two states of an organization, and records that a query and the replay group. */
export interface GroupWorld {
  readonly name: string;
  readonly base: Organization;
  readonly head: Organization;
  readonly records: readonly Json[];
}

/** The first moment of all records. */
export const SINCE = Date.UTC(2026, 10, 1);

/** Conditions that name every part of a record which decides, without variables. */
const POLICIES = [
  policy('regions', denies({ Sid: 'Regions', NotAction: ['iam:*', 'sts:*', 's3:*'], Action: undefined, Condition: { StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1'] }, ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/platform/*' } } })),
  policy('network', denies({ Sid: 'Network', Action: 's3:GetObject', Condition: { NotIpAddress: { 'aws:SourceIp': ['203.0.113.0/25', '198.51.100.0/24', '2001:db8::/32'] }, Bool: { 'aws:ViaAWSService': 'false' } } })),
  policy('endpoint', denies({ Sid: 'Endpoint', Action: 'dynamodb:*', Condition: { StringNotEqualsIfExists: { 'aws:SourceVpce': 'vpce-0a' }, IpAddress: { 'aws:VpcSourceIp': '10.0.0.0/16' } } })),
  policy('records', denies({ Sid: 'Records', Action: ['s3:DeleteObject', 's3:PutObject'], Resource: ['arn:aws:s3:::records-*/final_%/*', 'arn:aws:s3:::audit/*', 'arn:aws:s3:::*/it\'s?.csv'] })),
  policy('until', denies({ Sid: 'Until', Action: 'kms:Decrypt', Resource: 'arn:aws:kms:*:*:key/1*', Condition: { DateLessThan: { 'aws:CurrentTime': '2026-11-15T00:00:00Z' } } })),
  policy('session', denies({ Sid: 'Session', Action: 'iam:*', Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' }, StringLike: { 'aws:UserAgent': 'aws-cli/1*' } } })),
  policy('tags', denies({ Sid: 'Tags', Action: 'ec2:CreateTags', Condition: { StringNotEquals: { 'aws:RequestTag/team': ['data', 'shop'] } } })),
  policy('types', denies({ Sid: 'Types', Action: 'ec2:RunInstances', Resource: 'arn:aws:ec2:*:*:instance/*', Condition: { StringNotLike: { 'ec2:InstanceType': 't3.*' } } })),
];

/** The same with a variable, so that every value counts on its own. */
const OWN_FOLDER = policy('own-folder', denies({ Sid: 'Own', Action: 's3:PutObject', NotResource: 'arn:aws:s3:::data-1/${aws:PrincipalAccount}/*', Resource: undefined, Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } }));

function state(policies: typeof POLICIES, names: readonly string[]): Organization {
  const both = [FULL, RCP_FULL];
  const at = policies.filter(({ name }) => names.includes(name)).map(attached);
  return organization({
    accounts: [account('management', '999999999999')],
    attachedPolicies: [FULL, RCP_FULL],
    organizationalUnits: [
      unit('A', 'ou-ab12-aaaaaaaa', { attachedPolicies: [FULL, RCP_FULL, ...at], accounts: MEMBERS.slice(0, 2).map((id, place) => account(`a-${place}`, id, both)) }),
      unit('B', 'ou-ab12-bbbbbbbb', { attachedPolicies: [FULL, RCP_FULL], accounts: [account('b', MEMBERS[2], both)] }),
    ],
  }, { policies, policyTypes: ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] });
}

/** Worlds with records of many kinds: one with conditions of all kinds, one with few, one with a variable, odd ones, and random ones. */
export function groupWorlds(count: number, size: number): GroupWorld[] {
  const all = POLICIES.map(({ name }) => name);
  const several = (name: string, policies: typeof POLICIES, before: string[], seed: number): GroupWorld => (
    { name, base: state(policies, before), head: state(policies, policies.map((each) => each.name)), records: recordsOf(seed, size) });
  return [
    several('many', POLICIES, all.slice(0, 2), 1),
    several('few', POLICIES.slice(0, 1), [], 2),
    several('variable', [...POLICIES.slice(0, 4), OWN_FOLDER], all.slice(1, 2), 3),
    { ...several('odd', ODD_POLICIES, [], 4), records: oddRecords(5, size, (given) => given) },
    { ...several('times', ODD_POLICIES, [], 4), records: oddRecords(6, size, oddTime) },
    ...Array.from({ length: count }, (_, place): GroupWorld => {
      const world = new TrailWorld(place + 1);
      const pick = new Pick(place + 100);
      return { name: `random_${place + 1}`, base: world.base, head: world.head, records: Array.from({ length: size }, () => varied(world.call().record, pick)) };
    }),
  ];
}

function oddRecords(seed: number, size: number, change: (record: Json, pick: Pick) => Json): Json[] {
  const pick = new Pick(seed);
  return Array.from({ length: size }, () => change(oddCall(pick), pick));
}

function recordsOf(seed: number, size: number): Json[] {
  const pick = new Pick(seed);
  const records: Json[] = [];
  // Many calls are like one before, but for what no policy names.
  while (records.length < size) records.push(varied(records.length > 0 && pick.chance(0.6) ? pick.one(records) : call(pick), pick));
  return records;
}

/** Other sessions, times and identifiers, which are different in every record. */
function varied(given: Json, pick: Pick): Json {
  const name = `anna-${pick.upTo(999)}`;
  const { userIdentity: identity } = given;
  const isSession = identity?.type === 'AssumedRole';
  return {
    ...withOtherKey(given, pick),
    ...(isSession ? { userIdentity: { ...identity, arn: identity.arn.replace(/[^/]+$/, name), principalId: `AROAEXAMPLEEXAMPLE:${name}` } } : {}),
    eventTime: new Date(SINCE + 60_000 + pick.upTo(28 * 86_400) * 1_000).toISOString().replace('.000Z', 'Z'),
    eventID: `${pick.upTo(1_000_000_000)}`,
    requestID: `${pick.upTo(1_000_000_000)}`,
  };
}

/** Another object of the same kind, where its name ends with a number. */
function withOtherKey(given: Json, pick: Pick): Json {
  const { bucketName: bucket, key } = given.requestParameters ?? {};
  if (typeof key !== 'string' || !/\d$/.test(key)) return given;
  const other = key.replace(/\d+$/, String(pick.upTo(999)));
  const resources = given.resources?.map((each: Json) => (each.type === 'AWS::S3::Object' ? { ...each, ARN: `arn:aws:s3:::${bucket}/${other}` } : each));
  return { ...given, requestParameters: { ...given.requestParameters, 'key': other, 'x-id': String(pick.upTo(99)) }, ...(resources === undefined ? {} : { resources }) };
}

const ID = (pick: Pick) => String(pick.upTo(99)).padStart(17, '0');

function call(pick: Pick): Json {
  const owner = pick.one(MEMBERS);
  const [source, name, parts] = pick.one<() => [string, string, Json]>([
    () => objectCall(pick, owner), () => objectCall(pick, owner), () => objectCall(pick, owner),
    () => ['ec2', pick.one(['StopInstances', 'DescribeInstances']), { requestParameters: { instancesSet: { items: [{ instanceId: `i-${ID(pick)}` }, { instanceId: `i-${ID(pick)}` }] } } }],
    () => ['ec2', 'RunInstances', { requestParameters: { instanceType: pick.one(['t3.micro', 'm7g.large']), subnetId: `subnet-${ID(pick)}`, tagSpecificationSet: { items: [{ resourceType: pick.one(['instance', 'volume']), tags: [{ key: 'Name', value: `host-${pick.upTo(999)}` }, { key: 'team', value: pick.one(['data', 'none']) }] }] }, clientToken: String(pick.upTo(99_999)) } }],
    () => ['dynamodb', pick.one(['GetItem', 'DeleteTable']), { requestParameters: { tableName: `table-${pick.upTo(3)}`, key: { id: { S: String(pick.upTo(99)) } } } }],
    () => ['kms', 'Decrypt', { requestParameters: { encryptionContext: { 'aws:s3:arn': `arn:aws:s3:::data-1/${pick.upTo(99)}.csv` } }, resources: [{ ARN: `arn:aws:kms:eu-west-1:${owner}:key/${pick.upTo(3)}a`, accountId: owner, type: 'AWS::KMS::Key' }] }],
    () => ['sts', 'AssumeRole', { requestParameters: { roleArn: `arn:aws:iam::${owner}:role/Deploy`, roleSessionName: `s-${pick.upTo(999)}` }, responseElements: { assumedRoleUser: { arn: `arn:aws:sts::${owner}:assumed-role/Deploy/s-${pick.upTo(999)}` } } }],
    () => ['iam', 'CreateRole', { requestParameters: { roleName: `role-${pick.upTo(99)}` }, responseElements: { role: { arn: `arn:aws:iam::${owner}:role/role-${pick.upTo(3)}` } } }],
    () => ['lambda', 'CreateFunction20150331', { requestParameters: { functionName: `f-${pick.upTo(2)}`, role: `arn:aws:iam::${owner}:role/Run` } }],
    () => ['logs', 'CreateLogStream', { requestParameters: { logGroupName: '/a', logStreamName: `2026/[$LATEST]${pick.upTo(9_999)}` } }],
    () => ['signin', 'ConsoleLogin', { eventType: 'AwsConsoleSignIn' }],
    () => ['codecatalyst', 'Something', {}],
    () => ['s3', 'GetObject', { userIdentity: { type: 'AWSAccount', principalId: `AIDA${pick.upTo(9)}`, accountId: owner } }],
    () => ['s3', 'ListObjects', { userIdentity: { type: 'AWSAccount', principalId: 'ANONYMOUS_PRINCIPAL', accountId: 'ANONYMOUS_PRINCIPAL' }, requestParameters: { bucketName: 'data-1' } }],
    () => ['sts', 'AssumeRoleWithWebIdentity', { userIdentity: { type: 'WebIdentityUser', principalId: `x:${pick.upTo(99)}`, userName: 'x' }, requestParameters: { roleArn: `arn:aws:iam::${owner}:role/Ci`, providerId: 'token.actions.githubusercontent.com' } }],
  ])();
  return {
    ...record(source, name, {
      userIdentity: identityOf(pick, owner),
      awsRegion: pick.one(['eu-west-1', 'us-west-2']),
      sourceIPAddress: pick.one([`203.0.113.${pick.upTo(255)}`, `198.51.100.${pick.upTo(255)}`, `192.0.2.${pick.upTo(255)}`, `10.0.${pick.upTo(9)}.7`, '2001:db8::7', 'athena.amazonaws.com', 'AWS Internal']),
      userAgent: pick.one(['aws-cli/1.2', 'aws-cli/2.9', 'Boto3']),
      recipientAccountId: owner,
      ...(pick.chance(0.1) ? { vpcEndpointId: pick.one(['vpce-0a', 'vpce-0b']) } : {}),
      ...(pick.chance(0.9) ? {} : { tlsDetails: undefined }),
      ...parts,
      ...(pick.chance(0.15) ? refusal(pick, source, name, owner) : {}),
    }),
  };
}

function identityOf(pick: Pick, owner: string): Json {
  const mfa = pick.one(['true', 'false']);
  const role = session(pick.one(['platform/Deploy', 'team/Developer', 'aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS']), owner, pick.chance(0.2) ? { invokedBy: 'athena.amazonaws.com' } : {});
  role.sessionContext.attributes.mfaAuthenticated = mfa;
  const arn = `arn:aws:iam::${owner}:user/anna`;
  return pick.one<Json>([role, role, role, { type: 'IAMUser', arn, accountId: owner, principalId: 'AIDAEXAMPLE', userName: 'anna' },
    { type: 'Root', arn: `arn:aws:iam::${owner}:root`, accountId: owner, principalId: owner }, { type: 'AWSService', invokedBy: 'cloudtrail.amazonaws.com' }]);
}

function objectCall(pick: Pick, owner: string): [string, string, Json] {
  const bucket = pick.one(['records-1', 'audit', 'data-1', 'alias']);
  const key = pick.one(['final_%/', 'finalX%/', 'final_x/', '', `${owner}/`]) + pick.one(['it\'s1.csv', 'a"b', 'a:b', 'ä', 'a\\b', 'x\n', String(pick.upTo(999)), String(pick.upTo(999))]);
  const object = `arn:aws:s3:::${bucket}/${key}`;
  const named = { resources: [{ type: 'AWS::S3::Object', ARN: object }, { accountId: owner, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${bucket}` }] };
  const requestParameters = { 'bucketName': bucket, key, 'Host': `${bucket}.s3.amazonaws.com`, 'x-id': String(pick.upTo(99)), ...(pick.chance(0.2) ? { versionId: pick.one(['', 'v1', 'v2', 5]) } : {}) };
  return ['s3', pick.one(['GetObject', 'PutObject', 'DeleteObject', 'GetObject', 'UploadPart']), { requestParameters, ...(pick.chance(0.5) ? named : {}) }];
}

function refusal(pick: Pick, source: string, name: string, owner: string): Json {
  const user = `User: arn:aws:sts::${owner}:assumed-role/Developer/anna-${pick.upTo(999)} is not authorized to perform: ${source}:${name} on resource: `;
  return {
    errorCode: pick.one(['AccessDenied', 'Client.UnauthorizedOperation', 'AccessDeniedException', 'NoSuchKey']),
    errorMessage: pick.one([`${user}arn:aws:s3:::data-1/x with an explicit deny in a service control policy`, `${user}arn:aws:iam::${owner}:role/Deploy`, 'Access Denied',
      `You are not authorized. Encoded authorization failure message: ${'x'.repeat(20)}${pick.upTo(999)}`]),
    ...(pick.chance(0.5) ? { requestParameters: null, resources: undefined, responseElements: null } : {}),
  };
}
