import * as fc from 'fast-check';
import { diff, drift, type Organization, overlay, reviewOfDrift, targets, withOwnership } from '../../../src/model';
import { codeOrganizations, liveOrganizations, SEED } from '../arbitraries';
import { natural } from '../natural';
import { account, attached, FULL_ACCESS, IN_CODE, live, organization, owned, policy, symbol, unit } from '../organizations';

/** In a random organization, resources that the code does not name are outside it. Code has notes on all its resources, and owner tags. */
const asCode = (value: Organization): Organization => ({
  ...JSON.parse(JSON.stringify(value), noted) as Organization, code: { owners: ['S'], guardedActions: [], withoutFullAwsAccess: withoutFullAccess(value) },
});
const noted = (_: string, value: unknown) => (isThing(value) ? { ...value, code: IN_CODE } : value);
function isThing(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && 'id' in value && 'tags' in value;
}

function withoutFullAccess(value: Organization): string[] {
  if (!value.policyTypes.includes('SERVICE_CONTROL_POLICY')) return [];
  const all = [...targets(value)].map(({ target }) => target);
  return all.filter(({ attachedPolicies }) => !attachedPolicies.some(({ awsManaged }) => awsManaged)).map(({ id }) => id);
}

/** A live organization after a deployment, and before a resource was adopted. */
function deploy(base: Organization, code: Organization): Organization {
  const before = new Set([...targets(base)].map(({ target }) => target.id).concat(base.policies.map(({ id }) => id)));
  const ownerTag = (id: string) => ({ 'cdk-aws-organizations:owner': before.has(id) ? 'S/adopted' : 'S' });
  const marked = JSON.stringify(overlay(base, code), (_, value: unknown) => (
    isThing(value) && value.code !== undefined
      ? { ...value, code: undefined, tags: { ...value.tags as object, ...ownerTag(String(value.id)) } }
      : value));
  const { code: _code, ...there } = JSON.parse(marked) as Organization;
  return there;
}

describe('For random organizations', () => {
  const options = { seed: SEED, numRuns: 300 };
  const pairs = fc.tuple(liveOrganizations, codeOrganizations.map(asCode));

  test('a deployment leaves no drift', () => {
    fc.assert(fc.property(pairs, ([base, code]) => {
      // FullAWSAccess that was detached before does not come back unless the code once detached it.
      expect(drift(code, deploy(base, code)).filter(({ kind }) => kind !== 'fullAwsAccessDetached')).toEqual([]);
    }), options);
  });

  test('a second deployment changes nothing', () => {
    fc.assert(fc.property(pairs, ([base, code]) => {
      const once = deploy(base, code);
      expect(natural(overlay(once, code))).toEqual(natural(once));
    }), options);
  });

  test('no account, organizational unit, policy or tag outside the code is lost', () => {
    fc.assert(fc.property(pairs, ([base, code]) => {
      expect(diff(base, overlay(base, code)).filter(({ kind }) => /Removed$/.test(kind))).toEqual([]);
    }), options);
  });
});

const guard = policy('guard', { Version: '2012-10-17', Statement: { Effect: 'Deny', Action: 's3:*', Resource: '*' } });
const GUARD = live.policy('guard', guard.content, owned);
const RENAMED = live.policy('renamed', { Version: '2012-10-17', Statement: { Effect: 'Deny', Action: 'sqs:*', Resource: '*' } }, owned);
const OTHER = live.policy('other', guard.content, owned);

interface Case {
  readonly name: string;
  readonly live: Organization;
  readonly code: Organization;
  readonly former?: Organization;
  readonly changes: readonly object[];
}

const ENABLED = { policyTypes: ['SERVICE_CONTROL_POLICY'] } as const;
const CASES: Case[] = [
  {
    name: 'resources of others stay',
    live: live.organization({ root: { accounts: [live.account('theirs', 1)], organizationalUnits: [live.unit('Theirs', 1)] }, policies: [live.policy('theirs', '{}')] }),
    code: organization(),
    changes: [],
  },
  {
    name: 'new resources come with the policies that AWS attaches to them',
    live: live.organization({ root: { attachedPolicies: [FULL_ACCESS] }, more: { ...ENABLED, policyTypes: ['SERVICE_CONTROL_POLICY'] } }),
    code: organization({ root: { organizationalUnits: [unit('Prod')] } }),
    changes: [{ kind: 'organizationalUnitAdded', arrival: 'created', attachedPolicies: [FULL_ACCESS] }],
  },
  {
    name: 'an own organizational unit that was removed from the app is deleted if it is empty',
    live: live.organization({ root: { organizationalUnits: [live.unit('Old', 1, { tags: owned }), live.unit('Full', 2, { tags: owned, accounts: [live.account('a', 1)] })] } }),
    code: organization(),
    changes: [{ kind: 'organizationalUnitRemoved', unit: { path: 'Root/Old' }, outcome: 'deleted' }],
  },
  {
    name: 'an adopted organizational unit that was removed from the app stays',
    live: live.organization({ root: { organizationalUnits: [live.unit('Old', 1, { tags: { 'cdk-aws-organizations:owner': 'S/adopted' } })] } }),
    code: organization(),
    changes: [],
  },
  {
    name: 'an account that was removed from the app stays if nothing else is known',
    live: live.organization({ root: { accounts: [live.account('shop', 1, { tags: owned })] } }),
    code: organization(),
    changes: [],
  },
  {
    name: 'an account that was removed from the app is closed if the former code set this removal',
    live: live.organization({ root: { accounts: [live.account('shop', 1, { tags: owned })] } }),
    code: organization(),
    former: organization({ root: { accounts: [account('shop', { code: { ...IN_CODE, removal: { Action: 'CloseAccount' } } })] } }),
    changes: [{ kind: 'accountRemoved', outcome: 'closed', account: { path: 'Root/shop' } }],
  },
  {
    name: 'a unit and the policies attached to it and to its closed account stay while the account is listed',
    live: live.organization({
      root: {
        organizationalUnits: [live.unit('Old', 1, {
          tags: owned, attachedPolicies: [attached(GUARD)], accounts: [live.account('shop', 1, { tags: owned, attachedPolicies: [attached(OTHER)] })],
        })],
      },
      policies: [GUARD, OTHER],
    }),
    code: organization(),
    former: organization({ root: { organizationalUnits: [unit('Old', { accounts: [account('shop', { code: { ...IN_CODE, removal: { Action: 'CloseAccount' } } })] })] } }),
    changes: [{ kind: 'accountRemoved', outcome: 'closed', account: { path: 'Root/Old/shop' } }],
  },
  {
    name: 'an account of others is not closed',
    live: live.organization({ root: { accounts: [live.account('shop', 1)] } }),
    code: organization(),
    former: organization({ root: { accounts: [account('shop', { code: { ...IN_CODE, removal: { Action: 'CloseAccount' } } })] } }),
    changes: [],
  },
  {
    name: 'own attachments that the code does not list are detached, those of others stay',
    live: live.organization({
      root: { organizationalUnits: [live.unit('Prod', 1, { tags: owned, attachedPolicies: [FULL_ACCESS, attached(GUARD), attached(live.policy('theirs', '{}'))] })] },
      policies: [GUARD, live.policy('theirs', '{}')],
      more: { policyTypes: ['SERVICE_CONTROL_POLICY'] },
    }),
    code: organization({ root: { organizationalUnits: [unit('Prod')] }, policies: [guard] }),
    changes: [{ kind: 'detached', policy: { name: 'guard' }, target: { path: 'Root/Prod' } }],
  },
  {
    name: 'attachments stay on a target that was removed from the app while accounts are in it',
    live: live.organization({
      root: { organizationalUnits: [live.unit('Prod', 1, { tags: owned, attachedPolicies: [attached(GUARD)], accounts: [live.account('a', 1)] })] }, policies: [GUARD],
    }),
    code: organization(),
    changes: [],
  },
  {
    name: 'an own policy that was removed from the app is deleted once nothing uses it',
    live: live.organization({ root: { accounts: [live.account('theirs', 1, { attachedPolicies: [attached(GUARD)] })] }, policies: [GUARD] }),
    code: organization(),
    changes: [{ kind: 'policyRemoved', outcome: 'deleted' }, { kind: 'detached', target: { path: 'Root/theirs' } }],
  },
  {
    name: 'a unit that moves while a unit below it is removed from the app becomes another one, and the former one stays with its contents',
    live: live.organization({
      root: {
        organizationalUnits: [live.unit('Dev', 1, { tags: owned }), live.unit('Prod', 2, {
          tags: owned,
          accounts: [live.account('shop', 1, { tags: owned }), live.account('theirs', 3)],
          organizationalUnits: [live.unit('Deep', 3, { tags: owned, accounts: [live.account('bank', 2, { tags: owned })] })],
        })],
      },
    }),
    code: organization({ root: { organizationalUnits: [unit('Dev', { organizationalUnits: [unit('Prod', { code: { ...IN_CODE, address: 'S.Prod', allowReplacement: true }, accounts: [account('shop')] })] })] } }),
    changes: [
      { kind: 'organizationalUnitAdded', unit: { path: 'Root/Dev/Prod' } },
      { kind: 'accountMoved', account: { path: 'Root/Dev/Prod/shop' } },
      { kind: 'accountMoved', account: { path: 'Root/Dev/Prod/theirs' } },
    ],
    former: organization({ root: { organizationalUnits: [unit('Dev'), unit('Prod', { accounts: [account('shop')], organizationalUnits: [unit('Deep', { accounts: [account('bank')] })] })] } }),
  },
  {
    name: 'an administrator of a stack that is no longer in the code stays',
    live: live.organization({ root: { accounts: [live.account('shop', 1)] }, more: { delegatedAdministrators: [{ accountId: '111122223301', accountName: 'shop', servicePrincipal: 'sso.amazonaws.com' }] } }),
    code: organization({ more: { code: { owners: ['Other'], guardedActions: [], withoutFullAwsAccess: [] } } }),
    former: organization({
      root: { accounts: [account('shop')] },
      more: { delegatedAdministrators: [{ accountId: symbol('shop'), accountName: 'shop', servicePrincipal: 'sso.amazonaws.com', owner: 'S' }] },
    }),
    changes: [],
  },
  {
    name: 'an administrator that is retained stays, and another one is deregistered',
    live: live.organization({
      root: { accounts: [live.account('shop', 1, { tags: owned })] },
      more: {
        delegatedAdministrators: ['guardduty.amazonaws.com', 'sso.amazonaws.com']
          .map((servicePrincipal) => ({ accountId: '111122223301', accountName: 'shop', servicePrincipal })),
      },
    }),
    code: organization({ root: { accounts: [account('shop')] } }),
    former: organization({
      root: { accounts: [account('shop')] },
      more: {
        delegatedAdministrators: [
          { accountId: symbol('shop'), accountName: 'shop', servicePrincipal: 'guardduty.amazonaws.com', owner: 'S', retained: true },
          { accountId: symbol('shop'), accountName: 'shop', servicePrincipal: 'sso.amazonaws.com', owner: 'S' },
        ],
      },
    }),
    changes: [{ kind: 'delegatedAdministratorDeregistered', servicePrincipal: 'sso.amazonaws.com' }],
  },
  {
    name: 'tags that were removed from the app are deleted, tags of others stay',
    live: live.organization({ root: { accounts: [live.account('shop', 1, { tags: { ...owned, ours: '1', theirs: '2' } })] } }),
    code: organization({ root: { accounts: [account('shop')] } }),
    former: organization({ root: { accounts: [account('shop', { tags: { ours: '1' } })] } }),
    changes: [{ kind: 'tagRemoved', key: 'ours' }],
  },
  {
    name: 'a parent outside the code stays where it is',
    live: live.organization({ root: { organizationalUnits: [live.unit('Theirs', 1, { organizationalUnits: [live.unit('Deep', 2)] })] } }),
    code: organization({ root: { organizationalUnits: [unit('ou-root-aaaaaaa2', { id: 'ou-root-aaaaaaa2', code: undefined, accounts: [account('shop')] })] } }),
    changes: [{ kind: 'accountAdded', account: { path: 'Root/Theirs/Deep/shop' } }],
  },
  {
    name: 'a root that is only named is the root',
    live: live.organization(),
    code: organization({
      root: { id: '', code: undefined, organizationalUnits: [unit('r-root', { id: 'r-root', code: undefined, organizationalUnits: [unit('Prod')] })] },
      more: { id: '', managementAccountId: '' },
    }),
    changes: [{ kind: 'organizationalUnitAdded', unit: { path: 'Root/Prod' }, parent: { kind: 'root', id: 'r-root' } }],
  },
];

test.each(CASES.map((each) => [each.name, each] as const))('%s', (_, { live: base, code, former, changes }) => {
  const found = diff(withOwnership(base, code, former), overlay(base, code, { former }));
  expect(found.map(({ kind }) => kind)).toEqual((changes as { kind: string }[]).map(({ kind }) => kind));
  expect(found).toMatchObject(changes);
});

describe('Drift', () => {
  const code = organization({
    root: {
      attachedPolicies: [FULL_ACCESS],
      organizationalUnits: [unit('Dev', { attachedPolicies: [FULL_ACCESS] }), unit('Prod', { attachedPolicies: [attached(guard), FULL_ACCESS], accounts: [account('shop', { tags: { stage: 'prod' }, attachedPolicies: [FULL_ACCESS] })] })],
    },
    policies: [guard],
    more: { policyTypes: ['SERVICE_CONTROL_POLICY'], trustedServices: ['sso.amazonaws.com'] },
  });
  const shop = { tags: { ...owned, stage: 'prod' }, attachedPolicies: [FULL_ACCESS] };
  const dev = live.unit('Dev', 1, { tags: owned, attachedPolicies: [FULL_ACCESS] });
  const prod = { tags: owned, attachedPolicies: [FULL_ACCESS, attached(GUARD)], accounts: [live.account('shop', 1, shop)] };
  const there = (units: Organization['root']['organizationalUnits'], more: Partial<Organization> = {}) => live.organization({
    root: { attachedPolicies: [FULL_ACCESS], tags: owned, organizationalUnits: units },
    policies: [GUARD],
    more: { policyTypes: ['SERVICE_CONTROL_POLICY'], trustedServices: ['sso.amazonaws.com'], ...more },
  });

  test.each<[string, Organization, readonly object[]]>([
    ['nothing', there([dev, live.unit('Prod', 2, prod)]), []],
    ['an account that was moved', there([{ ...dev, accounts: prod.accounts }, live.unit('Prod', 2, { ...prod, accounts: [] })]),
      [{ kind: 'accountMoved', from: { path: 'Root/Prod' }, to: { path: 'Root/Dev' } }]],
    ['a tag that was changed', there([dev, live.unit('Prod', 2, { ...prod, accounts: [live.account('shop', 1, { ...shop, tags: { ...owned, stage: 'test' } })] })]),
      [{ kind: 'tagChanged', key: 'stage', before: 'prod', after: 'test' }]],
    ['a tag of others', there([dev, live.unit('Prod', 2, { ...prod, accounts: [live.account('shop', 1, { ...shop, tags: { ...shop.tags, theirs: 'x' } })] })]), []],
    ['an owner tag that is lost', there([dev, live.unit('Prod', 2, { ...prod, tags: {} })]), [{ kind: 'tagRemoved', key: 'cdk-aws-organizations:owner', before: 'S' }]],
    ['an owner tag of another stack', there([dev, live.unit('Prod', 2, { ...prod, accounts: [live.account('shop', 1, { ...shop, tags: { ...shop.tags, 'cdk-aws-organizations:owner': 'Other' } })] })]),
      [{ kind: 'tagChanged', key: 'cdk-aws-organizations:owner', before: 'S', after: 'Other' }]],
    ['an owner tag that a policy lost', there([dev, live.unit('Prod', 2, prod)], { policies: [{ ...GUARD, tags: {} }] }), [{ kind: 'tagRemoved', key: 'cdk-aws-organizations:owner' }]],
    ['a policy that was detached', there([dev, live.unit('Prod', 2, { ...prod, attachedPolicies: [FULL_ACCESS] })]), [{ kind: 'detached', policy: { name: 'guard' } }]],
    ['FullAWSAccess that was detached', there([dev, live.unit('Prod', 2, { ...prod, attachedPolicies: [attached(GUARD)] })]),
      [{ kind: 'fullAwsAccessDetached', target: { path: 'Root/Prod' } }]],
    ['an own policy attached elsewhere', there([{ ...dev, attachedPolicies: [FULL_ACCESS, attached(GUARD)] }, live.unit('Prod', 2, prod)]),
      [{ kind: 'attached', target: { path: 'Root/Dev' } }]],
    ['an account that was closed', there([dev, live.unit('Prod', 2, { ...prod, accounts: [live.account('shop', 1, { ...shop, state: 'CLOSED' })] })]),
      [{ kind: 'accountStateChanged', before: 'ACTIVE', after: 'CLOSED' }]],
    ['an account that is gone', there([dev, live.unit('Prod', 2, { ...prod, accounts: [] })]), [{ kind: 'accountRemoved', outcome: 'gone' }]],
    ['trusted access that was disabled', there([dev, live.unit('Prod', 2, prod)], { trustedServices: [] }), [{ kind: 'trustedAccessRemoved', outcome: 'ends' }]],
    ['a unit of others below an own one', there([dev, live.unit('Prod', 2, { ...prod, organizationalUnits: [live.unit('Theirs', 3)] })]), []],
    ['an own unit that was renamed', there([dev, live.unit('Production', 2, prod)]),
      [{ kind: 'organizationalUnitRenamed', before: 'Prod', after: 'Production' }]],
    ['an own unit that was renamed and emptied', there([dev, live.unit('Production', 2, { ...prod, accounts: [] })]),
      [{ kind: 'organizationalUnitRenamed', before: 'Prod', after: 'Production' }, { kind: 'accountRemoved' }]],
    ['an own unit that was renamed, emptied and detached from its policies',
      there([dev, live.unit('Production', 2, { ...prod, accounts: [], attachedPolicies: [FULL_ACCESS] })]),
      [{ kind: 'organizationalUnitRenamed', before: 'Prod', after: 'Production' }, { kind: 'detached' }, { kind: 'accountRemoved' }]],
    ['an own policy that was renamed and changed',
      there([dev, live.unit('Prod', 2, { ...prod, attachedPolicies: [FULL_ACCESS, attached(RENAMED)] })], { policies: [RENAMED] }),
      [{ kind: 'policyRenamed', before: 'guard', after: 'renamed' }, { kind: 'policyStatementsChanged' }]],
    ['a unit that a deployment retained, once it is empty', there([dev, live.unit('Prod', 2, prod), live.unit('Old', 3, { tags: owned })]),
      [{ kind: 'organizationalUnitAdded', arrival: 'appeared', name: 'Old' }]],
  ])('has the expected changes for %s', (_, actual, changes) => {
    const found = drift(code, actual);
    expect(found.map(({ kind }) => kind).sort()).toEqual((changes as { kind: string }[]).map(({ kind }) => kind).sort());
    expect(found).toEqual(expect.arrayContaining(changes.map((change) => expect.objectContaining(deep(change)) as unknown)));
  });
});

function deep(value: object): object {
  return Object.fromEntries(Object.entries(value).map(([key, inner]: [string, unknown]) => (
    [key, typeof inner === 'object' && inner !== null ? expect.objectContaining(inner) as unknown : inner])));
}

test('a lost owner tag is dangerous, because the next deployment stops', () => {
  const review = reviewOfDrift(organization({ root: { accounts: [account('shop')] } }), live.organization({ root: { accounts: [live.account('shop', 1)] } }));
  expect(review.risks).toEqual([{ change: 0, level: 'tightens', reason: "The next deployment takes it for somebody else's and stops." }]);
});

test('IDs of the service stay, and new resources have the symbol of their construct', () => {
  const planned = overlay(live.organization({ root: { accounts: [live.account('shop', 1)] } }), organization({ root: { accounts: [account('shop'), account('new')] } }));
  expect(planned.root.accounts.map(({ id }) => id)).toEqual([symbol('new'), '111122223301']);
});
