import { account, attached, FULL_ACCESS, IN_CODE, organization, owned, policy, symbol, unit, type Written } from './organizations';
import { ATTACHED_TAG_PREFIX, policyListValue } from '../../src/contract';
import { type Account, differences, differencesWithKeys, INVITED_STATE, type InCode, type Organization, type Policy, type Tags } from '../../src/model';

const document = (action: string) => ({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: action, Resource: '*' }] });
const resourcePolicy = (action: string, tags: Tags = {}) => ({ id: 'rp-1234', content: JSON.stringify(document(action)), tags });
const guard = policy('guard', document('s3:*'));
const lock = policy('lock', document('iam:*'));
const administrator = (name: string, servicePrincipal: string) => ({ accountId: symbol(name), accountName: name, servicePrincipal });

interface Values {
  readonly tag: string;
  readonly of?: Policy;
  readonly unitOfBank?: 'Dev' | 'Prod';
  readonly shopName?: string;
  readonly more: Partial<Organization>;
}

/** Two units and two accounts, which have the same tag, and two policies that differ by ID alone. */
function written({ tag, of = guard, unitOfBank = 'Dev', shopName = 'shop', more }: Values): Organization {
  const tags = { team: tag };
  const bankIn = (name: string) => (name === unitOfBank ? [account('bank', { tags })] : []);
  return organization({
    root: {
      tags,
      organizationalUnits: [
        unit('Dev', { accounts: bankIn('Dev') }), unit('Prod', { accounts: [...bankIn('Prod'), account(shopName, { id: symbol('shop'), email: 'shop@example.com', tags })] }),
      ],
    },
    policies: [of, { ...of, id: symbol('other') }],
    more,
  });
}

describe('a difference of each kind', () => {
  const desired = written({
    tag: 'blue',
    more: {
      resourcePolicy: resourcePolicy('s3:*', { team: 'blue' }),
      policyTypes: ['TAG_POLICY', 'BACKUP_POLICY'],
      trustedServices: ['config.amazonaws.com', 'sso.amazonaws.com'],
      delegatedAdministrators: [administrator('bank', 'config.amazonaws.com'), administrator('shop', 'config.amazonaws.com'), administrator('shop', 'sso.amazonaws.com')],
    },
  });
  const actual = written({
    tag: 'red',
    of: { ...guard, name: 'guards', type: 'RESOURCE_CONTROL_POLICY', description: 'By hand', content: '{}' },
    unitOfBank: 'Prod',
    shopName: 'store',
    more: {
      featureSet: 'CONSOLIDATED_BILLING',
      resourcePolicy: resourcePolicy('iam:*', { team: 'red' }),
      policyTypes: ['BACKUP_POLICY', 'AISERVICES_OPT_OUT_POLICY'],
      trustedServices: ['sso.amazonaws.com', 'ram.amazonaws.com'],
      delegatedAdministrators: [administrator('shop', 'config.amazonaws.com'), administrator('bank', 'ram.amazonaws.com')],
    },
  });
  const policySentences = ['name of policy guard is guards, not guard', 'type of policy guard is RESOURCE_CONTROL_POLICY, not SERVICE_CONTROL_POLICY',
    'description of policy guard is By hand, not (none)', `content of policy guard is {}, not ${guard.content}`].map((each) => `The ${each}`);

  test('is reported with the names and both values, in the order of the organization', () => {
    expect(differences(desired, actual)).toEqual([
      'Feature set is CONSOLIDATED_BILLING, not ALL',
      'Tag team of Root is red, not blue',
      `The path of ${symbol('bank')} is Root/Prod/bank, not Root/Dev/bank`,
      'Tag team of Root/Dev/bank is red, not blue',
      `The path of ${symbol('shop')} is Root/Prod/store, not Root/Prod/shop`,
      'Tag team of Root/Prod/shop is red, not blue',
      ...policySentences,
      ...policySentences,
      `The content of the resource policy is ${resourcePolicy('iam:*').content}, not ${resourcePolicy('s3:*').content}`,
      'Tag team of the resource policy is red, not blue',
      'Policy type TAG_POLICY is not there',
      'Trusted service config.amazonaws.com is not there',
      `Delegated administrator ${symbol('bank')} for config.amazonaws.com is not there`,
      `Delegated administrator ${symbol('shop')} for sso.amazonaws.com is not there`,
    ]);
  });

  test('has keys that no other difference has', () => {
    const keys = differencesWithKeys(desired, actual).flatMap((each) => each.keys);
    expect(keys).toHaveLength(20);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('is none if both are the same', () => {
    expect(differences(desired, desired)).toEqual([]);
    expect(differences(actual, actual)).toEqual([]);
  });
});

test('resources of the code that do not exist are told by name and ID, each with its own key', () => {
  const desired = organization({
    root: { accounts: [account('bank')], organizationalUnits: [unit('Prod', { accounts: [account('shop')] })] },
    policies: [guard, lock],
    more: { resourcePolicy: resourcePolicy('s3:*') },
  });
  const found = differencesWithKeys(desired, organization());
  expect(found.map(({ sentence }) => sentence)).toEqual([
    `Root/bank (${symbol('bank')}) does not exist`, `Root/Prod (${symbol('Prod')}) does not exist`, `Root/Prod/shop (${symbol('shop')}) does not exist`,
    `Policy guard (${symbol('guard')}) does not exist`, `Policy lock (${symbol('lock')}) does not exist`,
    'The resource policy of the organization does not exist',
  ]);
  expect(new Set(found.flatMap(({ keys }) => keys)).size).toBe(6);
});

test('resources, tags and services outside the code are no difference', () => {
  const desired = organization({ root: { accounts: [account('shop', { tags: owned })] }, policies: [guard] });
  const actual = organization({
    root: {
      accounts: [account('shop', { tags: { team: 'red' }, attachedPolicies: [attached(lock), FULL_ACCESS] }), account('other')],
      organizationalUnits: [unit('Other')],
    },
    policies: [guard, lock],
    more: {
      policyTypes: ['TAG_POLICY'],
      trustedServices: ['sso.amazonaws.com'],
      delegatedAdministrators: [administrator('other', 'sso.amazonaws.com')],
      resourcePolicy: resourcePolicy('s3:*'),
    },
  });
  expect(differences(desired, actual)).toEqual([]);
});

test('a missing tag has no value, and an empty one has none either', () => {
  const withTags = (tags: Tags) => organization({ root: { accounts: [account('shop', { tags })] }, policies: [{ ...guard, tags }] });
  expect(differences(withTags({ a: 'x', b: '' }), withTags({ b: 'y' }))).toEqual(['Root/shop', 'policy guard'].flatMap((place) => [
    `Tag a of ${place} is (none), not x`, `Tag b of ${place} is y, not (none)`,
  ]));
});

test('the resource policy is the same with its keys in another order', () => {
  const { id, content, tags } = resourcePolicy('s3:*');
  const reversed = JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(content) as object).reverse()));
  expect(reversed).not.toBe(content);
  const [one, other] = [content, reversed].map((text) => organization({ more: { resourcePolicy: { id, content: text, tags } } }));
  expect(differences(one, other)).toEqual([]);
});

test('code that does not know the address of an account has no difference of it', () => {
  const of = (email: string) => organization({ root: { accounts: [account('shop', { email })] } });
  expect(differences(of(''), of('shop@example.com'))).toEqual([]);
});

describe('attached policies', () => {
  interface Around {
    readonly known?: Policy[];
    readonly tags?: Tags;
    readonly full?: boolean;
    readonly more?: Partial<Organization>;
  }
  const withAttached = (policies: readonly Policy[], { known = [guard, lock], tags = {}, full = false, more = {} }: Around = {}) => {
    const attachedPolicies = [...(full ? [FULL_ACCESS] : []), ...policies.map(attached)];
    return organization({ root: { accounts: [account('shop', { tags, attachedPolicies })] }, policies: known, more });
  };
  const sentence = (actual: string, desired: string) => `The policies attached to Root/shop are ${actual}, not ${desired}`;

  test('are listed in the order of their IDs', () => {
    expect(differences(withAttached([lock, guard]), withAttached([]))).toEqual([sentence('(none)', `${symbol('guard')}, ${symbol('lock')}`)]);
    expect(differences(withAttached([]), withAttached([lock, guard]))).toEqual([sentence(`${symbol('guard')}, ${symbol('lock')}`, '(none)')]);
    expect(differences(withAttached([lock, guard]), withAttached([guard, lock]))).toEqual([]);
  });

  test('have a key for each policy, which tells attached from not attached', () => {
    const keysOf = (inCode: Policy, inService: Policy) => (
      differencesWithKeys(withAttached([inCode]), withAttached([inService])).flatMap((each) => each.keys));
    const keys = [...keysOf(guard, lock), ...keysOf(lock, guard)];
    expect(new Set(keys).size).toBe(4);
  });

  test('of an adopted policy count where the code attaches it, or where a note says that a stack attached it', () => {
    const adopted = { ...guard, code: { ...IN_CODE, adopt: true } };
    const noted = (ids: string[], key = `${ATTACHED_TAG_PREFIX}S`) => ({ known: [adopted], tags: { [key]: policyListValue(ids) } });
    const desired = withAttached([], { known: [adopted] });
    expect(differences(desired, withAttached([adopted], { known: [adopted] }))).toEqual([]);
    expect(differences(desired, withAttached([adopted], noted([lock.id])))).toEqual([]);
    expect(differences(desired, withAttached([adopted], noted([adopted.id], 'team')))).toEqual([]);
    expect(differences(desired, withAttached([adopted], noted([lock.id, adopted.id])))).toEqual([sentence(symbol('guard'), '(none)')]);
    expect(differences(withAttached([adopted], { known: [adopted] }), withAttached([], { known: [adopted] }))).toEqual([sentence('(none)', symbol('guard'))]);
  });

  test('of AWS count where the code enables service control policies, or attaches them', () => {
    const enabled = { more: { policyTypes: ['SERVICE_CONTROL_POLICY' as const] } };
    expect(differences(withAttached([], enabled), withAttached([], { ...enabled, full: true }))).toEqual([sentence('p-FullAWSAccess', '(none)')]);
    expect(differences(withAttached([], { full: true }), withAttached([]))).toEqual([sentence('(none)', 'p-FullAWSAccess')]);
  });

  test('of AWS do not count where a note says that somebody had detached them before the code listed policies', () => {
    const noted = (entry: string) => ({ tags: { [`${ATTACHED_TAG_PREFIX}S`]: `${guard.id} ${entry}` } });
    const differencesWith = (entry: string) => differences(withAttached([], { full: true }), withAttached([], noted(entry)));
    expect(differencesWith('found:without-FullAWSAccess')).toEqual([]);
    expect(differencesWith('without-FullAWSAccess')).toEqual([sentence('(none)', 'p-FullAWSAccess')]);
  });
});

describe('a target outside the code, which the code names by its ID at the root', () => {
  const named = (name: string, more: object = {}) => unit(name, { id: name, code: undefined, ...more });
  const below = (...accounts: Account[]) => ({ organizationalUnits: [unit('Prod', { accounts })] });
  const desired = organization({ root: { organizationalUnits: [named('ou-root-aaaaaaa1', below(account('shop')))] } });
  const actual = (...accounts: Account[]) => organization({
    root: { organizationalUnits: [unit('Workloads', { organizationalUnits: [named('Apps', { id: 'ou-root-aaaaaaa1', ...below(...accounts) })] })] },
  });

  test('stands where it is in the organization, with everything below it', () => {
    expect(differences(desired, actual(account('shop')))).toEqual([]);
    expect(differences(desired, actual())).toEqual([`Root/Workloads/Apps/Prod/shop (${symbol('shop')}) does not exist`]);
  });
});

describe('an invited account', () => {
  const EMAIL = 'Shop@Example.com';
  const invited = (party: InCode['invited'], name: string, more: Partial<Account> = {}) => account(name, {
    id: `invited/${name}`, email: '', state: INVITED_STATE, code: { ...IN_CODE, invited: party }, ...more,
  });
  const [byId, byAddress] = [invited({ accountId: '111122223344' }, '111122223344'), invited({ email: EMAIL }, EMAIL)];
  const code = ({ root }: Written) => organization({
    root, more: { delegatedAdministrators: root!.accounts!.map(({ id, name }) => ({ accountId: id, accountName: name, servicePrincipal: 'sso.amazonaws.com' })) },
  });
  const both = code({ root: { accounts: [byId, byAddress] } });

  test('is a difference, with all that waits for it, only while it is neither invited nor a member', () => {
    const found = differencesWithKeys(both, organization());
    expect(found.map(({ sentence }) => sentence)).toEqual(['There is no invitation of 111122223344', `There is no invitation of ${EMAIL}`]);
    expect(new Set(found.flatMap(({ keys }) => keys)).size).toBe(2);
  });

  test.each<[string, Organization]>([
    ['with an invitation', organization({
      more: {
        invitations: [{ accountId: '111122223344' }, { email: 'shop@example.com' }].map((party) => (
          { id: 'h-examplehandshake1', status: 'INVITED', requestedAt: '2026-11-20T08:00:00.000Z', expiresAt: '2026-12-05T08:00:00.000Z', ...party })),
      },
    })],
    ['that is a member', organization({
      root: { accounts: [account('bank', { id: '111122223344' })], organizationalUnits: [unit('Prod', { accounts: [account('shop', { email: 'shop@example.com' })] })] },
    })],
  ])('%s is no difference', (_, actual) => {
    expect(differences(both, actual)).toEqual([]);
  });

  test('that has joined counts like any member, under the name that it has in the organization', () => {
    const member = { id: '111122223355', state: 'ACTIVE', tags: { team: 'blue' } };
    const joined = code({ root: { accounts: [invited({ email: EMAIL }, EMAIL, member)] } });
    const actual = organization({ root: { organizationalUnits: [unit('Prod', { accounts: [account('Shop Ltd', { id: '111122223355', email: EMAIL })] })] } });
    expect(differences(joined, actual)).toEqual([
      'The path of 111122223355 is Root/Prod/Shop Ltd, not Root/Shop Ltd',
      'Tag team of Root/Shop Ltd is (none), not blue',
      'Delegated administrator 111122223355 for sso.amazonaws.com is not there',
    ]);
    expect(differences(joined, organization())[0]).toBe(`Root/${EMAIL} (111122223355) does not exist`);
  });
});
