/**
 * Other resources that list a policy for the same target, in this stack or another one. An attachment stays while one of them lists it.
 *
 * Claims in notes on the target name the stacks that list a policy (`attachment-notes.ts`). Templates show what no note tells: resources
 * of the same stack, which share its note, and stacks that a former version deployed.
 */
import { agreeingReads, MANY_READS } from '../../agreeing-reads';
import { attachAndDetach } from '../attachment-changes';
import type { AttachmentNotes } from './attachment-notes';
import { readNotes } from './note-tags';
import {
  attachedTagKey, FULL_AWS_ACCESS_DETACHED, isClaimed, type PolicyAttachmentsProperties, type PolicyTypeName, readPolicyIds, ResourceType,
} from '../../../../contract';
import { all } from '../../lists';
import { isLive } from '../../ownership/other-owners';
import type { ReconcileContext } from '../../reconcile-context';
import { targetOf } from '../attachments-id';
import { listOfResource } from '../attachments-of-resource';
import { FULL_AWS_ACCESS } from '../full-aws-access';

type AttachmentsContext = ReconcileContext<PolicyAttachmentsProperties>;

export class OtherListings {
  private read?: Promise<readonly ((policyId: string) => boolean)[]>;

  constructor(private readonly context: AttachmentsContext, private readonly targetId: string) {}

  /** Whether another live resource lists a policy for the target. */
  async has(policyId: string): Promise<boolean> {
    this.read ??= this.lists();
    const has = (await this.read).some((lists) => lists(policyId));
    if (has) this.context.log('kept', { targetId: this.targetId, policyId, reason: 'Another resource lists the policy for the same target.' });
    return has;
  }

  private async lists(): Promise<((policyId: string) => boolean)[]> {
    const { stack, logicalId } = this.context;
    const own = await stack.resources();
    const rows = [...own, ...await stack.resourcesOfOtherStacks()].filter((row) => row.type === ResourceType.POLICY_ATTACHMENTS
      && targetOf(row.physicalId) === this.targetId && isLive(row) && !(row.logicalId === logicalId && row.stackId === stack.id));
    return Promise.all(rows.map(async (row) => {
      const listed = await listOfResource(this.context, row);
      const ids = [listed?.Policies, listed?.PolicySets].flatMap((lists) => Object.values(lists ?? {})).flat().flatMap(readPolicyIds);
      // A resource of the tree has no claim of its own, so that its list has to be complete. Another stack has one.
      const mayListMore = listed !== undefined && !listed.complete && own.includes(row);
      return (policyId: string) => mayListMore || ids.includes(policyId);
    }));
  }
}

async function claimedByOthers(context: ReconcileContext, targetId: string, ids: readonly string[]): Promise<string[]> {
  const claims = await readNotes(context, targetId);
  claims.delete(attachedTagKey(context.owner));
  return ids.filter((id) => [...claims.values()].some((each) => isClaimed(each, id)));
}

interface Shared {
  readonly targetId: string;
  readonly types: readonly PolicyTypeName[];
  readonly notes: AttachmentNotes;
  /** Policies, and perhaps the mark that FullAWSAccess was detached. */
  readonly shared: readonly string[];
}

/**
 * To be called after this stack's claims are gone: another stack may drop the same in the same seconds, and then each sees the claim of the
 * other one. Who sees that the last claim is gone detaches the policy, or attaches FullAWSAccess.
 */
export async function endShared(context: AttachmentsContext, { targetId, types, notes, shared }: Shared): Promise<void> {
  if (shared.length === 0) return;
  const claimed = await agreeingReads(context.clock, () => claimedByOthers(context, targetId, shared), MANY_READS);
  const left = shared.filter((id) => !claimed.includes(id));
  if (left.length === 0) return;
  const listing = new OtherListings(context, targetId);
  for (const type of types) {
    const attached = await all(context.organizations.listPoliciesForTarget(targetId, type));
    const desired = type === 'SERVICE_CONTROL_POLICY' && left.includes(FULL_AWS_ACCESS_DETACHED) ? [FULL_AWS_ACCESS] : [];
    const toDetach: string[] = [];
    for (const id of await notes.known(attached.map((each) => each.id).filter((each) => left.includes(each)))) {
      if (!await listing.has(id)) toDetach.push(id);
    }
    await attachAndDetach(context, { targetId, type, attached, desired, toDetach });
  }
}
