import { DENY_LEAVING, Harness, MANAGEMENT, SCP } from './harness';
import { Observation, SimulatorOptions } from '../../src/simulator';

/** Records each change: the cause, and for each account the names of the policies on its path, from the root down. */
function observed(options: SimulatorOptions = {}) {
  const seen: { cause: string; at: number; policies: Record<string, string[]> }[] = [];
  const onWrite = ({ at, entry, organization }: Observation) => {
    const policies = Object.fromEntries(Array.from(organization.accountsWithPaths(), ({ id, path }) => [
      id, path.flatMap((target) => organization.attachedPolicies(target).map((policy) => organization.policy(policy)?.name ?? '?')),
    ]));
    seen.push({ cause: entry?.operation ?? 'time', at, policies });
  };
  return { harness: new Harness({ ...options, onWrite }), seen };
}

test('every change shows which policies are above each account at that moment', () => {
  const { harness, seen } = observed();
  const root = harness.organization(SCP);
  const unit = harness.unit(root, 'A');
  const policy = harness.policy('Guardrails');
  harness.call('AttachPolicy', { PolicyId: policy, TargetId: unit });
  harness.call('MoveAccount', { AccountId: MANAGEMENT, SourceParentId: root, DestinationParentId: unit });
  harness.call('DetachPolicy', { PolicyId: 'p-FullAWSAccess', TargetId: unit });

  const full = 'FullAWSAccess';
  expect(seen.map(({ cause, policies }) => [cause, policies[MANAGEMENT]])).toEqual([
    ['CreateOrganization', []],
    ['EnablePolicyType', [full, full]],
    ['CreateOrganizationalUnit', [full, full]],
    ['CreatePolicy', [full, full]],
    ['AttachPolicy', [full, full]],
    ['MoveAccount', [full, full, 'Guardrails', full]],
    ['DetachPolicy', [full, 'Guardrails', full]],
  ]);
});

test('what time changes is seen too, at its own time and before the call that makes up for it', () => {
  const { harness, seen } = observed({ policyTypeSettlingMs: 5000 });
  const root = harness.organization();
  const start = harness.now;
  harness.call('EnablePolicyType', { RootId: root, PolicyType: SCP });
  harness.call('CreateAccount', { Email: 'a@example.com', AccountName: 'a' });
  harness.now += 60_000;
  harness.unit(root, 'A');

  expect(seen.map(({ cause }) => cause)).toEqual(['CreateOrganization', 'EnablePolicyType', 'CreateAccount', 'time', 'time', 'CreateOrganizationalUnit']);
  const times = seen.map(({ at }) => at - start);
  expect(times).toEqual([...times].sort((left, right) => left - right));
  expect(Object.values(seen[4].policies)).toEqual([['FullAWSAccess', 'FullAWSAccess'], ['FullAWSAccess', 'FullAWSAccess']]);
});

test('reads and refused writes are not seen, a write whose answer is lost is', () => {
  const { harness, seen } = observed({ faults: ['CreateOrganizationalUnit:2:dropRequest', 'CreateOrganizationalUnit:3:dropAnswer'] });
  const root = harness.organization();
  harness.call('ListRoots');
  harness.unit(root, 'A');
  harness.error('CreateOrganizationalUnit', { ParentId: root, Name: 'B' });
  harness.call('CreateOrganizationalUnit', { ParentId: root, Name: 'C' });
  harness.error('CreateOrganizationalUnit', { ParentId: root, Name: 'C' });

  expect(seen.map(({ cause }) => cause)).toEqual(['CreateOrganization', 'CreateOrganizationalUnit', 'CreateOrganizationalUnit']);
});

test('what an observer throws reaches the caller, and is no fault of the service', () => {
  const harness = new Harness({
    onWrite: ({ entry }) => {
      throw new Error(`seen: ${entry?.operation}`);
    },
  });

  expect(() => harness.call('CreateOrganization')).toThrow('seen: CreateOrganization');
  expect(harness.simulator.journal.map(({ error }) => error)).toEqual([undefined]);
});

test('the organization can be looked at before anything is changed', () => {
  const { harness } = observed();
  const root = harness.organization(SCP);
  const policy = harness.policy('Guardrails');
  harness.call('AttachPolicy', { PolicyId: policy, TargetId: root });
  const { organization } = new Harness({ state: harness.simulator.state() }).simulator;

  expect([...organization.accountsWithPaths()]).toEqual([{ id: MANAGEMENT, path: [root, MANAGEMENT] }]);
  expect(organization.attachedPolicies(root)).toEqual(['p-FullAWSAccess', policy]);
  expect(organization.policy(policy)).toEqual({ type: SCP, name: 'Guardrails', content: DENY_LEAVING });
  expect(organization.policy('p-absent00')).toBeUndefined();
});
