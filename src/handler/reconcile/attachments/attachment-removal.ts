/**
 * Whether the attachments of a target stay although their resource is deleted.
 *
 * A rollback takes back what the deployment attached. If the whole stack goes, or the target left the code together with its
 * attachments, accounts that stay must not lose what protects them: then the attachments stay as long as there are accounts at or
 * below the target. A target that was made anew elsewhere has left the code as well; one whose construct got another path has not. If
 * only the attachments left the code, that is what was asked for. The current template tells the last two apart; where it cannot be
 * read, the careful answer is taken.
 */
import { ID_PATTERNS, isAccountType, type PolicyAttachmentsProperties, ResourceType } from '../../../contract';
import type { OrganizationsPort } from '../../../organizations';
import { StackError } from '../../../organizations/stacks/stack-port';
import type { FamilyResource } from '../../stack/stack-family';
import { agreeingReads } from '../agreeing-reads';
import { all, first } from '../lists';
import { NO_SUCH_PARENT, unlessMissing } from '../missing';
import { isLive } from '../ownership/other-owners';
import type { ReconcileContext } from '../reconcile-context';

type AttachmentsContext = ReconcileContext<PolicyAttachmentsProperties>;

export async function keepsAttachments(context: AttachmentsContext, targetId: string): Promise<boolean> {
  if (context.verb === 'revert') {
    // Without an inverse Update, accounts return only when the unit that took the former one's place is deleted.
    if (!await findRecreatedUnit(context, targetId)) return false;
  } else if (context.verb === 'remove' && !await isTargetRemoved(context, targetId)) {
    return false;
  }
  const inhabitant = await agreeingReads(context.clock, () => findAccount(context.organizations, targetId));
  if (!inhabitant) return false;
  context.log('left behind', { targetId, reason: `The attachments stay because accounts stay below the target, such as ${inhabitant}.` });
  return true;
}

/** Whether a Delete is for a resource that has not left the code, as far as the template tells. */
export async function isStillInTemplate({ stack, logicalId, log }: ReconcileContext): Promise<boolean> {
  return stack.isCleaningUp && await isInTemplate({ stack, log }, logicalId) === true;
}

/** The organizational unit that was made anew elsewhere, if the target is its former one. */
export async function findRecreatedUnit({ desired, stack }: AttachmentsContext, targetId: string): Promise<string | undefined> {
  const own = (await stack.resources()).find(({ logicalId, stackId }) => logicalId === desired.TargetLogicalId && stackId === stack.id);
  if (!own || !isLive(own)) return undefined;
  // Only an organizational unit is ever made anew; the root belongs to the organization's resource, whose id is another.
  return ID_PATTERNS.organizationalUnit.test(own.physicalId) && own.physicalId !== targetId ? own.physicalId : undefined;
}

async function isTargetRemoved(context: AttachmentsContext, targetId: string): Promise<boolean> {
  const { desired, stack, phase } = context;
  if (!desired.TargetLogicalId) return false;
  if (await findRecreatedUnit(context, targetId)) return true;
  // A nested stack that goes as a whole takes its target along.
  if (phase === 'cleanup' && await isInTemplate(context, desired.TargetLogicalId)) return false;
  const isRenamed = (resource: FamilyResource) =>
    !(resource.logicalId === desired.TargetLogicalId && resource.stackId === stack.id) && isLive(resource) && standsFor(resource, targetId);
  return !(await stack.resources()).some(isRenamed);
}

function standsFor({ type, physicalId }: FamilyResource, targetId: string): boolean {
  if (type === ResourceType.ORGANIZATION) return ID_PATTERNS.root.test(targetId);
  return (type === ResourceType.ORGANIZATIONAL_UNIT || isAccountType(type)) && physicalId === targetId;
}

/** `undefined`: the template cannot be read. */
async function isInTemplate({ stack, log }: Pick<AttachmentsContext, 'stack' | 'log'>, logicalId: string): Promise<boolean | undefined> {
  try {
    const { Resources } = await stack.template();
    return logicalId in (Resources ?? {});
  } catch (error) {
    if (!(error instanceof StackError) || error.code !== 'NotJson') throw error;
    log('template unreadable', { reason: error.message });
    return undefined;
  }
}

/** An account at or below the target, however deep. */
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
