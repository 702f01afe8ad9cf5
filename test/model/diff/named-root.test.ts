import { diff, type Organization, type OrganizationalUnit } from '../../../src/model';
import { account, attached, FULL_ACCESS, organization, policy, symbol, unit } from '../organizations';

/** Code that does not create the organization: its root has no ID, unless the code names it like a unit outside the code. */
const guard = policy('guard', '{}');
const outside = (id: string, more: Partial<OrganizationalUnit> = {}) => unit(id, { id, code: undefined, ...more });
const imported = (root: Partial<Organization['root']>, policies = [guard]) => organization({
  root: { id: '', code: undefined, ...root }, policies, more: { id: '', managementAccountId: '' },
});
const ROOT = { kind: 'root', id: 'r-root', path: 'Root' };
const PROD = { kind: 'organizationalUnit', id: 'ou-root-aaaaaaa1', path: 'Root/ou-root-aaaaaaa1' };
const shop = { id: symbol('shop'), kind: 'account', email: 'shop@example.com' };

test('an account in the named root is in the root, and moves from there', () => {
  const before = imported({ organizationalUnits: [outside('ou-root-aaaaaaa1'), outside('r-root')] });
  const inRoot = imported({ organizationalUnits: [outside('ou-root-aaaaaaa1'), outside('r-root', { accounts: [account('shop')] })] });
  const inUnit = imported({ organizationalUnits: [outside('ou-root-aaaaaaa1', { accounts: [account('shop')] }), outside('r-root')] });
  expect(diff(before, inRoot)).toMatchObject([{ kind: 'accountAdded', account: { ...shop, path: 'Root/shop' }, parent: ROOT, arrival: 'created' }]);
  expect(diff(inRoot, inUnit)).toEqual([{ kind: 'accountMoved', account: { ...shop, path: `${PROD.path}/shop` }, from: ROOT, to: PROD }]);
  expect(diff(inUnit, inRoot)).toEqual([{ kind: 'accountMoved', account: { ...shop, path: 'Root/shop' }, from: PROD, to: ROOT }]);
});

test('the root is the same whether the former code, the present code or none of them names it', () => {
  const full = { attachedPolicies: [FULL_ACCESS] };
  const without = imported({ organizationalUnits: [outside('ou-root-aaaaaaa1')] });
  const withGuard = imported({
    ...full, organizationalUnits: [outside('ou-root-aaaaaaa1', full), outside('r-root', { attachedPolicies: [FULL_ACCESS, attached(guard)] })],
  });
  const reference = { kind: 'policy', id: guard.id, name: 'guard', type: guard.type };
  expect(diff(without, withGuard)).toEqual([{ kind: 'attached', policy: reference, target: ROOT, awsManaged: false }]);
  expect(diff(withGuard, without)).toEqual([{ kind: 'detached', policy: reference, target: ROOT, awsManaged: false }]);
  expect(diff(without, without)).toEqual([]);
  expect(diff(withGuard, withGuard)).toEqual([]);
});

test('a named unit is the root only where the code does not create the organization', () => {
  const created = (...organizationalUnits: OrganizationalUnit[]) => organization({ root: { organizationalUnits }, policies: [guard] });
  expect(diff(created(), created(outside('ou-root-aaaaaaa1', { accounts: [account('shop')] })))).toMatchObject([
    { kind: 'organizationalUnitAdded', unit: PROD, parent: { path: 'Root' }, arrival: 'named' }, { kind: 'accountAdded', parent: PROD },
  ]);
});
