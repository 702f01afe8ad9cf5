import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { arnOf, CANARY, COVERED, denied, deployed, passed, REGIONS, RolloutBench } from './rollout-bench';
import { readCode } from '../../../src/cli/sources/organization-source';
import { rolloutStageText } from '../../../src/contract';
import { deployedWaves, rolloutsIn } from '../../../src/model';
import { denies, policy } from '../../model/access/small-organization';
import { record } from '../../trail/records';
import { LogsServer } from '../denials/logs-server';

jest.setTimeout(120_000);

let bench: RolloutBench;

beforeAll(() => {
  bench = new RolloutBench();
});
afterAll(() => bench.remove());

test('a damaged file is no evidence that nothing was denied', () => {
  const folder = join(bench.work, 'trail');
  mkdirSync(folder);
  const damaged = gzipSync(JSON.stringify({ Records: [denied('s3:GetObject', '2026-11-21T00:00:00Z')] }));
  writeFileSync(join(folder, '1.json.gz'), damaged.subarray(0, damaged.length - 20));
  writeFileSync(join(folder, '2.json'), JSON.stringify({ Records: COVERED }));
  const { status, stdout, after } = bench.advance('trail');
  expect([status, after]).toEqual([2, CANARY]);
  expect(stdout).toContain('1 part of the source cannot be read, and may have denials. Give intact files, or go on with --no-denials.');
});

test.each([
  ['none of the first days', [passed('2026-11-23T00:00:00Z'), passed('2026-11-26T23:00:00Z')], 'The first record is of 2026-11-23T00:00:00Z, and says nothing of the days from 2026-11-20'],
  ['none with a time', [passed('', { eventTime: undefined })], 'has no records with a time since 2026-11-20'],
  ['one of a day to come', [passed('2026-11-20T00:00:00Z'), passed('2099-01-01T00:00:00Z')], 'The last record is of 2026-11-20T00:00:00Z'],
  ['one whose time is none', [passed('2026-11-20T00:00:00Z'), passed('tomorrow')], 'The last record is of 2026-11-20T00:00:00Z'],
])('records of which there are %s do not cover the soak time', (_, records, reason) => {
  const { status, stdout } = bench.advance(bench.trail(...records));
  expect([status, stdout]).toEqual([2, expect.stringContaining(reason)]);
});

test('records of accounts that are not in the snapshot do not cover the soak time', () => {
  const foreign = COVERED.map((each) => ({ ...each, recipientAccountId: '222222222222' }));
  const source = bench.trail(...foreign);
  expect(bench.advance(source).status).toBe(0);
  const { status, stdout } = bench.advance(source, ...bench.snapshot());
  expect([status, stdout]).toEqual([2, expect.stringContaining('has no records with a time since 2026-11-20 of accounts in the snapshot')]);
  expect(bench.advance(bench.trail(...COVERED), ...bench.snapshot()).status).toBe(0);
});

test.each([
  ['another organization', arnOf('p-other111', 'o-zzzzzzzzzz')],
  ['a policy that the snapshot does not have', arnOf('p-newer222')],
])('a denial by %s may be one of the policy', (_, arn) => {
  const { status, stdout } = bench.advance(bench.trail(...COVERED, denied('s3:GetObject', '2026-11-21T00:00:00Z', arn)), ...bench.snapshot());
  expect([status, stdout]).toEqual([2, expect.stringContaining('1 call names a policy that the snapshot does not have: it may be of another organization, or old. Take a new one with "cdk-org snapshot".')]);
});

test('a denial by a policy that AWS manages is one of another policy', () => {
  const arn = 'arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess';
  expect(bench.advance(bench.trail(...COVERED, denied('s3:GetObject', '2026-11-21T00:00:00Z', arn)), ...bench.snapshot()).status).toBe(0);
});

test.each([
  ['attached to no target', deployed({}, [])],
  ['attached to a target of another wave only', deployed({}, [], [REGIONS])],
  ['missing', deployed({ policies: [policy('other111', denies({ Action: 's3:*' }))] }, [])],
])('a policy that is %s in the snapshot has not soaked', (_, value) => {
  const { status, stdout } = bench.advance(bench.trail(...COVERED), ...bench.snapshot(value));
  expect([status, stdout]).toEqual([2, expect.stringContaining('Nothing has soaked: in the snapshot, the policy is attached to no target of the wave canary.')]);
});

test.each([
  ['the former wave only', deployed(), { isDeployed: false, lacking: ['Landing/All'], withOlder: [] }],
  ['both waves', deployed({}, [REGIONS], [REGIONS]), { isDeployed: true, lacking: [], withOlder: [] }],
  ['the last wave only', deployed({}, [], [REGIONS]), { isDeployed: true, lacking: ['Landing/Canary'] }],
  ['no target, and another type there', deployed({}, [], [{ ...REGIONS, type: 'RESOURCE_CONTROL_POLICY' }]), { isDeployed: false }],
])('of two waves, the second one with the policy at %s', (_, live, expected) => {
  const { organization: code, assembly } = readCode(bench.apps.all);
  const [rollout] = rolloutsIn(assembly);
  expect(rollout.stage).toBe('all');
  expect(deployedWaves(rollout, { code, assembly: assembly!, live })).toMatchObject(expected);
});

const attachment = (eventTime: string, parts: object = {}) => record('organizations', 'AttachPolicy', {
  eventTime, recipientAccountId: '999999999999', requestParameters: { policyId: REGIONS.id, targetId: 'ou-ab12-canary11' }, ...parts,
});

test('the soak time begins again on the day on which the records show the attachment', () => {
  const late = bench.trail(...COVERED, attachment('2026-11-22T10:00:00Z'));
  const { status, stdout } = bench.advance(late, ...bench.snapshot());
  expect([status, stdout]).toEqual([2, expect.stringContaining('The records show that the policy was attached to Landing/Canary on 2026-11-22, after the step of 2026-11-20. '
    + 'So the wave canary soaks until 2026-11-30. The day of the attachment is not counted.')]);
  const covered = bench.trail(...COVERED, attachment('2026-11-22T10:00:00Z'), passed('2026-11-29T00:00:00Z'));
  expect(bench.rollout(CANARY, 'advance', '--today', '2026-11-30', '--denials', covered, ...bench.snapshot()).status).toBe(0);
});

test.each([
  ['on the day of the step', attachment('2026-11-20T10:00:00Z')],
  ['that failed', attachment('2026-11-22T10:00:00Z', { errorCode: 'DuplicatePolicyAttachmentException' })],
  ['of another policy', attachment('2026-11-22T10:00:00Z', { requestParameters: { policyId: 'p-other111', targetId: 'ou-ab12-canary11' } })],
  ['to a target of no wave', attachment('2026-11-22T10:00:00Z', { requestParameters: { policyId: REGIONS.id, targetId: 'ou-ab12-all11111' } })],
])('an attachment %s does not delay the next wave', (_, attached) => {
  expect(bench.advance(bench.trail(...COVERED, attached), ...bench.snapshot()).status).toBe(0);
});

test('a log group without records is no evidence, and one with some at both ends is', async () => {
  const server = new LogsServer();
  await server.start();
  const events = [{ eventId: '1', message: JSON.stringify(passed('2026-11-20T00:00:00Z')), timestamp: 0 }];
  const advance = async (...answers: object[]) => {
    server.requests.length = 0;
    server.answers = answers;
    writeFileSync(bench.file, rolloutStageText(CANARY));
    return server.run(bench.work, false, 'rollout', 'advance', 'regions.json', '--app', bench.apps.canary, '--today', '2026-11-28', '--denials', 'log-group:trail:eu-west-1', '--organization', 'organization.json');
  };
  const wrong = await advance();
  const right = await advance({}, { events }, { events });
  bench.snapshot();
  const late = [{ eventId: '2', message: JSON.stringify(attachment('2026-11-22T10:00:00Z')), timestamp: 0 }];
  const attachedLate = await advance({}, { events }, { events }, { events: late });
  const asked = server.requests.map(({ body: { filterPattern } }) => filterPattern);
  await server.stop();
  expect([wrong.status, wrong.stdout]).toEqual([2, expect.stringContaining('The log group trail in eu-west-1 has no records of the days from 2026-11-20.')]);
  expect([right.status, right.stderr]).toEqual([0, '']);
  expect(right.stdout).toContain('none denied by this policy');
  expect([attachedLate.status, attachedLate.stdout]).toEqual([2, expect.stringContaining('attached to Landing/Canary on 2026-11-22')]);
  expect(asked[3]).toBe(`{ ($.eventSource = "organizations.amazonaws.com") && ($.eventName = "AttachPolicy") && ($.requestParameters.policyId = "${REGIONS.id}") }`);
});
