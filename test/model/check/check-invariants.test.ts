import { checkInvariant, type Invariant, OrganizationAccess, type Policy } from '../../../src/model';
import { account, attached, FULL_ACCESS, organization, unit } from '../organizations';
import { scp } from '../risk/support';

const SCP_ENABLED = { id: 'o-exampleorgid', policyTypes: ['SERVICE_CONTROL_POLICY' as const] };

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
