import { type Organization, reviewOf, reviewOfDeployment, reviewOfDrift } from '../../../src/model';
import { account, attached, FULL_ACCESS, inCode, live, organization, owned, policy, symbol, unit } from '../organizations';

const DENY = { Version: '2012-10-17', Statement: { Effect: 'Deny', Action: 's3:*', Resource: '*' } };
const guard = policy('guard', DENY);
const SCP = { policyTypes: ['SERVICE_CONTROL_POLICY' as const] };
const ACTIONS = ['s3:GetObject', 'sqs:SendMessage'];

/** Two accounts in a unit, to which the guard may be attached. */
function code(isGuarded: boolean, more: Partial<Organization> = {}, units: Organization['root']['organizationalUnits'] = []): Organization {
  return organization({
    root: {
      attachedPolicies: [FULL_ACCESS],
      organizationalUnits: [unit('Prod', {
        attachedPolicies: [FULL_ACCESS, ...isGuarded ? [attached(guard)] : []],
        accounts: ['bank', 'shop'].map((name) => account(name, { attachedPolicies: [FULL_ACCESS] })),
      }), ...units],
    },
    policies: [guard],
    more: { ...SCP, ...more },
  });
}

describe('a review of two versions of the code', () => {
  test('counts the changes by kind and by their worst risk, and the accounts that they affect', () => {
    const { counts, risks } = reviewOf(code(true, { trustedServices: ['sso.amazonaws.com'] }, [unit('New')]), code(false, {}, [unit('Old'), unit('Other')]), { actions: ACTIONS });
    expect(counts).toEqual({
      changes: 5,
      byKind: { detached: 1, organizationalUnitAdded: 2, organizationalUnitRemoved: 1, trustedAccessRemoved: 1 },
      byRisk: { destroys: 1, loosens: 1, tightens: 0, neutral: 3 },
      accounts: 2,
      accountsAffected: 2,
      actions: 2,
    });
    expect(new Set(risks.map(({ change }) => change))).toEqual(new Set([0, 1, 2, 3, 4]));
  });

  test('without changes has nothing else either, regardless of the given actions', () => {
    for (const actions of [undefined, [], ACTIONS]) {
      expect(reviewOf(code(true), code(true), { actions })).toStrictEqual({
        changes: [],
        impact: [],
        risks: [],
        obstacles: [],
        counts: { changes: 0, byKind: {}, byRisk: { destroys: 0, loosens: 0, tightens: 0, neutral: 0 }, accounts: 2, accountsAffected: 0 },
      });
    }
  });

  test('says so if actions were not judged', () => {
    const review = reviewOf(code(false), code(true), { actions: [] });
    expect(review).toMatchObject({ actionsNotJudged: true, changes: [{ kind: 'attached' }] });
    expect(review.counts).not.toHaveProperty('actions');
    expect(reviewOf(code(false), code(true), { actions: ACTIONS })).not.toHaveProperty('actionsNotJudged');
  });
});

describe('a live organization', () => {
  const GUARD = live.policy('guard', DENY, owned);
  const found = live.organization({
    root: {
      attachedPolicies: [FULL_ACCESS],
      organizationalUnits: [
        live.unit('Prod', 1, {
          tags: owned,
          attachedPolicies: [FULL_ACCESS, attached(GUARD)],
          accounts: ['bank', 'shop'].map((name, index) => live.account(name, index + 1, { tags: owned, attachedPolicies: [FULL_ACCESS] })),
        }),
        live.unit('Theirs', 2, { attachedPolicies: [FULL_ACCESS] }),
      ],
    },
    policies: [GUARD],
    more: SCP,
  });

  test('has no drift where only others have added something, unless that is asked for', () => {
    const [review, outside] = [reviewOfDrift(code(true), found), reviewOfDrift(code(true), found, { outside: true })];
    expect(review).toMatchObject({ changes: [], drift: true, obstacles: [] });
    expect(outside.changes.map((change) => [change.kind, 'unit' in change ? change.unit.path : undefined])).toEqual([['organizationalUnitAdded', 'Root/Theirs']]);
    for (const each of [review, outside]) for (const field of ['invitations', 'unexplainedTags', 'allowLists', 'delegations']) expect(each).not.toHaveProperty(field);
  });

  test('has the changes of a deployment, and no drift', () => {
    const review = reviewOfDeployment(found, code(false), code(true), { actions: ACTIONS });
    expect(review.changes).toMatchObject([{ kind: 'detached', target: { path: 'Root/Prod' }, policy: { id: GUARD.id } }]);
    expect(review).not.toHaveProperty('drift');
    expect(review.counts).toMatchObject({ accounts: 2, accountsAffected: 2, actions: 2, byRisk: { loosens: 1 } });
  });

  test('has the resource policy of the code before as a known resource', () => {
    const resourcePolicy = (tags: object) => ({ id: symbol('Delegation'), content: '{"Version":"2012-10-17","Statement":[]}', tags: { ...tags }, code: inCode(symbol('Delegation')) });
    const withPolicy: Organization = { ...found, resourcePolicy: { id: 'rp-12345678', content: '{"Version":"2012-10-17","Statement":[]}', tags: owned } };
    const review = reviewOfDeployment(withPolicy, code(true, { resourcePolicy: resourcePolicy({ team: 'blue' }) }), code(true, { resourcePolicy: resourcePolicy({}) }));
    expect(review).toMatchObject({ changes: [{ kind: 'tagAdded', key: 'team' }], obstacles: [] });
  });
});
