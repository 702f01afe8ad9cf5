import { type Account, type Organization, organizationsOfReview, type OrganizationalUnit, type Policy, reviewOf, targets } from '../../../src/model';
import { account, attached, FULL_ACCESS, inCode, live, organization, policy, symbol, unit } from '../organizations';
import { ACTIONS, ENABLED } from '../risk/support';

const adopted = (id: string) => ({ code: inCode(symbol(id), { adopt: true }) });
const deny = (action: string) => ({ Version: '2012-10-17', Statement: { Effect: 'Deny', Action: action, Resource: '*' } });

/** Policies of others: the code lists neither. */
const [GUARD_S3, GUARD_EC2] = [live.policy('aws-guardrails-s3', deny('s3:DeleteBucket')), live.policy('aws-guardrails-ec2', deny('ec2:RunInstances'))];

interface Tree {
  readonly homes: Readonly<Record<string, readonly string[]>>;
  readonly policies?: Readonly<Record<string, readonly Policy[]>>;
}

const OWN = [policy('own-s3', deny('s3:DeleteBucket')), policy('own-ec2', deny('ec2:RunInstances'))];
const OWN_LIVE = OWN.map(({ name, content }) => live.policy(name, content, { 'cdk-aws-organizations:owner': 'S' }));

/** Adopted units with adopted accounts, as code. */
function code({ homes, policies = {} }: Tree): Organization {
  return organization({
    root: {
      attachedPolicies: [FULL_ACCESS],
      organizationalUnits: Object.entries(homes).map(([name, accounts]) => unit(name, {
        attachedPolicies: [FULL_ACCESS, ...(policies[name] ?? []).map(attached)],
        accounts: accounts.map((each) => account(each, { attachedPolicies: [FULL_ACCESS], ...adopted(each) })),
        ...adopted(name),
      })),
      ...adopted('Organization'),
    },
    policies: OWN,
    more: ENABLED,
  });
}

const NUMBERS: Readonly<Record<string, number>> = { shop: 1, store: 2, legacy: 3, lab: 4 };

/** The same as the service shows it. */
function inService({ homes, policies = {} }: Tree): Organization {
  const accounts = (names: readonly string[]): Account[] => (
    names.map((name) => live.account(name, NUMBERS[name], { attachedPolicies: [FULL_ACCESS] })));
  return live.organization({
    root: {
      attachedPolicies: [FULL_ACCESS],
      organizationalUnits: Object.entries(homes).map(([name, names], index): OrganizationalUnit => (
        live.unit(name, index + 1, {
          attachedPolicies: [FULL_ACCESS, ...(policies[name] ?? []).map(attached)], accounts: accounts(names),
        }))),
    },
    policies: [GUARD_S3, GUARD_EC2, ...OWN_LIVE],
    more: ENABLED,
  });
}

const risksOf = (base: Organization, head: Organization, judgedIn?: { organization: Organization; isStale: boolean }) => {
  const { changes, risks } = reviewOf(base, head, { actions: ACTIONS, judgedIn });
  return risks.map(({ change, level, reason }) => [changes[change].kind, level, reason]);
};
const fresh = (inOrganization: Organization) => ({ organization: inOrganization, isStale: false });
const stale = (inOrganization: Organization) => ({ organization: inOrganization, isStale: true });

const BEFORE = { Dev: [], Prod: ['shop', 'store'] };
const AFTER = { Dev: ['shop', 'store'], Prod: [] };

test('moves out of a unit with policies of others loosen', () => {
  const organizationOf = inService({ homes: BEFORE, policies: { Prod: [GUARD_S3, GUARD_EC2] } });
  expect(risksOf(code({ homes: BEFORE }), code({ homes: AFTER }), fresh(organizationOf))).toEqual([
    ['accountMoved', 'loosens', '1 account can do what was denied.'], ['accountMoved', 'loosens', '1 account can do what was denied.'],
  ]);
  const { impact } = reviewOf(code({ homes: BEFORE }), code({ homes: AFTER }), { actions: ACTIONS, judgedIn: fresh(organizationOf) });
  expect(impact.map(({ caption, counts }) => [caption, counts.allowed])).toEqual([['2 accounts in Root/Dev', 2]]);
  expect(impact[0].actions.flatMap(({ insteadOf }) => insteadOf)).toEqual(['Statement[0] of aws-guardrails-ec2', 'Statement[0] of aws-guardrails-s3']);
});

test('moves between units with the same policies of others are harmless', () => {
  const policies = { Prod: [GUARD_S3, GUARD_EC2], Dev: [GUARD_S3, GUARD_EC2] };
  expect(risksOf(code({ homes: BEFORE }), code({ homes: AFTER }), fresh(inService({ homes: BEFORE, policies }))).map(([, level]) => level))
    .toEqual(['neutral', 'neutral']);
});

test('moves between units of an organization that may have changed since are not harmless', () => {
  const policies = { Prod: [GUARD_S3, GUARD_EC2], Dev: [GUARD_S3, GUARD_EC2] };
  const same = stale(inService({ homes: BEFORE, policies }));
  expect(risksOf(code({ homes: BEFORE }), code({ homes: AFTER }), same).map(([, level]) => level)).toEqual(['loosens', 'tightens', 'loosens', 'tightens']);
  const other = stale(inService({ homes: BEFORE, policies: { Prod: [GUARD_S3, GUARD_EC2] } }));
  expect(risksOf(code({ homes: BEFORE }), code({ homes: AFTER }), other).slice(0, 2)).toEqual([
    ['accountMoved', 'loosens', '1 account can do what was denied.'],
    ['accountMoved', 'tightens', 'Policies that the code does not list may be attached to Root/Dev. They count then.'],
  ]);
});

test('units that were adopted after the organization was read are not known from it', () => {
  const { root, ...rest } = inService({ homes: BEFORE });
  const without = { ...rest, root: { ...root, organizationalUnits: [], accounts: root.organizationalUnits[1].accounts } };
  expect(risksOf(code({ homes: BEFORE }), code({ homes: AFTER }), fresh(without)).map(([, level]) => level)).toEqual(['loosens', 'tightens', 'loosens', 'tightens']);
});

test('the changes are those of the code, even if the organization is another one than the former code says', () => {
  const elsewhere = inService({ homes: { Dev: ['shop'], Prod: ['store', 'legacy'] }, policies: { Dev: OWN_LIVE, Prod: [] } });
  const [base, head] = [code({ homes: BEFORE }), code({ homes: AFTER })];
  for (const given of [undefined, fresh(elsewhere), stale(elsewhere)]) {
    expect(reviewOf(base, head, { actions: ACTIONS, judgedIn: given }).changes).toEqual(reviewOf(base, head, { actions: ACTIONS }).changes);
  }
});

test('accounts outside the code count', () => {
  const [base, head] = [{ Dev: [], Prod: OWN }, { Dev: [], Prod: [] }].map((policies) => code({ homes: { Dev: [], Prod: [] }, policies }));
  const organizationOf = inService({ homes: { Dev: [], Prod: ['legacy', 'lab'] }, policies: { Prod: OWN_LIVE } });
  const found = reviewOf(base, head, { actions: ACTIONS, judgedIn: fresh(organizationOf) });
  expect(risksOf(base, head, fresh(organizationOf))).toEqual([
    ['detached', 'loosens', '2 accounts can do what was denied.'], ['detached', 'loosens', '2 accounts can do what was denied.'],
  ]);
  expect(found.impact.map(({ caption }) => caption)).toEqual(['2 accounts in Root/Prod']);
});

test('policies that the code detaches count as detached, no matter who attached them', () => {
  const guards = [GUARD_S3, GUARD_EC2];
  const [base, head] = [{ Prod: guards }, { Prod: [] }].map((policies) => code({ homes: BEFORE, policies }));
  for (const there of [guards, []]) {
    const organizationOf = inService({ homes: BEFORE, policies: { Prod: there } });
    expect(risksOf(base, head, fresh(organizationOf))).toEqual([
      ['detached', 'loosens', '2 accounts can do what was denied.'], ['detached', 'loosens', '2 accounts can do what was denied.'],
    ]);
  }
});

test('an account that is adopted at another place than it has moves', () => {
  const [base, head] = [code({ homes: { Dev: [], Prod: [] } }), code({ homes: AFTER })];
  const guarded = inService({ homes: BEFORE, policies: { Prod: [GUARD_S3, GUARD_EC2] } });
  const reason = 'If it is in another place now, it moves, and gets the policies of its new place instead of those that it has.';
  expect(risksOf(base, head).slice(0, 2)).toEqual([['accountAdded', 'loosens', reason], ['accountAdded', 'tightens', reason]]);
  expect(risksOf(base, head, fresh(guarded))).toEqual([
    ['accountAdded', 'loosens', '1 account can do what was denied.'], ['accountAdded', 'loosens', '1 account can do what was denied.'],
  ]);
  const inPlace = inService({ homes: AFTER, policies: { Prod: [GUARD_S3, GUARD_EC2] } });
  expect(risksOf(base, head, fresh(inPlace)).map(([, level]) => level)).toEqual(['neutral', 'neutral']);
});

test('an organization that is what the former code says changes no risk of created resources', () => {
  const created = (homes: Tree['homes'], policies: Tree['policies']): Organization => JSON.parse(JSON.stringify(code({ homes, policies }), (key, value: unknown) => (
    key === 'adopt' ? false : value))) as Organization;
  const [base, head] = [created(BEFORE, { Prod: OWN }), created(AFTER, { Prod: [OWN[0]], Dev: [OWN[1]] })];
  const deployed = inService({ homes: BEFORE, policies: { Prod: OWN_LIVE } });
  expect(risksOf(base, head, fresh(deployed))).toEqual(risksOf(base, head));
});

test('an organization that is asked about calls has accounts with their IDs, also where policies name them, but for those that the change creates', () => {
  const exempt = policy('own-s3', { Version: '2012-10-17', Statement: { Effect: 'Deny', Action: 's3:*', Resource: '*', Condition: { StringNotEquals: { 'aws:PrincipalAccount': [symbol('shop'), symbol('lab')] } } } });
  const of = (homes: Tree['homes']): Organization => ({ ...code({ homes, policies: { Prod: [exempt] } }), policies: [exempt, OWN[1]] });
  const created = account('lab', { attachedPolicies: [FULL_ACCESS] });
  const [base, present] = [of(BEFORE), of(AFTER)];
  const head = { ...present, root: { ...present.root, accounts: [created] } };
  const { before, after } = organizationsOfReview(base, head, fresh(inService({ homes: { Dev: ['legacy'], Prod: ['shop', 'store'] } })));
  const ids = (side: Organization) => Object.fromEntries([...targets(side)].filter(({ kind }) => kind === 'account').map(({ path, target }) => [path, target.id]));
  expect(ids(before)).toEqual({ 'Root/Dev/legacy': '111122223303', 'Root/Prod/shop': '111122223301', 'Root/Prod/store': '111122223302' });
  expect(ids(after)).toEqual({
    'Root/Dev/legacy': '111122223303', 'Root/Dev/shop': '111122223301', 'Root/Dev/store': '111122223302', 'Root/lab': symbol('lab'),
  });
  expect([before, after].map(({ policies }) => policies.find(({ name }) => name === 'own-s3')!.content)).toEqual([
    expect.stringContaining(`["111122223301","${symbol('lab')}"]`), expect.stringContaining(`["111122223301","${symbol('lab')}"]`),
  ]);
});
