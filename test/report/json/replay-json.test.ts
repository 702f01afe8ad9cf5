import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { reviewJson } from '../../../src/report';
import type { ReplayResult, Unmapped } from '../../../src/trail';
import { samplePrincipal, sampleReplay, sampleUse } from '../sample-replay';
import { sampleReview } from '../sample-review';

const DOCS = join(__dirname, '..', '..', '..', 'docs');
const REVIEWS = join(DOCS, 'review');
const schema = JSON.parse(readFileSync(join(DOCS, 'review.schema.json'), 'utf8'));
const validate = new Ajv2020({ allErrors: true }).compile(schema);

/** Every kind of record that is not judged: the compiler finds one that is missing. */
const KINDS = Object.keys({
  'not-a-call': true, 'no-permission-needed': true, 'unknown-action': true, 'unknown-caller': true, 'copy': true, 'no-account': true, 'unreadable': true,
} satisfies Record<Unmapped['kind'], true>) as Unmapped['kind'][];
const OPTIONAL = new Set(['from', 'to', 'lastUse', 'resource']);
const REPLAY = sampleReplay([
  samplePrincipal('Deploy', 'Workloads/Prod/shop', '111111111111', [sampleUse('ec2:RunInstances', { lastUse: '2026-11-20T10:00:00Z', resource: '*', dependsOn: ['aws:ViaAWSService'] })]),
  samplePrincipal('Audit', 'data', '222222222222', [sampleUse('s3:ListBucket', { direction: 'allowed', refused: 2 })]),
], { unmapped: KINDS.map((kind) => ({ kind, reason: 'a reason', event: 's3.amazonaws.com GetObject', records: 1 })) });

function mistakes(replay: unknown): string[] {
  validate(JSON.parse(JSON.stringify({ ...reviewJson(sampleReview([])), replay })));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

test('a replay with every member, and with every kind of record that is not judged, is as the published schema says', () => {
  expect(mistakes(REPLAY)).toEqual([]);
  expect(mistakes({ ...REPLAY, unmapped: [{ ...REPLAY.unmapped[0], kind: 'other' }] })).not.toEqual([]);
});

/** The objects of a replay, each with the replay that has another object in its place. */
const OBJECTS: readonly [string, object, (other: object) => unknown][] = [
  ['the replay', REPLAY, (other) => other],
  ['its bounds', REPLAY.newlyDenied, (other) => ({ ...REPLAY, newlyDenied: other })],
  ['a principal', REPLAY.principals[0], (other) => ({ ...REPLAY, principals: [other, REPLAY.principals[1]] })],
  ['a use', REPLAY.principals[0].uses[0], (other) => ({ ...REPLAY, principals: [{ ...REPLAY.principals[0], uses: [other] }] })],
  ['a record that is not judged', REPLAY.unmapped[0], (other) => ({ ...REPLAY, unmapped: [other] })],
];

test.each(OBJECTS)('the schema misses what is left out of %s, and refuses what it does not know', (_name, object, replace) => {
  for (const key of Object.keys(object)) {
    const { [key]: _left, ...rest } = object as Record<string, unknown>;
    expect([key, mistakes(replace(rest)).length === 0]).toEqual([key, OPTIONAL.has(key)]);
  }
  expect(mistakes(replace({ ...object, more: 1 }))).not.toEqual([]);
});

const FOLDERS = readdirSync(REVIEWS).filter((folder) => readdirSync(join(REVIEWS, folder)).includes('review.json'));

test.each(FOLDERS)('docs/review/%s/review.json is as the published schema says', (folder) => {
  expect([validate(JSON.parse(readFileSync(join(REVIEWS, folder, 'review.json'), 'utf8'))), validate.errors]).toEqual([true, null]);
});

test('the sample review with a replay shows certain and possible denials, the key on which one depends, and records that are not judged', () => {
  const { replay } = JSON.parse(readFileSync(join(REVIEWS, 'regions', 'review.json'), 'utf8')) as { readonly replay: ReplayResult };
  expect(replay.newlyDenied.atLeast).toBeGreaterThan(0);
  expect(replay.newlyDenied.atMost).toBeGreaterThan(replay.newlyDenied.atLeast);
  const accounts = new Set(replay.principals.map(({ account }) => account));
  expect(accounts.size).toBeGreaterThanOrEqual(2);
  const uses = replay.principals.flatMap((principal) => principal.uses);
  expect(new Set(uses.flatMap(({ statements }) => statements.map((statement) => statement.split(' of ')[1]))).size).toBeGreaterThanOrEqual(2);
  expect(uses.flatMap(({ dependsOn }) => dependsOn)).toEqual(['aws:PrincipalTag/any-region']);
  expect(replay.unmapped.map(({ kind }) => kind)).toEqual(['not-a-call', 'not-a-call']);
  const { Records: records } = JSON.parse(readFileSync(join(REVIEWS, 'regions', 'trail.json'), 'utf8')) as { readonly Records: readonly object[] };
  expect(replay.records).toBe(records.length);
});
