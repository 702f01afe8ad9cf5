import { A_DIGEST, ALL, CANARY, deployed, NONE, RolloutBench } from './rollout-bench';
import type { RolloutStage } from '../../../src/contract';

jest.setTimeout(120_000);

let bench: RolloutBench;
let begun: RolloutStage;

beforeAll(() => {
  bench = new RolloutBench();
  begun = bench.rollout(NONE, 'advance', '--today', '2026-11-20').after;
});
afterAll(() => bench.remove());

const advance = (stage: RolloutStage, app: string, ...options: string[]) => bench.rolloutOf(app, stage, 'advance', '--no-denials', ...options);

test('a step on the last minute of a day does not count that day', () => {
  const stage = { ...CANARY, since: '2026-11-20' };
  const days = ['2026-11-27', '2026-11-28'].map((today) => advance(stage, bench.apps.canary, '--today', today).status);
  expect(days).toEqual([2, 0]);
});

test('a policy whose text changed while it soaked does not go on, until it has soaked again', () => {
  const app = bench.appAt(begun, { actions: ['s3:Put*'] });
  const refused = advance(begun, app, '--today', '2026-12-20');
  expect([refused.status, refused.after]).toEqual([2, begun]);
  expect(refused.stdout).toContain('The policy has another text than on 2026-11-20, when the wave canary began. Restore the text, or deploy it and let it soak, '
    + 'with "cdk-org rollout restart regions.json".');
  const { status, stdout, after } = bench.rolloutOf(app, begun, 'restart', '--today', '2026-12-20', '--by', 'ana');
  expect([status, stdout]).toEqual([0, expect.stringContaining('Restarted  Landing/Rollout: stage canary\n')]);
  expect(after).toEqual({
    ...begun, since: '2026-12-20', policyDigest: A_DIGEST, history: [...begun.history, { day: '2026-12-20', action: 'restart', stage: 'canary', by: 'ana' }],
  });
  expect(after.policyDigest).not.toBe(begun.policyDigest);
  expect(['2026-12-27', '2026-12-28'].map((today) => advance(after, app, '--today', today).status)).toEqual([2, 0]);
});

test('the status says that the text has changed', () => {
  const { stdout } = bench.rolloutOf(bench.appAt(begun, { actions: ['s3:Put*'] }), begun, 'status', '--today', '2026-12-20');
  expect(stdout).toContain('stage canary (1 of 2 waves), not soaked, since the policy has another text than on 2026-11-20\n');
});

test('a policy whose text stays goes on, and a rollout that has not begun has nothing to restart', () => {
  expect(advance(begun, bench.appAt(begun), '--today', '2026-11-28')).toMatchObject({ status: 0, after: { stage: 'all', policyDigest: begun.policyDigest } });
  expect(bench.rollout(NONE, 'restart')).toMatchObject({ status: 2, after: NONE, stdout: expect.stringContaining('It has not begun, so that nothing soaks.') });
});

test.each([
  ['9999-12-31', 2, 'The wave canary began on a day after today (given: 9999-12-31, today: 2026-12-20). Correct the day in regions.json.'],
  ['2026-12-21', 2, 'The wave canary began on a day after today (given: 2026-12-21, today: 2026-12-20).'],
])('a stage of %s, after today, is not left', (since, expected, message) => {
  const stage = { ...CANARY, since };
  const { status, stdout } = advance(stage, bench.apps.canary, '--today', '2026-12-20');
  expect([status, stdout]).toEqual([expected, expect.stringContaining(message)]);
  const shown = bench.rollout(stage, 'status', '--today', '2026-12-20');
  expect(shown.stdout).toContain(`soaking from ${since}, whose day is after today`);
});

test('a rollout whose waves are turned does not go back to a wave that was passed', () => {
  const stage: RolloutStage = { ...ALL, history: [...CANARY.history, { day: '2026-11-28', action: 'advance', stage: 'all' }] };
  const { status, stdout } = advance(stage, bench.appAt(stage, { isTurned: true }), '--today', '2026-12-20');
  expect([status, stdout]).toEqual([2, expect.stringContaining('The waves of the app have another order than the steps in the file: canary came before all, and would lose the policy. '
    + 'Restore the order of the waves.')]);
});

test.each<[string, RolloutStage['history']]>([
  ['no steps', []],
  ['a revert', [...CANARY.history, { day: '2026-11-21', action: 'advance', stage: 'all' }, { day: '2026-11-22', action: 'revert', stage: 'canary' }]],
  ['a beginning after the former rollout', [...CANARY.history, { day: '2026-11-21', action: 'revert', stage: null }, ...CANARY.history]],
])('a file with %s goes on', (_, history) => {
  expect(advance({ ...CANARY, history }, bench.apps.canary, '--today', '2026-12-20').status).toBe(0);
});

test('a snapshot is asked whether the stage is deployed, also without records', () => {
  const given = bench.snapshot(deployed({}, []));
  const refused = { status: 2, stdout: expect.stringContaining('Nothing has soaked') };
  expect(advance(CANARY, bench.apps.canary, '--today', '2026-12-20', ...given)).toMatchObject(refused);
  expect(advance(CANARY, bench.apps.canary, '--today', '2026-12-20', ...bench.snapshot()).status).toBe(0);
});
