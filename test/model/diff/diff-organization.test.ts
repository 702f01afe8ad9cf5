import { diff, type InCode, type Organization, type OrganizationInCode } from '../../../src/model';
import { account, IN_CODE, live, organization, symbol } from '../organizations';

const CODE: OrganizationInCode = { owners: ['S'], guardedActions: [], withoutFullAwsAccess: [] };
const withOwners = (owners: readonly string[], more: Partial<Organization> = {}) => (
  organization({ more: { code: { ...CODE, owners }, ...more } }));

/** Code that does not create the organization. */
const imported = (owners = ['S']) => organization({
  root: { id: '', code: undefined }, more: { id: '', managementAccountId: '', code: { ...CODE, owners } },
});

describe('the organization', () => {
  test('that the code begins to create is added with its features', () => {
    expect(diff(imported(), organization({ more: { featureSet: 'CONSOLIDATED_BILLING' } }))).toStrictEqual([{
      kind: 'organizationAdded',
      id: symbol('Organization'),
      rootId: '${S.Organization.RootId}',
      managementAccountId: '${S.Organization.ManagementAccountId}',
      featureSet: 'CONSOLIDATED_BILLING',
    }]);
    expect(diff(imported(), imported())).toStrictEqual([]);
  });

  test.each<[string, Partial<InCode> | undefined, string[], object]>([
    ['is deleted if the code has turned both keys', {}, ['S'], { outcome: 'deleted' }],
    ['stays if it is retained', { retained: true }, ['S'], {}],
    ['stays if it was adopted', { adopt: true }, ['S'], {}],
    ['stays if its stack is not in the code either', {}, ['Other'], {}],
    ['stays if the code did not create its root', undefined, ['S'], {}],
  ])('that is removed from the app %s', (_, code, owners, outcome) => {
    const base = organization({ root: { code: code && { ...IN_CODE, ...code } } });
    expect(diff(base, imported(owners))).toStrictEqual([{ kind: 'organizationRemoved', id: symbol('Organization'), ...outcome }]);
  });

  test('with another feature set is changed, with the open request of either side', () => {
    const request = { missing: ['111122223344'], expiresOn: '2027-02-24' };
    const [billing, all] = ['CONSOLIDATED_BILLING', 'ALL'].map((featureSet) => (more: Partial<Organization>) => live.organization({ more: { featureSet, ...more } }));
    const change = { kind: 'featureSetChanged', before: 'CONSOLIDATED_BILLING', after: 'ALL' };
    expect(diff(billing({}), all({}))).toStrictEqual([change]);
    expect(diff(billing({ allFeaturesRequest: request }), all({}))).toStrictEqual([{ ...change, request }]);
    expect(diff(billing({}), all({ allFeaturesRequest: request }))).toStrictEqual([{ ...change, request }]);
    expect(diff(all({ allFeaturesRequest: request }), all({}))).toStrictEqual([]);
  });
});

describe('policy types', () => {
  const disabling = (owner = 'S') => ({ policyTypes: ['BACKUP_POLICY' as const, 'TAG_POLICY' as const], code: { ...CODE, disabledOnRemoval: [{ policyType: 'TAG_POLICY' as const, owner }] } });

  test('that are removed from the app stay, except those that end with their removal', () => {
    expect(diff(organization({ more: disabling() }), organization())).toStrictEqual([
      { kind: 'policyTypeRemoved', policyType: 'BACKUP_POLICY', outcome: 'stays' }, { kind: 'policyTypeRemoved', policyType: 'TAG_POLICY', outcome: 'ends' },
    ]);
  });

  test('stay if the stack that would disable them is not in the code either', () => {
    expect(diff(organization({ more: disabling('Tags') }), withOwners(['S']))).toMatchObject([{ outcome: 'stays' }, { outcome: 'stays' }]);
    expect(diff(organization({ more: disabling('Tags') }), withOwners(['S', 'Tags']))).toMatchObject([{ outcome: 'stays' }, { outcome: 'ends' }]);
  });

  test('and services that are observed to be missing have ended', () => {
    const base = live.organization({ more: { policyTypes: ['TAG_POLICY'], trustedServices: ['config.amazonaws.com', 'sso.amazonaws.com'] } });
    const head = live.organization({ more: { policyTypes: ['BACKUP_POLICY'], trustedServices: ['ram.amazonaws.com', 'sso.amazonaws.com'] } });
    expect(diff(base, head)).toStrictEqual([
      { kind: 'policyTypeEnabled', policyType: 'BACKUP_POLICY' },
      { kind: 'policyTypeRemoved', policyType: 'TAG_POLICY', outcome: 'ends' },
      { kind: 'trustedAccessEnabled', servicePrincipal: 'ram.amazonaws.com' },
      { kind: 'trustedAccessRemoved', servicePrincipal: 'config.amazonaws.com', outcome: 'ends' },
    ]);
  });
});

describe('delegated administrators', () => {
  type More = Pick<Organization['delegatedAdministrators'][number], 'owner' | 'retained'>;
  const administrator = (name: string, servicePrincipal: string, more: More = {}) => (
    { accountId: symbol(name), accountName: name, servicePrincipal, ...more });
  const of = (owners: string[], ...delegatedAdministrators: Organization['delegatedAdministrators']) => organization({
    root: { accounts: [account('bank'), account('shop')] }, more: { delegatedAdministrators, code: { ...CODE, owners } },
  });

  test('differ by account and by service, and the notes of the code are in no change', () => {
    const base = of(['S'], administrator('bank', 'config', { owner: 'S' }), administrator('shop', 'sso', { owner: 'S' }));
    const head = of(['S'], administrator('bank', 'config', { owner: 'S' }), administrator('bank', 'sso', { owner: 'S', retained: true }), administrator('shop', 'config', { owner: 'S' }));
    expect(diff(base, head)).toStrictEqual([
      { kind: 'delegatedAdministratorRegistered', ...administrator('bank', 'sso') },
      { kind: 'delegatedAdministratorRegistered', ...administrator('shop', 'config') },
      { kind: 'delegatedAdministratorDeregistered', ...administrator('shop', 'sso') },
    ]);
  });

  test.each<[string, More, string[], object]>([
    ['are deregistered', { owner: 'S' }, ['S'], {}],
    ['stay if they are retained', { owner: 'S', retained: true }, ['S'], { outcome: 'stays' }],
    ['stay if their stack is not in the code either', { owner: 'S' }, ['Other'], { outcome: 'stays' }],
    ['are deregistered if they are observed without a stack', {}, ['Other'], {}],
  ])('that are removed %s', (_, more, owners, outcome) => {
    expect(diff(of(['S'], administrator('shop', 'sso', more)), of(owners))).toStrictEqual([
      { kind: 'delegatedAdministratorDeregistered', ...administrator('shop', 'sso'), ...outcome },
    ]);
  });
});

describe('the resource policy', () => {
  const statement = (action: unknown) => ({ Sid: 'Delegate', Effect: 'Allow', Principal: { AWS: '111122223344' }, Action: action, Resource: '*' });
  const content = (action: unknown) => JSON.stringify({ Version: '2012-10-17', Statement: [statement(action)] });
  const text = (action: unknown) => JSON.stringify(statement(action), undefined, 2);
  const ID = symbol('Delegation');
  const code: InCode = { ...IN_CODE, address: 'S.Delegation' };
  const of = (action: unknown, owners = ['S'], more: Partial<InCode> = {}) => withOwners(owners, action === undefined ? {} : {
    resourcePolicy: { id: ID, content: content(action), tags: { team: 'blue' }, code: { ...code, ...more } },
  });
  const READ = 'organizations:Describe*';
  const LIST = 'organizations:List*';
  const removed = {
    kind: 'resourcePolicyChanged', id: ID, before: content(READ), statements: [{ change: 'removed', statement: 'Delegate', effect: 'Allow', before: text(READ) }],
  };

  test('that is new has its statements and tags', () => {
    expect(diff(of(undefined), of(READ))).toStrictEqual([{
      kind: 'resourcePolicyChanged',
      id: ID,
      after: content(READ),
      statements: [{ change: 'added', statement: 'Delegate', effect: 'Allow', after: text(READ) }],
      tags: { team: 'blue' },
    }]);
  });

  test('that is changed has both documents', () => {
    expect(diff(of(READ), of(LIST))).toStrictEqual([{
      kind: 'resourcePolicyChanged',
      id: ID,
      before: content(READ),
      after: content(LIST),
      statements: [{
        change: 'changed', statement: 'Delegate', effect: 'Allow', before: text(READ), after: text(LIST), values: [{ path: ['Action'], removed: [READ], added: [LIST] }],
      }],
    }]);
  });

  test.each<[string, string[], Partial<InCode>, object]>([
    ['is deleted by its stack', ['S'], {}, {}],
    ['stays if it is retained', ['S'], { retained: true }, { outcome: 'stays' }],
    ['stays if its stack is not in the code either', ['Other'], {}, { outcome: 'stays' }],
  ])('that is removed from the app %s', (_, owners, more, outcome) => {
    expect(diff(of(READ, ['S'], more), of(undefined, owners))).toStrictEqual([{ ...removed, ...outcome }]);
  });

  test('with another ID is the same one, and keeps its tags apart from those of others', () => {
    const other = (action: string, tags: Record<string, string>) => withOwners(['S'], { resourcePolicy: { id: symbol('Other'), content: content(action), tags, code } });
    expect(diff(of(READ), other(READ, { team: 'blue' }))).toStrictEqual([]);
    expect(diff(of(READ), other(READ, { team: 'red' }))).toStrictEqual([
      { kind: 'tagChanged', on: { kind: 'resourcePolicy', id: ID }, key: 'team', before: 'blue', after: 'red' },
    ]);
  });
});
