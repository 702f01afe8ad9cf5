import { account, move, sampleChanges, unit } from './sample-changes';
import { impactGroup, sampleReview } from './sample-review';
import type { ActionsImpact, Obstacle } from '../../src/model';
import { markdownReview, reviewHeadline, textReview } from '../../src/report';

const changes = sampleChanges();
const accounts = (number: number) => Array.from({ length: number }, (_, index) => account(`${index}`, `Root/${index}`));
const actions = (direction: ActionsImpact['direction']): ActionsImpact[] => [
  { service: 's3', before: 'denied', after: 'allowed', direction, actions: ['s3:*'], count: 1, because: [], insteadOf: [] },
];

test('the headline says what happens to whom, and who can do more', () => {
  const moves = ['a', 'b', 'c'].map((name) => move(name, unit('Root/Prod'), unit('Root/Sandbox')));
  const impact = [impactGroup({ caption: '14 accounts', accounts: accounts(14), actions: actions('loosens') })];
  expect(reviewHeadline(sampleReview([...moves, changes.policyStatementsChanged], { impact })))
    .toBe('3 accounts move, 1 policy changes; 14 accounts can do more than before');
});

test('accounts that can do more, less, and both are told apart', () => {
  const impact = [
    impactGroup({ caption: 'a', accounts: accounts(2), actions: actions('loosens') }),
    impactGroup({ caption: 'b', accounts: accounts(3), actions: actions('tightens') }),
    impactGroup({ caption: 'c', accounts: accounts(1), actions: [...actions('tightens'), ...actions('loosens')] }),
    impactGroup({ caption: 'd', accounts: accounts(9) }),
  ];
  expect(reviewHeadline(sampleReview([changes.policyRemoved], { impact }))).toBe(
    '1 policy is deleted; 2 accounts can do more than before; 1 account can do more in some respects and less in others than before; '
    + '3 accounts can do less than before');
});

test('closing an account comes first, and what does not fit is counted', () => {
  expect(reviewHeadline(sampleReview(Object.values(changes).reverse())))
    .toBe('1 account is closed, 1 account is closed if its former stack is deployed first, 1 account is in another state, 51 more changes');
});

test('a headline never looks as if a deployment that stops were harmless', () => {
  const obstacles: Obstacle[] = [{ kind: 'nameInUse', subject: 'Root/A', message: '' }];
  expect(reviewHeadline(sampleReview([changes.policyRenamed], { obstacles }))).toBe('1 policy is renamed; 1 obstacle stops the deployment');
  expect(reviewHeadline(sampleReview([], { obstacles: [...obstacles, ...obstacles] })))
    .toBe('2 obstacles stop the deployment, which would change nothing in the organization');
});

test('accounts of which only other conditions are known are not said to do more or less', () => {
  const impact = [impactGroup({ caption: 'a', accounts: accounts(2), actions: actions('both') })];
  expect(reviewHeadline(sampleReview([changes.policyRemoved], { impact }))).toBe('1 policy is deleted; 2 accounts can do the same under other conditions than before');
});

test('a policy that only looks different is not said to be renamed', () => {
  expect(reviewHeadline(sampleReview([changes.policyRewritten]))).toBe('1 policy is written differently');
});

test('without a change there is nothing to say', () => {
  expect(reviewHeadline(sampleReview([]))).toBe('Nothing changes in the organization');
});

test.each(Object.values(changes).map((change) => [change.kind, change] as const))('a headline knows %s', (_kind, change) => {
  expect(reviewHeadline(sampleReview([change]))).toMatch(/^1 [A-Za-z -]+( in 1 account)?$/);
});

test('what stays in the service, and what the code only names, is neither deleted nor new', () => {
  expect(reviewHeadline(sampleReview([{ ...changes.organizationalUnitRemoved, outcome: 'stays' }, { ...changes.policyRemoved, outcome: 'stays' }])))
    .toBe('1 organizational unit is removed from the app, 1 policy is removed from the app');
  expect(reviewHeadline(sampleReview([{ ...changes.organizationalUnitAdded, arrival: 'named' }]))).toBe('1 resource outside the app is referenced');
});

test('what somebody deleted outside the code is gone: the code has it still', () => {
  expect(reviewHeadline(sampleReview([{ ...changes.organizationalUnitRemoved, outcome: 'gone' }, { ...changes.policyRemoved, outcome: 'gone' }])))
    .toBe('1 organizational unit is gone, 1 policy is gone');
});

test('where it was not judged what accounts can do, no format says that they can do the same', () => {
  const review = { ...sampleReview([changes.policyStatementsChanged]), actionsNotJudged: true as const };
  const notJudged = 'what accounts can do is not judged (--no-impact)';
  expect(reviewHeadline(review)).toBe(`1 policy changes; ${notJudged}`);
  expect(markdownReview(review)).toContain(`- **Accounts**: ${notJudged} (of 20 accounts)\n`);
  expect(textReview(review)).toContain(`\n${notJudged}\n`);
});
