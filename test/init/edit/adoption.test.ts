import fc from 'fast-check';
import { appRows } from '../../../src/init';
import type { AppData } from '../../../src/init/data/app-data';
import { dataOfRows } from '../../../src/init/data/data-of-rows';
import { Adoption, type AdoptionOptions, chosenPart, DataEditor, ownersOfRows, placesOf, RowIds, withoutOwners } from '../../../src/init/edit';
import type { Organization } from '../../../src/model';
import { FULL_ACCESS } from '../../model/organizations';
import { proofRuns, proofSeed } from '../../proofs/support/proof-runs';
import { attachment, DENY_ALL, DENY_LEAVING, liveOrganization, member, policyWith, unitWith } from '../live-organization';
import { randomOrganization } from '../random-organization';

const stay = policyWith(1, 'Stay', [DENY_LEAVING]);
const denyAll = policyWith(2, 'Deny all', [DENY_ALL]);
const guardrail = policyWith(3, 'aws-guardrails-AbCdEf', [DENY_LEAVING]);
const OWNER = { 'cdk-aws-organizations:owner': 'Organization@us-east-1' };
const RECURSIVE = { isRecursive: true };
const OTHER = { 'cdk-aws-organizations:owner': 'Other@us-east-1' };

const [RED, BLUE, GREEN, OLD, SEARCH] = [
  member(1, 'red', { tags: { team: 'a' }, attachedPolicies: [FULL_ACCESS, attachment(stay)] }), member(2, 'blue', { tags: { team: 'a', cost: '7' } }),
  member(3, 'green', { tags: { team: 'a' } }), member(4, 'old', { state: 'SUSPENDED' }), member(5, 'search', { tags: { team: 'b' } }),
];
const [DEV, PROD, INNER] = [unitWith(1, 'Dev'), unitWith(2, 'Prod', { tags: { stage: 'prod' }, attachedPolicies: [FULL_ACCESS, attachment(denyAll), attachment(guardrail)] }), unitWith(3, 'Inner')];

/** Two OUs, one of them with an OU in it, and accounts in each. */
const WHOLE = liveOrganization({
  organizationalUnits: [
    { ...DEV, accounts: [RED, SEARCH] }, { ...PROD, accounts: [BLUE, OLD], organizationalUnits: [{ ...INNER, accounts: [GREEN] }] },
  ],
}, {
  policies: [stay, denyAll, guardrail],
  trustedServices: ['config.amazonaws.com', 'controltower.amazonaws.com'],
  delegatedAdministrators: [{ accountId: BLUE.id, accountName: 'blue', servicePrincipal: 'config.amazonaws.com' }],
});

const dataOf = (organization: Organization) => dataOfRows(appRows(organization));
const EMPTY: AppData = {
  accounts: { leftOut: [], tagsOfAll: {}, accounts: [] },
  units: { leftOut: [], root: {}, organizationalUnits: [] },
  policies: { leftOut: [], policies: [] },
  services: { leftOut: [], trustedServices: [], policyTypes: [] },
};

function adopt(data: AppData, organization: Organization, parts: readonly string[], options: Partial<AdoptionOptions> = {}) {
  const editor = new DataEditor(data);
  const rowIds = new RowIds(data, organization);
  const open = withoutOwners(organization, ownersOfRows(organization, rowIds));
  const chosen = parts.map((part) => chosenPart(part, open, placesOf(open)));
  const adopted = new Adoption(editor, open, rowIds, { isRecursive: false, isCompleting: false, ...options }).adopt(chosen);
  return { ...adopted, data: editor.data, documents: editor.documents };
}

describe('an account that is taken in', () => {
  test('gets the row that a new app would have, and its policy with the document', () => {
    const { data, ids, documents } = adopt({ ...EMPTY, services: { trustedServices: [], policyTypes: ['SERVICE_CONTROL_POLICY'] } }, WHOLE, ['Dev/red']);
    expect(ids).toEqual([stay.id, RED.id]);
    expect(data.accounts.accounts).toEqual([
      { id: RED.id, adopt: true, name: 'red', email: RED.email, unit: DEV.id, tags: { team: 'a' }, policies: ['stay'] },
    ]);
    expect(data.policies.policies).toEqual([{ key: 'stay', id: stay.id, adopt: true, type: 'SERVICE_CONTROL_POLICY', name: 'Stay', description: '' }]);
    expect([...documents]).toEqual([['stay', expect.stringContaining('"organizations:LeaveOrganization"')]]);
  });

  test('brings rows that only refer to the organizational units around it', () => {
    const { data, referred } = adopt(EMPTY, WHOLE, [GREEN.id]);
    expect(referred).toEqual([PROD.id, INNER.id]);
    expect(data.units.organizationalUnits).toEqual([
      { id: PROD.id, outside: true, name: 'Prod' }, { id: INNER.id, outside: true, name: 'Inner', parent: PROD.id },
    ]);
    expect(data.accounts.accounts.map(({ unit }) => unit)).toEqual([INNER.id]);
    expect(data.policies.policies).toEqual([]);
  });

  test('has no tag that all accounts share', () => {
    const data: AppData = { ...EMPTY, accounts: { tagsOfAll: { team: 'a' }, accounts: [] } };
    expect(adopt(data, WHOLE, [BLUE.id, SEARCH.id]).data.accounts.accounts.map(({ tags }) => tags)).toEqual([{ team: 'b' }, { cost: '7' }]);
  });

  test('is below the row of an organizational unit that the app created, under the ID of that row', () => {
    const data: AppData = { ...EMPTY, units: { root: {}, organizationalUnits: [{ id: 'production', name: 'Prod' }, { id: 'innermost', name: 'Inner', parent: 'production' }] } };
    expect(adopt(data, WHOLE, [GREEN.id, BLUE.id]).data.accounts.accounts.map(({ unit }) => unit)).toEqual(['production', 'innermost']);
  });

  test('uses the key that the app gave to a policy that it created', () => {
    const data: AppData = { ...EMPTY, policies: { policies: [{ key: 'no-leaving', id: 'mine', type: stay.type, name: stay.name, description: '' }] } };
    const { data: { accounts, policies } } = adopt(data, WHOLE, [RED.id]);
    expect([accounts.accounts[0].policies, policies.policies.length]).toEqual([['no-leaving'], 1]);
  });

  test('administers a service whose trusted access is in the app, and another one is left out', () => {
    const dataWith = (trustedServices: string[]): AppData => ({ ...EMPTY, services: { trustedServices, policyTypes: [] } });
    const administersIn = (services: string[]) => adopt(dataWith(services), WHOLE, [BLUE.id]);
    expect(administersIn(['config.amazonaws.com']).data.accounts.accounts[0].administers).toEqual(['config.amazonaws.com']);
    const { data, leftOut } = administersIn([]);
    expect(data.accounts.accounts[0].administers).toBeUndefined();
    expect(leftOut).toEqual([{ kind: 'delegatedAdministrator', subject: 'Prod/blue for config.amazonaws.com', reason: expect.stringContaining('trusted access') }]);
  });

  test('may have the owner tag of the app, which left it out before', () => {
    const owned = liveOrganization({ accounts: [{ ...RED, tags: OWNER }, { ...BLUE, tags: OWNER }] }, { policies: [stay] });
    const data: AppData = { ...EMPTY, accounts: { accounts: [{ id: BLUE.id, adopt: true, name: 'blue', email: BLUE.email }] } };
    expect(adopt(data, owned, [RED.id]).ids).toContain(RED.id);
  });
});

describe('an organizational unit that is taken in', () => {
  test('replaces the row that only referred to it, and the row of an account in it stays', () => {
    const { data: before } = adopt(EMPTY, WHOLE, [GREEN.id]);
    const { data, ids } = adopt(before, WHOLE, ['Prod']);
    expect(ids).toEqual(['SERVICE_CONTROL_POLICY', denyAll.id, PROD.id]);
    expect(data.units.organizationalUnits).toEqual([
      { id: PROD.id, adopt: true, name: 'Prod', tags: { stage: 'prod' }, policies: ['deny-all'], lockOut: expect.stringContaining('Deny all') },
      { id: INNER.id, outside: true, name: 'Inner', parent: PROD.id },
    ]);
    expect(data.accounts).toEqual(before.accounts);
    expect(data.policies.leftOut).toEqual(['aws-guardrails-AbCdEf: AWS Control Tower writes it.']);
  });

  test('comes with its contents if somebody asks for them, and a closed account is left out with the reason', () => {
    const { data, ids } = adopt(EMPTY, WHOLE, ['Prod'], RECURSIVE);
    expect(ids).toEqual(expect.arrayContaining([PROD.id, INNER.id, BLUE.id, GREEN.id]));
    expect(data.accounts.leftOut).toEqual([`Prod/old (${OLD.id}): it is closed, and AWS removes it after 90 days.`]);
    expect(data.accounts.accounts.map(({ name }) => name)).toEqual(['blue', 'green']);
  });

  test('may be named by its name alone, if no path and no other part has it', () => {
    expect(adopt(EMPTY, WHOLE, ['Inner', 'green']).data.units.organizationalUnits.map(({ id }) => id)).toEqual([PROD.id, INNER.id]);
    const twice = liveOrganization({ organizationalUnits: [1, 2].map((digit) => unitWith(digit, `Unit ${digit}`, { organizationalUnits: [unitWith(digit + 2, 'Same')] })) });
    expect(() => adopt(EMPTY, twice, ['Same'])).toThrow('This path or name is that of several (given: Same): ou-root-00000003, ou-root-00000004. Give one of these IDs.');
    const above = liveOrganization({ organizationalUnits: [unitWith(1, 'Same', { organizationalUnits: [unitWith(2, 'Same')] })] });
    expect(adopt(EMPTY, above, ['Same']).ids).toEqual(['ou-root-00000001']);
  });

  test('and the root that is completed lose their notes of what was left out', () => {
    const leftOut = ['Root (r-root): it is not among --include Prod; its tags and policies stay.', `Prod (${PROD.id}): it is not among --include Dev.`, 'Other (ou-root-99999999): a reason.'];
    const { data } = adopt({ ...EMPTY, units: { ...EMPTY.units, leftOut } }, { ...WHOLE, root: { ...WHOLE.root, tags: { stage: 'all' } } }, ['Root'], { isCompleting: true });
    expect(data.units.leftOut).toEqual(leftOut.slice(1));
    expect(adopt(data, WHOLE, ['Prod']).data.units.leftOut).toEqual(leftOut.slice(2));
  });

  test('with a row already gives rows to its contents only', () => {
    const { data: before } = adopt(EMPTY, WHOLE, ['Prod', 'Prod/Inner']);
    const { ids } = adopt(before, WHOLE, ['Prod'], RECURSIVE);
    expect(ids).toEqual([BLUE.id, GREEN.id]);
  });
});

test('parts that have rows get what their rows do not have, and what the rows say stays', () => {
  const data: AppData = {
    ...EMPTY,
    accounts: { tagsOfAll: { team: 'a' }, accounts: [{ id: RED.id, adopt: true, name: 'red', email: RED.email, unit: DEV.id }, { id: BLUE.id, adopt: true, name: 'other', email: BLUE.email, tags: { cost: '8' } }] },
    units: { root: {}, organizationalUnits: [{ id: DEV.id, adopt: true, name: 'Dev' }, { id: PROD.id, adopt: true, name: 'Prod' }] },
    services: { trustedServices: ['config.amazonaws.com'], policyTypes: ['SERVICE_CONTROL_POLICY'] },
  };
  const { data: { accounts, units }, ids } = adopt(data, WHOLE, ['Dev/red', BLUE.id, 'Prod'], { isCompleting: true });
  expect(accounts.accounts).toEqual([
    { id: RED.id, adopt: true, name: 'red', email: RED.email, unit: DEV.id, policies: ['stay'] },
    { id: BLUE.id, adopt: true, name: 'other', email: BLUE.email, tags: { cost: '8' }, administers: ['config.amazonaws.com'] },
  ]);
  expect(units.organizationalUnits[1]).toMatchObject({ id: PROD.id, tags: { stage: 'prod' }, policies: ['deny-all'] });
  expect(ids).toEqual([denyAll.id, stay.id, RED.id, BLUE.id, PROD.id]);
  expect(adopt(dataOf(WHOLE), WHOLE, ['Dev/red', 'Prod', 'Root', 'Stay'], { isCompleting: true })).toMatchObject({ ids: [], data: dataOf(WHOLE) });
});

describe('these are refused with the reason', () => {
  const { data } = adopt(EMPTY, WHOLE, ['Dev', 'Dev/red', 'Prod']);
  const other = liveOrganization({ organizationalUnits: [unitWith(1, 'Theirs', { tags: OTHER })], accounts: [member(1, 'x', { tags: OTHER }), member(2, 'x')] });

  test.each([
    ['an account with a row', WHOLE, RED.id, `This account has a row already: Dev/red (given: ${RED.id}). Edit its row in data/accounts.json, or give --complete or --recursive.`],
    ['an organizational unit with a row', WHOLE, 'Root/Dev', `This organizational unit has a row already: Dev (given: ${DEV.id}). Edit its row in data/organizational-units.json, or give --complete or --recursive.`],
    ['a policy with a row', WHOLE, 'Stay', `This policy has a row already: Stay (given: ${stay.id}). Edit its row in data/policies.json.`],
    ['a closed account', WHOLE, 'Prod/old', `This account stays outside: Prod/old (given: ${OLD.id}), because it is closed, and AWS removes it after 90 days. Do not give it.`],
    ['the management account', WHOLE, '111111111111', 'because no service control policy limits the management account, and it cannot move. Do not give it.'],
    ['a policy of AWS Control Tower', WHOLE, guardrail.id, `This policy stays outside: aws-guardrails-AbCdEf (given: ${guardrail.id}), because AWS Control Tower writes it. Do not give it.`],
    ['a service of AWS Control Tower', WHOLE, 'controltower.amazonaws.com', 'This service stays outside (given: controltower.amazonaws.com), because AWS Control Tower writes it. Do not give it.'],
    ['an account of another stack', other, '200000000001', 'because the stack Other@us-east-1 of this library owns it. Do not give it.'],
    ['an organizational unit of another stack', other, 'Theirs', 'because the stack Other@us-east-1 of this library owns it. Do not give it.'],
    ['a path of two accounts', other, 'x', 'This path or name is that of several (given: x): 200000000001, 200000000002. Give one of these IDs.'],
    ['a path that does not exist', WHOLE, 'Dev/nobody', 'of this ID, path or name (given: Dev/nobody). Run "cdk-org adopt" without a path for a list, or give the ID.'],
    ['the root alone', WHOLE, 'Root', 'This target has a row already: Root (given: r-root). Edit its row in data/organizational-units.json'],
  ])('%s', (_, organization, part, message) => {
    expect(() => adopt(organization === WHOLE ? data : EMPTY, organization, [part])).toThrow(message);
  });
});

test('rows that were removed and are taken in again are those of a new app', () => {
  fc.assert(fc.property(randomOrganization, fc.array(fc.nat(20), { maxLength: 6 }), (organization, numbers) => {
    const whole = dataOf(organization);
    const { accounts } = whole.accounts;
    const removed = new Set(accounts.length === 0 ? [] : numbers.map((number) => accounts[number % accounts.length].id));
    const less: AppData = { ...whole, accounts: { ...whole.accounts, accounts: accounts.filter(({ id }) => !removed.has(id)) } };
    expect(adopt(less, organization, [...removed]).data).toEqual(whole);
  }), { seed: proofSeed(), numRuns: proofRuns() });
});

test('all of a random organization that is taken in at once has the rows of a new app', () => {
  fc.assert(fc.property(randomOrganization, (organization) => {
    const whole = dataOf(organization);
    const rootOnly: AppData = {
      accounts: { tagsOfAll: whole.accounts.tagsOfAll, accounts: [] },
      units: { root: whole.units.root, organizationalUnits: [] },
      policies: { policies: whole.policies.policies },
      services: whole.services,
    };
    const { data } = adopt(rootOnly, organization, ['Root'], RECURSIVE);
    expect(data.units.organizationalUnits).toEqual(whole.units.organizationalUnits);
    expect(data.accounts.accounts).toEqual(whole.accounts.accounts);
  }), { seed: proofSeed(), numRuns: proofRuns() });
});
