/**
 * Measures the replay of recorded calls: `npx tsx scripts/bench-replay.ts` writes a million seeded records of at least 1.2 KB as compressed
 * files of a trail, replays them between two states of an organization of 40 accounts, and prints times, the most memory of the process
 * with its threads, and a digest of the result. `--records 10000000` writes so many, each generated on its own: about 0.9 GB.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { threadsFor } from '../src/cli/diff/replay/replay-files';
import { replayed } from '../src/cli/diff/replay/replay-option';
import { trailFiles } from '../src/cli/diff/replay/trail-files';
import { account, attached, denies, FULL, organization, policy, unit } from '../test/model/access/small-organization';
import { Pick } from '../test/policy/fuzz/pick';
import { type Json, record, session } from '../test/trail/records';

const { values } = parseArgs({
  options: { records: { type: 'string', default: '1000000' }, seed: { type: 'string', default: '1' }, write: { type: 'string' } },
});
const PER_FILE = 20_000;
const pick = new Pick(Number(values.seed));
const accounts = Array.from({ length: 40 }, (_, place) => String(111_111_111_111 + place));

const platform = { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/platform/*' } };
const POLICIES = [
  policy('regions', denies({ Sid: 'OtherRegions', NotAction: ['iam:*', 'sts:*', 's3:*', 'organizations:*'], Action: undefined, Condition: { StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1', 'eu-central-1'] }, ...platform } })),
  policy('root', denies({ Sid: 'Root', Action: '*', Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:root' } } })),
  policy('trail', denies({ Sid: 'Trail', Action: ['cloudtrail:StopLogging', 'cloudtrail:DeleteTrail'], Condition: platform })),
  policy('records', denies({ Sid: 'Records', Action: ['s3:DeleteObject', 's3:PutBucketPolicy'], Resource: ['arn:aws:s3:::records-*', 'arn:aws:s3:::audit/*'], Condition: platform })),
  policy('network', denies({ Sid: 'Network', Action: 's3:GetObject', Condition: { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' }, Bool: { 'aws:ViaAWSService': 'false' } } })),
  policy('teams', denies({ Sid: 'Teams', Action: 'dynamodb:DeleteTable', Condition: { StringNotEquals: { 'aws:PrincipalTag/team': 'data' } } })),
];

function state(...names: string[]) {
  const at = POLICIES.filter(({ name }) => names.includes(name)).map(attached);
  return organization({
    accounts: [account('management', '999999999999')],
    organizationalUnits: ['A', 'B', 'C', 'D'].map((name, place) => unit(name, `ou-ab12-${String(place).repeat(8)}`, {
      attachedPolicies: [FULL, ...at], accounts: accounts.filter((_, index) => index % 4 === place).map((id, index) => account(`${name}-${index}`, id)),
    })),
  }, { policies: POLICIES });
}

function event(): Json {
  const id = pick.one(accounts);
  const role = `team-${pick.upTo(19)}/Role${pick.upTo(9)}`;
  const bucket = `${pick.one(['records', 'audit', 'data', 'logs'])}-${pick.upTo(200)}`;
  const [source, name, parts] = pick.one<() => [string, string, Json]>([
    () => ['s3', pick.one(['GetObject', 'PutObject', 'DeleteObject']), {
      requestParameters: { bucketName: bucket, Host: `${bucket}.s3.eu-west-1.amazonaws.com`, key: `part/${pick.upTo(1_000_000)}.parquet` },
      resources: [{ type: 'AWS::S3::Object', ARN: `arn:aws:s3:::${bucket}/part/${pick.upTo(1_000_000)}.parquet` }, { accountId: id, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${bucket}` }],
    }],
    () => ['ec2', pick.one(['DescribeInstances', 'DescribeVolumes', 'StopInstances', 'RunInstances']), { requestParameters: { instancesSet: { items: [{ instanceId: `i-${String(pick.upTo(9_999)).padStart(17, '0')}` }] } } }],
    () => ['dynamodb', pick.one(['DescribeTable', 'DeleteTable']), { requestParameters: { tableName: `table-${pick.upTo(300)}` } }],
    () => ['sts', 'AssumeRole', { requestParameters: { roleArn: `arn:aws:iam::${pick.one(accounts)}:role/Deploy`, roleSessionName: 'x' } }],
    () => ['kms', 'Decrypt', { resources: [{ accountId: id, type: 'AWS::KMS::Key', ARN: `arn:aws:kms:eu-west-1:${id}:key/${pick.upTo(50)}` }] }],
  ])();
  return record(source, name, {
    ...parts,
    userIdentity: session(role, id, pick.chance(0.1) ? { invokedBy: 'athena.amazonaws.com' } : {}),
    eventTime: new Date(1_793_000_000_000 + pick.upTo(2_000_000_000)).toISOString().replace(/\.\d+/, ''),
    awsRegion: pick.one(['eu-west-1', 'eu-west-1', 'eu-central-1', 'us-west-2']),
    sourceIPAddress: `203.0.${pick.one([113, 114])}.${pick.upTo(255)}`,
    recipientAccountId: id,
    additionalEventData: { 'SignatureVersion': 'SigV4', 'CipherSuite': 'TLS_AES_128_GCM_SHA256', 'bytesTransferredIn': 0, 'bytesTransferredOut': 1024, 'AuthenticationMethod': 'AuthHeader', 'x-amz-id-2': 'x'.repeat(120) },
  });
}

/** Sizes of the records in characters. */
interface Sizes {
  readonly average: number;
  readonly smallest: number;
}

function write(folder: string, records: number): Sizes {
  let [count, total, smallest] = [0, 0, Infinity];
  for (let file = 0; count < records; file++) {
    const texts = Array.from({ length: Math.min(PER_FILE, records - count) }, () => JSON.stringify(event()));
    for (const { length } of texts) {
      total += length;
      smallest = Math.min(smallest, length);
    }
    writeFileSync(join(folder, `${String(file).padStart(5, '0')}.json.gz`), gzipSync(`{"Records":[${texts.join(',')}]}`, { level: 1 }));
    count += texts.length;
  }
  return { average: Math.round(total / count), smallest };
}

/** Writes in a process of its own, whose memory is not measured. */
function writtenApart(folder: string): Sizes {
  const args = [...process.execArgv, __filename, '--records', values.records, '--seed', values.seed, '--write', folder];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as Sizes;
}

async function measure(folder: string, { average, smallest }: Sizes): Promise<void> {
  let most = 0;
  const watch = setInterval(() => { most = Math.max(most, process.memoryUsage.rss()); }, 100);
  const began = Date.now();
  const cpu = process.cpuUsage();
  const change = { before: state('root', 'trail'), after: state('root', 'regions', 'records', 'network', 'teams') };
  const result = await replayed(folder, change, {});
  clearInterval(watch);
  const seconds = (Date.now() - began) / 1_000;
  const used = process.cpuUsage(cpu);
  const { records, distinct, calls, newlyDenied, newlyAllowed, principals } = result;
  process.stdout.write(`${records} records of ${average} bytes (at least ${smallest}), ${distinct} distinct (${(100 * distinct / records).toFixed(2)} %)\n`
    + `${threadsFor(trailFiles(folder))} threads: ${seconds.toFixed(1)} s, ${Math.round(records / seconds)} records/s, `
    + `CPU ${((used.user + used.system) / 1e6).toFixed(1)} s, at most ${Math.round(most / 1e6)} MB\n`
    + `newly denied ${JSON.stringify(newlyDenied)}, newly allowed ${JSON.stringify(newlyAllowed)}, ${principals.length} principals, not judged ${records - calls}, `
    + `digest ${createHash('sha256').update(JSON.stringify(result)).digest('hex').slice(0, 16)}\n`);
}

async function main(): Promise<void> {
  if (values.write !== undefined) {
    process.stdout.write(JSON.stringify(write(values.write, Number(values.records))));
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'bench-replay-'));
  try {
    await measure(folder, writtenApart(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

void main();
