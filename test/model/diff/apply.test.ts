import { apply, type Change, diff, INVITED_STATE, type Organization } from '../../../src/model';
import { account, attached, FULL_ACCESS, IN_CODE, live, organization, policy, symbol, unit } from '../organizations';

const document = (action: string) => ({ Version: '2012-10-17', Statement: [{ Sid: 'Guard', Effect: 'Deny', Action: action, Resource: '*' }] });
const guard = policy('guard', document('s3:*'));
const lock = policy('lock', document('iam:*'));
const resourcePolicy = (action: string, tags = {}) => ({ id: symbol('Delegation'), content: JSON.stringify(document(action)), tags });
const administrator = (name: string, servicePrincipal: string) => ({ accountId: symbol(name), accountName: name, servicePrincipal });

/** A value without the facts that only code knows. */
function plain(of: Organization): unknown {
  return JSON.parse(JSON.stringify(of, (key, value: unknown) => (key === 'code' ? undefined : value)));
}

/** Code that does not create the organization, with a unit that it only names. */
const outside = { ...unit('ou-root-aaaaaaa1', { accounts: [account('shop')] }), id: 'ou-root-aaaaaaa1', code: undefined };
const named = [account('111122223301', { id: '111122223301', code: undefined })];
const imported = organization({
  root: { id: '', code: undefined, accounts: named, organizationalUnits: [outside] }, more: { id: '', managementAccountId: '' },
});
const created = organization({ root: { accounts: named, organizationalUnits: [outside] }, more: { featureSet: 'CONSOLIDATED_BILLING' } });

/** Each row has a base and a head with the same IDs. */
const ROWS: [string, Organization, Organization][] = [
  ['an organization that the code begins to create', imported, created],
  ['an organization that the code no longer creates, so that nothing is known of its features',
    created, { ...imported, root: { ...imported.root, id: created.root.id }, managementAccountId: created.managementAccountId }],
  ['another feature set', organization({ more: { featureSet: 'CONSOLIDATED_BILLING' } }), organization()],
  ['policy types, with the policies that AWS attaches',
    organization({ root: { attachedPolicies: [FULL_ACCESS], accounts: [account('shop', { attachedPolicies: [FULL_ACCESS, attached(guard)] })] }, policies: [guard], more: { policyTypes: ['SERVICE_CONTROL_POLICY', 'TAG_POLICY'] } }),
    organization({ root: { accounts: [account('shop', { attachedPolicies: [attached(guard)] })] }, policies: [guard], more: { policyTypes: ['BACKUP_POLICY', 'TAG_POLICY'] } })],
  ['policy types that are enabled, in the order of their names',
    organization({ root: { accounts: [account('shop')] }, more: { policyTypes: ['TAG_POLICY'] } }),
    organization({
      root: { attachedPolicies: [FULL_ACCESS], accounts: [account('shop', { attachedPolicies: [FULL_ACCESS] })] },
      more: { policyTypes: ['BACKUP_POLICY', 'SERVICE_CONTROL_POLICY', 'TAG_POLICY'] },
    })],
  ['data of accounts, and their names as administrators',
    organization({ root: { accounts: [account('bank'), account('shop', { state: 'ACTIVE' })] }, more: { delegatedAdministrators: [administrator('bank', 'x'), administrator('shop', 'x')] } }),
    organization({
      root: { accounts: [account('bank'), account('store', { id: symbol('shop'), email: 'store@example.com', state: 'SUSPENDED' })] },
      more: { delegatedAdministrators: [administrator('bank', 'x'), { ...administrator('shop', 'x'), accountName: 'store' }] },
    })],
  ['names, descriptions and documents of policies, and the names of attached ones',
    organization({ root: { accounts: [account('shop', { attachedPolicies: [attached(guard), attached(lock)] })] }, policies: [guard, lock] }),
    organization({
      root: { accounts: [account('shop', { attachedPolicies: [attached(lock), { ...attached(guard), name: 'zone' }] })] },
      policies: [lock, { ...guard, name: 'zone', description: 'Keeps', content: JSON.stringify(document('ec2:*')) }],
    })],
  ['a policy of another type whose settings differ, and one with the same meaning in another form',
    organization({ policies: [policy('backup', { plans: {} }, { type: 'BACKUP_POLICY' }), guard] }),
    organization({ policies: [policy('backup', { plans: { daily: 1 } }, { type: 'BACKUP_POLICY' }), { ...guard, content: JSON.stringify({ ...document('s3:*'), Statement: [{ ...document('s3:*').Statement[0], Action: ['s3:*'] }] }) }] })],
  ['tags of targets, policies and the resource policy',
    organization({ root: { tags: { a: '1', b: '2' } }, policies: [{ ...guard, tags: { a: '1', b: '2' } }], more: { resourcePolicy: resourcePolicy('s3:*', { a: '1', b: '2' }) } }),
    organization({ root: { tags: { b: '3', c: '4' } }, policies: [{ ...guard, tags: { b: '3', c: '4' } }], more: { resourcePolicy: resourcePolicy('s3:*', { b: '3', c: '4' }) } })],
  ['a new resource policy', organization(), organization({ more: { resourcePolicy: resourcePolicy('s3:*', { a: '1' }) } })],
  ['a resource policy with another document', organization({ more: { resourcePolicy: resourcePolicy('s3:*', { a: '1' }) } }), organization({ more: { resourcePolicy: resourcePolicy('iam:*', { a: '1' }) } })],
  ['a removed resource policy', organization({ more: { resourcePolicy: resourcePolicy('s3:*', { a: '1' }) } }), organization()],
  ['services and administrators, each by account and service',
    organization({ root: { accounts: [account('bank'), account('shop')] }, more: { trustedServices: ['b', 'd'], delegatedAdministrators: [administrator('bank', 'x'), administrator('shop', 'x'), administrator('shop', 'y')] } }),
    organization({ root: { accounts: [account('bank'), account('shop')] }, more: { trustedServices: ['a', 'c', 'd'], delegatedAdministrators: [administrator('bank', 'x'), administrator('bank', 'y'), administrator('shop', 'y')] } })],
  ['an account that was invited and has become a member',
    live.organization({ root: { organizationalUnits: [live.unit('Prod', 1)], accounts: [live.account('111122223301', 1, { email: '', state: INVITED_STATE })] } }),
    live.organization({ root: { organizationalUnits: [live.unit('Prod', 1, { accounts: [live.account('shop', 1)] })] } })],
];

test.each(ROWS)('the changes turn the base into the head: %s', (_, base, head) => {
  expect(diff(base, head)).not.toEqual([]);
  expect(plain(apply(diff(base, head), base))).toEqual(plain(head));
});

test('a document stays as it is in the base if only its form differs, and an unchanged target keeps its notes', () => {
  const base = organization({ root: { accounts: [account('shop')] }, policies: [guard] });
  const result = apply([], base);
  expect(result).toEqual({ ...base, code: undefined });
  expect(result).not.toHaveProperty('code');
});

test('changes of resources that the base does not have leave it as it is', () => {
  const [first, second] = ['a', 'b'].map((value) => organization({
    root: {
      organizationalUnits: [unit('Dev', { accounts: value === 'a' ? [account('shop', { tags: { team: value } })] : [] }), unit('Prod', {
        accounts: value === 'b' ? [account('shop', { name: 'store', tags: { team: value }, attachedPolicies: [attached(guard)] })] : [],
      })],
    },
    policies: [{ ...guard, description: value, tags: { team: value } }],
    more: { resourcePolicy: resourcePolicy('s3:*', { team: value }) },
  }));
  const changes: readonly Change[] = diff(first, second);
  expect(changes.map(({ kind }) => kind)).toEqual([
    'policyDescriptionChanged', 'accountRenamed', 'accountMoved', 'attached', 'tagChanged', 'tagChanged', 'tagChanged',
  ]);
  expect(plain(apply(changes, organization()))).toEqual(plain(organization()));
});

test('contacts, removal settings and stacks change nothing in the value of an organization', () => {
  const of = (contact: string, owner: string, adopt: boolean) => organization({
    root: { accounts: [account('shop', { code: { ...IN_CODE, ...(adopt ? {} : { removal: { Action: 'CloseAccount' } }) } })] },
    policies: [{ ...guard, code: { ...IN_CODE, owner, adopt } }],
    more: {
      accountSettings: [{ accountId: symbol('shop'), settings: { SECURITY: { Name: contact, Title: 'On call', EmailAddress: 'security@example.com' } } }],
      code: { owners: ['Other', 'S'], guardedActions: [], withoutFullAwsAccess: [] },
    },
  });
  const [base, head] = [of('Ann', 'S', false), of('Bob', 'Other', true)];
  expect(diff(base, head).map(({ kind }) => kind)).toEqual(['alternateContactChanged', 'handedOver', 'accountRemovalChanged']);
  expect(plain(apply(diff(base, head), base))).toEqual(plain(base));
});
