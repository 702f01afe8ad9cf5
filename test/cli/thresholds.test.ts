import { Command } from 'commander';
import { exceeded, type ThresholdOptions, withThresholds } from '../../src/cli/diff/threshold-options';
import type { Obstacle, Review, RiskLevel } from '../../src/model';
import type { RehearsalSummary } from '../../src/report';
import { unit } from '../report/sample-changes';
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
  [{ failOn: 'destroys' }, ['1 change of the level "destroys" (--fail-on destroys):']],
  [{ failOn: 'loosens' }, ['1 change of the level "destroys" (--fail-on loosens):', '2 changes of the level "loosens" (--fail-on loosens):']],
  [{ failOn: 'tightens' }, [
    '1 change of the level "destroys" (--fail-on tightens):', '2 changes of the level "loosens" (--fail-on tightens):',
    '3 changes of the level "tightens" (--fail-on tightens):',
  ]],
  [{ fail: true, failOn: 'destroys' }, ['There are differences (--fail): 7.', '1 change of the level "destroys" (--fail-on destroys):']],
])('a review with changes of all levels exceeds the thresholds %j', (options, expected) => {
  expect(reasons(review(ALL), options)).toEqual(expected);
});

test('milder changes do not exceed a threshold', () => {
  expect(reasons(review(['tightens', 'neutral']), { failOn: 'loosens' })).toEqual([]);
  expect(reasons(review(['neutral']), { failOn: 'tightens' })).toEqual([]);
  expect(reasons(review([]), { fail: true, failOn: 'tightens' })).toEqual([]);
});

test('a reason names the changes of its level alone', () => {
  const [destroys, loosens] = exceeded(review(['loosens', 'destroys', 'loosens']), { failOn: 'loosens' });
  expect(destroys.because).toEqual([expect.stringContaining('Unit1')]);
  expect(loosens.because).toEqual([expect.stringContaining('Unit0'), expect.stringContaining('Unit2')]);
});

test('a reason names at most five causes, and the number of the others', () => {
  const messages = ['one', 'two', 'three', 'four', 'five', 'six', 'seven'];
  const [five, seven] = [5, 7].map((length) => exceeded(review([], messages.slice(0, length)), { failOn: 'destroys' })[0].because);
  expect(five).toEqual(messages.slice(0, 5));
  expect(seven).toEqual([...messages.slice(0, 5), 'and 2 more']);
});

test('obstacles exceed every level, and no other threshold', () => {
  const blocked = review([], ['The name is in use.', 'The quota is exceeded.']);
  expect(exceeded(blocked, { failOn: 'destroys' })).toEqual([
    { reason: '2 obstacles to the deployment (--fail-on destroys):', because: ['The name is in use.', 'The quota is exceeded.'] },
  ]);
  expect(reasons(review([], ['One.']), { failOn: 'tightens' })).toEqual(['1 obstacle to the deployment (--fail-on tightens):']);
  expect(reasons(blocked, { fail: true })).toEqual([]);
});

test('a rehearsal that fails or is not possible exceeds every level, and one that succeeds none', () => {
  const failed = rehearsed({ failures: ['Account Shop: refused', 'Account Bank: refused'] });
  expect(exceeded(review([]), { failOn: 'destroys' }, failed))
    .toEqual([{ reason: 'The rehearsal fails (--fail-on destroys):', because: ['Account Shop: refused', 'Account Bank: refused'] }]);
  expect(exceeded(review([]), { failOn: 'destroys' }, rehearsed({ notPossible: 'A snapshot has no code.' })))
    .toEqual([{ reason: 'The rehearsal is not possible (--fail-on destroys):', because: ['A snapshot has no code.'] }]);
  expect(reasons(review([]), { failOn: 'destroys' }, rehearsed({ succeeded: true }))).toEqual([]);
  expect(reasons(review([]), { fail: true }, failed)).toEqual([]);
});

test.each([['destroys', 'destroys'], ['loosens,destroys', 'loosens'], ['destroys, tightens, loosens', 'tightens']])(
  'of the levels --fail-on %s, the mildest is the threshold', (given, level) => {
    expect(withThresholds(new Command()).parse(['--fail-on', given], { from: 'user' }).opts()).toEqual({ failOn: level });
  });

test.each(['neutral', 'destroys,', 'worst'])('the level --fail-on %s is refused', (given) => {
  const command = withThresholds(new Command()).exitOverride().configureOutput({ writeErr: () => undefined });
  expect(() => command.parse(['--fail-on', given], { from: 'user' })).toThrow('Give one or more of destroys, loosens, tightens');
});
