import * as fc from 'fast-check';
import { apply, diff, type Organization } from '../../../src/model';
import { isNight } from '../../proofs/support/proof-runs';
import { codeOrganizations, liveOrganizations, SEED } from '../arbitraries';
import { natural } from '../natural';
import { account, attached, organization, policy, symbol, unit } from '../organizations';

describe('For random organizations', () => {
  const options = { seed: SEED, numRuns: isNight() ? 500 : 200 };
  const pairs = (some: fc.Arbitrary<Organization>) => fc.tuple(some, some);

  test.each<[string, fc.Arbitrary<[Organization, Organization]>]>([
    ['code and code', pairs(codeOrganizations)],
    ['live and live', pairs(liveOrganizations)],
    ['live and code', fc.tuple(liveOrganizations, codeOrganizations)],
    ['code and live', fc.tuple(codeOrganizations, liveOrganizations)],
  ])('the changes between %s transform the base into the head', (_, arbitrary) => {
    fc.assert(fc.property(arbitrary, ([base, head]) => {
      expect(natural(apply(diff(base, head), base))).toEqual(natural(head));
    }), options);
  });

  test('nothing changes between an organization and itself', () => {
    fc.assert(fc.property(codeOrganizations, (base) => expect(diff(base, base)).toEqual([])), options);
    fc.assert(fc.property(liveOrganizations, (base) => expect(diff(base, base)).toEqual([])), options);
  });

  test('after the changes nothing is left to change', () => {
    fc.assert(fc.property(pairs(codeOrganizations), ([base, head]) => {
      expect(diff(apply(diff(base, head), base), head)).toEqual([]);
    }), options);
  });

  test('changes survive being written as JSON', () => {
    fc.assert(fc.property(pairs(codeOrganizations), ([base, head]) => {
      const changes = diff(base, head);
      expect(JSON.parse(JSON.stringify(changes))).toEqual(changes);
    }), options);
  });
});

describe('Another construct for the same resource is no change', () => {
  const guard = policy('guard', { Version: '2012-10-17', Statement: [{ Sid: 'Guard', Effect: 'Deny', Action: 's3:DeleteBucket', Resource: '*' }] });
  const base = organization({
    root: { organizationalUnits: [unit('Workloads', { organizationalUnits: [unit('Prod', { accounts: [account('shop')], attachedPolicies: [attached(guard)] })] })] },
    policies: [guard],
  });

  test.each<[string, (id: string) => string]>([
    ['with another logical ID', (id) => id.replace('S.', 'S.Renamed')],
    ['in another stack', (id) => id.replace('S.', 'Other.')],
    ['once it is deployed', (id) => `real-${id.length}-${id.replace(/\W/g, '')}`],
  ])('%s', (_, rename) => {
    const renamed = JSON.parse(JSON.stringify(base).replaceAll(/\$\{[^}]*\}/g, rename)) as Organization;
    expect(diff(base, renamed)).toEqual([]);
    expect(diff(renamed, base)).toEqual([]);
  });

  test('even if the text of a policy refers to it', () => {
    const naming = (id: string) => policy('guard', { Version: '2012-10-17', Statement: { Effect: 'Deny', Action: '*', Resource: '*', Condition: { StringNotEquals: { 'aws:PrincipalAccount': id } } } });
    const before = organization({ root: { accounts: [account('shop')] }, policies: [naming(symbol('shop'))] });
    const after = organization({ root: { accounts: [account('shop', { id: symbol('Shop2') })] }, policies: [naming(symbol('Shop2'))] });
    expect(diff(before, after)).toEqual([]);
    expect(diff(before, organization({ root: { accounts: [account('shop')] }, policies: [naming('111122223333')] }))).toMatchObject([{ kind: 'policyStatementsChanged' }]);
  });

  test('and a logical ID that now belongs to another resource is not taken for the former one', () => {
    const before = organization({ root: { accounts: [account('one', { id: symbol('A') })] } });
    const after = organization({ root: { accounts: [account('one', { id: symbol('B') }), account('two', { id: symbol('A') })] } });
    expect(diff(before, after)).toMatchObject([{ kind: 'accountAdded', name: 'two' }]);
  });
});
