import { type Change, diff, type Organization, type OrganizationalUnit, type Policy } from '../../../src/model';
import { account, attached, FULL_ACCESS, IN_CODE, live, organization, owned, policy, symbol, unit } from '../organizations';

const DENY = (...actions: string[]) => ({ Version: '2012-10-17', Statement: [{ Sid: 'Guard', Effect: 'Deny', Action: actions, Resource: '*' }] });

interface Case {
  readonly name: string;
  readonly base: Organization;
  readonly head: Organization;
  readonly changes: readonly object[];
}

const guard = policy('guard', DENY('s3:DeleteBucket'));
const better = policy('better', DENY('s3:DeleteBucket'));
const CASES: Case[] = [
  {
    name: 'an account that moves shows both places',
    base: organization({ root: { organizationalUnits: [unit('Dev', { accounts: [account('shop')] }), unit('Prod')] } }),
    head: organization({ root: { organizationalUnits: [unit('Dev'), unit('Prod', { accounts: [account('shop')] })] } }),
    changes: [{
      kind: 'accountMoved',
      account: { kind: 'account', id: symbol('shop'), path: 'Root/Prod/shop', email: 'shop@example.com' },
      from: { kind: 'organizationalUnit', id: symbol('Dev'), path: 'Root/Dev' },
      to: { kind: 'organizationalUnit', id: symbol('Prod'), path: 'Root/Prod' },
    }],
  },
  {
    name: 'an account that is removed from the app stays',
    base: organization({ root: { accounts: [account('shop')] } }),
    head: organization(),
    changes: [{ kind: 'accountRemoved', outcome: 'stays' }],
  },
  {
    name: 'an account that is removed from the app is closed if the code set this removal',
    base: organization({ root: { accounts: [account('shop', { code: { ...IN_CODE, removal: { Action: 'CloseAccount' } } })] } }),
    head: organization(),
    changes: [{ kind: 'accountRemoved', outcome: 'closed' }],
  },
  {
    name: 'an account that is removed from the app stays if its deletion policy retains it',
    base: organization({ root: { accounts: [account('shop', { code: { ...IN_CODE, retained: true, removal: { Action: 'CloseAccount' } } })] } }),
    head: organization(),
    changes: [{ kind: 'accountRemoved', outcome: 'stays' }],
  },
  {
    name: 'an account that is removed from the app is moved if the code set this removal',
    base: organization({ root: { accounts: [account('shop', { code: { ...IN_CODE, removal: { Action: 'MoveAccount', ParentId: symbol('Old') } } })], organizationalUnits: [unit('Old')] } }),
    head: organization({ root: { organizationalUnits: [unit('Old', { id: symbol('Old2') })] } }),
    changes: [{ kind: 'accountRemoved', outcome: 'moved', to: { path: 'Root/Old' } }],
  },
  {
    name: 'changes of the removal settings of accounts are reported',
    base: organization({ root: { accounts: [account('shop')] } }),
    head: organization({
      root: { accounts: [account('shop', { code: { ...IN_CODE, removal: { Action: 'CloseAccount' } } })] },
      more: { code: { owners: ['S'], guardedActions: ['CloseAccount'], withoutFullAwsAccess: [] } },
    }),
    changes: [{ kind: 'removalAllowed', action: 'CloseAccount' }, { kind: 'accountRemovalChanged', before: 'stays', after: 'closed' }],
  },
  {
    name: 'an account with another address keeps its symbol',
    base: organization({ root: { accounts: [account('shop')] } }),
    head: organization({ root: { accounts: [account('shop', { email: 'other@example.com' })] } }),
    changes: [{ kind: 'accountEmailChanged', before: 'shop@example.com', after: 'other@example.com' }],
  },
  {
    name: 'an organizational unit with another name keeps its symbol, and its contents stay',
    base: organization({ root: { organizationalUnits: [unit('Prod', { organizationalUnits: [unit('Web')], accounts: [account('shop')] })] } }),
    head: organization({ root: { organizationalUnits: [unit('Production', { id: symbol('Prod'), organizationalUnits: [unit('Web', { id: symbol('Web2') })], accounts: [account('shop')] })] } }),
    changes: [{ kind: 'organizationalUnitRenamed', before: 'Prod', after: 'Production' }],
  },
  {
    name: 'an organizational unit whose construct stays is renamed, even if another unit takes its name',
    base: organization({ root: { organizationalUnits: [unit('Alpha', { id: symbol('A'), organizationalUnits: [unit('Child')] }), unit('Beta', { id: symbol('B') })] } }),
    head: organization({ root: { organizationalUnits: [unit('Alpha', { id: symbol('B') }), unit('Gamma', { id: symbol('A'), organizationalUnits: [unit('Child')] })] } }),
    changes: [{ kind: 'organizationalUnitRenamed', before: 'Beta', after: 'Alpha' }, { kind: 'organizationalUnitRenamed', before: 'Alpha', after: 'Gamma' }],
  },
  {
    name: 'a policy whose construct stays is renamed, even if another policy takes its name',
    base: organization({ policies: [policy('one', DENY('s3:*'), { id: symbol('P') }), policy('two', DENY('ec2:*'), { id: symbol('Q') })] }),
    head: organization({ policies: [policy('one', DENY('ec2:*'), { id: symbol('Q') }), policy('two', DENY('s3:*'), { id: symbol('P') })] }),
    changes: [{ kind: 'policyRenamed', before: 'two', after: 'one' }, { kind: 'policyRenamed', before: 'one', after: 'two' }],
  },
  {
    name: 'an organizational unit stays while an account stays in it, and so does its parent',
    base: organization({ root: { organizationalUnits: [unit('Old', { organizationalUnits: [unit('Deep', { accounts: [account('shop')] }), unit('Empty')] })] } }),
    head: organization(),
    changes: [
      { kind: 'organizationalUnitRemoved', unit: { path: 'Root/Old' }, outcome: 'stays', notEmpty: true },
      { kind: 'organizationalUnitRemoved', unit: { path: 'Root/Old/Deep' }, outcome: 'stays', notEmpty: true },
      { kind: 'organizationalUnitRemoved', unit: { path: 'Root/Old/Empty' }, outcome: 'deleted' },
      { kind: 'accountRemoved', outcome: 'stays' },
    ],
  },
  {
    name: 'an organizational unit whose accounts move elsewhere is deleted',
    base: organization({
      root: {
        organizationalUnits: [unit('Old', {
          accounts: [
            account('shop'), account('bank', { code: { ...IN_CODE, removal: { Action: 'RemoveAccountFromOrganization' } } }),
          ],
        })],
      },
    }),
    head: organization({ root: { accounts: [account('shop')] } }),
    changes: [
      { kind: 'organizationalUnitRemoved', outcome: 'deleted' }, { kind: 'accountMoved' }, { kind: 'accountRemoved', outcome: 'removedFromOrganization' },
    ],
  },
  {
    name: 'an organizational unit stays with its policies while a closed account is in it',
    base: organization({
      root: {
        organizationalUnits: [unit('Old', {
          attachedPolicies: [attached(guard)], accounts: [account('bank', { code: { ...IN_CODE, removal: { Action: 'CloseAccount' } } })],
        })],
      },
      policies: [guard],
    }),
    head: organization(),
    changes: [
      { kind: 'policyRemoved', outcome: 'stays' },
      { kind: 'organizationalUnitRemoved', outcome: 'stays', notEmpty: true },
      { kind: 'accountRemoved', outcome: 'closed' },
    ],
  },
  {
    name: 'a policy that is attached to an account that is moved away stays',
    base: organization({
      root: {
        organizationalUnits: [unit('Away')],
        accounts: [account('bank', {
          attachedPolicies: [attached(guard)], code: { ...IN_CODE, removal: { Action: 'MoveAccount', ParentId: symbol('Away') } },
        })],
      },
      policies: [guard],
    }),
    head: organization({ root: { organizationalUnits: [unit('Away')] } }),
    changes: [{ kind: 'policyRemoved', outcome: 'stays' }, { kind: 'accountRemoved', outcome: 'moved' }],
  },
  {
    name: 'a policy that is attached to a closed account stays',
    base: organization({
      root: { accounts: [account('bank', { attachedPolicies: [attached(guard)], code: { ...IN_CODE, removal: { Action: 'CloseAccount' } } })] },
      policies: [guard],
    }),
    head: organization(),
    changes: [{ kind: 'policyRemoved', outcome: 'stays' }, { kind: 'accountRemoved', outcome: 'closed' }],
  },
  {
    name: 'a policy stays while it is attached to a target that is removed from the app and stays in the organization',
    base: organization({ root: { organizationalUnits: [unit('Old', { accounts: [account('shop')], attachedPolicies: [attached(guard)] })] }, policies: [guard] }),
    head: organization(),
    changes: [{ kind: 'policyRemoved', outcome: 'stays' }, { kind: 'organizationalUnitRemoved', outcome: 'stays' }, { kind: 'accountRemoved', outcome: 'stays' }],
  },
  {
    name: 'the former unit of a move stays while a unit below it is removed from the app and is not empty',
    base: organization({ root: { organizationalUnits: [unit('Dev'), unit('Prod', { organizationalUnits: [unit('Deep', { accounts: [account('shop')] })] })] } }),
    head: organization({ root: { organizationalUnits: [unit('Dev', { organizationalUnits: [unit('Prod')] })] } }),
    changes: [
      { kind: 'organizationalUnitMoved', formerStays: true, accounts: 0 },
      { kind: 'organizationalUnitRemoved', unit: { path: 'Root/Prod/Deep' }, outcome: 'stays' },
      { kind: 'accountRemoved', outcome: 'stays' },
    ],
  },
  {
    name: 'a unit that moves takes along its accounts that are removed from the app and stay, at any depth',
    base: organization({
      root: { organizationalUnits: [unit('Dev'), unit('Prod', { accounts: [account('bank')], organizationalUnits: [unit('Web', { accounts: [account('shop')] })] })] },
    }),
    head: organization({ root: { organizationalUnits: [unit('Dev', { organizationalUnits: [unit('Prod', { organizationalUnits: [unit('Web')] })] })] } }),
    changes: [
      { kind: 'organizationalUnitMoved', accounts: 2 },
      { kind: 'accountRemoved', account: { path: 'Root/Prod/bank' }, outcome: 'moved', to: { path: 'Root/Dev/Prod' } },
      { kind: 'accountRemoved', account: { path: 'Root/Prod/Web/shop' }, outcome: 'moved', to: { path: 'Root/Dev/Prod/Web' } },
    ],
  },
  {
    name: 'resources of a stack that is no longer in the code stay, because the stack is not deleted',
    base: organization({
      root: { organizationalUnits: [unit('Old')], accounts: [account('shop', { code: { ...IN_CODE, removal: { Action: 'CloseAccount' } } })] },
      policies: [guard],
      more: { delegatedAdministrators: [{ accountId: symbol('shop'), accountName: 'shop', servicePrincipal: 'config.amazonaws.com', owner: 'S' }] },
    }),
    head: organization({ more: { code: { owners: [], stacks: ['Other'], guardedActions: [], withoutFullAwsAccess: [] } } }),
    changes: [
      { kind: 'policyRemoved', outcome: 'stays' }, { kind: 'organizationalUnitRemoved', outcome: 'stays' }, { kind: 'accountRemoved', outcome: 'stays' },
      { kind: 'delegatedAdministratorDeregistered', outcome: 'stays' },
    ],
  },
  {
    name: 'resources that are removed from an existing stack are deleted, even if the stack becomes empty',
    base: organization({ policies: [guard] }),
    head: organization({ more: { code: { owners: [], stacks: ['S'], guardedActions: [], withoutFullAwsAccess: [] } } }),
    changes: [{ kind: 'policyRemoved', outcome: 'deleted' }],
  },
  {
    name: 'a policy that another stack adopts is deleted by the former stack',
    base: organization({ policies: [guard] }),
    head: organization({ policies: [{ ...guard, code: { ...IN_CODE, owner: 'Other', adopt: true } }], more: { code: { owners: ['Other'], stacks: ['Other', 'S'], guardedActions: [], withoutFullAwsAccess: [] } } }),
    changes: [{ kind: 'handedOver', on: { kind: 'policy', name: 'guard' }, from: 'S', to: 'Other', formerFirst: 'deleted', newFirst: 'takenOver' }],
  },
  {
    name: 'a policy of a stack that is no longer in the code is adopted by another stack',
    base: organization({ policies: [guard] }),
    head: organization({ policies: [{ ...guard, code: { ...IN_CODE, owner: 'Other', adopt: true } }], more: { code: { owners: ['Other'], stacks: ['Other'], guardedActions: [], withoutFullAwsAccess: [] } } }),
    changes: [{ kind: 'handedOver', formerFirst: 'takenOver', newFirst: 'takenOver' }],
  },
  {
    name: 'an account with a slash in its name, or with the name of another one, has more than its path in a reference',
    base: organization({ root: { accounts: [account('a/c'), account('one', { id: symbol('X'), name: 'same' }), account('two', { name: 'same' })] } }),
    head: organization({ root: { accounts: [account('one', { id: symbol('X'), name: 'same' })] } }),
    changes: [
      { kind: 'accountRemoved', account: { path: 'Root/a/c', name: 'a/c' } },
      { kind: 'accountRemoved', account: { path: 'Root/same', distinguishedBy: 'two@example.com' } },
    ],
  },
  {
    name: 'a unit with a slash in its name, and its contents, have the names of their paths in references',
    base: organization({ root: { organizationalUnits: [unit('Dev', { organizationalUnits: [unit('Test', { accounts: [account('shop')] })] }), unit('Dev/Test')] } }),
    head: organization({ root: { organizationalUnits: [unit('Dev', { organizationalUnits: [unit('Test')] }), unit('Dev/Test', { accounts: [account('shop')] })] } }),
    changes: [{
      kind: 'accountMoved',
      account: { path: 'Root/Dev/Test/shop', names: ['Root', 'Dev/Test', 'shop'] },
      from: { path: 'Root/Dev/Test' },
      to: { path: 'Root/Dev/Test', names: ['Root', 'Dev/Test'] },
    }],
  },
  {
    name: 'an organizational unit of another construct below another parent is identified by its accounts',
    base: organization({ root: { organizationalUnits: [unit('Prod', { accounts: [account('shop')] }), unit('Workloads')] } }),
    head: organization({ root: { organizationalUnits: [unit('Workloads', { organizationalUnits: [unit('Prod', { id: symbol('Prod2'), accounts: [account('shop')] })] })] } }),
    changes: [{ kind: 'organizationalUnitMoved', from: { path: 'Root' }, to: { path: 'Root/Workloads' }, accounts: 1 }],
  },
  {
    name: 'a new policy comes without the statements of other policies, and its attachments are changes of their targets',
    base: organization({ root: { organizationalUnits: [unit('Prod')] } }),
    head: organization({ root: { organizationalUnits: [unit('Prod', { attachedPolicies: [attached(guard)] })] }, policies: [guard] }),
    changes: [{ kind: 'policyAdded', arrival: 'created', content: guard.content }, { kind: 'attached', target: { path: 'Root/Prod' }, policy: { name: 'guard' } }],
  },
  {
    name: 'a policy that was renamed in the service is identified by its contents',
    base: live.organization({ policies: [live.policy('better', DENY('s3:DeleteBucket'), owned)] }),
    head: organization({ policies: [guard] }),
    changes: [{ kind: 'policyRenamed', before: 'better', after: 'guard' }],
  },
  {
    name: 'a policy with another construct and another name is recreated, even with the same contents',
    base: organization({ root: { organizationalUnits: [unit('Prod', { attachedPolicies: [attached(guard)] })] }, policies: [guard] }),
    head: organization({ root: { organizationalUnits: [unit('Prod', { attachedPolicies: [attached(better)] })] }, policies: [better] }),
    changes: [
      { kind: 'policyAdded', policy: { name: 'better' } }, { kind: 'policyRemoved', policy: { name: 'guard' }, outcome: 'deleted' },
      { kind: 'attached', policy: { name: 'better' } }, { kind: 'detached', policy: { name: 'guard' } },
    ],
  },
  {
    name: 'a construct whose policy gets another type creates another policy, even if its stack knows the ID of the former one',
    base: live.organization({ policies: [live.policy('guard', DENY('s3:*'))] }),
    head: organization({ policies: [{ ...guard, id: live.policy('guard', '').id, type: 'RESOURCE_CONTROL_POLICY' }] }),
    changes: [{ kind: 'policyAdded', policy: { type: 'RESOURCE_CONTROL_POLICY' } }, { kind: 'policyRemoved', policy: { type: 'SERVICE_CONTROL_POLICY' } }],
  },
  {
    name: 'attachments to a place outside the code are reported although the place appears with them',
    base: organization({ policies: [guard] }),
    head: organization({ root: { organizationalUnits: [outside([guard])] }, policies: [guard] }),
    changes: [
      { kind: 'organizationalUnitAdded', arrival: 'named', attachedPolicies: [] }, { kind: 'attached', target: { path: 'Root/ou-root-aaaaaaa1' }, policy: { name: 'guard' } },
    ],
  },
  {
    name: 'detachments from a place outside the code are reported although the place is removed from the app with them',
    base: organization({ root: { organizationalUnits: [outside([guard])] }, policies: [guard] }),
    head: organization({ policies: [guard] }),
    changes: [{ kind: 'organizationalUnitRemoved', outcome: 'stays' }, { kind: 'detached', target: { path: 'Root/ou-root-aaaaaaa1' }, policy: { name: 'guard' } }],
  },
  {
    name: 'attachments by AWS are no change where an attachment implies that an organization outside the code has the type enabled',
    base: imported(),
    head: imported(guard),
    changes: [{ kind: 'attached', target: { path: 'Root/Prod' }, policy: { name: 'guard' } }],
  },
  {
    name: 'attachments by AWS are no change where the last attachment that implies an enabled type is removed',
    base: imported(guard),
    head: imported(),
    changes: [{ kind: 'detached', target: { path: 'Root/Prod' }, policy: { name: 'guard' } }],
  },
  {
    name: 'the root of an organization outside the code stays the same if only one of two versions of the code names it',
    base: organization({ root: { id: '', code: undefined, organizationalUnits: [outside([])] }, more: { id: '', managementAccountId: '' } }),
    head: organization({
      root: {
        id: '',
        code: undefined,
        attachedPolicies: [FULL_ACCESS],
        organizationalUnits: [
          { ...outside([]), attachedPolicies: [FULL_ACCESS] },
          unit('r-root', { id: 'r-root', code: undefined, attachedPolicies: [FULL_ACCESS, attached(guard)] }),
        ],
      },
      policies: [guard],
      more: { id: '', managementAccountId: '' },
    }),
    changes: [{ kind: 'policyAdded' }, { kind: 'attached', target: { kind: 'root', path: 'Root' } }],
  },
  {
    name: 'a unit that is only named does not move when the code begins to create the organization',
    base: organization({ root: { id: '', code: undefined, organizationalUnits: [outside([])] }, more: { id: '', managementAccountId: '' } }),
    head: organization({ root: { organizationalUnits: [outside([])] } }),
    changes: [{ kind: 'organizationAdded' }],
  },
  {
    name: 'attachments by AWS when a policy type is enabled are part of enabling it',
    base: organization({ root: { accounts: [account('shop')] } }),
    head: organization({ root: { attachedPolicies: [FULL_ACCESS], accounts: [account('shop')] }, more: { policyTypes: ['SERVICE_CONTROL_POLICY'] } }),
    changes: [{ kind: 'policyTypeEnabled', policyType: 'SERVICE_CONTROL_POLICY' }, { kind: 'fullAwsAccessDetached', target: { path: 'Root/shop' } }],
  },
  {
    name: 'trusted access and policy types that stay after their removal from the app have the outcome stays',
    base: organization({ more: { trustedServices: ['sso.amazonaws.com'], policyTypes: ['TAG_POLICY'] } }),
    head: organization(),
    changes: [{ kind: 'policyTypeRemoved', outcome: 'stays' }, { kind: 'trustedAccessRemoved', outcome: 'stays' }],
  },
  {
    name: 'tags of this library are no change, others are',
    base: organization({ root: { accounts: [account('shop', { tags: { 'cdk-aws-organizations:owner': 'S', 'stage': 'dev' } })] } }),
    head: organization({ root: { accounts: [account('shop', { tags: { stage: 'prod' } })] } }),
    changes: [{ kind: 'tagChanged', on: { path: 'Root/shop' }, key: 'stage', before: 'dev', after: 'prod' }],
  },
];

/** Code that does not create the organization, as read from an assembly. */
function imported(...policies: Policy[]): Organization {
  const full = policies.length > 0 ? [FULL_ACCESS] : [];
  const prod = unit('Prod', { attachedPolicies: [...full, ...policies.map(attached)], accounts: [account('shop', { attachedPolicies: full })] });
  return organization({
    root: { id: '', code: undefined, attachedPolicies: full, organizationalUnits: [prod] }, policies: [guard], more: { id: '', managementAccountId: '' },
  });
}

/** A unit that the code only names, as a target of policies. */
function outside(policies: Policy[]): OrganizationalUnit {
  return unit('ou-root-aaaaaaa1', { id: 'ou-root-aaaaaaa1', code: undefined, attachedPolicies: policies.map(attached) });
}

test.each(CASES.map((each) => [each.name, each] as const))('%s', (_, { base, head, changes }) => {
  const found = diff(base, head);
  expect(kinds(found)).toEqual(kinds(changes as Change[]));
  expect(found).toMatchObject(changes);
});

test('only a retained administrator has the outcome stays', () => {
  const base = organization({
    root: { accounts: [account('shop')] },
    more: {
      delegatedAdministrators: [{ servicePrincipal: 'config.amazonaws.com' }, { servicePrincipal: 'guardduty.amazonaws.com', retained: true as const }]
        .map((each) => ({ accountId: symbol('shop'), accountName: 'shop', owner: 'S', ...each })),
    },
  });
  const found = diff(base, organization({ root: { accounts: [account('shop')] } }));
  expect(found.map((change) => 'outcome' in change && change.outcome)).toEqual([false, 'stays']);
});

function kinds(changes: readonly Change[]): string[] {
  return changes.map(({ kind }) => kind);
}
