import { listFor, OTHER_TAGS, policy, SCP, TAGS, unit } from './preparations';
import type { Properties, Subject } from './subject';
import { ResourceType } from '../../../src/contract';
import type { Deployment } from '../../handler/support/deployment';
import { accept, ANA, decline, inviteByHand } from '../../handler/support/invited-accounts';

const BEN = { id: '333333333333', email: 'ben@example.com', name: 'Ben' };
const AGAIN = { Reconcile: { Reconcile: 'again' } };

async function homes(deployment: Deployment): Promise<[first: string, second: string]> {
  const root = await deployment.organization(SCP);
  [ANA, BEN].forEach((account) => deployment.simulator.addStandaloneAccount(account));
  return [await unit(deployment, root, 'First'), await unit(deployment, root, 'Second')];
}

/** An account that somebody has invited and tagged by hand, and that is a member. */
async function member(deployment: Deployment): Promise<[first: string, second: string]> {
  const units = await homes(deployment);
  inviteByHand(deployment, { Type: 'ACCOUNT', Id: ANA.id });
  accept(deployment);
  await deployment.organizations.tagResource(ANA.id, [{ Key: 'team', Value: 'red' }]);
  await deployment.clock.sleep(120_000);
  return units;
}

/** An invitation that the account answers between the creation and an update. */
function answered(
  variant: string, party: Properties, answer: (deployment: Deployment) => void, updates: (second: string) => Record<string, Properties>,
): Subject {
  return {
    variant,
    type: ResourceType.INVITED_ACCOUNT,
    prepare: async (deployment) => {
      const [first, second] = await homes(deployment);
      return {
        properties: { ...party, ParentId: first, Tags: TAGS }, updates: updates(second), beforeUpdate: async () => answer(deployment),
      };
    },
  };
}

export const INVITED_ACCOUNT_SUBJECTS: readonly Subject[] = [
  {
    type: ResourceType.INVITED_ACCOUNT,
    prepare: async (deployment) => {
      const [first, second] = await homes(deployment);
      return {
        properties: { AccountId: ANA.id, ParentId: first, Tags: TAGS },
        updates: {
          AccountId: { AccountId: BEN.id },
          ParentId: { ParentId: second },
          Tags: { Tags: OTHER_TAGS },
          Notes: { Notes: 'Please join.' },
          Removal: { Removal: { Action: 'MoveAccount', ParentId: second } },
          ...AGAIN,
        },
      };
    },
  },
  {
    variant: 'by its address',
    type: ResourceType.INVITED_ACCOUNT,
    prepare: async (deployment) => ({
      properties: { Email: ANA.email, ParentId: (await homes(deployment))[0] }, updates: { Email: { Email: BEN.email } },
    }),
  },
  answered('declined', { AccountId: ANA.id }, decline, () => AGAIN),
  answered('joins', { AccountId: ANA.id }, accept, (second) => ({
    ...AGAIN, WaitForAcceptance: { WaitForAcceptance: true }, everything: { ParentId: second, Tags: OTHER_TAGS },
  })),
  answered('joins, by its address', { Email: ANA.email }, accept, () => AGAIN),
  {
    variant: 'joins, with policies of its own',
    type: ResourceType.INVITED_ACCOUNT,
    prepare: async (deployment) => {
      const [first] = await homes(deployment);
      listFor(deployment, await policy(deployment, 'one'));
      return { properties: { AccountId: ANA.id, ParentId: first }, updates: AGAIN, beforeUpdate: async () => accept(deployment) };
    },
  },
  {
    variant: 'a member already',
    type: ResourceType.INVITED_ACCOUNT,
    prepare: async (deployment) => {
      const [first, second] = await member(deployment);
      return {
        properties: { AccountId: ANA.id, ParentId: first, Tags: TAGS },
        updates: { ParentId: { ParentId: second }, Tags: { Tags: OTHER_TAGS } },
      };
    },
  },
  {
    variant: 'a member that was adopted, and comes back into the app',
    type: ResourceType.INVITED_ACCOUNT,
    prepare: async (deployment) => {
      const [first, second] = await member(deployment);
      const properties = { AccountId: ANA.id, ParentId: first, Tags: TAGS };
      await deployment.create(ResourceType.INVITED_ACCOUNT, properties);
      await deployment.clock.sleep(900_000);
      deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
      await deployment.remove(ResourceType.INVITED_ACCOUNT, ANA.id, properties);
      await deployment.clock.sleep(900_000);
      deployment.status = 'UPDATE_IN_PROGRESS';
      return { properties: { ...properties, ParentId: second }, updates: { ParentId: { ParentId: first } } };
    },
  },
];
