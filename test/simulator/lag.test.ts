import { Harness } from './harness';

test('a read may miss a write for a while, and sees it after the longest lag', () => {
  const harness = new Harness({ lagMs: 2000 });
  const root = harness.organization();
  harness.now += 10_000;
  const unit = harness.unit(root, 'A');
  const look = () => {
    try {
      return harness.call('DescribeOrganizationalUnit', { OrganizationalUnitId: unit }).OrganizationalUnit.Id === unit;
    } catch {
      return false;
    }
  };

  harness.now += 1;
  const soon = look();
  harness.now += 1999;
  const late = Array.from({ length: 30 }, look);

  expect(soon).toBe(false);
  expect(new Set(late)).toEqual(new Set([true]));
});

test('writes are checked against the truth', () => {
  const harness = new Harness({ lagMs: 60_000 });
  const root = harness.organization();
  const unit = harness.unit(root, 'A');

  expect(harness.error('CreateOrganizationalUnit', { ParentId: root, Name: 'A' })).toBe('DuplicateOrganizationalUnitException');
  expect(harness.unit(unit, 'B')).toMatch(/^ou-/);
});

test('with stale references a write may not see the parent yet', () => {
  const harness = new Harness({ lagMs: 60_000, staleReferences: true });
  const root = harness.organization();
  harness.now += 120_000;
  const unit = harness.unit(root, 'A');

  expect(harness.error('CreateOrganizationalUnit', { ParentId: unit, Name: 'B' })).toBe('ParentNotFoundException');
});

test('a replica never goes back in time', () => {
  const harness = new Harness({ lagMs: 5000 });
  const root = harness.organization();
  harness.now += 10_000;
  const seen: number[] = [];
  for (let step = 0; step < 200; step++) {
    if (step % 10 === 0) harness.unit(root, `unit ${step}`);
    harness.now += 100;
    seen.push(harness.all('ListOrganizationalUnitsForParent', 'OrganizationalUnits', { ParentId: root }).length);
  }

  // Three replicas take turns; each for itself only gains, so no count falls below what all had five seconds before.
  seen.forEach((count, step) => expect(count).toBeGreaterThanOrEqual(Math.ceil(Math.max(0, step - 49) / 10)));
  expect(seen.some((count, step) => count < seen[step - 1])).toBe(true);
});

test('the lag can differ by kind of object', () => {
  const harness = new Harness({ lagMs: 0, lagMsByKind: { policies: 60_000 } });
  const root = harness.organization();
  harness.now += 120_000;
  const policy = harness.policy('A');
  const unit = harness.unit(root, 'A');

  expect(harness.error('DescribePolicy', { PolicyId: policy })).toBe('PolicyNotFoundException');
  expect(harness.call('DescribeOrganizationalUnit', { OrganizationalUnitId: unit }).OrganizationalUnit.Name).toBe('A');
});

test('with lag some pages are empty and still carry a token', () => {
  const harness = new Harness({ lagMs: 10 });
  harness.organization();
  harness.now += 1000;

  const pages = Array.from({ length: 40 }, () => harness.call('ListAccounts'));

  const empty = pages.filter(({ Accounts }) => Accounts.length === 0);
  expect(empty.length).toBeGreaterThan(0);
  empty.forEach(({ NextToken }) => expect(harness.call('ListAccounts', { NextToken }).Accounts).toHaveLength(1));
});

test('a policy type is pending for a while', () => {
  const harness = new Harness({ policyTypeSettlingMs: 5000 });
  const root = harness.organization();
  const request = { RootId: root, PolicyType: 'SERVICE_CONTROL_POLICY' };

  const { Root } = harness.call('EnablePolicyType', request);
  const again = harness.error('EnablePolicyType', request);
  const attach = harness.error('AttachPolicy', { PolicyId: harness.policy('A'), TargetId: root });
  harness.now += 5000;

  expect(Root.PolicyTypes).toEqual([{ Type: 'SERVICE_CONTROL_POLICY', Status: 'PENDING_ENABLE' }]);
  expect([again, attach]).toEqual(['PolicyChangesInProgressException', 'PolicyTypeNotEnabledException']);
  expect(harness.call('ListRoots').Roots[0].PolicyTypes).toEqual([{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }]);
  expect(harness.call('DisablePolicyType', request).Root.PolicyTypes[0].Status).toBe('PENDING_DISABLE');
  harness.now += 5000;
  expect(harness.call('ListRoots').Roots[0].PolicyTypes).toEqual([]);
});

test('a list and a read of one of its items may disagree, either way round', () => {
  const harness = new Harness({ lagMs: 1000 });
  const root = harness.organization();
  const seen = new Set<string>();
  for (let round = 0; round < 60; round++) {
    const unit = harness.unit(root, `unit ${round}`);
    harness.now += 300;
    const listed = harness.all('ListOrganizationalUnitsForParent', 'OrganizationalUnits', { ParentId: root }).some(({ Id }) => Id === unit);
    const described = harness.simulator.handle({
      method: 'POST',
      path: '/',
      headers: { 'x-amz-target': 'AWSOrganizationsV20161128.DescribeOrganizationalUnit' },
      body: JSON.stringify({ OrganizationalUnitId: unit }),
    }).status === 200;
    seen.add(`${listed ? 'listed' : 'not listed'}, ${described ? 'described' : 'not described'}`);
    harness.now += 1000;
  }

  expect([...seen].sort()).toEqual(['listed, described', 'listed, not described', 'not listed, described', 'not listed, not described']);
});

test('an account that was created may be missing from ListAccounts while its status says SUCCEEDED', () => {
  const harness = new Harness({ lagMsByKind: { accounts: 5000 } });
  harness.organization();
  const { Id } = harness.call('CreateAccount', { Email: 'a@example.com', AccountName: 'a' }).CreateAccountStatus;
  const done = harness.simulator.state().createAccountRequests[0].completesAt;
  harness.now = done;

  expect(harness.call('DescribeCreateAccountStatus', { CreateAccountRequestId: Id }).CreateAccountStatus.State).toBe('SUCCEEDED');
  harness.now += 1;
  expect(Array.from({ length: 10 }, () => harness.all('ListAccounts', 'Accounts').length)).toContain(1);
  harness.now += 5000;
  expect(Array.from({ length: 10 }, () => harness.all('ListAccounts', 'Accounts').length)).toEqual(Array(10).fill(2));
});

test('with stale references a unit that was emptied may still be refused as not empty, and a policy as in use', () => {
  const harness = new Harness({ lagMs: 60_000, staleReferences: true });
  const root = harness.organization('SERVICE_CONTROL_POLICY');
  harness.now += 120_000;
  const unit = harness.unit(root, 'A');
  harness.now += 120_000;
  const child = harness.unit(unit, 'B');
  const policy = harness.policy('P');
  harness.now += 120_000;
  harness.call('AttachPolicy', { PolicyId: policy, TargetId: unit });
  harness.now += 120_000;
  harness.call('DetachPolicy', { PolicyId: policy, TargetId: unit });
  harness.call('DeleteOrganizationalUnit', { OrganizationalUnitId: child });

  expect(harness.error('DeletePolicy', { PolicyId: policy })).toBe('PolicyInUseException');
  expect(harness.error('DeleteOrganizationalUnit', { OrganizationalUnitId: unit })).toBe('OrganizationalUnitNotEmptyException');
  harness.now += 60_000;
  expect(harness.call('DeletePolicy', { PolicyId: policy })).toEqual({});
  expect(harness.call('DeleteOrganizationalUnit', { OrganizationalUnitId: unit })).toEqual({});
});

test('with stale references nothing can go to a unit that is gone, or be attached there', () => {
  const harness = new Harness({ lagMs: 60_000, staleReferences: true });
  const root = harness.organization('SERVICE_CONTROL_POLICY');
  harness.now += 120_000;
  const [unit, account, policy] = [harness.unit(root, 'A'), harness.account('one'), harness.policy('P')];
  harness.now += 120_000;
  harness.call('DeleteOrganizationalUnit', { OrganizationalUnitId: unit });

  expect(harness.error('MoveAccount', { AccountId: account, SourceParentId: root, DestinationParentId: unit })).toBe('DestinationParentNotFoundException');
  expect(harness.error('CreateOrganizationalUnit', { ParentId: unit, Name: 'B' })).toBe('ParentNotFoundException');
  expect(harness.error('AttachPolicy', { PolicyId: policy, TargetId: unit })).toBe('TargetNotFoundException');
});
