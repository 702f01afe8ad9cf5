import { type InCode, type Organization, POLICY_SET_ID_PREFIX } from '../../../src/model';
import { unchangedResources } from '../../../src/model/diff/unchanged-resources';
import { account, inCode, organization, policy, symbol, unit } from '../organizations';

interface Code {
  readonly shop?: Parameters<typeof account>[1];
  readonly prod?: Parameters<typeof unit>[1];
  readonly guard?: Partial<ReturnType<typeof policy>>;
  readonly delegation?: Partial<NonNullable<Organization['resourcePolicy']>>;
  readonly featureSet?: string;
  readonly inRoot?: boolean;
}

const DELEGATION = symbol('Delegation');

/** An organization with a unit, a unit and an account in it, a policy and a resource policy. */
function code({ shop, prod, guard, delegation, featureSet = 'ALL', inRoot = false }: Code = {}): Organization {
  const web = unit('Web', { accounts: [account('shop', { tags: { a: '1', b: '2' }, ...shop })], ...prod });
  return organization({
    root: { code: inCode(symbol('Organization')), organizationalUnits: [unit('Dev', { organizationalUnits: inRoot ? [] : [web] }), ...(inRoot ? [web] : [])] },
    policies: [policy('guard', '{}', guard)],
    more: { featureSet, resourcePolicy: { id: DELEGATION, content: '{}', tags: {}, code: inCode(DELEGATION), ...delegation } },
  });
}

const ALL = ['S.Delegation', 'S.Dev', 'S.Organization', 'S.Web', 'S.guard', 'S.shop'];
const notes = (name: string, more: Partial<InCode>) => ({ code: inCode(symbol(name), more) });

test.each<[string, Code, string[]]>([
  ['nothing', {}, []],
  ['the order of tags', { shop: { tags: { b: '2', a: '1' } } }, []],
  ['exports and retention, which no handler gets', { shop: notes('shop', { exports: ['Org:Shop'], retained: true }) }, []],
  ['the name of an account', { shop: { name: 'store' } }, ['S.shop']],
  ['the address of an account', { shop: { email: 'store@example.com' } }, ['S.shop']],
  ['a tag of an account', { shop: { tags: { a: '1', b: '3' } } }, ['S.shop']],
  ['a removal setting', { shop: notes('shop', { removal: { Action: 'CloseAccount' } }) }, ['S.shop']],
  ['the value that reconciles', { prod: notes('Web', { reconcile: '2' }) }, ['S.Web']],
  ['the name of a unit', { prod: { name: 'Site' } }, ['S.Web']],
  ['the parent of a unit, which takes its accounts along', { inRoot: true }, ['S.Web', 'S.shop']],
  ['the name of a policy', { guard: { name: 'zone' } }, ['S.guard']],
  ['the description of a policy', { guard: { description: 'Keeps' } }, ['S.guard']],
  ['the document of a policy', { guard: { content: '[]' } }, ['S.guard']],
  ['a tag of a policy', { guard: { tags: { a: '1' } } }, ['S.guard']],
  ['the type of a policy, which makes it another one', { guard: { type: 'TAG_POLICY' } }, ['S.guard']],
  ['the document of the resource policy', { delegation: { content: '[]' } }, ['S.Delegation']],
  ['a tag of the resource policy', { delegation: { tags: { a: '1' } } }, ['S.Delegation']],
  ['the reconcile value of the resource policy', { delegation: notes('Delegation', { reconcile: '2' }) }, ['S.Delegation']],
  ['the features of the organization', { featureSet: 'CONSOLIDATED_BILLING' }, ['S.Organization']],
])('a deployment that changes %s calls the handler of what is changed', (_, present, touched) => {
  expect([...unchangedResources(code(), code(present))].sort()).toEqual(ALL.filter((address) => !touched.includes(address)));
});

test('new resources are touched, and so is a policy set with a policy more or less', () => {
  const documents = (...ids: string[]) => organization({ policies: ids.map((id) => policy(id, '{}', { id: `${POLICY_SET_ID_PREFIX}${id}`, code: inCode(symbol('Base')) })) });
  const of = (...ids: string[]) => ({ ...documents(...ids), root: { ...organization().root, code: undefined } });
  expect([...unchangedResources(of('one', 'two'), of('one', 'two'))]).toEqual(['S.Base']);
  expect([...unchangedResources(of('one', 'two'), of('one'))]).toEqual([]);
  expect([...unchangedResources(of('one'), of('one', 'two'))]).toEqual([]);
  expect([...unchangedResources(of(), of('one'))]).toEqual([]);
});
