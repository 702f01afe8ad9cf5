import { failOn } from '../../../src/model';
import { exceededLevels } from '../../../src/model/risk/fail-on';

test.each<[string, Parameters<typeof failOn>[1], readonly string[]]>([
  ['only obstacles fail by default', {}, ['1 obstacle to the deployment.']],
  ['obstacles can be ignored', { obstacles: false }, []],
  ['a level includes worse ones', { risk: 'tightens' }, ['1 change of the level "destroys".', '2 changes of the level "tightens".', '1 obstacle to the deployment.']],
  ['the worst level ignores milder ones', { risk: 'destroys', obstacles: false }, ['1 change of the level "destroys".']],
  ['too many affected accounts fail', { accountsAffected: 4, obstacles: false }, ['5 accounts affected, more than 4.']],
  ['the maximum number of affected accounts passes', { accountsAffected: 5, obstacles: false }, []],
])('thresholds: %s', (_, thresholds, reasons) => {
  const counts = { changes: 3, byKind: {}, byRisk: { destroys: 1, loosens: 0, tightens: 2, neutral: 0 }, accounts: 9, accountsAffected: 5 };
  expect(failOn({ counts, obstacles: [{ kind: 'taken', subject: '', message: '' }] }, thresholds)).toEqual(reasons);
});

describe('thresholds of a review', () => {
  const review = (byRisk: Partial<Record<'destroys' | 'loosens' | 'tightens' | 'neutral', number>>, accountsAffected = 0) => ({
    counts: {
      changes: 9, byKind: {}, byRisk: { destroys: 0, loosens: 0, tightens: 0, neutral: 0, ...byRisk }, accounts: 9, accountsAffected,
    },
    obstacles: [],
  });
  const all = { destroys: 1, loosens: 2, tightens: 3, neutral: 4 };

  test.each<[Parameters<typeof exceededLevels>[1]['risk'], string[]]>([
    [undefined, []],
    ['destroys', ['destroys 1']],
    ['loosens', ['destroys 1', 'loosens 2']],
    ['tightens', ['destroys 1', 'loosens 2', 'tightens 3']],
  ])('from %s, with changes of all levels, are exceeded by %j', (risk, expected) => {
    expect(exceededLevels(review(all), { risk }).map(({ level, number }) => `${level} ${number}`)).toEqual(expected);
  });

  test('are not exceeded by milder changes, or without obstacles', () => {
    expect(failOn(review({ tightens: 1, neutral: 1 }), { risk: 'loosens' })).toEqual([]);
    expect(failOn(review({ neutral: 9 }, 9), { risk: 'tightens' })).toEqual([]);
  });

  test('are exceeded by a single account if none may be affected', () => {
    expect(failOn(review({}, 1), { accountsAffected: 0 })).toEqual(['1 account affected, more than 0.']);
    expect(failOn(review({}, 0), { accountsAffected: 0 })).toEqual([]);
  });

  test('with several obstacles name their number', () => {
    const obstacle = { kind: 'taken', subject: '', message: '' } as const;
    expect(failOn({ ...review({}), obstacles: [obstacle, obstacle] }, {})).toEqual(['2 obstacles to the deployment.']);
  });
});
