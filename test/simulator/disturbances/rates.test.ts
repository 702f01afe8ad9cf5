import { RATES } from '../../../src/simulator/disturbances/rates';
import { OPERATIONS } from '../../../src/simulator/operations/operation-table';
import { SERVICE_MODEL } from '../../../src/simulator/protocol/service-model';
import { Harness } from '../harness';

/** How many calls in a row are answered. */
function answered(harness: Harness, operation: string, request: object = {}, caller?: string): number {
  for (let count = 0; count < 100; count++) {
    try {
      harness.call(operation, request, caller);
    } catch (error) {
      expect((error as { __type: string }).__type).toBe('TooManyRequestsException');
      return count;
    }
  }
  return Infinity;
}

test('a burst is answered, then one call for each token that comes back', () => {
  const harness = new Harness({ rates: true });
  harness.organization();

  expect(answered(harness, 'ListRoots')).toBe(2);
  harness.now += 999;
  expect(answered(harness, 'ListRoots')).toBe(0);
  harness.now += 1;
  expect(answered(harness, 'ListRoots')).toBe(1);
  harness.now += 3_600_000;
  expect(answered(harness, 'ListRoots')).toBe(2);
});

test('each operation has a bucket of its own', () => {
  const harness = new Harness({ rates: true });
  const root = harness.organization();
  answered(harness, 'ListRoots');

  expect(answered(harness, 'DescribeOrganization')).toBe(2);
  expect(answered(harness, 'ListParents', { ChildId: '111111111111' })).toBe(8);
  expect(answered(harness, 'ListTagsForResource', { ResourceId: root })).toBe(15);
});

test('accounts have buckets of their own below the organization\'s', () => {
  const harness = new Harness({ rates: true });
  harness.organization();
  const AccountId = harness.account('one');
  harness.call('EnableAWSServiceAccess', { ServicePrincipal: 'config.amazonaws.com' });
  harness.call('RegisterDelegatedAdministrator', { AccountId, ServicePrincipal: 'config.amazonaws.com' });

  expect(answered(harness, 'DescribeAccount', { AccountId })).toBe(30);
  expect(answered(harness, 'DescribeAccount', { AccountId }, AccountId)).toBe(6);
});

test('the tightest rates: a closure in 20 seconds, an account creation in 10 after three', () => {
  const harness = new Harness({ rates: true, limits: { accountCreationsInProgress: 100 } });
  harness.organization();
  const create = { Email: 'a@example.com', AccountName: 'a' };

  expect(answered(harness, 'CreateAccount', create)).toBe(3);
  harness.now += 9_999;
  expect(answered(harness, 'CreateAccount', create)).toBe(0);
  harness.now += 1;
  expect(answered(harness, 'CreateAccount', create)).toBe(1);
  harness.now += 60_000;
  const AccountId = harness.simulator.state().accounts[1].id;
  harness.call('CloseAccount', { AccountId });
  harness.now += 19_999;
  expect(harness.error('CloseAccount', { AccountId })).toBe('TooManyRequestsException');
  harness.now += 1;
  expect(harness.error('CloseAccount', { AccountId })).not.toBe('TooManyRequestsException');
});

test('a refused call is HTTP 400, has no effect and stands in the journal', () => {
  const harness = new Harness({ rates: true });
  const root = harness.organization();
  ['A', 'B'].forEach((name) => harness.unit(root, name));

  const { status } = harness.simulator.handle({
    method: 'POST',
    path: '/',
    headers: { 'x-amz-target': 'AWSOrganizationsV20161128.CreateOrganizationalUnit' },
    body: JSON.stringify({ ParentId: root, Name: 'C' }),
  });

  expect(status).toBe(400);
  expect(harness.simulator.state().organizationalUnits.map(({ name }) => name)).toEqual(['A', 'B']);
  expect(harness.simulator.journal[3]).toMatchObject({
    operation: 'CreateOrganizationalUnit', request: { Name: 'C' }, error: { code: 'TooManyRequestsException' },
  });
});

test('a saved state remembers what was used up', () => {
  const harness = new Harness({ rates: true });
  harness.organization();
  answered(harness, 'ListRoots');
  const copy = new Harness({ rates: true, state: JSON.parse(JSON.stringify(harness.simulator.state())) });

  expect(answered(copy, 'ListRoots')).toBe(0);
});

test('without rates nothing is refused', () => {
  const harness = new Harness();
  harness.organization();

  expect(answered(harness, 'ListRoots')).toBe(Infinity);
});

test('every operation that is simulated has a rate, but those for which none is published', () => {
  const without = [...OPERATIONS.keys()].filter((name) => !(name in RATES));

  expect(without.filter((name) => !name.includes('ResponsibilityTransfer') && name !== 'InviteOrganizationToTransferResponsibility').sort()).toEqual([
    'DeleteResourcePolicy', 'DescribeEffectivePolicy', 'DescribeResourcePolicy', 'ListAccountsWithInvalidEffectivePolicy',
    'ListEffectivePolicyValidationErrors', 'PutResourcePolicy',
  ]);
  expect(without).toHaveLength(6 + 6);
  expect(Object.keys(RATES).filter((name) => !(name in SERVICE_MODEL.operations))).toEqual([]);
});
