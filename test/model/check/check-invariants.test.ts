import { checkInvariant, type Invariant, OrganizationAccess, type Policy } from '../../../src/model';
import { account, attached, FULL_ACCESS, organization, policy, unit } from '../organizations';
import { scp } from '../risk/support';

const SCP_ENABLED = { id: 'o-exampleorgid', managementAccountId: '999988887777', policyTypes: ['SERVICE_CONTROL_POLICY' as const] };

/** Two units with two accounts each. Policies are attached to the first unit and to its first account. */
function access(onUnit: Policy[], onAccount: Policy[] = []): OrganizationAccess {
  const full = [FULL_ACCESS];
  return new OrganizationAccess(organization({
    root: {
      attachedPolicies: full,
      organizationalUnits: [
        unit('Workloads', {
          attachedPolicies: [...full, ...onUnit.map(attached)],
          accounts: [account('shop', { attachedPolicies: [...full, ...onAccount.map(attached)] }), account('bank', { attachedPolicies: full })],
        }),
        unit('Sandbox', { attachedPolicies: full, accounts: [account('red', { attachedPolicies: full }), account('blue', { attachedPolicies: full })] }),
      ],
    },
    policies: [...new Set([...onUnit, ...onAccount])],
    more: SCP_ENABLED,
  }));
}

function verdicts(of: OrganizationAccess, invariant: Partial<Invariant>) {
  const { groups } = checkInvariant(of, { name: 'test', actions: ['cloudtrail:StopLogging'], ...invariant });
  return groups.map(({ accounts, verdict }) => [verdict.kind, accounts.map(({ path }) => path)]);
}

const stop = scp('stop', { Action: ['cloudtrail:Stop*', 'cloudtrail:Delete*'] });
const stopButPlatform = scp('stop', { Action: 'cloudtrail:*', Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/platform/*' } } });

test('an invariant is proved where a policy denies its actions, and refuted elsewhere', () => {
  expect(verdicts(access([stop]), {})).toEqual([['refuted', ['Sandbox/red', 'Sandbox/blue']], ['proved', ['Workloads/shop', 'Workloads/bank']]]);
  expect(verdicts(access([stop]), { in: ['Workloads'] })).toEqual([['proved', ['Workloads/shop', 'Workloads/bank']]]);
  expect(verdicts(access([stop]), { notIn: ['Sandbox', 'bank'] })).toEqual([['proved', ['Workloads/shop']]]);
  expect(verdicts(access([], [stop]), { in: ['Workloads'] })).toEqual([['refuted', ['Workloads/bank']], ['proved', ['Workloads/shop']]]);
});

test('a principal that the policies exempt refutes an invariant that does not exempt it', () => {
  const of = access([stopButPlatform]);
  const { groups: [{ verdict }] } = checkInvariant(of, { name: 'test', actions: ['cloudtrail:StopLogging'], in: ['Workloads'] });
  expect(verdict).toMatchObject({ kind: 'refuted', witness: { action: 'cloudtrail:StopLogging', principal: expect.stringContaining(':role/platform/') } });
  expect(verdicts(of, { in: ['Workloads'], exceptPrincipals: ['role/platform/*'] })).toEqual([['proved', ['Workloads/shop', 'Workloads/bank']]]);
  expect(verdicts(of, { in: ['Workloads'], exceptPrincipals: ['role/platform/deploy', 'user/x'] })).toEqual([['refuted', ['Workloads/shop', 'Workloads/bank']]]);
});

test('each witness passes the policies of its account', () => {
  const region = scp('region', { Action: 'ec2:*', Resource: 'arn:aws:ec2:*:*:instance/*', Condition: { StringNotLike: { 'aws:RequestedRegion': 'eu-*' } } });
  const of = access([stopButPlatform, region]);
  const invariants = [{ actions: ['ec2:RunInstances'] }, { actions: ['cloudtrail:*'] }, { actions: ['ec2:*'], when: { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } } }];
  for (const invariant of invariants) {
    for (const { accounts, verdict } of checkInvariant(of, { name: 'test', ...invariant }).groups) {
      if (verdict.kind !== 'refuted') continue;
      const { action, resource, principal, context } = verdict.witness;
      const short = principal.slice(principal.lastIndexOf(':') + 1);
      expect(accounts.map((placed) => of.ask(placed, { action, resource, principal: short, context }).decision)).toEqual(accounts.map(() => 'allowed'));
    }
  }
});

test('conditions on the account and the organization count as they are', () => {
  const own = scp('own', { Action: 's3:*', Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-another' } } });
  expect(verdicts(access([own]), { actions: ['s3:GetObject'], in: ['Workloads'] })[0][0]).toBe('proved');
  const ofOthers = scp('own', { Action: 's3:*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-another' } } });
  expect(verdicts(access([ofOthers]), { actions: ['s3:GetObject'], in: ['Workloads'] })[0][0]).toBe('refuted');
});

test.each<[string, object, readonly string[]]>([
  ['the account is exempt', { StringNotEquals: { 'aws:PrincipalAccount': '${S.shop}' } }, ['Workloads/shop']],
  ['accounts are exempt, one by its ID', { StringNotEquals: { 'aws:PrincipalAccount': ['${S.shop}', '${S.red}'] } }, ['Workloads/shop']],
  // The ID may turn out to be that of either.
  ['an ID is exempt that no account is known to have', { StringNotEquals: { 'aws:PrincipalAccount': '555566667777' } }, ['Workloads/shop', 'Workloads/bank']],
  ['a pattern of IDs is exempt', { StringNotLike: { 'aws:PrincipalAccount': '5*' } }, ['Workloads/shop', 'Workloads/bank']],
  ['the ID of the management account is exempt', { StringNotEquals: { 'aws:PrincipalAccount': '999988887777' } }, []],
  ['the principals of an account are exempt', { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::${S.shop}:role/*' } }, ['Workloads/shop']],
  ['a unit of the code is exempt', { 'ForAllValues:StringNotLike': { 'aws:PrincipalOrgPaths': 'o-exampleorgid/*/${S.Sandbox}/*' } }, []],
  ['their unit is exempt', { 'ForAllValues:StringNotLike': { 'aws:PrincipalOrgPaths': 'o-exampleorgid/*/${S.Workloads}/*' } }, ['Workloads/shop', 'Workloads/bank']],
])('of accounts that a deployment will create, those are let through to which an exemption can apply: %s', (_, Condition, expected) => {
  const guard = scp('guard', { Action: 'cloudtrail:*', Condition });
  const refuted = verdicts(access([guard]), { in: ['Workloads'] }).flatMap(([kind, paths]) => (kind === 'proved' ? [] : paths));
  expect(refuted).toEqual(expected);
});

test('an account that a deployment will create may be the one that an invariant names', () => {
  const when = { StringEquals: { 'aws:PrincipalAccount': '555566667777' } };
  expect(verdicts(access([]), { in: ['shop'], when }).map(([kind]) => kind)).toEqual(['refuted']);
  expect(verdicts(access([]), { in: ['shop'], when: { StringEquals: { 'aws:PrincipalAccount': '999988887777' } } }).map(([kind]) => kind)).toEqual(['proved']);
});

describe('no proof is given by the form of a value', () => {
  const refuted = (condition: object, more: Policy[] = []) => (
    verdicts(access([scp('guard', { Action: 's3:GetObject', Condition: condition }), ...more]), { actions: ['s3:GetObject'], in: ['shop'] }).map(([kind]) => kind));
  const namesShop = scp('other', { Action: 'ec2:*', Condition: { StringEquals: { 'aws:PrincipalAccount': '${S.shop}' } } });
  const notManagement = { StringNotEquals: { 'aws:PrincipalAccount': '999988887777' } };

  test.each<[string, object]>([
    ['an address', { StringNotLike: { 'aws:SourceIp': '10.*' } }],
    ['an address in a VPC', { StringNotLike: { 'aws:VpcSourceIp': '10.?.*' } }],
    ['a time', { StringNotLike: { 'aws:CurrentTime': '2026-*' } }],
    ['seconds', { StringNotLike: { 'aws:EpochTime': '1?????????' } }],
    ['a number', { StringNotLike: { 'aws:MultiFactorAuthAge': '12?*' } }],
    ['a part of an account ID', { ...notManagement, StringNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::1111*role/x' } }],
    ['an account ID as a number', { ...notManagement, NumericLessThan: { 'aws:PrincipalAccount': '500000000' } }],
  ])('that a pattern matches: %s', (_, condition) => {
    expect(refuted(condition)).not.toContain('proved');
  });

  test.each<[string, object]>([
    ['an account ID as a number', { NumericLessThan: { 'aws:PrincipalAccount': '500000000' } }],
    ['a part of an account ID', { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::1111*:role/*' } }],
    ['a path', { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o*/r*/*s*/' } }],
    ['a part of a path', { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': '*standsin*' } }],
  ])('of an ID that stands in, where another statement names the account: %s', (_, condition) => {
    expect(refuted(condition, [namesShop])).not.toContain('proved');
  });

  test.each(['??????????????????', '?-standsin*', '*standsin*'])('of an organization that a deployment creates: %s', (pattern) => {
    const guard = scp('guard', { Action: 's3:GetObject', Condition: { StringLike: { 'aws:PrincipalOrgID': pattern } } });
    const shop = account('shop', { attachedPolicies: [FULL_ACCESS] });
    const of = new OrganizationAccess(organization({
      root: { attachedPolicies: [FULL_ACCESS, attached(guard)], accounts: [shop] }, policies: [guard], more: { policyTypes: ['SERVICE_CONTROL_POLICY'] },
    }));
    expect(verdicts(of, { actions: ['s3:GetObject'], in: ['shop'] }).map(([kind]) => kind)).not.toContain('proved');
  });

  test('of the owner of a resource, for actions that may not tell it', () => {
    const own = { StringEquals: { 'aws:ResourceAccount': '111122223333' } };
    const denial = (action: string) => policy('own', { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Principal: '*', Action: action, Resource: '*', Condition: own }] }, { type: 'RESOURCE_CONTROL_POLICY' });
    const full = [FULL_ACCESS, { ...FULL_ACCESS, id: 'p-RCPFullAWSAccess', name: 'RCPFullAWSAccess', type: 'RESOURCE_CONTROL_POLICY' as const }];
    const verdictOf = (action: string, service: string) => {
      const guard = denial(`${service}:*`);
      const of = new OrganizationAccess(organization({
        root: { attachedPolicies: [...full, attached(guard)], accounts: [account('shop', { id: '111122223333', attachedPolicies: full })] }, policies: [guard], more: { policyTypes: ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] },
      }));
      return verdicts(of, { actions: [action], callers: 'anyone', in: ['shop'] }).map(([kind]) => kind);
    };
    expect(verdictOf('s3:GetObject', 's3')).toEqual(['proved']);
    expect(verdictOf('events:PutEvents', 'events')).not.toContain('proved');
  });
});

test('actions whose patterns have too many combinations are not proved', () => {
  const hostile = { Action: Array.from({ length: 16 }, (_, index) => `iam:*b${'?'.repeat(index + 1)}`) };
  const guard = scp('guard', { Action: undefined, NotAction: ['zzzz:VeryLongNameOfAnAction'] }, hostile);
  expect(verdicts(access([guard]), { actions: ['*'], in: ['shop'] }).map(([kind]) => kind)).not.toContain('proved');
});

test('an action that no policy restricts is not proved', () => {
  const all = scp('all', { Action: '*' });
  expect(verdicts(access([all]), { actions: ['sts:*'], in: ['Workloads'] })[0][0]).toBe('undecided');
  expect(verdicts(access([all]), { actions: ['s3:*'], in: ['Workloads'] })[0][0]).toBe('proved');
});

test('wrong input is refused with the value and a remedy', () => {
  const of = access([stop]);
  expect(() => verdicts(of, { actions: ['cloudtrial:StopLogging'] })).toThrow('No service has an action like this: "cloudtrial:StopLogging". Write service:Action');
  expect(() => verdicts(of, { exceptPrincipals: ['platform'] })).toThrow('This names no principal: "platform". Write an ARN, role/Name, user/Name or root.');
  expect(() => verdicts(of, { when: { StringIs: { 'aws:PrincipalOrgID': 'x' } } })).toThrow('is not a condition operator: "StringIs"');
  expect(() => verdicts(of, { in: ['Sandbox'], notIn: ['Sandbox'] })).toThrow('No account is left to check: "test".');
  expect(() => verdicts(of, { in: ['Workload'] })).toThrow('Workload');
});
