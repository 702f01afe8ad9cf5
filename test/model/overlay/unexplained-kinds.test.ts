import { delegatedTagKey, OWNER_TAG_KEY } from '../../../src/contract';
import { type DelegatedAdministrator, type Tags, unexplainedTags } from '../../../src/model';
import { account, attached, live, organization, owned, policy, unit } from '../organizations';

const PREFIX = 'cdk-aws-organizations:';
const DENY = { Version: '2012-10-17', Statement: { Effect: 'Deny', Action: 's3:*', Resource: '*' } };
const guard = policy('guard', DENY);
const [GUARD, FOREIGN, NAMED] = [live.policy('guard', DENY, owned), live.policy('foreign', DENY), live.policy('named', DENY)];
/** The code attaches its own policy to the unit, and one of others to the account. */
const code = organization({
  root: {
    organizationalUnits: [unit('Prod', {
      attachedPolicies: [attached(guard)],
      accounts: [account('shop', { attachedPolicies: [{ ...attached(NAMED) }] })],
    })],
  },
  policies: [guard],
});

interface Found {
  readonly root?: Tags;
  readonly unit?: Tags;
  readonly account?: Tags;
  readonly policy?: Tags;
  readonly administrators?: readonly Pick<DelegatedAdministrator, 'accountId' | 'servicePrincipal'>[];
}

function findings({ root = {}, unit: onUnit = {}, account: onAccount = {}, policy: onPolicy = {}, administrators = [] }: Found) {
  return unexplainedTags(code, live.organization({
    root: {
      tags: root,
      organizationalUnits: [live.unit('Prod', 1, {
        tags: { ...owned, ...onUnit },
        attachedPolicies: [attached(GUARD)],
        accounts: [live.account('shop', 1, { tags: { ...owned, ...onAccount }, attachedPolicies: [attached(NAMED)] }), live.account('theirs', 2)],
      })],
    },
    policies: [GUARD, { ...FOREIGN, tags: onPolicy }, NAMED],
    more: { delegatedAdministrators: administrators.map((each) => ({ accountName: '', ...each })) },
  }));
}

const told = (found: Found) => findings(found).map(({ kind, subject, key }) => [kind, subject, key.slice(PREFIX.length)]);
const SSO = 'sso.amazonaws.com';
const [SHOP, THEIRS] = ['111122223301', '111122223302'];

test.each<[string, Found]>([
  ['a note about a policy that the code attaches without making it', { account: { [`${PREFIX}attached/S`]: NAMED.id } }],
  ['a note about a policy that the code makes', { root: { [`${PREFIX}retained/S`]: GUARD.id } }],
  ['a note of added keys on a resource with an owner', { policy: { [OWNER_TAG_KEY]: 'S/adopted', [`${PREFIX}added/1`]: '4.team' } }],
  ['a former value on a resource with an owner', { policy: { [OWNER_TAG_KEY]: 'S/adopted', [`${PREFIX}was:team`]: 'red' } }],
  ['a note about an administrator that is registered', {
    account: { [delegatedTagKey(SSO)]: 'S/shared' }, administrators: [{ accountId: THEIRS, servicePrincipal: 'other.amazonaws.com' }, { accountId: SHOP, servicePrincipal: SSO }],
  }],
])('%s is explained', (_, found) => {
  expect(findings(found)).toEqual([]);
});

test.each<[string, Found, readonly (readonly [string, string, string])[]]>([
  ['a policy attached elsewhere by the code', { unit: { [`${PREFIX}attached/S`]: NAMED.id } }, [['note', 'Root/Prod', 'attached/S']]],
  ['a mark of the root under the key of another stack', { root: { [`${PREFIX}root-tags/S`]: 'T' } }, [['note', 'Root', 'root-tags/S']]],
  ['a mark of the root on a policy', { policy: { [`${PREFIX}root-tags/S`]: 'S' } }, [['note', 'the policy foreign', 'root-tags/S']]],
  ['a note of added keys on a root without a mark', { root: { [`${PREFIX}added/1`]: '4.team' } }, [['note', 'Root', 'added/1']]],
  ['a former value on a root without a mark', { root: { [`${PREFIX}was:team`]: 'red' } }, [['note', 'Root', 'was:team']]],
  ['an administrator that is registered for another service',
    { account: { [delegatedTagKey(SSO)]: 'S' }, administrators: [{ accountId: SHOP, servicePrincipal: 'other.amazonaws.com' }] },
    [['note', 'Root/Prod/shop', `delegated/${SSO}`]]],
  ['an administrator that is another account', { account: { [delegatedTagKey(SSO)]: 'S' }, administrators: [{ accountId: THEIRS, servicePrincipal: SSO }] },
    [['note', 'Root/Prod/shop', `delegated/${SSO}`]]],
  ['a registered administrator with a holder that no stack writes',
    { account: { [delegatedTagKey(SSO)]: 'S/lent' }, administrators: [{ accountId: SHOP, servicePrincipal: SSO }] },
    [['note', 'Root/Prod/shop', `delegated/${SSO}`]]],
  ['several tags of one resource, in their order', { policy: { [`${PREFIX}admin`]: 'x', [OWNER_TAG_KEY]: 'S/adopted/p-1', [`${PREFIX}attached/S`]: '' } },
    [['unknownKey', 'the policy foreign', 'admin'], ['owner', 'the policy foreign', 'owner'], ['note', 'the policy foreign', 'attached/S']]],
])('%s is a finding', (_, found, expected) => {
  expect(told(found)).toEqual(expected);
});

test('a note names each policy that the code does not explain, and no other', () => {
  const value = `${NAMED.id} p-0123456789 ${GUARD.id} without-FullAWSAccess ${FOREIGN.id}`;
  expect(findings({ account: { [`${PREFIX}attached/S`]: value } })).toEqual([{
    kind: 'note',
    subject: 'Root/Prod/shop',
    key: `${PREFIX}attached/S`,
    value,
    message: expect.stringContaining(`the code neither attaches p-0123456789, ${FOREIGN.id} there nor makes it`) as string,
  }]);
});

describe('the stacks that are not in the code', () => {
  const ownedBy = (owner: string) => ({ [OWNER_TAG_KEY]: owner });

  test('are sorted by name, behind the other findings', () => {
    expect(told({ root: { [`${PREFIX}root-tags/Zoo`]: 'Zoo' }, unit: { [`${PREFIX}retained/Ant`]: FOREIGN.id }, account: ownedBy('Mole'), policy: { [`${PREFIX}x`]: '' } })).toEqual([
      ['unknownKey', 'the policy foreign', 'x'], ['otherStack', 'Ant', 'retained/Ant'], ['otherStack', 'Mole', 'owner'], ['otherStack', 'Zoo', 'root-tags/Zoo'],
    ]);
  });

  test.each<[string, Found, string]>([
    ['each resource once', { policy: { ...ownedBy('Zoo'), [`${PREFIX}attached/Zoo`]: FOREIGN.id } }, '(on the policy foreign)'],
    ['up to three resources', { root: { [`${PREFIX}attached/Zoo`]: FOREIGN.id }, unit: ownedBy('Zoo'), policy: ownedBy('Zoo') }, '(on Root, Root/Prod, the policy foreign)'],
    ['how many more there are', { root: { [`${PREFIX}attached/Zoo`]: FOREIGN.id }, unit: ownedBy('Zoo'), account: ownedBy('Zoo'), policy: ownedBy('Zoo') },
      '(on Root, Root/Prod, Root/Prod/shop and 1 more)'],
  ])('name %s', (_, found, where) => {
    const [finding, ...more] = findings(found).filter(({ kind }) => kind === 'otherStack');
    expect(finding.message).toContain(where);
    expect(more).toEqual([]);
  });
});
