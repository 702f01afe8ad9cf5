import { Command } from 'commander';
import { type Exceeded, exceeded, type ThresholdOptions, withThresholds } from '../../src/cli/diff/threshold-options';
import type { ActionsImpact, Change, ImpactGroup, Obstacle, Review, RiskLevel } from '../../src/model';
import type { RehearsalSummary } from '../../src/report';
import { unit } from '../report/sample-changes';
import { samplePrincipal, sampleReplay, sampleUse } from '../report/sample-replay';
import { sampleReview } from '../report/sample-review';

/** A review that removes a unit for each level, named after its place in the list, with obstacles of these messages. */
function review(levels: readonly RiskLevel[], messages: readonly string[] = []): Review {
  const obstacles = messages.map((message): Obstacle => ({ kind: 'taken', subject: '', message }));
  return sampleReview(levels.map((level, index) => (
    [{ kind: 'organizationalUnitRemoved', unit: unit(`Root/Unit${index}`), outcome: 'deleted' }, level, 'A reason']
  )), { obstacles });
}

const ALL: readonly RiskLevel[] = ['neutral', 'tightens', 'destroys', 'loosens', 'tightens', 'loosens', 'tightens'];
const reasons = (of: Review, options: ThresholdOptions, rehearsal?: RehearsalSummary) => (
  exceeded(of, options, rehearsal).map(({ reason }) => reason));
const rehearsed = (more: Partial<RehearsalSummary>): RehearsalSummary => (
  { succeeded: false, virtualSeconds: 1, writingCalls: [], readingCalls: 0, failures: [], warnings: [], ...more });

test.each<[ThresholdOptions, string[]]>([
  [{}, []],
  [{ fail: true }, ['There are differences (--fail): 7.']],
  [{ failOn: { risk: 'destroys', further: [] } }, ['1 change of the level "destroys" (--fail-on destroys):']],
  [{ failOn: { risk: 'loosens', further: [] } }, ['1 change of the level "destroys" (--fail-on loosens):', '2 changes of the level "loosens" (--fail-on loosens):']],
  [{ failOn: { risk: 'tightens', further: [] } }, [
    '1 change of the level "destroys" (--fail-on tightens):', '2 changes of the level "loosens" (--fail-on tightens):',
    '3 changes of the level "tightens" (--fail-on tightens):',
  ]],
  [{ fail: true, failOn: { risk: 'destroys', further: [] } }, ['There are differences (--fail): 7.', '1 change of the level "destroys" (--fail-on destroys):']],
])('a review with changes of all levels exceeds the thresholds %j', (options, expected) => {
  expect(reasons(review(ALL), options)).toEqual(expected);
});

test('milder changes do not exceed a threshold', () => {
  expect(reasons(review(['tightens', 'neutral']), { failOn: { risk: 'loosens', further: [] } })).toEqual([]);
  expect(reasons(review(['neutral']), { failOn: { risk: 'tightens', further: [] } })).toEqual([]);
  expect(reasons(review([]), { fail: true, failOn: { risk: 'tightens', further: [] } })).toEqual([]);
});

test('a reason names the changes of its level alone', () => {
  const [destroys, loosens] = exceeded(review(['loosens', 'destroys', 'loosens']), { failOn: { risk: 'loosens', further: [] } });
  expect(destroys.because).toEqual([expect.stringContaining('Unit1')]);
  expect(loosens.because).toEqual([expect.stringContaining('Unit0'), expect.stringContaining('Unit2')]);
});

test('a policy rollout that goes faster than it says exceeds its own threshold alone', () => {
  const rollout = { rollout: 'Org/R', policy: 'Org/P', policyType: 'SERVICE_CONTROL_POLICY', state: 'soaking', stage: 'a', waves: [{ name: 'a', targets: [], soakDays: 7 }] } as const;
  const withRollouts = (...rollouts: NonNullable<Review['rollouts']>) => ({ ...review(['destroys']), rollouts });
  const options = { failOn: { further: ['hasty-rollout'] } } as const;
  expect(exceeded(withRollouts(rollout, { ...rollout, isFuture: true, change: 'changed' }), options)).toEqual([
    { reason: '1 policy rollout goes faster than it says (--fail-on hasty-rollout):', because: [expect.stringMatching(/^PolicyRollout Org\/R of Org\/P: .*, whose day is after today$/)] },
  ]);
  expect(reasons(withRollouts(rollout), options)).toEqual([]);
  expect(reasons(withRollouts({ ...rollout, isFuture: true }), options)).toEqual([]);
  expect(reasons(withRollouts({ ...rollout, isFuture: true, change: 'changed' }), { failOn: { further: ['ended-exemption'] } })).toEqual([]);
});

test('a reason names at most five causes, and the number of the others', () => {
  const messages = ['one', 'two', 'three', 'four', 'five', 'six', 'seven'];
  const [five, seven] = [5, 7].map((length) => exceeded(review([], messages.slice(0, length)), { failOn: { risk: 'destroys', further: [] } })[0].because);
  expect(five).toEqual(messages.slice(0, 5));
  expect(seven).toEqual([...messages.slice(0, 5), 'and 2 more']);
});

test('obstacles exceed every threshold of --fail-on, and no other one', () => {
  const blocked = review([], ['The name is in use.', 'The quota is exceeded.']);
  expect(exceeded(blocked, { failOn: { risk: 'destroys', further: [] } })).toEqual([
    { reason: '2 obstacles to the deployment (--fail-on destroys):', because: ['The name is in use.', 'The quota is exceeded.'] },
  ]);
  expect(reasons(review([], ['One.']), { failOn: { risk: 'tightens', further: [] } })).toEqual(['1 obstacle to the deployment (--fail-on tightens):']);
  expect(reasons(blocked, { fail: true })).toEqual([]);
  expect(reasons(blocked, { failOn: { further: ['new-access'] } })).toEqual(['2 obstacles to the deployment (--fail-on new-access):']);
  expect(reasons(blocked, { failOn: { risk: 'loosens', further: ['newly-denied-use'] } })).toEqual(['2 obstacles to the deployment (--fail-on loosens,newly-denied-use):']);
});

test('a rehearsal that fails or is not possible exceeds every level, and one that succeeds none', () => {
  const failed = rehearsed({ failures: ['Account Shop: refused', 'Account Bank: refused'] });
  expect(exceeded(review([]), { failOn: { risk: 'destroys', further: [] } }, failed))
    .toEqual([{ reason: 'The rehearsal fails (--fail-on destroys):', because: ['Account Shop: refused', 'Account Bank: refused'] }]);
  expect(exceeded(review([]), { failOn: { risk: 'destroys', further: [] } }, rehearsed({ notPossible: 'A snapshot has no code.' })))
    .toEqual([{ reason: 'The rehearsal is not possible (--fail-on destroys):', because: ['A snapshot has no code.'] }]);
  expect(reasons(review([]), { failOn: { risk: 'destroys', further: [] } }, rehearsed({ succeeded: true }))).toEqual([]);
  expect(reasons(review([]), { fail: true }, failed)).toEqual([]);
});

test.each([['destroys', 'destroys'], ['loosens,destroys', 'loosens'], ['destroys, tightens, loosens', 'tightens']])(
  'of the levels --fail-on %s, the mildest is the threshold', (given, level) => {
    expect(withThresholds(new Command()).parse(['--fail-on', given], { from: 'user' }).opts()).toEqual({ failOn: { risk: level, further: [] } });
  });

test.each<[string, ThresholdOptions]>([
  ['new-access', { failOn: { further: ['new-access'] } }], ['new-access, newly-denied-use', { failOn: { further: ['new-access', 'newly-denied-use'] } }],
  ['loosens,new-access', { failOn: { risk: 'loosens', further: ['new-access'] } }],
])('the threshold --fail-on %s stands beside levels of risk', (given, options) => {
  expect(withThresholds(new Command()).parse(['--fail-on', given], { from: 'user' }).opts()).toEqual(options);
});

test('levels that are given one by one stop as if they were given together', () => {
  expect(withThresholds(new Command()).parse(['--fail-on', 'tightens', '--fail-on', 'ended-exemption', '--fail-on', 'destroys'], { from: 'user' }).opts())
    .toEqual({ failOn: { risk: 'tightens', further: ['ended-exemption'] } });
});

describe('new access', () => {
  const accounts = [1, 2].map((number): ImpactGroup['accounts'][number] => ({ kind: 'account', id: `${number}`, path: `Root/account-${number}`, email: '' }));
  const impact = (direction: ActionsImpact['direction'], more: Partial<ActionsImpact> = {}): ImpactGroup => ({
    caption: '2 accounts in Root',
    accounts,
    actions: [{ service: 's3', before: 'denied', after: 'allowed', direction, actions: ['s3:Get*'], count: 2, because: [], insteadOf: [], ...more }],
    effectivePolicies: [],
    counts: { denied: 0, allowed: 2, conditional: 0, conditionsChanged: 0 },
    unknownPolicies: [],
  });
  const open = { before: 'depends', after: 'depends' } as const;
  const example = { action: 's3:GetObject', principal: 'arn:aws:iam::111111111111:role/Example', context: {} };

  test.each<[string, ImpactGroup[], Exceeded[]]>([
    ['that is certain names the actions', [impact('loosens')],
      [{ reason: '2 accounts can do what was denied (--fail-on new-access):', because: ['2 accounts in Root: more requests pass for s3:Get*'] }]],
    ['with an example names it', [impact('both', { ...open, examples: { loosens: example } })],
      [{ reason: '2 accounts can do what was denied (--fail-on new-access):', because: ['2 accounts in Root: role/Example can now call s3:GetObject'] }]],
    ['that is not decided may be there', [impact('loosens', { ...open, actions: ['s3:A', 's3:B', 's3:C', 's3:D', 's3:E', 's3:F'] })],
      [{ reason: '2 accounts may do what was denied (--fail-on new-access):', because: ['2 accounts in Root: more requests may pass for s3:A, s3:B, s3:C, s3:D, s3:E and 1 more'] }]],
    ['is not there where less is possible', [impact('tightens')], []],
  ])('%s', (_title, groups, expected) => {
    const of = sampleReview([], { impact: groups });
    expect(exceeded(of, { failOn: { further: ['new-access'] } })).toEqual(expected);
    expect(exceeded(of, { failOn: { further: ['newly-denied-use'] } })).toEqual([]);
  });

  test('in a replay counts calls that may be allowed, and names their principals', () => {
    const use = sampleUse('s3:GetObject', { direction: 'allowed', calls: { atLeast: 0, atMost: 3 } });
    const replay = sampleReplay([samplePrincipal('Deploy', 'Workloads/shop', '111111111111', [use]), samplePrincipal('Audit', 'data', '222222222222', [sampleUse('s3:ListBucket')])]);
    expect(exceeded(sampleReview([]), { failOn: { further: ['new-access'] } }, undefined, replay)).toEqual([{
      reason: '0 to 3 calls would newly be allowed (--fail-on new-access):',
      because: ['role/Deploy in Workloads/shop (111111111111): newly allowed s3:GetObject: 0 to 3 calls'],
    }]);
  });

  test('that is not known names the change and the reason', () => {
    const detached: Change = {
      kind: 'detached', policy: { kind: 'policy', id: 'p-1', name: 'guard', type: 'SERVICE_CONTROL_POLICY' }, target: { kind: 'organizationalUnit', id: 'ou-1', path: 'Root/Outside' }, awsManaged: false,
    };
    expect(exceeded(sampleReview([[detached, 'loosens', 'The accounts there are not in the code.']]), { failOn: { further: ['new-access'] } })).toEqual([{
      reason: '1 change may allow what was denied (--fail-on new-access):', because: [expect.stringMatching(/guard.*Outside: The accounts there are not in the code\.$/)],
    }]);
  });
});

test.each(['neutral', 'destroys,', 'worst'])('the level --fail-on %s is refused', (given) => {
  const command = withThresholds(new Command()).exitOverride().configureOutput({ writeErr: () => undefined });
  expect(() => command.parse(['--fail-on', given], { from: 'user' })).toThrow('Give one or more of destroys, loosens, tightens');
});
