import type { PolicyTypeName } from '../../../src/contract';
import type { Obstacle, Organization, OrganizationalUnit, Policy } from '../../../src/model';
import { flatten } from '../../../src/model/diff/flat-organization';
import { Aligned } from '../../../src/model/diff/identity/align';
import { disabledTypes, exceededQuotas, missingReferences } from '../../../src/model/risk/obstacles/beyond-the-code';
import { account, attached, FULL_ACCESS, live, organization, policy, unit } from '../organizations';

const SCP = 'SERVICE_CONTROL_POLICY';
const toRow = ({ kind, subject, message }: Obstacle) => [kind, subject, message];
const aligned = (base: Organization, head: Organization) => new Aligned(flatten(base), flatten(head));
const withUnits = (...organizationalUnits: OrganizationalUnit[]) => ({ root: { id: 'r-root', organizationalUnits } });
const ofType = (type: PolicyTypeName, count: number, prefix: string = type) => (
  Array.from({ length: count }, (_, index): Policy => policy(`${prefix}${index}`, {}, { type })));

describe('references to resources that do not exist', () => {
  const UNIT = 'ou-root-zzzzzzz1';
  const ACCOUNT = '555566667777';
  const named = { code: undefined };
  const guard = { ...live.policy('guard', {}), code: undefined };
  const found = (base: Organization, head: Organization) => missingReferences(aligned(base, head)).map(toRow);
  const noUnit = ['doesNotExist', UNIT,
    `The code names an organizational unit that the organization does not have (given: ${UNIT}). Correct the ID, or take the references to it out of the code.`];
  const noAccount = ['doesNotExist', ACCOUNT,
    `The code names an account that the organization does not have (given: ${ACCOUNT}). Correct the ID, or take the references to it out of the code.`];
  const noPolicy = (path: string) => ['doesNotExist', path,
    `The code names a policy for ${path} that the organization does not have (given: p-guard000). Correct the ID, or do not attach it.`];

  test('are reported for each unit and account that the code only names', () => {
    const head = organization({
      root: { id: 'r-other', code: undefined, accounts: [account(ACCOUNT, { id: ACCOUNT, ...named })], organizationalUnits: [unit(UNIT, { id: UNIT, ...named })] },
    });
    expect(found(live.organization(), head)).toEqual([noAccount, noUnit]);
    expect(found(organization(), head)).toEqual([]);
    expect(found(live.organization({ root: { accounts: [live.account('shop', 1, { id: ACCOUNT })] } }), head)).toEqual([noUnit]);
  });

  test('are not reported for resources that the code creates, or whose IDs are not known yet', () => {
    const head = organization(withUnits(unit('New'), unit('Adopted', { id: UNIT }), unit('Imported', named)));
    expect(found(live.organization(), head)).toEqual([]);
  });

  test('are reported for each target of a policy that does not exist', () => {
    const head = organization({ root: { id: 'r-root', attachedPolicies: [attached(guard)], organizationalUnits: [unit('Prod', { attachedPolicies: [attached(guard)] })] } });
    expect(found(live.organization(), head)).toEqual([noPolicy('Root'), noPolicy('Root/Prod')]);
    expect(found(live.organization({ policies: [guard] }), head)).toEqual([]);
    expect(found(live.organization(), { ...head, policies: [guard] })).toEqual([]);
    expect(found(organization(), head)).toEqual([]);
  });

  test('are not reported for a policy that is attached there already, such as one that a snapshot does not contain', () => {
    const head = organization({ root: { id: 'r-root', attachedPolicies: [attached(guard)] } });
    expect(found(live.organization({ root: { attachedPolicies: [attached(guard)] } }), head)).toEqual([]);
    expect(found(live.organization({ root: { attachedPolicies: [FULL_ACCESS] } }), head)).toEqual([noPolicy('Root')]);
  });

  test('are not reported for policies of AWS, or whose IDs are not known yet', () => {
    const attachedPolicies = [{ ...attached(guard), awsManaged: true }, attached(policy('new', {}))];
    expect(found(live.organization(), organization({ root: { id: 'r-root', attachedPolicies } }))).toEqual([]);
  });
});

describe('a policy type that is not enabled', () => {
  const [tags, backup] = [policy('labels', {}, { type: 'TAG_POLICY' }), policy('backups', {}, { type: 'BACKUP_POLICY' })];
  const head = (policyTypes: PolicyTypeName[] = []) => organization({
    ...withUnits(unit('Dev'), unit('Prod', { attachedPolicies: [tags, backup].map(attached) }), unit('Test', { attachedPolicies: [attached(tags)] })),
    more: { policyTypes },
  });
  const found = (base: Organization, of: Organization) => disabledTypes(aligned(base, of)).map((each) => toRow(each).slice(1));
  const message = (type: string, words: string) => ['Root/Prod', `The organization has the policy type ${type} not enabled, and the code attaches a ${words} to Root/Prod `
    + `(given: ${type}). Enable the type first, in policyTypes of the Organization or in the console.`];

  test('is reported once, with the first target', () => {
    const [noTags, noBackup] = [message('TAG_POLICY', 'tag policy'), message('BACKUP_POLICY', 'backup policy')];
    expect(found(live.organization(), head())).toEqual([noTags, noBackup]);
    expect(found(live.organization({ more: { policyTypes: ['TAG_POLICY'] } }), head())).toEqual([noBackup]);
    expect(found(live.organization(), head(['BACKUP_POLICY']))).toEqual([noTags]);
    expect(found(organization(), head())).toEqual([]);
  });
});

describe('the quota', () => {
  const found = (base: Organization, head: Organization) => exceededQuotas(aligned(base, head)).map(toRow);
  const given = (base: Organization, head: Organization) => exceededQuotas(aligned(base, head)).map(({ message }) => /\(given: (.*)\)/.exec(message)![1]);

  describe('of policies of one type on a target', () => {
    const id = 'ou-root-aaaaaaa1';
    const there = (...policies: Policy[]) => live.organization(withUnits(live.unit('Prod', 1, { attachedPolicies: policies.map(attached) })));
    const code = (...policies: Policy[]) => organization(withUnits(unit('Prod', { id, attachedPolicies: policies.map(attached) })));
    const named = (...policies: Policy[]) => organization(withUnits(unit('Prod', { id, code: undefined, attachedPolicies: policies.map(attached) })));

    test('is exceeded by more than the quota of the type', () => {
      expect(found(there(), code(...ofType(SCP, 11)))).toEqual([['quotaExceeded', 'Root/Prod', 'Root/Prod gets more service control policies than can be attached '
        + 'to one target, those of others included (given: 11 of at most 10). Detach some, or write several guardrails into one policy.']]);
      expect(found(there(), code(...ofType(SCP, 10), ...ofType('RESOURCE_CONTROL_POLICY', 5), ...ofType('TAG_POLICY', 10)))).toEqual([]);
      expect(given(there(), code(...ofType(SCP, 11), ...ofType('RESOURCE_CONTROL_POLICY', 6)))).toEqual(['11 of at most 10', '6 of at most 5']);
      expect(found(organization(), code(...ofType(SCP, 11)))).toEqual([]);
    });

    test('is higher where a target has more already, which shows that AWS has raised it', () => {
      expect(given(there(...ofType(SCP, 12)), code(...ofType(SCP, 12)))).toEqual([]);
      expect(given(there(...ofType(SCP, 12)), code(...ofType(SCP, 13)))).toEqual(['13 of at most 12']);
    });

    test('counts for a target that the code only names as well', () => {
      expect(given(there(...ofType(SCP, 10)), named(...ofType(SCP, 11)))).toEqual(['11 of at most 10']);
      expect(given(live.organization({ root: { id: 'r-root' } }), named(...ofType(SCP, 11)))).toEqual(['11 of at most 10']);
      expect(given(there(...ofType(SCP, 10)), named(...ofType(SCP, 10)))).toEqual([]);
    });

    test('is exceeded although a policy of another type goes at the same time', () => {
      expect(given(there(...ofType(SCP, 10), ...ofType('TAG_POLICY', 1)), named(...ofType(SCP, 11)))).toEqual(['11 of at most 10']);
    });
  });

  describe('of nested organizational units', () => {
    type Make = (name: string, more: Partial<OrganizationalUnit>) => OrganizationalUnit;
    const chain = (names: readonly string[], of: Make): OrganizationalUnit[] => (
      names.length === 0 ? [] : [of(names[0], { organizationalUnits: chain(names.slice(1), of) })]);
    const code = (...names: string[]) => organization(withUnits(...chain(names, (name, more) => unit(name, { id: name, ...more }))));
    const liveUnit: Make = (name, more) => ({ ...live.unit(name, 1, more), id: name });
    const there = (...names: string[]) => live.organization(withUnits(...chain(names, liveUnit)));

    test('is five levels', () => {
      expect(found(there(), code('A', 'B', 'C', 'D', 'E'))).toEqual([]);
      expect(found(there(), code('A', 'B', 'C', 'D', 'E', 'F'))).toEqual([['quotaExceeded', 'Root/A/B/C/D/E/F',
        'Root/A/B/C/D/E/F lies deeper than organizational units can be nested (given: 6 levels of at most 5). Put it below another parent.']]);
      expect(given(there(), code('A', 'B', 'C', 'D', 'E', 'F', 'G'))).toEqual(['6 levels of at most 5', '7 levels of at most 5']);
    });

    test('does not count for units that are that deep already', () => {
      const deep = ['A', 'B', 'C', 'D', 'E', 'F'];
      expect(given(there(...deep), code(...deep))).toEqual([]);
      expect(given(there('A', 'B', 'C', 'D', 'F'), code(...deep))).toEqual(['6 levels of at most 5']);
      expect(given(there(...deep), code(...deep, 'G'))).toEqual(['7 levels of at most 5']);
    });

    test('does not count accounts, which are below the last level', () => {
      const five = code('A', 'B', 'C', 'D', 'E');
      const [a] = five.root.organizationalUnits;
      const withAccount = (of: OrganizationalUnit): OrganizationalUnit => (
        { ...of, accounts: [account(`in ${of.name}`)], organizationalUnits: of.organizationalUnits.map(withAccount) });
      expect(given(there(), organization(withUnits(withAccount(a))))).toEqual([]);
    });
  });

  describe('of tags', () => {
    const tags = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`tag${index}`, '']));
    const { code: inCode } = account('shop');
    /** An account with so many tags, which the code owns already or not. */
    const there = (count: number, isOwned: boolean) => live.organization({
      root: { id: 'r-root', accounts: [live.account('shop', 1, { tags: tags(count), code: isOwned ? inCode : undefined })] },
    });
    const code = (count: number, more: object = {}) => organization({ root: { id: 'r-root', accounts: [live.account('shop', 1, { tags: tags(count), code: inCode, ...more })] } });
    const nothing = live.organization({ root: { id: 'r-root' } });

    test('includes the owner tag that a new or adopted resource gets', () => {
      expect(found(nothing, code(50))).toEqual([['quotaExceeded', 'Root/shop', 'Root/shop gets more tags than AWS Organizations takes, those of others and the '
        + 'owner tag included (given: 51 of at most 50). Remove some.']]);
      expect(given(nothing, code(49))).toEqual([]);
      expect(given(there(0, false), code(50))).toEqual(['51 of at most 50']);
      expect(given(there(0, true), code(50))).toEqual([]);
      expect(given(there(0, true), code(51))).toEqual(['51 of at most 50']);
    });

    test('is higher where a resource has more already', () => {
      expect(given(there(52, true), code(52))).toEqual([]);
      expect(given(there(52, true), code(53))).toEqual(['53 of at most 50']);
    });

    test('counts neither for resources outside the code nor for the root', () => {
      expect(given(nothing, code(60, { code: undefined }))).toEqual([]);
      expect(given(nothing, organization({ root: { id: 'r-root', tags: tags(60) } }))).toEqual([]);
    });

    test('counts for policies', () => {
      const of = (count: number) => organization({ root: { id: 'r-root' }, policies: [policy('guard', {}, { tags: tags(count) })] });
      expect(found(nothing, of(50)).map(([, subject]) => subject)).toEqual(['policy guard']);
      expect(given(nothing, of(49))).toEqual([]);
      expect(given({ ...of(50), code: undefined }, of(50))).toEqual([]);
      expect(given({ ...of(51), code: undefined }, of(51))).toEqual([]);
    });
  });

  describe('of organizational units', () => {
    const units = (count: number) => withUnits(...Array.from({ length: count }, (_, index) => unit(`U${index}`, { accounts: index < 2 ? [account(`a${index}`)] : [] })));

    test('is exceeded by the organization as a whole, unless it has more already', () => {
      expect(found(live.organization(units(1)), organization(units(2_001)))).toEqual([['quotaExceeded', 'Root',
        'The organization gets more organizational units than it can have (given: 2001 of at most 2000). Ask AWS to raise the quota, or create fewer.']]);
      expect(given(live.organization(units(1)), organization(units(2_000)))).toEqual([]);
      expect(given(live.organization(units(2_001)), organization(units(2_001)))).toEqual([]);
      expect(given(live.organization(units(2_001)), organization(units(2_002)))).toEqual(['2002 of at most 2001']);
    });
  });
});
