import { deployedIds, drift, idsOfStacks, type Organization, reviewOfDrift } from '../../../src/model';
import { account, inCode, live, organization, owned, symbol, unit } from '../organizations';

const RETAINED = { ...owned, 'cdk-aws-organizations:retained': 'S' };
const units = (...names: string[]): Organization => organization({ root: { organizationalUnits: names.map((name) => unit(name)) } });
const there = (...given: (string | [name: string, tags: object])[]): Organization => live.organization({
  root: {
    organizationalUnits: given.map((each, index) => {
      const [name, tags] = typeof each === 'string' ? [each, owned] : each;
      return live.unit(name, index + 1, { tags: tags as typeof owned });
    }),
  },
});
const told = (code: Organization, found: Organization) => drift(code, found).map((change) => (
  change.kind === 'organizationalUnitRenamed' ? `${change.before} → ${change.after}` : change.kind));

describe('an empty organizational unit that was renamed manually', () => {
  test('is reported as renamed, and keeps its ID', () => {
    expect(told(units('Prod', 'Staging'), there('Prod', 'Stage'))).toEqual(['Staging → Stage']);
    expect(reviewOfDrift(units('Prod', 'Staging'), there('Prod', 'Stage')).counts.byRisk.destroys).toBe(0);
  });

  test('is recognized below a unit that was renamed as well', () => {
    const code = organization({ root: { organizationalUnits: [unit('Workloads', { organizationalUnits: [unit('Prod')] })] } });
    const found = live.organization({
      root: {
        organizationalUnits: [
          live.unit('Work', 1, { tags: owned, organizationalUnits: [live.unit('Production', 2, { tags: owned })] }),
        ],
      },
    });
    expect(told(code, found)).toEqual(['Workloads → Work', 'Prod → Production']);
  });

  test('is not taken for a unit of others, or for one that was retained when it was removed from the app', () => {
    expect(told(units('Staging'), there(['Theirs', {}]))).toEqual(['organizationalUnitRemoved']);
    expect(told(units('Staging'), there(['Former', RETAINED]))).toEqual(['organizationalUnitAdded', 'organizationalUnitRemoved']);
  });

  test('is not recognized if two were renamed, unless the stack knows their IDs', () => {
    const [code, found] = [units('One', 'Two'), there('Uno', 'Due')];
    expect(told(code, found).filter((each) => each === 'organizationalUnitRemoved')).toHaveLength(2);
    const known = idsOfStacks(found, { S: { One: 'ou-root-aaaaaaa1', Two: 'ou-root-aaaaaaa2' } });
    const withIds = organization({
      root: {
        organizationalUnits: ['One', 'Two'].map((name) => (
          unit(name, { id: known.physicalId('S', name), code: inCode(symbol(name)) }))),
      },
    });
    expect(told(withIds, found).sort()).toEqual(['One → Uno', 'Two → Due']);
    expect(deployedIds(found, withIds).physicalId('S', 'Two')).toBe('ou-root-aaaaaaa2');
  });

  test('is gone if the ID that the stack knows is gone', () => {
    expect(idsOfStacks(there('Uno'), { S: { One: 'ou-root-zzzzzzz9' } }).physicalId('S', 'One')).toBeUndefined();
  });
});

test('a unit and an account that the code only names by ID are as the code says under any name and at any place, also in drift outside the code', () => {
  const [named, accountId] = [live.unit('Team', 2), '111122223301'];
  const found = live.organization({
    root: { organizationalUnits: [live.unit('Prod', 1, { tags: owned, organizationalUnits: [named] }), live.unit('Other', 3, { accounts: [live.account('shop', 1)] })] },
  });
  const code = organization({
    root: {
      accounts: [account(accountId, { id: accountId, email: '', code: undefined })],
      organizationalUnits: [unit('Prod'), unit(named.id, { id: named.id, code: undefined })],
    },
  });
  expect(told(code, found)).toEqual([]);
  const { changes } = reviewOfDrift(code, found, { outside: true });
  expect(changes.map(({ kind }) => kind)).toEqual(['organizationalUnitAdded']);
});
