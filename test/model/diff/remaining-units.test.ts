import { diff } from '../../../src/model';
import { align } from '../../../src/model/diff/identity/align';
import { account, attached, IN_CODE, organization, policy, unit } from '../organizations';

const guard = policy('guard', { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 's3:DeleteBucket', Resource: '*' }] });

test('a policy stays if it is attached to a unit with an account, two units below it, that is removed from the app', () => {
  const deep = unit('Deep', { organizationalUnits: [unit('Deeper', { accounts: [account('shop')] })] });
  const base = organization({
    root: { organizationalUnits: [unit('Old', { attachedPolicies: [attached(guard)], organizationalUnits: [deep] })] }, policies: [guard],
  });
  expect(diff(base, organization())).toMatchObject([
    { kind: 'policyRemoved', outcome: 'stays' },
    ...['Old', 'Old/Deep', 'Old/Deep/Deeper'].map((path) => (
      { kind: 'organizationalUnitRemoved', unit: { path: `Root/${path}` }, outcome: 'stays', notEmpty: true })),
    { kind: 'accountRemoved', outcome: 'stays' },
  ]);
});

test('a unit that moves takes along an account that is removed from the app, so that the former unit does not stay', () => {
  const base = organization({ root: { organizationalUnits: [unit('Apps', { accounts: [account('shop')] }), unit('Home')] } });
  const head = organization({ root: { organizationalUnits: [unit('Home', { organizationalUnits: [unit('Apps')] })] } });
  const [moved, removed] = diff(base, head);
  expect(moved).toMatchObject({ kind: 'organizationalUnitMoved', unit: { path: 'Root/Home/Apps' }, accounts: 1 });
  expect(moved).not.toHaveProperty('formerStays');
  expect(removed).toMatchObject({ kind: 'accountRemoved', outcome: 'moved', to: { path: 'Root/Home/Apps' } });
});

test('an adopted unit that moves stays where it was too, since the app did not create it', () => {
  const adopted = unit('Apps', { code: { ...IN_CODE, address: 'S.Apps', adopt: true } });
  const base = organization({ root: { organizationalUnits: [adopted, unit('Home')] } });
  const head = organization({ root: { organizationalUnits: [unit('Home', { organizationalUnits: [adopted] })] } });
  expect(diff(base, head)).toMatchObject([{ kind: 'organizationalUnitMoved', formerStays: true }]);
});

test('aligned organizations find their remaining and their recreated units once', () => {
  const removed = ['Old', 'Older'].map((name) => unit(name, { accounts: [account(`shop-${name}`)] }));
  const base = organization({ root: { organizationalUnits: [...removed, unit('Apps'), unit('Data'), unit('Home')] } });
  const head = organization({ root: { organizationalUnits: [unit('Home', { organizationalUnits: [unit('Apps'), unit('Data')] })] } });
  const aligned = align(base, head);
  const namesOf = (ids: Iterable<string>) => [...ids].map((id) => aligned.base.targets.get(id)!.name).sort();
  const [remaining, recreated] = [aligned.remainingUnits, aligned.recreatedUnits];
  expect([namesOf(remaining.units), namesOf(recreated)]).toEqual([['Old', 'Older'], ['Apps', 'Data']]);
  expect(aligned.remainingUnits).toBe(remaining);
  expect(aligned.recreatedUnits).toBe(recreated);
});

test('a unit whose row is removed while the code still names it by its ID is not renamed', () => {
  const [id, other] = ['ou-ab12-abcdefgh', 'ou-ab12-ijklmnop'];
  const base = organization({ root: { organizationalUnits: [unit('Apps', { id }), unit('More', { id: other })] } });
  const named = { ...unit(id, { id }), code: undefined };
  const head = organization({ root: { organizationalUnits: [named, unit('More', { id: other })] } });
  expect(diff(base, head).filter(({ kind }) => kind === 'organizationalUnitRenamed')).toEqual([]);
});
