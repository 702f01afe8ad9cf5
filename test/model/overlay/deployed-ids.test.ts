import { policySetTag, policySetTagValue } from '../../../src/contract';
import { deployedIds, idsOfStacks, type Organization, type Policy, type ResourcePolicy } from '../../../src/model';
import { account, inCode, live, organization, owned, policy, symbol, unit } from '../organizations';

const PROD_ID = 'ou-root-aaaaaaa1';
const SHOP_ID = '111122223301';
const ARN = 'arn:aws:organizations::999988887777';
const CONTENT = { Version: '2012-10-17', Statement: { Effect: 'Deny', Action: 's3:*', Resource: '*' } };
const RESOURCE_POLICY: ResourcePolicy = { id: 'rp-12345678', content: '{}', tags: owned };

/** A document of the policy set `base`, in the organization. */
const document = (number: number, tags: Policy['tags']): Policy => (
  { ...live.policy(`base-${number}`, CONTENT, { ...owned, ...tags }), id: `p-base00${number}` });
const member = (firstId: string | undefined, temporary = false) => {
  const { Key, Value } = policySetTag({ firstId, temporary });
  return { [Key]: Value };
};
const FIRST = document(1, member(undefined));
const GUARD = live.policy('guard', CONTENT, owned);
const DOCUMENTS = [FIRST, document(10, member(FIRST.id)), document(2, member(FIRST.id))];

function found(more: Partial<Organization> = {}): Organization {
  return live.organization({
    root: { organizationalUnits: [live.unit('Prod', 1, { tags: owned, accounts: [live.account('shop', 1, { tags: owned })] })] },
    policies: [
      ...DOCUMENTS,
      document(3, member(FIRST.id, true)),
      document(4, member('p-other001')),
      document(5, member(undefined)),
      GUARD,
    ],
    more: { resourcePolicy: RESOURCE_POLICY, ...more },
  });
}

/** The code knows the documents in another order than that of their numbers. */
const inSet = (number: number) => policy(`base-${number}`, CONTENT, {
  id: symbol(`Base.${number}`), code: inCode(symbol('Base')), tags: { [policySetTag({ temporary: false }).Key]: policySetTagValue({ temporary: false }) },
});
const code = organization({
  root: {
    organizationalUnits: [unit('New'), unit('Prod', { accounts: [account('shop')] }), unit('ou-root-zzzzzzz9', { id: 'ou-root-zzzzzzz9', code: undefined })],
  },
  policies: [inSet(10), inSet(2), inSet(1), policy('guard', CONTENT)],
  more: { resourcePolicy: { id: symbol('Delegation'), content: '{}', tags: {}, code: inCode(symbol('Delegation')) } },
});

describe('the IDs of deployed code', () => {
  const { physicalId, attribute, accountId } = deployedIds(found(), code);

  test.each([
    ['an organizational unit', 'Prod', PROD_ID],
    ['an account', 'shop', SHOP_ID],
    ['a policy', 'guard', GUARD.id],
    ['a policy set: that of its first document', 'Base', FIRST.id],
    ['the resource policy', 'Delegation', RESOURCE_POLICY.id],
    ['a resource that the organization does not have', 'New', undefined],
    ['the root, which is no resource', 'Resource', undefined],
    ['a resource of no stack', 'Other', undefined],
  ])('are known for %s', (_, logicalId, id) => {
    expect(physicalId('S', logicalId)).toBe(id);
    expect(physicalId('Elsewhere', logicalId)).toBeUndefined();
  });

  test('are not known for the resource policy where nothing declares one', () => {
    const { resourcePolicy: _resourcePolicy, ...without } = code;
    expect(deployedIds(found(), without).physicalId('S', 'Delegation')).toBeUndefined();
    expect(deployedIds(found({ resourcePolicy: undefined }), code).physicalId('S', 'Delegation')).toBeUndefined();
  });

  test.each([
    ['Prod', 'Arn', `${ARN}:ou/o-example1234/${PROD_ID}`],
    ['shop', 'Arn', `${ARN}:account/o-example1234/${SHOP_ID}`],
    ['guard', 'Arn', `${ARN}:policy/o-example1234/service_control_policy/${GUARD.id}`],
    ['guard', 'PolicyIds', GUARD.id],
    ['Prod', 'Name', undefined],
    ['New', 'Arn', undefined],
    ['New', 'PolicyIds', undefined],
  ])('come with the attributes of resources: %s, %s', (logicalId, name, value) => {
    expect(attribute('S', logicalId, name)).toBe(value);
  });

  test('name the documents of a policy set by number, without temporary ones and those of other sets', () => {
    expect(attribute('S', 'Base', 'PolicyIds')).toBe('p-base001,p-base002,p-base0010');
  });

  test('are those of the management account where a stack names no account', () => {
    expect(accountId?.('S')).toBe('999988887777');
  });
});

describe('the IDs that stacks know', () => {
  const STACKS = {
    'S': { Prod: PROD_ID, Shop: SHOP_ID, Guard: GUARD.id, Base: FIRST.id, Delegation: RESOURCE_POLICY.id, Gone: 'ou-root-zzzzzzz9' },
    'S/Tools': { Prod: SHOP_ID },
  };
  const { physicalId, attribute, accountId } = idsOfStacks(found(), STACKS);

  test('are those of resources that the organization still has', () => {
    expect(['Prod', 'Shop', 'Guard', 'Base', 'Delegation', 'Gone', 'Unknown'].map((logicalId) => physicalId('S', logicalId)))
      .toEqual([PROD_ID, SHOP_ID, GUARD.id, FIRST.id, RESOURCE_POLICY.id, undefined, undefined]);
    expect(idsOfStacks(found({ resourcePolicy: undefined }), STACKS).physicalId('S', 'Delegation')).toBeUndefined();
  });

  test('are looked up in the stack that is named', () => {
    expect([physicalId('S/Tools', 'Prod'), physicalId('Other', 'Prod')]).toEqual([SHOP_ID, undefined]);
    // Names that every JavaScript object has are no names of stacks or resources.
    expect([physicalId('constructor', 'name'), physicalId('S', 'toString')]).toEqual([undefined, undefined]);
  });

  test('come with the same attributes', () => {
    expect([attribute('S', 'Prod', 'Arn'), attribute('S', 'Base', 'PolicyIds'), attribute('S', 'Gone', 'Arn'), accountId?.('S')])
      .toEqual([`${ARN}:ou/o-example1234/${PROD_ID}`, 'p-base001,p-base002,p-base0010', undefined, '999988887777']);
  });
});
