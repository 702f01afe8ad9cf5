/**
 * Whether the attachments of a target stay although their resource is deleted.
 *
 * A rollback detaches the policies that the deployment attached. If the whole stack is deleted, or the target and its attachments were
 * removed from the app together, remaining accounts must not lose their protection. The attachments then stay while there are accounts at
 * or below the target. A target that was recreated elsewhere was removed too; one whose construct has a new path was not. If only the
 * attachments were removed from the app, the handler detaches the policies, as intended. The current template shows which of the last two
 * cases applies. If it cannot be read, the attachments stay.
 */
import { ID_PATTERNS, isAccountType, type PolicyAttachmentsProperties, ResourceType } from '../../../contract';
import type { OrganizationsPort } from '../../../organizations';
import type { FamilyResource } from '../../stack/stack-family';
import { agreeingReads } from '../agreeing-reads';
import { all, first } from '../lists';
import { NO_SUCH_PARENT, unlessMissing } from '../missing';
import { isLive } from '../ownership/other-owners';
import { isInTemplate } from '../ownership/still-in-template';
import type { ReconcileContext } from '../reconcile-context';
import { targetOf } from './attachments-id';
import { attachmentsOfResource, type ListedPolicies, NOTHING_LISTED } from './attachments-of-resource';
import type { Claim } from './claims/attachment-notes';

type AttachmentsContext = ReconcileContext<PolicyAttachmentsProperties>;

/**
 * Whether all attachments `stay`; otherwise those to detach: the ones that the stack `made`, since it releases the target, or all that it
 * has `listed`.
 */
export async function outcomeOfRemoval(context: AttachmentsContext, targetId: string): Promise<'stay' | Claim> {
  if (context.verb === 'revert') {
    // Without an inverse Update, accounts return only when the unit that replaced the former one is deleted.
    if (!await findRecreatedUnit(context, targetId)) return 'made';
  } else if (context.verb === 'remove' && !await isTargetRemoved(context, targetId)) {
    return 'listed';
  }
  const inhabitant = await agreeingReads(context.clock, () => findAccount(context.organizations, targetId));
  if (!inhabitant) return 'made';
  context.log('left behind', { targetId, reason: `The attachments stay because accounts stay below the target, such as ${inhabitant}.` });
  return 'stay';
}

/** The organizational unit that was recreated elsewhere, if the target is its former one. */
export async function findRecreatedUnit({ desired, stack }: AttachmentsContext, targetId: string): Promise<string | undefined> {
  const own = (await stack.resources()).find(({ logicalId, stackId }) => logicalId === desired.TargetLogicalId && stackId === stack.id);
  if (!own || !isLive(own)) return undefined;
  // Only an organizational unit is ever recreated; the root belongs to the organization's resource, which has another ID.
  return ID_PATTERNS.organizationalUnit.test(own.physicalId) && own.physicalId !== targetId ? own.physicalId : undefined;
}

async function isTargetRemoved(context: AttachmentsContext, targetId: string): Promise<boolean> {
  const { desired, stack, phase } = context;
  if (!desired.TargetLogicalId) return false;
  if (await findRecreatedUnit(context, targetId)) return true;
  // If a whole nested stack is deleted, its target is deleted with it.
  if (phase === 'cleanup' && await isInTemplate(context, desired.TargetLogicalId)) return false;
  const isRenamed = (resource: FamilyResource) =>
    !(resource.logicalId === desired.TargetLogicalId && resource.stackId === stack.id) && isLive(resource) && standsFor(resource, targetId);
  return !(await stack.resources()).some(isRenamed);
}

/** The complete list of another stack that manages the target by now; `undefined` if there is none. */
export async function listOfNewOwner(context: AttachmentsContext, targetId: string): Promise<ListedPolicies | undefined> {
  const rows = (await context.stack.resourcesOfOtherStacks()).filter(isLive);
  if (!rows.some((row) => standsFor(row, targetId))) return undefined;
  const lists = rows.filter(({ type, physicalId }) => type === ResourceType.POLICY_ATTACHMENTS && targetOf(physicalId) === targetId);
  if (lists.length > 1) return undefined;
  return lists.length === 0 ? NOTHING_LISTED : attachmentsOfResource(context, lists[0]);
}

function standsFor({ type, physicalId }: FamilyResource, targetId: string): boolean {
  if (type === ResourceType.ORGANIZATION) return ID_PATTERNS.root.test(targetId);
  return (type === ResourceType.ORGANIZATIONAL_UNIT || isAccountType(type)) && physicalId === targetId;
}

/** An account at or below the target, at any depth. */
async function findAccount(organizations: OrganizationsPort, targetId: string): Promise<string | undefined> {
  if (ID_PATTERNS.account.test(targetId)) {
    return unlessMissing(['AccountNotFound'], async () => (await organizations.describeAccount(targetId)).id);
  }
  return unlessMissing(NO_SUCH_PARENT, async () => {
    const account = await first(organizations.listAccountsForParent(targetId));
    if (account) return account.id;
    for (const { id } of await all(organizations.listOrganizationalUnitsForParent(targetId))) {
      const below = await findAccount(organizations, id);
      if (below) return below;
    }
    return undefined;
  });
}
