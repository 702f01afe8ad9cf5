import fc from 'fast-check';
import { attachment, DENY_ALL, DENY_LEAVING, liveOrganization, member, policyWith, unitWith } from './live-organization';
import { randomOrganization } from './random-organization';
import { proven, removeWrittenApps } from './written-app';
import { appRows, dataOfRows, readRows, Selection, writeRows } from '../../src/init';
import type { Organization } from '../../src/model';
import { FULL_ACCESS } from '../model/organizations';
import { isNight, proofRuns, proofSeed } from '../proofs/support/proof-runs';

jest.setTimeout(3_600_000);
afterEach(removeWrittenApps);

const [stay, forSandbox, unattached, atRoot] = ['stay', 'sandbox', 'unattached', 'root']
  .map((name, index) => policyWith(index, name, [index === 1 ? DENY_ALL : DENY_LEAVING]));
const ORGANIZATION = liveOrganization({
  attachedPolicies: [FULL_ACCESS, attachment(atRoot)],
  tags: { stage: 'all' },
  accounts: [member(1, 'top'), member(2, 'a/b')],
  organizationalUnits: [
    unitWith(1, 'Workloads', {
      organizationalUnits: ['Prod', 'Test'].map((name, index) => unitWith(2 + index, name, {
        tags: { team: 'payments', stage: name },
        attachedPolicies: [FULL_ACCESS, attachment(stay)],
        accounts: ['payments', 'find=all'].map((team, digit) => (
          member(10 * (index + 1) + digit, `${team === 'payments' ? 'shop' : 'search'}-${name}`, { tags: { team } })
        )),
      })),
    }),
    unitWith(4, 'Sandbox', { attachedPolicies: [FULL_ACCESS, attachment(forSandbox)], accounts: [member(30, 'alice'), member(31, 'bob')] }),
    unitWith(5, 'Theirs', { tags: { 'cdk-aws-organizations:owner': 'Other@eu-west-1' }, accounts: [member(40, 'ours')] }),
  ],
}, {
  policies: [stay, forSandbox, unattached, atRoot],
  trustedServices: ['config.amazonaws.com'],
  delegatedAdministrators: [{ accountId: member(30, '').id, accountName: 'alice', servicePrincipal: 'config.amazonaws.com' }],
});

type Patterns = ConstructorParameters<typeof Selection>[0];

const rowsOf = (options: Patterns, organization = ORGANIZATION) => appRows(organization, new Selection(options));
const names = (rows: readonly { readonly name: string }[]) => rows.map(({ name }) => name);

test('an included path has the unit and all below it, and the unit above is referred to by its ID', async () => {
  const rows = rowsOf({ include: ['Workloads/Prod/**'] });
  expect(names(rows.accounts)).toEqual(['search-Prod', 'shop-Prod']);
  expect(rows.units.map(({ name, isOutside }) => ({ name, isOutside }))).toEqual([{ name: 'Workloads', isOutside: true }, { name: 'Prod', isOutside: false }]);
  expect(names(rows.policies)).toEqual(['stay']);
  expect(rows.root).toEqual({ tags: {}, policies: [], isAllowList: false });
  const left = rows.leftOut.map(({ subject, reason }) => `${subject}: ${reason}`);
  expect(left).toContain('Workloads (ou-root-00000001): it is not among --include Workloads/Prod/**; the app refers to it by its ID');
  expect(left).toContain('Workloads/Test (ou-root-00000003): it is not among --include Workloads/Prod/**');
  expect(left).toContain('Sandbox/bob (200000000031): it is not among --include Workloads/Prod/**');
  expect(left).toContain('Root (r-root): it is not among --include Workloads/Prod/**; its tags and policies stay');
  expect(left).toContain('sandbox: no account and no organizational unit of the app uses it');
  expect(left).toContain('alice (200000000030) for config.amazonaws.com: the account is left out; it stays registered');
  expect(await proven(ORGANIZATION, { include: ['Workloads/Prod/**'] })).toMatchObject({ takenOver: 4, differences: [], deviations: [] });
});

test('an excluded path is left out with that reason, and its policies with it', async () => {
  const rows = rowsOf({ exclude: ['Sandbox/**', 'Workloads/Test/s*'] });
  expect(names(rows.accounts)).toEqual(['a/b', 'top', 'ours', 'search-Prod', 'shop-Prod']);
  expect(rows.units.map(({ name, isOutside }) => ({ name, isOutside }))).toEqual([
    { name: 'Theirs', isOutside: true }, { name: 'Workloads', isOutside: false }, { name: 'Prod', isOutside: false }, { name: 'Test', isOutside: false },
  ]);
  expect(names(rows.policies)).toEqual(['root', 'stay', 'unattached']);
  expect(rows.leftOut).toContainEqual({ kind: 'account', subject: 'Sandbox/alice (200000000030)', reason: '--exclude Sandbox/** names it' });
  expect(await proven(ORGANIZATION, { exclude: ['Sandbox/**', 'Workloads/Test/s*'] })).toMatchObject({ differences: [], deviations: [] });
});

test.each([
  ['an account in the root', { include: ['top'] }, ['top']],
  ['an account whose name has a slash', { include: ['a\\/b'] }, ['a/b']],
  ['a name at any depth', { include: ['**/shop-*'] }, ['shop-Prod', 'shop-Test']],
  ['accounts at one level', { include: ['*/*'] }, ['alice', 'bob', 'ours']],
  ['several paths', { include: ['top', 'Sandbox/bob'] }, ['top', 'bob']],
  ['a tag and its value', { include: ['tag:team=payments'] }, ['shop-Prod', 'shop-Test']],
  ['a tag with any value', { include: ['tag:team'] }, ['search-Prod', 'shop-Prod', 'search-Test', 'shop-Test']],
  ['a value that has an equals sign', { include: ['tag:team=find=*'] }, ['search-Prod', 'search-Test']],
  ['an included path without an excluded tag', { include: ['Workloads/**'], exclude: ['tag:team=payments'] }, ['search-Prod', 'search-Test']],
])('a selection can name %s', (_title, options, accounts) => {
  expect(names(rowsOf(options).accounts)).toEqual(accounts);
});

test('everything but the accounts below it is excluded where only a unit is named', () => {
  const rows = rowsOf({ exclude: ['Sandbox'] });
  expect(names(rows.accounts)).toContain('alice');
  expect(rows.units.find(({ name }) => name === 'Sandbox')).toMatchObject({ isOutside: true, policies: [] });
});

test.each([
  ['matches nothing', { include: ['Sandbox/**', 'Sandbx/**'] }, 'No account and no organizational unit matches --include (given: Sandbx/**). Write names from below the root down'],
  ['excludes nothing', { exclude: ['tag:team=payment'] }, 'No account and no organizational unit matches --exclude (given: tag:team=payment).'],
  ['has an empty name', { include: ['/Sandbox'] }, 'A name is empty in --include (given: /Sandbox).'],
  ['is empty', { exclude: [''] }, 'A name is empty in --exclude (given: ).'],
  ['has a tag without a key', { include: ['tag:=x'] }, 'The tag has no key in --include (given: tag:=x).'],
  ['leaves nothing', { include: ['top'], exclude: ['top'] }, 'No account and no organizational unit is left (given: --include top --exclude top). Exclude less.'],
])('a pattern that %s is an error with the pattern and what to write', (_title, options, message) => {
  expect(() => rowsOf(options)).toThrow(message);
});

const FEW = 5;
const PATTERNS = ['**', '*', '*/**', 'Same/**', 'Prod', '**/shop', 'tag:team=red', 'tag:stage', '*/*/**'];
const randomPatterns = [fc.subarray(PATTERNS), fc.subarray(PATTERNS, { maxLength: 2 })] as const;

test('each random selection gives data that refer to nothing outside them, and keeps the order of all rows', () => {
  fc.assert(fc.property(randomOrganization, ...randomPatterns, (organization, include, exclude) => {
    const rows = selected(organization, { include, exclude });
    if (rows === undefined) return;
    const files = writeRows(dataOfRows(rows));
    readRows((path) => files.get(path));
    const all = appRows(organization);
    const ids = rows.accounts.map(({ id }) => id);
    expect(ids).toEqual(all.accounts.map(({ id }) => id).filter((id) => ids.includes(id)));
  }), { seed: proofSeed(), numRuns: 50 * proofRuns() });
});

test('the app of a random selection says what is, and its first deployment only writes owner tags', async () => {
  await fc.assert(fc.asyncProperty(randomOrganization, ...randomPatterns, async (organization, include, exclude) => {
    if (selected(organization, { include, exclude }) === undefined) return;
    expect(await proven(organization, { include, exclude })).toMatchObject({ differences: [], deviations: [] });
  }), { seed: proofSeed(), numRuns: isNight() ? proofRuns() : FEW });
});

/** Undefined if a pattern names nothing here. */
function selected(organization: Organization, options: { readonly include: readonly string[]; readonly exclude: readonly string[] }) {
  try {
    return rowsOf(options, organization);
  } catch (error) {
    expect((error as Error).message).toMatch(/^No account and no organizational unit/);
    return undefined;
  }
}
