import { SECURITY, Settings, SETTINGS_TYPE } from '../../support/account-settings';
import { type Deployment, STACK_ID } from '../../support/deployment';

const FORMER = { name: 'Former', title: 'Former', emailAddress: 'former@example.com', phoneNumber: '+49 30 7654321' };
const WANTED = { AlternateContacts: { SECURITY } };

function pending({ clock }: Deployment): string {
  return `pending:Resource:${new Date(clock.now()).toISOString()}`;
}

describe('the Delete for a creation of settings that failed without a rollback', () => {
  test('keeps the contacts that a resource of another logical ID has set since then', async () => {
    const settings = await Settings.start();
    const { deployment, accountId } = settings;
    const id = pending(deployment);
    await settings.nextDeployment();
    await deployment.create(SETTINGS_TYPE, settings.properties(WANTED), 'Renamed');
    deployment.stacks.stack(STACK_ID).resources.push({
      logicalId: 'Renamed', physicalId: accountId, type: SETTINGS_TYPE, status: 'CREATE_COMPLETE', statusSince: deployment.clock.now(),
    });
    deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    await settings.remove(WANTED, id);
    expect(await settings.contact('SECURITY')).toBe(SECURITY.EmailAddress);
  });

  test.each(['first', 'last'] as const)('restores the former contact after a second failure, if it comes %s', async (place) => {
    const settings = await Settings.start();
    const { deployment, accountId } = settings;
    await settings.port.putAlternateContact('SECURITY', FORMER, accountId);
    await settings.nextDeployment();
    const stack = deployment.stacks.stack(STACK_ID);
    stack.beganAt = deployment.clock.now();
    const ids: string[] = [];
    for (let failures = 0; failures < 2; failures += 1) {
      ids.push(pending(deployment));
      await settings.create(WANTED);
      await settings.nextDeployment();
    }
    deployment.status = 'DELETE_IN_PROGRESS';
    for (const id of place === 'first' ? ids : ids.reverse()) await settings.remove(WANTED, id);
    expect([await settings.contact('SECURITY'), settings.notes]).toEqual([FORMER.emailAddress, []]);
  });
});
