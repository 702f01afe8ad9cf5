import { Harness, MANAGEMENT, SCP } from '../harness';

const CONFLICT = 'ConcurrentModificationException';
const IN_PROGRESS = 'PolicyChangesInProgressException';

/** Writes take exactly 400 ms, and changes of policies end with their answer. */
const writesOf400Ms = { writeMs: [400, 400], policyChangeShare: 0 } as const;

/** A harness with an organization that nothing is at work on any more. */
function settled(harness: Harness): { harness: Harness; root: string } {
  const root = harness.organization();
  harness.now += 10_000;
  harness.call('EnablePolicyType', { RootId: root, PolicyType: SCP });
  harness.now += 10_000;
  return { harness, root };
}

function after<T>(harness: Harness, ms: number, result: T): T {
  harness.now += ms;
  return result;
}

test('a sibling that is created while another one is conflicts, until the first has its answer', () => {
  const { harness, root } = settled(new Harness({ conflicts: writesOf400Ms }));
  harness.unit(root, 'A');

  harness.now += 399;
  expect(harness.error('CreateOrganizationalUnit', { ParentId: root, Name: 'B' })).toBe(CONFLICT);
  harness.now += 1;
  expect(harness.unit(root, 'B')).toMatch(/^ou-/);
  expect(harness.simulator.state().organizationalUnits.map(({ name }) => name)).toEqual(['A', 'B']);
});

test('units below different parents do not conflict, unless the parent is being deleted', () => {
  const { harness, root } = settled(new Harness({ conflicts: writesOf400Ms }));
  const first = after(harness, 400, harness.unit(root, 'A'));
  const second = after(harness, 400, harness.unit(root, 'B'));
  harness.unit(first, 'C');

  expect(harness.unit(second, 'D')).toMatch(/^ou-/);
  expect(harness.error('DeleteOrganizationalUnit', { OrganizationalUnitId: first })).toBe(CONFLICT);
});

test('attachments conflict when they share the policy or the target', () => {
  const { harness, root } = settled(new Harness({ conflicts: writesOf400Ms }));
  const unit = after(harness, 400, harness.unit(root, 'A'));
  const [first, second, third] = ['1', '2', '3'].map((name) => after(harness, 400, harness.policy(name)));
  harness.call('AttachPolicy', { PolicyId: first, TargetId: unit });

  expect(harness.error('AttachPolicy', { PolicyId: first, TargetId: root })).toBe(CONFLICT);
  expect(harness.error('AttachPolicy', { PolicyId: second, TargetId: unit })).toBe(CONFLICT);
  expect(harness.error('TagResource', { ResourceId: unit, Tags: [] })).toBe(CONFLICT);
  expect(harness.error('UpdatePolicy', { PolicyId: first, Name: '4' })).toBe(CONFLICT);
  expect(harness.call('AttachPolicy', { PolicyId: third, TargetId: root })).toEqual({});
});

test('account creations conflict with each other, and moves with what happens at their two ends', () => {
  const { harness, root } = settled(new Harness({ conflicts: writesOf400Ms }));
  const unit = after(harness, 400, harness.unit(root, 'A'));
  const account = harness.account('one');
  harness.call('CreateAccount', { Email: 'a@example.com', AccountName: 'a' });
  expect(harness.error('CreateAccount', { Email: 'b@example.com', AccountName: 'b' })).toBe(CONFLICT);

  harness.call('MoveAccount', { AccountId: account, SourceParentId: root, DestinationParentId: unit });
  expect(harness.error('MoveAccount', { AccountId: MANAGEMENT, SourceParentId: root, DestinationParentId: unit })).toBe(CONFLICT);
  expect(harness.error('CreateOrganizationalUnit', { ParentId: unit, Name: 'B' })).toBe(CONFLICT);
});

test('a write that was refused, and a read, occupy nothing', () => {
  const { harness, root } = settled(new Harness({ conflicts: writesOf400Ms }));
  after(harness, 400, harness.unit(root, 'A'));
  harness.error('CreateOrganizationalUnit', { ParentId: root, Name: 'A' });
  harness.call('ListOrganizationalUnitsForParent', { ParentId: root });

  expect(harness.unit(root, 'B')).toMatch(/^ou-/);
});

test('a change of policies may go on after its answer, and then others have to wait', () => {
  const conflicts = { writeMs: [100, 100], policyChangeMs: [1_000, 1_000], policyChangeShare: 1 } as const;
  const { harness, root } = settled(new Harness({ conflicts }));
  const unit = after(harness, 100, harness.unit(root, 'A'));
  const [first, second] = ['1', '2'].map((name) => after(harness, 100, harness.policy(name)));
  const attach = (PolicyId: string, TargetId: string) => ({ PolicyId, TargetId });
  after(harness, 100, harness.call('AttachPolicy', attach(first, unit)));

  expect(harness.error('DetachPolicy', attach('p-FullAWSAccess', unit))).toBe(IN_PROGRESS);
  after(harness, 100, harness.call('AttachPolicy', attach(second, root)));
  after(harness, 100, harness.call('UpdatePolicy', { PolicyId: second, Description: 'why' }));
  expect(harness.error('AttachPolicy', attach(second, unit))).toBe(IN_PROGRESS);
  harness.now += 1_000;
  expect(harness.call('DetachPolicy', attach('p-FullAWSAccess', unit))).toEqual({});
  harness.now += 1_100;
  harness.call('DisablePolicyType', { RootId: root, PolicyType: SCP });
  harness.now += 100;
  expect(harness.error('EnablePolicyType', { RootId: root, PolicyType: SCP })).toBe(IN_PROGRESS);
});

test('who waits for each answer never conflicts with itself over a write, and durations are a function of the seed', () => {
  const durations = (seed: number) => {
    const { harness, root } = settled(new Harness({ conflicts: { policyChangeShare: 0 }, seed }));
    return Array.from({ length: 20 }, (_, number) => {
      const { delayMs = 0, status } = harness.simulator.handle({
        method: 'POST',
        path: '/',
        headers: { 'x-amz-target': 'AWSOrganizationsV20161128.CreateOrganizationalUnit' },
        body: JSON.stringify({ ParentId: root, Name: `${number}` }),
      });
      harness.now += delayMs;
      expect(status).toBe(200);
      return delayMs;
    });
  };

  const first = durations(3);
  expect(Math.min(...first)).toBeGreaterThanOrEqual(100);
  expect(Math.max(...first)).toBeLessThanOrEqual(600);
  expect(durations(3)).toEqual(first);
  expect(durations(4)).not.toEqual(first);
});

test('conflicts change nothing else: IDs are the same with and without them', () => {
  const ids = [false, true].map((conflicts) => {
    const { harness, root } = settled(new Harness({ conflicts }));
    return ['A', 'B'].map((name) => after(harness, 600, harness.unit(root, name)));
  });

  expect(ids[1]).toEqual(ids[0]);
});

test('a saved state remembers what is being written', () => {
  const { harness, root } = settled(new Harness({ conflicts: writesOf400Ms }));
  harness.unit(root, 'A');
  const copy = new Harness({ conflicts: writesOf400Ms, state: JSON.parse(JSON.stringify(harness.simulator.state())) });
  copy.now = harness.now;

  expect(copy.error('CreateOrganizationalUnit', { ParentId: root, Name: 'B' })).toBe(CONFLICT);
  copy.now += 400;
  expect(copy.unit(root, 'B')).toMatch(/^ou-/);
});
