import { deliverAtOnce, whereRefusedCallsTakeTokens } from './support/at-once';
import { Deployment } from './support/deployment';
import { ResourceType } from '../../src/contract';
import { READING_IN_CALL_MS } from '../../src/handler/consistency';
import type { ResourceEvent } from '../../src/handler/engine/resource-event';

const NAMES = ['one', 'two', 'three', 'four'];

/** Creates accounts of these names. Returns their IDs. */
async function accounts(deployment: Deployment, names: readonly string[], properties: (name: string) => object): Promise<string[]> {
  const ids: string[] = [];
  for (const name of names) ids.push((await deployment.create(ResourceType.ACCOUNT, { ...properties(name) }, name)).PhysicalResourceId);
  return ids;
}

function accountIn(ParentId: string, more: object = {}) {
  return (name: string) => ({ AccountName: name, Email: `${name}@example.com`, ParentId, ...more });
}

/** Operations that a call of the handlers does not repeat until they are accepted: events of some accounts that need one each. */
const ENDING_THE_CALL: Record<string, (deployment: Deployment, names: readonly string[]) => Promise<ResourceEvent[]>> = {
  CreateAccount: async (deployment, names) => {
    const properties = accountIn(await deployment.organization());
    return names.map((name) => deployment.event('Create', ResourceType.ACCOUNT, properties(name), { LogicalResourceId: name }));
  },
  CloseAccount: async (deployment, names) => {
    const properties = accountIn(await deployment.organization(), { Removal: { Action: 'CloseAccount' } });
    const ids = await accounts(deployment, names, properties);
    deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    return names.map((name, index) => deployment.event('Delete', ResourceType.ACCOUNT, properties(name), {
      LogicalResourceId: name, PhysicalResourceId: ids[index],
    }));
  },
  EnableRegion: async (deployment, names) => {
    const root = await deployment.organization();
    await deployment.create(ResourceType.TRUSTED_SERVICE, { ServicePrincipal: 'account.amazonaws.com' }, 'Trust');
    const ids = await accounts(deployment, names, accountIn(root));
    return ids.map((AccountId, index) => deployment.event('Create', ResourceType.ACCOUNT_SETTINGS, { AccountId, EnabledRegions: ['eu-south-2'] }, {
      LogicalResourceId: `${names[index]}Settings`,
    }));
  },
};

describe.each(Object.keys(ENDING_THE_CALL))('%s', (operation) => {
  test.each([2, 4])('%i resources at once get a token each, where a refused call takes a token', async (count) => {
    const before = new Deployment();
    const events = await ENDING_THE_CALL[operation](before, NAMES.slice(0, count));
    const deployment = whereRefusedCallsTakeTokens(before);
    const { answers, durationMs } = await deliverAtOnce(deployment, events);
    expect(answers.filter((answer) => answer instanceof Error)).toEqual([]);
    expect(deployment.writes().filter((each) => each === operation)).toHaveLength(count);
    expect(durationMs).toBeLessThan(READING_IN_CALL_MS);
  });
});

test.each([2, 4])('%i deliveries at once of the Delete of an organization, which reads most, delete it long before the deadline', async (count) => {
  const before = new Deployment();
  const properties = { FeatureSet: 'ALL', AllowDeletion: true };
  const { PhysicalResourceId } = await before.create(ResourceType.ORGANIZATION, properties);
  before.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
  const event = before.event('Delete', ResourceType.ORGANIZATION, properties, { PhysicalResourceId });
  const deployment = whereRefusedCallsTakeTokens(before);
  const { durationMs, givenUp } = await deliverAtOnce(deployment, Array.from({ length: count }, () => event));
  expect(deployment.simulator.state().organization).toBeNull();
  expect(givenUp).toBe(0);
  expect(durationMs).toBeLessThan(READING_IN_CALL_MS);
});
