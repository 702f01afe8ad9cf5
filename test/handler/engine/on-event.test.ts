import { StackError } from '../../../src/organizations/stacks/stack-port';
import { Deployment } from '../support/deployment';

const UNIT = 'Custom::OrganizationsOrganizationalUnit';

test('a creation begins with a provisional ID, the time and the status of the stack, and without a call of the service', async () => {
  const deployment = new Deployment();
  const event = await deployment.begin(deployment.event('Create', UNIT, {}));
  expect(event).toMatchObject({ PhysicalResourceId: 'pending:Resource:2026-01-01T00:00:00.000Z', StartedAt: '2026-01-01T00:00:00.000Z', StackStatus: 'CREATE_IN_PROGRESS' });
  expect(deployment.simulator.journal).toEqual([]);
});

test('an update and a deletion keep their ID', async () => {
  const deployment = new Deployment();
  const event = await deployment.begin(deployment.event('Delete', UNIT, {}, { PhysicalResourceId: 'ou-ab12-abcdefgh' }));
  expect(event.PhysicalResourceId).toBe('ou-ab12-abcdefgh');
});

test('a status that cannot be read is left out', async () => {
  const deployment = new Deployment();
  deployment.stacks.problems.push(new StackError('Throttling', 'Rate exceeded'));
  expect(await deployment.begin(deployment.event('Create', UNIT, {}))).not.toHaveProperty('StackStatus');
});
