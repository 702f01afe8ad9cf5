import { type Organization, reviewOf, reviewOfDeployment, reviewOfDrift } from '../../../src/model';
import { account, attached, FULL_ACCESS, IN_CODE, live, organization, policy, unit } from '../organizations';
import { ACTIONS, ENABLED, levelsOf, scp } from './support';

const options = { actions: ACTIONS };
const withAccounts = (...names: string[]): Organization => organization({ root: { accounts: names.map((email) => account(email.split('@')[0], { email })) } });
const levels = (base: Organization, head: Organization) => levelsOf(reviewOf(base, head, options));

describe('a new account', () => {
  test.each<[string, string[], string, string[]]>([
    ['in a domain of another account is harmless', ['a@example.com', 'b@other.example'], 'new@Example.COM', ['neutral']],
    ['in a domain that nobody has is a risk', ['a@example.com', 'b@other.example'], 'new@elsewhere.example', ['loosens']],
    ['in a domain that only ends like a known one is a risk', ['a@example.com'], 'new@my-example.com', ['loosens']],
    ['in a domain below a known one is a risk', ['a@example.com'], 'new@x.example.com', ['loosens']],
    ['of another public mailbox is a risk', ['ann@gmail.com'], 'bob@gmail.com', ['loosens']],
    ['of the same public mailbox is harmless', ['ann+one@gmail.com'], 'Ann+two@gmail.com', ['neutral']],
    ['where no address was known is a risk', [], 'new@example.com', ['loosens']],
  ])('%s', (_, former, email, expected) => {
    const head = organization({ root: { accounts: [...former.map((each) => account(each.split('@')[0], { email: each })), account('fresh', { email })] } });
    expect(levels(withAccounts(...former), head)).toEqual({ accountAdded: expected });
  });

  test('of an invited owner makes no domain known', () => {
    const code = { ...IN_CODE, invited: { email: 'them@elsewhere.example' } } as never;
    const invited = account('them', { email: 'them@elsewhere.example', state: 'INVITED', code });
    const base = organization({ root: { accounts: [account('a'), invited] } });
    const head = organization({ root: { accounts: [account('a'), invited, account('fresh', { email: 'x@elsewhere.example' })] } });
    expect(levels(base, head)).toEqual({ accountAdded: ['loosens'] });
  });
});

test('another address of an account loosens where its domain is new, and tightens where it is known', () => {
  const base = withAccounts('a@example.com', 'b@other.example');
  const changed = (email: string) => organization({ root: { accounts: [account('a', { email: 'a@example.com' }), account('b', { email })] } });
  expect(levels(base, changed('b@example.com'))).toEqual({ accountEmailChanged: ['tightens'] });
  expect(levels(base, changed('b@elsewhere.example'))).toEqual({ accountEmailChanged: ['loosens', 'tightens'] });
});

test('an account whose code adopts it may leave policies that deny more, where only the code is known', () => {
  const base = withAccounts('a@example.com');
  const head = organization({ root: { accounts: [account('a'), account('b', { code: { ...IN_CODE, adopt: true } })] } });
  expect(levels(base, head)).toEqual({ accountAdded: ['loosens', 'tightens'] });
  const there = live.organization({ root: { accounts: [live.account('a', 1, { tags: { 'cdk-aws-organizations:owner': 'S' } }), live.account('b', 2)] } });
  expect(levelsOf(reviewOfDeployment(there, head, base, options))).toEqual({ takenOver: ['neutral'] });
});

test.each(['CloseAccount', 'RemoveAccountFromOrganization', 'MoveAccount'] as const)('a removal setting of %s counts by what it allows later', (action) => {
  const removal = { Action: action, ...(action === 'MoveAccount' ? { ParentId: '${S.Organization.RootId}' } : {}) };
  const head = organization({ root: { accounts: [account('a', { code: { ...account('a').code!, removal } }), account('b')] } });
  expect(levels(withAccounts('a@example.com', 'b@example.com'), head)).toEqual({ accountRemovalChanged: [action === 'MoveAccount' ? 'neutral' : 'loosens'] });
  expect(levels(head, withAccounts('a@example.com', 'b@example.com'))).toEqual({ accountRemovalChanged: ['neutral'] });
});

describe('a contact', () => {
  const contact = (email: string) => ({ Name: 'Ann', Title: 'On call', EmailAddress: email, PhoneNumber: '+49 30 1' });
  const shop = account('shop');
  const settled = (settings: object): Organization => organization({ root: { accounts: [shop, account('bank')] }, more: { accountSettings: [{ accountId: shop.id, settings: settings as never, owner: 'S' }] } });

  test.each(['SECURITY', 'BILLING', 'OPERATIONS'])('%s at a domain of the organization is harmless, and at another one a risk', (type) => {
    const base = settled({ [type]: contact('sec@example.com') });
    expect(levels(base, settled({ [type]: contact('other@example.com') }))).toEqual({ alternateContactChanged: ['neutral'] });
    expect(levels(base, settled({ [type]: contact('sec@elsewhere.example') }))).toEqual({ alternateContactChanged: ['loosens'] });
    expect(levels(settled({}), settled({ [type]: contact('sec@elsewhere.example') }))).toEqual({ alternateContactSet: ['loosens'] });
  });

  test('that somebody sets to the address of a stranger by hand is a risk in drift too', () => {
    const code = settled({ SECURITY: contact('sec@example.com') });
    const there = live.organization({
      root: { accounts: [live.account('shop', 1, { tags: { 'cdk-aws-organizations:owner': 'S' } }), live.account('bank', 2, { tags: { 'cdk-aws-organizations:owner': 'S' } })] },
      more: { accountSettings: [{ accountId: live.account('shop', 1).id, settings: { SECURITY: contact('sec@elsewhere.example') } }] },
    });
    expect(levelsOf(reviewOfDrift(code, there, options))).toEqual({ alternateContactChanged: ['loosens'] });
  });

  test('with a phone number that another account has is harmless, and with a new one a risk', () => {
    const primary = (phone: string) => ({ PRIMARY: { FullName: 'Ann', City: 'Berlin', PhoneNumber: phone } });
    const base = settled({ ...primary('+49301'), SECURITY: { ...contact('sec@example.com'), PhoneNumber: '+49 30 2' } });
    const head = (phone: string) => settled({ ...primary(phone), SECURITY: { ...contact('sec@example.com'), PhoneNumber: '+49 30 2' } });
    expect(levels(base, head('+49302'))).toEqual({ primaryContactChanged: ['neutral'] });
    expect(levels(base, head('+49303'))).toEqual({ primaryContactChanged: ['loosens'] });
  });
});

describe('a policy', () => {
  const deny = scp('guard', { Sid: 'A', Action: 's3:DeleteBucket' });
  const prod = (policies: Organization['policies'], of: Organization['policies'], more: object = {}) => organization({
    root: {
      attachedPolicies: [FULL_ACCESS],
      organizationalUnits: [unit('Prod', { attachedPolicies: [FULL_ACCESS, ...of.map(attached)], accounts: [account('shop', { attachedPolicies: [FULL_ACCESS] })] })],
    },
    policies,
    more: { policyTypes: ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY', 'TAG_POLICY'], ...more },
  });

  test.each(['RESOURCE_CONTROL_POLICY', 'TAG_POLICY'] as const)('that becomes a policy of the type %s loosens where it was attached', (type) => {
    const other = policy('guard', deny.content, { type });
    const found = levels(prod([deny], [deny]), prod([other], [other]));
    expect(Object.values(found).flat()).toContain('loosens');
    expect(found).toHaveProperty('policyRemoved');
    expect(found).toHaveProperty('policyAdded');
  });

  test('that becomes a policy of another type is harmless where it is attached to nothing', () => {
    const other = policy('guard', deny.content, { type: 'RESOURCE_CONTROL_POLICY' });
    expect(new Set(Object.values(levels(prod([deny], []), prod([other], []))).flat())).toEqual(new Set(['neutral']));
  });

  test('whose text the code does not know may loosen and tighten where it is attached or detached', () => {
    const named = { id: 'p-12345678', name: 'p-12345678', type: 'SERVICE_CONTROL_POLICY' as const };
    const without = prod([], []);
    const unitOf = without.root.organizationalUnits[0];
    const attachedPolicies = [FULL_ACCESS, { ...named, awsManaged: false }];
    const attachedTo = { ...without, root: { ...without.root, organizationalUnits: [{ ...unitOf, attachedPolicies }] } };
    expect(levels(without, attachedTo).attached).toEqual(expect.arrayContaining(['loosens', 'tightens']));
    expect(levels(attachedTo, without).detached).toEqual(expect.arrayContaining(['loosens', 'tightens']));
    expect(levels(prod([deny], []), prod([deny], [deny])).attached).toEqual(['tightens']);
  });

  test('that the code adopted counts elsewhere too when its text changes, as only a live organization shows its targets', () => {
    const adopted = (of: typeof deny) => ({ ...of, code: { ...of.code!, adopt: true } });
    const empty = scp('guard', { Sid: 'B', Action: 'ec2:*' });
    expect(levels(prod([adopted(deny)], []), prod([adopted(empty)], []))).toEqual({ policyStatementsChanged: ['loosens', 'tightens'] });
    expect(levels(prod([deny], []), prod([empty], []))).toEqual({ policyStatementsChanged: ['neutral'] });
  });

  test('that the code adopts is harmless where its text is known', () => {
    const adopted = (content: string) => prod([policy('guard', content, { code: { ...deny.code!, adopt: true } })], []);
    expect(levels(prod([], []), adopted(deny.content))).toEqual({ policyAdded: ['neutral'] });
    expect(levels(prod([], []), adopted('${Fn::ImportValue/Text}'))).toEqual({ policyAdded: ['loosens'] });
  });

  test('with an Allow loosens where an adopted unit gets it', () => {
    const allow = scp('allow', { Effect: 'Allow', Action: '*' });
    const withUnit = (of: typeof deny) => organization({
      root: { organizationalUnits: [unit('Old', { attachedPolicies: [attached(of)], code: { ...IN_CODE, adopt: true } })] }, policies: [of], more: ENABLED,
    });
    const base = (of: typeof deny) => organization({ policies: [of], more: ENABLED });
    expect(levels(base(deny), withUnit(deny))).toEqual({ organizationalUnitAdded: ['tightens'] });
    expect(levels(base(allow), withUnit(allow))).toEqual({ organizationalUnitAdded: ['loosens', 'tightens'] });
  });
});
