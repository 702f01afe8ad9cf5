/**
 * Whether the attachments of a target stay although their resource is deleted.
 *
 * A rollback takes back what the deployment attached. If the whole stack goes, or the target left the code together with its
 * attachments, accounts that stay must not lose what protects them: then the attachments stay as long as there are accounts at or
 * below the target. A target that was made anew elsewhere has left the code as well. If only the attachments left the code, that is
 * what was asked for. The current template tells the last two
 * apart; where it cannot be read, the careful answer is taken.
 */
import { agreeingReads } from './agreeing-reads';
import { all, first } from './lists';
import { unlessMissing } from './missing';
import type { Situation } from './situation';
import { ID_PATTERNS, type PolicyAttachmentsProperties } from '../../contract';
import type { OrganizationsPort } from '../../organizations';
import { StackError } from '../stack/stack-port';

type AttachmentsSituation = Situation<PolicyAttachmentsProperties>;

export async function keepsAttachments(situation: AttachmentsSituation, targetId: string): Promise<boolean> {
  if (situation.direction === 'rollback') return false;
  if (situation.direction === 'cleanup' && !await targetLeftTheCode(situation, targetId)) return false;
  const inhabitant = await agreeingReads(situation.clock, () => findAccount(situation.organizations, targetId));
  if (!inhabitant) return false;
  situation.log('left behind', { targetId, reason: `The attachments stay because accounts stay below the target, such as ${inhabitant}.` });
  return true;
}

async function targetLeftTheCode({ wanted, stack, log }: AttachmentsSituation, targetId: string): Promise<boolean> {
  if (!wanted.TargetLogicalId) return false;
  const target = (await stack.resources()).find(({ logicalId, stackId }) => logicalId === wanted.TargetLogicalId && stackId === stack.id);
  // Only an organizational unit is ever made anew; the root belongs to the organization's resource, whose id is another.
  if (target && ID_PATTERNS.organizationalUnit.test(target.physicalId ?? '') && target.physicalId !== targetId) return true;
  try {
    const { Resources } = await stack.template();
    return !(wanted.TargetLogicalId in (Resources ?? {}));
  } catch (error) {
    if (!(error instanceof StackError) || error.code !== 'NotJson') throw error;
    log('template unreadable', { reason: error.message });
    return true;
  }
}

/** An account at or below the target, however deep. */
async function findAccount(organizations: OrganizationsPort, targetId: string): Promise<string | undefined> {
  if (ID_PATTERNS.account.test(targetId)) {
    return unlessMissing(['AccountNotFound'], async () => (await organizations.describeAccount(targetId)).id);
  }
  return unlessMissing(['ParentNotFound', 'InvalidInput'], async () => {
    const account = await first(organizations.listAccountsForParent(targetId));
    if (account) return account.id;
    for (const { id } of await all(organizations.listOrganizationalUnitsForParent(targetId))) {
      const below = await findAccount(organizations, id);
      if (below) return below;
    }
    return undefined;
  });
}
