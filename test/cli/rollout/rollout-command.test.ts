import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { A_DIGEST, ALL, arnOf, CANARY, COVERED, denied, NONE, REGIONS, RolloutBench } from './rollout-bench';
import { parseRolloutStage, rolloutStageText } from '../../../src/contract';
import { record } from '../../trail/records';
import { cdkOrgIn } from '../run-cdk-org';

jest.setTimeout(120_000);

const ROOT = join(__dirname, '..', '..', '..');
const validate = new Ajv2020({ strict: false }).compile(JSON.parse(readFileSync(join(ROOT, 'docs', 'rollout.schema.json'), 'utf8')));

let bench: RolloutBench;
let work: string;
let file: string;
let apps: RolloutBench['apps'];

beforeAll(() => {
  bench = new RolloutBench();
  ({ work, file, apps } = bench);
});
afterAll(() => bench.remove());

const rollout: RolloutBench['rollout'] = (...given) => bench.rollout(...given);
const trail: RolloutBench['trail'] = (...records) => bench.trail(...records);

test('the first wave begins without a question', () => {
  const { status, stdout, stderr, after } = rollout(NONE, 'advance', '--today', '2026-11-20', '--by', 'ana');
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toContain('Advanced  Landing/Rollout: stage none → canary\n');
  expect(after).toEqual({ stage: 'canary', since: '2026-11-20', policyDigest: A_DIGEST, history: [{ day: '2026-11-20', action: 'advance', stage: 'canary', by: 'ana' }] });
});

test('a wave that soaks is not left, and the file stays', () => {
  const { status, stdout, after } = rollout(CANARY, 'advance', '--today', '2026-11-27', '--no-denials');
  expect([status, after]).toEqual([2, CANARY]);
  expect(stdout).toBe('Refused  Landing/Rollout\n  The wave canary soaks until 2026-11-28, since 2026-11-20. The day of the step is not counted.\n');
});

test('the next wave begins once the soak time is over and no record has a denial', () => {
  const { status, stdout, after } = rollout(CANARY, 'advance', '--today', '2026-11-28', '--denials', trail(...COVERED));
  expect(status).toBe(0);
  expect(stdout).toContain('  2 records since 2026-11-20, none denied by this policy\n');
  expect(after).toEqual({ ...CANARY, stage: 'all', since: '2026-11-28', policyDigest: A_DIGEST, history: [...CANARY.history, { day: '2026-11-28', action: 'advance', stage: 'all' }] });
});

test('denials since the stage began stop it, by principal and action', () => {
  const source = trail(...COVERED, denied('s3:GetObject', '2026-11-21T00:00:00Z'), denied('s3:GetObject', '2026-11-22T00:00:00Z'), denied('s3:GetObject', '2026-11-19T00:00:00Z'));
  const { status, stdout, after } = rollout(CANARY, 'advance', '--today', '2026-11-28', '--denials', source);
  expect([status, after]).toEqual([2, CANARY]);
  expect(stdout).toContain('  2 calls since 2026-11-20 denied by this policy, or by another policy, which the records do not tell apart:\n'
    + '  - role/team/Developer in 111111111111: s3:GetObject, 2 calls, the last 2026-11-22T00:00:00Z\n');
});

test.each([
  ['of the policy itself', denied('s3:GetObject', '2026-11-21T00:00:00Z', arnOf(REGIONS.id)), 2],
  ['of another policy', denied('s3:GetObject', '2026-11-21T00:00:00Z', arnOf('p-other111')), 0],
  ['of an action that the policy does not deny', denied('s3:PutObject', '2026-11-21T00:00:00Z'), 0],
])('a snapshot distinguishes a denial %s', (_, call, expected) => {
  expect(bench.advance(trail(...COVERED, call), ...bench.snapshot()).status).toBe(expected);
});

test.each([
  ['none since the stage began', [record('s3', 'ListBuckets', { eventTime: '2026-11-19T00:00:00Z' })], 'has no records with a time since 2026-11-20'],
  ['none of the last days', [COVERED[0], record('s3', 'ListBuckets', { eventTime: '2026-11-25T23:59:59Z' })], 'The last record is of 2026-11-25T23:59:59Z, and says nothing of the days until 2026-11-28'],
])('records of which there are %s are no answer', (_, records, reason) => {
  const { status, stdout } = rollout(CANARY, 'advance', '--today', '2026-11-28', '--denials', trail(...records));
  expect([status, stdout]).toEqual([2, expect.stringContaining(reason)]);
});

test('it is an error to say nothing about denials', () => {
  const { status, stderr, after } = rollout(CANARY, 'advance', '--today', '2026-11-28');
  expect([status, after]).toEqual([1, CANARY]);
  expect(stderr).toContain('It is not known whether the policy denied calls since 2026-11-20 (given: neither --denials nor --no-denials).');
});

test('a stage that is not synthesized and deployed yet is not passed', () => {
  writeFileSync(file, rolloutStageText(CANARY));
  const { status, stdout } = cdkOrgIn(work, 'rollout', 'advance', 'regions.json', '--app', apps.null, '--today', '2026-12-20', '--no-denials');
  expect([status, stdout]).toEqual([2, expect.stringContaining('The synthesized app has the stage none, and the file canary.')]);
});

test('a paused rollout waits until it is resumed', () => {
  const { after: paused } = rollout(CANARY, 'pause', '--today', '2026-11-22', '--by', 'ben', '--reason', 'denials');
  expect(paused).toMatchObject({ stage: 'canary', since: '2026-11-20', paused: { since: '2026-11-22', by: 'ben', reason: 'denials' } });
  const refused = rollout(paused, 'advance', '--today', '2026-12-20', '--no-denials');
  expect([refused.status, refused.stdout]).toEqual([2, expect.stringContaining('It is paused since 2026-11-22 by ben: denials.')]);
  expect(rollout(paused, 'pause').status).toBe(2);
  const { after: resumed } = rollout(paused, 'resume', '--today', '2026-11-23');
  expect(resumed).toEqual({ ...CANARY, history: [...paused.history, { day: '2026-11-23', action: 'resume', stage: 'canary' }] });
  expect(rollout(resumed, 'resume').status).toBe(2);
});

test('a revert writes the former stage at once, and null before the first wave', () => {
  const first = rollout(ALL, 'revert', '--today', '2026-11-27', '--reason', 'the job fails');
  expect([first.status, first.after.stage, first.after.since, first.after.history.at(-1)]).toEqual(
    [0, 'canary', '2026-11-27', { day: '2026-11-27', action: 'revert', stage: 'canary', reason: 'the job fails' }],
  );
  const second = rollout(CANARY, 'revert', '--today', '2026-11-28');
  expect(second.after).toEqual({ stage: null, history: [...CANARY.history, { day: '2026-11-28', action: 'revert', stage: null }] });
  expect(rollout(NONE, 'revert').status).toBe(2);
});

test('the last wave has no next one', () => {
  const { status, stdout } = rollout(ALL, 'advance', '--today', '2027-11-27', '--no-denials');
  expect([status, stdout]).toEqual([2, expect.stringContaining('It has reached its last wave, all.')]);
});

test('the status has the days and the waves', () => {
  const { status, stdout } = rollout(CANARY, 'status', '--today', '2026-11-26');
  expect([status, stdout]).toEqual([0, 'PolicyRollout Landing/Rollout of Landing/Regions: stage canary (1 of 2 waves), soaking since 2026-11-20, until 2026-11-28\n'
    + '  stage in regions.json\n  reached  canary  7 days  Landing/Canary\n  waits    all     7 days  Landing/All\n']);
});

test('--json is as its schema says, for the status, a step and a refusal', () => {
  const outputs = [
    rollout(CANARY, 'status', '--json'), rollout(NONE, 'advance', '--json'), rollout(CANARY, 'pause', '--json'),
    rollout({ ...CANARY, since: '9999-12-31' }, 'status', '--json'), rollout(rollout(CANARY, 'restart').after, 'status', '--json'),
    rollout(CANARY, 'advance', '--today', '2026-11-28', '--json', '--denials', trail(...COVERED, denied('s3:GetObject', '2026-11-21T00:00:00Z'))),
  ].map(({ stdout }) => JSON.parse(stdout) as { written?: boolean });
  expect(outputs.map(({ written }) => written)).toEqual([undefined, true, true, undefined, undefined, false]);
  for (const output of outputs) {
    validate(output);
    expect(validate.errors).toBeNull();
  }
});

test.each([
  ['empty', '--by', ''], ['blank', '--by', ' '], ['blank', '--reason', '\t'], ['too long', '--reason', 'x'.repeat(501)],
])('a text that is %s is refused before %s writes it', (_, option, text) => {
  for (const action of ['pause', 'revert']) {
    const { status, stderr, after } = rollout(CANARY, action, option, text);
    expect([status, after]).toEqual([1, CANARY]);
    expect(stderr).toContain('Give a text of 1 to 500 characters.');
  }
});

test('a file that only has the name of one of the app is another one', () => {
  mkdirSync(join(work, 'other', 'deep'), { recursive: true });
  const other = join('other', 'deep', 'regions.json');
  writeFileSync(join(work, other), rolloutStageText(CANARY));
  const { status, stderr } = cdkOrgIn(work, 'rollout', 'pause', other, '--app', apps.canary);
  expect([status, stderr]).toEqual([1, expect.stringContaining(`No single rollout in ${apps.canary} has its stage in this file (given: ${other}; known: `)]);
  expect(readFileSync(join(work, other), 'utf8')).toBe(rolloutStageText(CANARY));
});

test.each([
  ['a file of no rollout', 'other.json', /No single rollout in .* has its stage in this file \(given: other\.json; known: .*regions\.json\)/],
  ['a file that is gone', 'regions.json', /The file with the stage cannot be read/],
])('%s is an error', (_, name, message) => {
  rmSync(file, { force: true });
  const { status, stderr } = cdkOrgIn(work, 'rollout', 'status', name, '--app', apps.canary);
  expect([status, stderr]).toEqual([1, expect.stringMatching(message)]);
});

test('a file with a mistake is an error that names the member', () => {
  writeFileSync(file, '{ "stage": "canary" }');
  const { status, stderr } = cdkOrgIn(work, 'rollout', 'advance', 'regions.json', '--app', apps.canary, '--no-denials');
  expect([status, stderr]).toEqual([1, expect.stringContaining('regions.json: since is wrong (given: nothing)')]);
});

test.each([
  ['in UTF-16', Buffer.from('\uFEFF{ "stage": null }', 'utf16le'), 'regions.json: it is not in UTF-8 (given: UTF-16). Save it as UTF-8.'],
  ['with a key twice', Buffer.from('{ "stage": null, "stage": "all" }'), 'the key "stage" is given twice in the same object'],
])('a file %s is an error, and stays', (_, bytes, message) => {
  writeFileSync(file, bytes);
  const { status, stderr } = cdkOrgIn(work, 'rollout', 'advance', 'regions.json', '--app', apps.null, '--no-denials');
  expect([status, stderr]).toEqual([1, expect.stringContaining(message)]);
  expect(readFileSync(file)).toEqual(bytes);
});

test('a file with a byte order mark is advanced, and written without it', () => {
  writeFileSync(file, `\uFEFF${rolloutStageText(CANARY)}`);
  const { status } = cdkOrgIn(work, 'rollout', 'advance', 'regions.json', '--app', apps.canary, '--today', '2026-11-28', '--no-denials');
  expect([status, parseRolloutStage(readFileSync(file, 'utf8'), JSON.parse).stage]).toEqual([0, 'all']);
});

test('of several files, one refusal leaves all as they are', () => {
  writeFileSync(file, rolloutStageText(CANARY));
  const { status, stdout } = cdkOrgIn(work, 'rollout', 'advance', 'regions.json', 'regions.json', '--app', apps.canary, '--today', '2026-11-21', '--no-denials');
  expect([status, stdout.match(/Refused/g)?.length, readFileSync(file, 'utf8')]).toEqual([2, 2, rolloutStageText(CANARY)]);
});

test('reviews and checks say the stage', () => {
  writeFileSync(join(work, 'invariants.yaml'), 'invariants:\n  - { name: Any, never: s3:GetObject }\n');
  const review = cdkOrgIn(work, 'diff', apps.null, apps.canary);
  expect(review.stdout).toMatch(/1 policy rollout:\n {2}PolicyRollout Landing\/Rollout of Landing\/Regions: stage none → canary \(1 of 2 waves\), so\w+ since 2026-11-20/);
  const check = cdkOrgIn(work, 'check', 'invariants.yaml', apps.canary);
  expect(check.stdout).toContain('1 policy rollout\n  PolicyRollout Landing/Rollout');
  const json = JSON.parse(cdkOrgIn(work, 'check', 'invariants.yaml', apps.canary, '--json').stdout) as { rollouts: { stage: string }[] };
  expect(json.rollouts.map(({ stage }) => stage)).toEqual(['canary']);
  const checkSchema = new Ajv2020({ strict: false }).compile(JSON.parse(readFileSync(join(ROOT, 'docs', 'check.schema.json'), 'utf8')));
  checkSchema(json);
  expect(checkSchema.errors).toBeNull();
});
