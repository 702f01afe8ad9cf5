import { deployedIds, drift, type InCode, type Organization, reviewOfDeployment, reviewOfDrift } from '../../../src/model';
import { changeText } from '../../../src/report/changes/change-text';
import { account, attached, IN_CODE, live, organization, owned, policy, unit } from '../organizations';

const adopt = (logicalId: string, more: Partial<InCode> = {}): { code: InCode } => ({ code: { ...IN_CODE, address: `S.${logicalId}`, adopt: true, ...more } });
const ADOPTED = { 'cdk-aws-organizations:owner': 'S/adopted' };
const OF_ANOTHER = { 'cdk-aws-organizations:owner': 'T/adopted' };
const DENIES = (action: string) => ({ Version: '2012-10-17', Statement: [{ Sid: 'A', Effect: 'Deny', Action: action, Resource: '*' }] });
const GUARDS = [['one', 's3:DeleteBucket'], ['two', 'ec2:RunInstances']] as const;
const POLICY_TYPES = { policyTypes: ['SERVICE_CONTROL_POLICY' as const] };

const told = (review: { readonly changes: readonly Parameters<typeof changeText>[0][] }) => review.changes.map((change) => {
  if (change.kind === 'organizationalUnitRenamed' || change.kind === 'accountRenamed' || change.kind === 'policyRenamed') return `${change.before} → ${change.after}`;
  return change.kind === 'accountEmailChanged' ? `${change.before} → ${change.after}` : change.kind;
});

/** Two units with an account and a policy each, a unit in the first one, and an empty unit below that. */
const NAMES = ['Prod', 'Dev', 'Team', 'Squad'];
function code(names = NAMES, more: typeof adopt = adopt): Organization {
  const [prod, dev, team, squad] = names;
  const policies = GUARDS.map(([name, action]) => policy(name, DENIES(action), more(name)));
  return organization({
    root: {
      organizationalUnits: [
        unit(dev, { ...more('Dev'), accounts: [account('shop', more('shop'))], attachedPolicies: [attached(policies[1])] }),
        unit(prod, {
          ...more('Prod'),
          accounts: [account('bank', more('bank'))],
          attachedPolicies: [attached(policies[0])],
          organizationalUnits: [unit(team, { ...more('Team'), organizationalUnits: [unit(squad, more('Squad'))] })],
        }),
      ],
    },
    policies,
    more: POLICY_TYPES,
  });
}
function found(names: readonly string[], tags: typeof ADOPTED | Record<string, never> = ADOPTED): Organization {
  const [prod, dev, team, squad] = names;
  const policies = GUARDS.map(([name, action]) => live.policy(name, DENIES(action), tags));
  return live.organization({
    root: {
      organizationalUnits: [
        live.unit(dev, 2, { tags, accounts: [live.account('shop', 2, { tags })], attachedPolicies: [attached(policies[1])] }),
        live.unit(prod, 1, {
          tags,
          accounts: [live.account('bank', 1, { tags })],
          attachedPolicies: [attached(policies[0])],
          organizationalUnits: [live.unit(team, 3, { tags, organizationalUnits: [live.unit(squad, 4, { tags })] })],
        }),
      ],
    },
    policies,
    more: POLICY_TYPES,
  });
}
const RENAMED = ['Production', 'Development', 'Group', 'Crew'];

describe('adopted organizational units that were renamed by hand', () => {
  test('are renamed in drift, and no account can do more or less', () => {
    const review = reviewOfDrift(code(), found(RENAMED));
    expect(told(review).sort()).toEqual(['Dev → Development', 'Prod → Production', 'Squad → Crew', 'Team → Group']);
    expect(review.counts).toMatchObject({ accountsAffected: 0, byRisk: { destroys: 0, loosens: 0, tightens: 0 } });
  });

  test('are renamed back in a comparison with the live organization, without an obstacle, with the code that was deployed and without it', () => {
    for (const former of [undefined, code()]) {
      const review = reviewOfDeployment(found(RENAMED), code(), former);
      expect(review.obstacles).toEqual([]);
      expect(told(review).sort()).toEqual(['Crew → Squad', 'Development → Dev', 'Group → Team', 'Production → Prod']);
      expect(review.counts.accountsAffected).toBe(0);
    }
  });

  test('keep their IDs for a rehearsal', () => {
    const ids = deployedIds(found(RENAMED), code());
    expect(['Prod', 'Dev', 'Team', 'Squad'].map((name) => ids.physicalId('S', name))).toEqual([1, 2, 3, 4].map((number) => `ou-root-aaaaaaa${number}`));
  });

  test('are identified as well once the code says adopt no more', () => {
    const created: typeof adopt = (logicalId) => adopt(logicalId, { adopt: false });
    expect(told(reviewOfDrift(code(NAMES, created), found(RENAMED))).sort()).toEqual(['Dev → Development', 'Prod → Production', 'Squad → Crew', 'Team → Group']);
  });

  test('stay missing if nobody or another stack has marked what is there', () => {
    for (const tags of [{}, OF_ANOTHER]) {
      const { obstacles } = reviewOfDeployment(found(RENAMED, tags), code());
      expect(obstacles.map(({ kind }) => kind)).toContain('adoptFindsNothing');
    }
  });

  test('are not confused with a typo in new code, as far as the code that was deployed is known', () => {
    const names = ['Prod', 'Dev', 'Team', 'Squad'];
    const typo = code(['Prod', 'Dev', 'Team', 'Squat'], (logicalId) => adopt(logicalId === 'Squad' ? 'Other' : logicalId));
    expect(reviewOfDeployment(found(names), typo, code()).obstacles.map(({ kind, subject }) => [kind, subject])).toEqual([
      ['adoptFindsNothing', 'Root/Prod/Team/Squat'],
    ]);
  });
});

describe('adopted policies', () => {
  const withPolicies = (tags: Record<string, string>) => {
    const names = [['uno', 's3:*'], ['due', 'ec2:*']];
    const policies = names.map(([name, action]) => live.policy(name, DENIES(action), tags));
    const { root, ...rest } = found(NAMES, ADOPTED);
    const [dev, prod] = root.organizationalUnits;
    return {
      ...rest,
      root: {
        ...root,
        organizationalUnits: [dev, prod].map((each, index) => ({ ...each, attachedPolicies: [attached(policies[1 - index])] })),
      },
      policies,
    };
  };

  test('that were renamed and edited by hand are identified by their owner tag and their targets, as created ones are', () => {
    const created: typeof adopt = (logicalId) => adopt(logicalId, { adopt: false });
    for (const [inCode, tags] of [[code(), ADOPTED], [code(NAMES, created), owned]] as const) {
      const kinds = drift(inCode, withPolicies(tags)).map(({ kind }) => kind);
      expect(kinds.filter((kind) => /^policy(Added|Removed)/.test(kind))).toEqual([]);
      expect(kinds.filter((kind) => kind === 'policyRenamed')).toHaveLength(2);
    }
  });

  test('of others are not', () => {
    expect(drift(code(), withPolicies({})).map(({ kind }) => kind)).toContain('policyRemoved');
  });
});

describe('adopted accounts', () => {
  const changed = (change: (name: string) => object, tags: Record<string, string> = ADOPTED) => {
    const { root, ...rest } = found(NAMES, ADOPTED);
    return {
      ...rest,
      root: {
        ...root,
        organizationalUnits: root.organizationalUnits.map((each) => (
          { ...each, accounts: each.accounts.map((one) => ({ ...one, tags, ...change(one.name) })) })),
      },
    };
  };

  test('that were renamed by hand are renamed', () => {
    expect(told(reviewOfDrift(code(), changed((name) => ({ name: `${name}-x` })))).sort()).toEqual(['bank → bank-x', 'shop → shop-x']);
  });

  test('whose addresses were changed by hand are identified by their owner tag and name', () => {
    const there = changed((name) => ({ email: `${name}@example.org` }));
    expect(told(reviewOfDrift(code(), there)).sort()).toEqual(['bank@example.com → bank@example.org', 'shop@example.com → shop@example.org']);
    const review = reviewOfDeployment(there, code());
    expect(review.obstacles.map(({ kind }) => kind).filter((kind) => kind !== 'noTrustedAccess')).toEqual([]);
    expect(told(review).sort()).toEqual(['bank@example.org → bank@example.com', 'shop@example.org → shop@example.com']);
    expect(deployedIds(there, code()).physicalId('S', 'shop')).toBe('111122223302');
  });

  test('without the owner tag count as missing', () => {
    const there = changed((name) => ({ email: `${name}@example.org` }), {});
    expect(reviewOfDeployment(there, code()).obstacles.map(({ kind }) => kind)).toEqual(['adoptFindsNothing', 'adoptFindsNothing']);
  });
});

