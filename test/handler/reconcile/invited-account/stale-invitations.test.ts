import { type Deployment } from '../../support/deployment';
import { ANA, decline, lastHandshake, start, TYPE } from '../../support/invited-accounts';

const DAY_MS = 86_400_000;
const PROPERTIES = { AccountId: ANA.id };
const ID = `invited/${ANA.id}`;

type Answer = { readonly Handshakes: readonly { readonly Id: string; readonly State: string }[] };

/** Lets the first list of invitations be that of an endpoint which shows a former state. */
function firstListIs(deployment: Deployment, former: (handshakes: Answer['Handshakes']) => Answer['Handshakes']): void {
  let answers = 0;
  deployment.disturb = async (operation, call) => {
    const answer = await call();
    if (operation !== 'ListHandshakesForOrganization' || ++answers > 1) return answer;
    return { ...answer as object, Handshakes: former((answer as Answer).Handshakes) } as typeof answer;
  };
}

/** The stack's second invitation is open; the account had declined the first one. */
async function invitedTwice() {
  const { deployment, home } = await start();
  const properties = { ...PROPERTIES, ParentId: home };
  await deployment.create(TYPE, properties);
  const first = lastHandshake(deployment).id;
  decline(deployment);
  await deployment.clock.sleep(DAY_MS);
  deployment.status = 'UPDATE_IN_PROGRESS';
  await deployment.update(TYPE, ID, properties, { ...properties, Reconcile: 'again' });
  const second = lastHandshake(deployment).id;
  expect(second).not.toBe(first);
  return { deployment, properties, first };
}

describe.each([
  ['a removal', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'], ['a deletion of the stack', 'DELETE_IN_PROGRESS'],
  ['a rollback', 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS'],
])('%s cancels the open invitation', (_verb, status) => {
  test.each<[string, (handshakes: Answer['Handshakes'], first: string) => Answer['Handshakes']]>([
    ['nothing', () => []],
    ['the first invitation only, which was declined', (handshakes, first) => handshakes.filter(({ Id }) => Id === first)],
    ['the second invitation only', (handshakes, first) => handshakes.filter(({ Id }) => Id !== first)],
  ])('although the first list shows %s', async (_what, former) => {
    const { deployment, properties, first } = await invitedTwice();
    firstListIs(deployment, (handshakes) => former(handshakes, first));
    deployment.status = status;
    await deployment.remove(TYPE, ID, properties);
    expect(lastHandshake(deployment).state).toBe('CANCELED');
  });
});

test('a rollback of the Update that invited the account again cancels its invitation, although the first list shows the declined one only', async () => {
  const { deployment, properties, first } = await invitedTwice();
  firstListIs(deployment, (handshakes) => handshakes.filter(({ Id }) => Id === first));
  deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
  await deployment.update(TYPE, ID, { ...properties, Reconcile: 'again' }, properties);
  expect(lastHandshake(deployment).state).toBe('CANCELED');
});

test('a removal waits no longer than for two readings if there is no invitation', async () => {
  const { deployment, home } = await start();
  deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  const began = deployment.clock.now();
  await deployment.remove(TYPE, ID, { ...PROPERTIES, ParentId: home });
  expect(deployment.clock.now() - began).toBeLessThanOrEqual(3_000);
});
