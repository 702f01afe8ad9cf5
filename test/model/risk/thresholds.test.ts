import { failOn } from '../../../src/model';

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
