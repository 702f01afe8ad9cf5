import { ANA, lastHandshake, start, TYPE } from '../support/invited-accounts';
import { outrun, refuse, secondsToFailure } from '../support/refusals';

async function invited() {
  const world = await start();
  const desired = { AccountId: ANA.id, ParentId: world.home };
  const { PhysicalResourceId: id } = await world.deployment.create(TYPE, desired);
  const { id: handshake } = lastHandshake(world.deployment);
  world.deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  return { ...world, handshake, remove: () => world.deployment.remove(TYPE, id, desired) };
}

test('an invitation that someone cancels just before is canceled', async () => {
  const { deployment, handshake, remove } = await invited();
  outrun(deployment, 'CancelHandshake', () => deployment.organizations.cancelHandshake(handshake));
  expect(await remove()).toMatchObject({ IsComplete: true });
  expect(lastHandshake(deployment)).toMatchObject({ id: handshake, state: 'CANCELED' });
});

test('an invitation that can no longer be canceled and is shown as open fails after five minutes', async () => {
  const { deployment, handshake, remove } = await invited();
  refuse(deployment, 'CancelHandshake', 'InvalidHandshakeTransition');
  const seconds = await secondsToFailure(deployment, remove(), `it is visible what became of the invitation ${handshake} of ${ANA.id}`);
  expect(seconds).toBeGreaterThanOrEqual(300);
  expect(seconds).toBeLessThan(400);
});

test('a refusal to cancel that has another reason fails', async () => {
  const { deployment, remove } = await invited();
  refuse(deployment, 'CancelHandshake', 'UnsupportedAPIEndpoint');
  await expect(remove()).rejects.toThrow('UnsupportedAPIEndpoint');
});
