import fc from 'fast-check';
import { appRows } from '../../../src/init';
import type { AppData, TargetData } from '../../../src/init/data/app-data';
import { dataOfRows } from '../../../src/init/data/data-of-rows';
import { DataEditor, KeptChanges, RowIds } from '../../../src/init/edit';
import { type Change, diff, type Organization } from '../../../src/model';
import { flatten, type FlatTarget, unflatten } from '../../../src/model/diff/flat-organization';
import { FULL_ACCESS } from '../../model/organizations';
import { proofRuns, proofSeed } from '../../proofs/support/proof-runs';
import { ALLOW_SOME, attachment, DENY_ALL, DENY_LEAVING, liveOrganization, member, policyWith, unitWith } from '../live-organization';
import { randomOrganization } from '../random-organization';

const stay = policyWith(1, 'Stay', [DENY_LEAVING], { tags: { team: 'a' } });
const denyAll = policyWith(2, 'Deny all', [DENY_ALL]);
const [RED, BLUE] = [member(1, 'red', { tags: { team: 'a', cost: '7' } }), member(2, 'blue', { tags: { team: 'a' } })];
const [DEV, PROD] = [unitWith(1, 'Dev', { accounts: [RED] }), unitWith(2, 'Prod', { attachedPolicies: [FULL_ACCESS, attachment(stay)], accounts: [BLUE] })];
const BEFORE = liveOrganization({ organizationalUnits: [DEV, PROD] }, {
  policies: [stay, denyAll],
  trustedServices: ['account.amazonaws.com', 'config.amazonaws.com', 'sso.amazonaws.com'],
  delegatedAdministrators: ['config.amazonaws.com', 'sso.amazonaws.com'].map((servicePrincipal) => ({ accountId: RED.id, accountName: 'red', servicePrincipal })),
});

const dataOf = (organization: Organization) => dataOfRows(appRows(organization));

type Edit = (targets: Map<string, FlatTarget>) => void;

/** The organization after a change by hand of its targets. */
function changed(organization: Organization, edit: Edit, more: Partial<Organization> = {}): Organization {
  const flat = flatten({ ...organization, ...more });
  edit(flat.targets);
  return unflatten(flat);
}

const edited = (id: string, edit: Partial<FlatTarget>): Edit => (targets) => { targets.set(id, { ...targets.get(id)!, ...edit }); };

function keep(before: Organization, after: Organization, data = dataOf(before), isKept: (change: Change) => boolean = () => true) {
  const editor = new DataEditor(data);
  const kept = new KeptChanges(editor, new RowIds(data, before), after);
  const keepings = diff(before, after).filter(isKept).map((change) => kept.keepingOf(change));
  kept.keep(keepings);
  return { data: editor.data, documents: editor.documents, referred: kept.referred, instead: keepings.flatMap((each) => ('instead' in each ? [each.instead] : [])) };
}

describe('a change by hand that is kept', () => {
  test.each<[string, Organization]>([
    ['a renamed account', changed(BEFORE, edited(RED.id, { name: 'crimson' }))],
    ['an account with another address', changed(BEFORE, edited(RED.id, { email: 'crimson@example.com' }))],
    ['an account that moved', changed(BEFORE, edited(RED.id, { parentId: PROD.id }))],
    ['an account that moved into the root', changed(BEFORE, edited(BLUE.id, { parentId: 'r-root' }))],
    ['a renamed organizational unit', changed(BEFORE, edited(DEV.id, { name: 'Test' }))],
    ['a tag with another value', changed(BEFORE, edited(RED.id, { tags: { team: 'b', cost: '7' } }))],
    ['a new tag of an organizational unit', changed(BEFORE, edited(DEV.id, { tags: { stage: 'dev' } }))],
    ['a removed tag', changed(BEFORE, edited(RED.id, { tags: { team: 'a' } }))],
    ['a removed tag that all accounts share', changed(BEFORE, edited(RED.id, { tags: { cost: '7' } }))],
    ['an attached policy', changed(BEFORE, edited(BLUE.id, { attachedPolicies: [FULL_ACCESS, attachment(stay)] }))],
    ['an attached policy that locks out the roles that deploy', changed(BEFORE, edited(DEV.id, { attachedPolicies: [FULL_ACCESS, attachment(denyAll)] }))],
    ['a policy that is attached to the root', changed(BEFORE, edited('r-root', { attachedPolicies: [FULL_ACCESS, attachment(stay)] }))],
    ['a detached policy', changed(BEFORE, edited(PROD.id, { attachedPolicies: [FULL_ACCESS] }))],
    ['a detached FullAWSAccess', changed(BEFORE, edited(PROD.id, { attachedPolicies: [attachment(stay)] }))],
    ['a policy with another name, description and tag', changed(BEFORE, () => undefined, { policies: [{ ...stay, name: 'Remain', description: 'new', tags: { team: 'b' } }, denyAll] })],
    ['disabled trusted access, which deregisters', changed(BEFORE, () => undefined, {
      trustedServices: ['account.amazonaws.com', 'config.amazonaws.com'], delegatedAdministrators: BEFORE.delegatedAdministrators.slice(0, 1),
    })],
  ])('%s gives the rows of a new app', (_, after) => {
    const { data, instead } = keep(BEFORE, after);
    expect(instead).toEqual([]);
    expect(withEffectiveTags(withNames(data))).toEqual(withEffectiveTags(withNames(dataOf(after))));
  });

  test('with another policy text gives the document', () => {
    const after: Organization = { ...BEFORE, policies: [{ ...stay, content: policyWith(1, '', [ALLOW_SOME]).content }, denyAll] };
    const { data, documents } = keep(BEFORE, after);
    expect([...documents]).toEqual([['stay', expect.stringContaining('"cloudformation:*"')]]);
    expect(data).toEqual(dataOf(BEFORE));
  });

  test('removes the row of a deleted policy with its document and its keys', () => {
    const after = changed(BEFORE, edited(PROD.id, { attachedPolicies: [FULL_ACCESS] }), { policies: [denyAll] });
    const { data, documents } = keep(BEFORE, after, dataOf(BEFORE), ({ kind }) => kind === 'policyRemoved');
    expect([...documents]).toEqual([['stay', undefined]]);
    expect(data).toEqual(dataOf(after));
  });

  test('removes the row of a closed account and says why, and that of one that left', () => {
    const closed = changed(BEFORE, edited(RED.id, { state: 'SUSPENDED' }), { delegatedAdministrators: [] });
    expect(keep(BEFORE, closed).data.accounts).toMatchObject({ leftOut: [expect.stringContaining('Management'), `Dev/red (${RED.id}): it is closed, and AWS removes it after 90 days.`], accounts: [{ id: BLUE.id }] });
    const left = changed(BEFORE, (targets) => { targets.delete(BLUE.id); });
    expect(keep(BEFORE, left).data.accounts.accounts.map(({ id }) => id)).toEqual([RED.id]);
  });

  test('moves a row to an organizational unit outside the code, which gets a row that refers to it', () => {
    const after = changed(BEFORE, (targets) => {
      targets.set('ou-root-00000009', { ...targets.get(PROD.id)!, id: 'ou-root-00000009', name: 'New', parentId: DEV.id, attachedPolicies: [FULL_ACCESS] });
      edited(RED.id, { parentId: 'ou-root-00000009' })(targets);
    });
    const { data, referred } = keep(BEFORE, after, dataOf(BEFORE), ({ kind }) => kind === 'accountMoved');
    expect(referred).toEqual(['ou-root-00000009']);
    expect(data.units.organizationalUnits[1]).toEqual({ id: 'ou-root-00000009', outside: true, name: 'New', parent: DEV.id });
    expect(data.accounts.accounts.find(({ id }) => id === RED.id)?.unit).toBe('ou-root-00000009');
  });

  test('of contacts and Regions edits the settings of the account', () => {
    const contact = { Name: 'Security', Title: 'On call', EmailAddress: 'security@example.com', PhoneNumber: '+49 30 1' };
    const settled = (settings: object): Organization => ({
      ...BEFORE, accountSettings: [RED.id, BLUE.id].map((accountId) => ({ accountId, settings: { ...settings } })),
    });
    const before = settled({ 'SECURITY': contact, 'REGION:eu-south-1': 'ENABLED', 'REGION:eu-south-2': 'ENABLED' });
    const after = settled({ 'SECURITY': { ...contact, Title: 'New' }, 'REGION:eu-south-1': 'DISABLED', 'REGION:eu-south-2': 'ENABLED' });
    expect(keep(before, after).data).toEqual(dataOf(after));
    expect(keep(after, settled({ 'SECURITY': null, 'REGION:eu-south-1': 'DISABLED', 'REGION:eu-south-2': 'ENABLED' })).data.settings!.accounts[RED.id])
      .toEqual({ enabledRegions: ['eu-south-2'], disabledRegions: ['eu-south-1'] });
  });
});

describe('a change that the rows cannot keep', () => {
  test('of a part in the code is named and not edited', () => {
    const data = dataOf(BEFORE);
    const bare: AppData = {
      ...data,
      accounts: { accounts: data.accounts.accounts.map(({ administers: _administers, ...row }) => row) },
      units: { ...data.units, organizationalUnits: data.units.organizationalUnits.map(({ policies: _policies, ...row }) => row) },
      services: { ...data.services, trustedServices: [] },
    };
    const nothing = { trustedServices: [], delegatedAdministrators: [] };
    const after = changed(BEFORE, edited(PROD.id, { attachedPolicies: [FULL_ACCESS] }), nothing);
    const { data: kept, instead } = keep(BEFORE, after, bare);
    expect(instead).toEqual(Array.from({ length: 6 }, () => 'The code has it, and no data file: edit the code, or revert it.'));
    expect(kept).toEqual(bare);
  });

  test('of a resource without a row is named and not edited', () => {
    const empty: AppData = { ...dataOf(BEFORE), accounts: { accounts: [] }, policies: { policies: [] } };
    const after = changed(BEFORE, edited(RED.id, { name: 'crimson' }), { policies: [{ ...stay, description: 'new' }, denyAll] });
    const { data, instead } = keep(BEFORE, after, empty);
    expect(instead).toEqual(['No row describes it: edit the code, or revert it.', 'No row describes it: edit the code, or revert it.']);
    expect(data).toEqual(empty);
  });

  test('is named if other rows need what is gone', () => {
    const enabled: Partial<Organization> = {
      trustedServices: ['account.amazonaws.com', 'sso.amazonaws.com'],
      accountSettings: [RED, BLUE].map(({ id }) => ({ accountId: id, settings: { 'REGION:eu-south-1': 'ENABLED' } })),
    };
    const before: Organization = { ...BEFORE, ...enabled };
    const after = changed(before, (targets) => {
      for (const target of targets.values()) edited(target.id, { attachedPolicies: [] })(targets);
    }, { trustedServices: [], policyTypes: [] });
    const { data, instead } = keep(before, after, dataOf(before), ({ kind }) => kind !== 'delegatedAdministratorDeregistered');
    expect(instead.sort()).toEqual([
      'Accounts are still registered for it: deregister them first, or revert it.',
      'It ended when its policy type was disabled: revert that.',
      'Policies of this type in data/policies.json need it: remove them first, or revert it.',
      'The contacts and Regions in data/account-settings.json need it: remove them first, or revert it.',
    ]);
    expect(data).toEqual(dataOf(before));
  });

  test('is named if an allow-list would have no policy in the rows', () => {
    const foreign = policyWith(9, 'Foreign', [ALLOW_SOME]);
    const after = changed(BEFORE, edited(DEV.id, { attachedPolicies: [attachment(foreign)] }), { policies: [stay, denyAll, foreign] });
    const { data, instead } = keep(BEFORE, after, dataOf(BEFORE), ({ kind }) => kind === 'fullAwsAccessDetached');
    expect(instead).toEqual(['No row has the policies that are left there: take them in with "cdk-org adopt" first, or revert it.']);
    expect(data).toEqual(dataOf(BEFORE));
  });

  test('is named if an allow-list would lose its last policy in the rows', () => {
    const foreign = policyWith(9, 'Foreign', [ALLOW_SOME]);
    const before = changed(BEFORE, edited(DEV.id, { attachedPolicies: [attachment(stay)] }));
    const after = changed(before, edited(DEV.id, { attachedPolicies: [attachment(foreign)] }), { policies: [stay, denyAll, foreign] });
    const { data, instead } = keep(before, after, dataOf(before), ({ kind }) => kind === 'detached');
    expect(instead).toEqual(['No row has the policies that are left there: take them in with "cdk-org adopt" first, or revert it.']);
    expect(data).toEqual(dataOf(before));
    const open = changed(before, edited(DEV.id, { attachedPolicies: [FULL_ACCESS] }));
    expect(keep(before, open)).toMatchObject({ instead: [], data: dataOf(open) });
  });

  test('leaves a row that is still needed by another one', () => {
    const after = changed(BEFORE, (targets) => {
      edited(RED.id, { parentId: PROD.id })(targets);
      targets.delete(DEV.id);
    });
    expect(() => keep(BEFORE, after, dataOf(BEFORE), ({ kind }) => kind === 'organizationalUnitRemoved')).toThrow(
      'The row of an organizational unit that was deleted by hand cannot go, because a row in it stays (given: Dev, with red). Keep the changes of the rows in it as well, or revert this one.');
    expect(keep(BEFORE, after).data.units.organizationalUnits.map(({ name }) => name)).toEqual(['Prod']);
  });
});

test('a row that the app created is found by what AWS keeps unique', () => {
  const data = dataOf(BEFORE);
  const created = <T extends { readonly id: string }>(row: T, id: string): T => ({ ...row, id, adopt: undefined });
  const made: AppData = {
    ...data,
    units: { ...data.units, organizationalUnits: data.units.organizationalUnits.map((row) => created(row, row.name.toLowerCase())) },
    accounts: { ...data.accounts, accounts: data.accounts.accounts.map((row) => created({ ...row, unit: row.unit === DEV.id ? 'dev' : 'prod' }, row.name)) },
    policies: { policies: data.policies.policies.map((row) => created(row, `policy-${row.key}`)) },
  };
  const after = changed(BEFORE, (targets) => {
    edited(RED.id, { parentId: PROD.id, name: 'crimson' })(targets);
    edited(DEV.id, { name: 'Test' })(targets);
  });
  const { data: kept } = keep(BEFORE, after, made);
  expect(kept.accounts.accounts.map(({ id, name, unit }) => ({ id, name, unit }))).toEqual([{ id: 'blue', name: 'blue', unit: 'prod' }, { id: 'red', name: 'crimson', unit: 'prod' }]);
  expect(kept.units.organizationalUnits.map(({ id, name }) => ({ id, name }))).toEqual([{ id: 'prod', name: 'Prod' }, { id: 'dev', name: 'Test' }]);
});

const handwork = fc.array(fc.record({ account: fc.nat(9), unit: fc.nat(9), name: fc.constantFrom('one', 'two', 'three'), tag: fc.constantFrom('team', 'stage') }), { minLength: 1, maxLength: 4 });

test('random changes of accounts that are all kept give the rows of a new app', () => {
  fc.assert(fc.property(randomOrganization, handwork, (organization, works) => {
    const data = dataOf(organization);
    const rows = data.accounts.accounts;
    fc.pre(rows.length > 0);
    const units = [...data.units.organizationalUnits.map(({ id }) => id), organization.root.id];
    const after = changed(organization, (targets) => {
      for (const { account, unit, name, tag } of works) {
        const { id } = rows[account % rows.length];
        const { tags } = targets.get(id)!;
        edited(id, { name, parentId: units[unit % units.length], tags: { ...tags, [tag]: name } })(targets);
      }
    });
    expect(withEffectiveTags(keep(organization, after, data).data)).toEqual(withEffectiveTags(dataOf(after)));
  }), { seed: proofSeed(), numRuns: proofRuns() });
});

/** Every account with all its tags, as a new app may share others. Its order is that of names that the edits have given. */
function withEffectiveTags({ accounts: { tagsOfAll = {}, accounts }, ...data }: AppData) {
  const full = accounts.map((row) => ({ ...row, tags: { ...tagsOfAll, ...row.tags } }));
  return { ...data, accounts: byId(full) };
}

/** Names of policies in place of their keys, which stay when a policy is renamed. */
function withNames(data: AppData): AppData {
  const nameOf = new Map(data.policies.policies.map(({ key, id }) => [key, id]));
  const named = <T extends TargetData>(row: T): T => ({ ...row, policies: row.policies?.map((key) => nameOf.get(key)!).sort() });
  return {
    ...data,
    accounts: { ...data.accounts, accounts: data.accounts.accounts.map(named) },
    units: { ...data.units, root: named(data.units.root), organizationalUnits: data.units.organizationalUnits.map(named) },
    policies: { ...data.policies, policies: byId(data.policies.policies.map((row) => ({ ...row, key: row.id }))) },
  };
}

function byId<T extends { readonly id: string }>(rows: readonly T[]): T[] {
  return [...rows].sort((one, other) => (one.id < other.id ? -1 : 1));
}
