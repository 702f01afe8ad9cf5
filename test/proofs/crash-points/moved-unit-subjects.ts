import { account, accountByHand, denying, OTHER_TAGS, policyOf, RCP, SCP, TAGS, unit } from './preparations';
import type { Subject } from './subject';
import { ResourceType } from '../../../src/contract';
import type { Deployment } from '../../handler/support/deployment';

/** Puts resources of other owners into the unit before it moves: an account, and a policy that denies. */
async function fill(deployment: Deployment): Promise<void> {
  const moved = deployment.simulator.state().organizationalUnits.find(({ name }) => name === 'Moved')!;
  await accountByHand(deployment, 'outside', moved.id);
  const foreign = await deployment.organizations.createPolicy({ type: SCP, name: 'Foreign', description: '', content: denying('s3:*') }, []);
  await deployment.organizations.attachPolicy(foreign.id, moved.id);
}

interface Moved {
  readonly variant: string;
  /** Puts resources of this stack into the unit. */
  readonly inside: (deployment: Deployment, unitId: string) => Promise<unknown>;
  readonly afterReplacement?: (deployment: Deployment, formerId: string, id: string) => Promise<void>;
}

function movedUnit({ variant, inside, afterReplacement }: Moved): Subject {
  return {
    variant,
    type: ResourceType.ORGANIZATIONAL_UNIT,
    prepare: async (deployment) => {
      const root = await deployment.organization(SCP, RCP);
      const [from, to] = [await unit(deployment, root, 'From'), await unit(deployment, root, 'To')];
      return {
        properties: { ParentId: from, Name: 'Moved', AllowMove: true, Tags: TAGS },
        updates: { 'ParentId': { ParentId: to }, 'ParentId, Name and Tags': { ParentId: to, Name: 'Arrived', Tags: OTHER_TAGS } },
        beforeUpdate: async () => {
          await fill(deployment);
          await inside(deployment, deployment.simulator.state().organizationalUnits.find(({ name }) => name === 'Moved')!.id);
        },
        afterReplacement: async (formerId, id) => afterReplacement?.(deployment, formerId, id),
      };
    },
  };
}

/** Moves the child of a moved unit by an update of its own parent, and deletes the former child first in the clean-up. */
async function follow(deployment: Deployment, formerId: string, id: string): Promise<void> {
  const child = deployment.simulator.state().organizationalUnits.find(({ name, parentId }) => name === 'Child' && parentId === formerId);
  if (!child) return;
  const [previous, properties] = [formerId, id].map((ParentId) => ({ ParentId, Name: 'Child', AllowMove: true }));
  await deployment.update(ResourceType.ORGANIZATIONAL_UNIT, child.id, previous, properties);
  await deployment.remove(ResourceType.ORGANIZATIONAL_UNIT, child.id, previous, 'Child');
}

/** Whole moves of a unit, with everything in it. */
export const MOVED_UNIT_SUBJECTS: readonly Subject[] = [
  movedUnit({
    variant: 'moved with accounts and policies',
    inside: async (deployment, unitId) => {
      await account(deployment, unitId, 'inside');
      const own = await policyOf(deployment, RCP, 'own');
      await deployment.create(ResourceType.POLICY_ATTACHMENTS, { TargetId: unitId, Policies: { [RCP]: [own] } }, 'Attachments');
    },
  }),
  movedUnit({
    variant: 'moved with a unit below it',
    inside: async (deployment, unitId) => account(deployment, await unit(deployment, unitId, 'Child'), 'below'),
    afterReplacement: follow,
  }),
];
