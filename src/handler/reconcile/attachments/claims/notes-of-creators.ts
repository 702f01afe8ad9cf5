/**
 * Notes of other stacks that created a policy and have no claim on it. While nobody else lists the policy, its owner tag tells enough. A
 * stack that is about to share the policy writes the creator's note, and then its own.
 */
import { NO_CLAIMS, readNotes, union, writeNote } from './note-tags';
import { type AttachmentClaims, attachedTagKey, claimEntries, policiesThatFit } from '../../../../contract';
import { readsUntil } from '../../agreeing-reads';
import type { ReconcileContext } from '../../reconcile-context';

export class NotesOfCreators {
  /** Policies that this call has added, by the keys of the notes. */
  private readonly added = new Map<string, readonly string[]>();

  constructor(private readonly context: ReconcileContext, private readonly targetId: string) {}

  /** @returns the key and the new claims of the creator, or `undefined` if its note has no room */
  async add(policyId: string, creator: string): Promise<readonly [string, AttachmentClaims] | undefined> {
    const key = attachedTagKey(creator);
    const claims = await this.read(key);
    const shared = { ...claims, made: [...claims.made, policyId] };
    const entries = claimEntries(shared);
    if (policiesThatFit(entries).length < entries.length) {
      this.context.log('no room in note', { targetId: this.targetId, key, policyId, warning: true });
      return undefined;
    }
    await writeNote(this.context, this.targetId, key, entries);
    this.added.set(key, [...this.added.get(key) ?? [], policyId]);
    return [key, shared];
  }

  /** Removes what this call has added for policies that turned out not to be attached: their creators have detached them meanwhile. */
  async remove(missing: readonly string[]): Promise<void> {
    for (const [key, ids] of this.added) {
      if (!ids.some((id) => missing.includes(id))) continue;
      const { made, ...rest } = await this.read(key);
      await writeNote(this.context, this.targetId, key, claimEntries({ ...rest, made: made.filter((id) => !missing.includes(id)) }));
    }
  }

  /**
   * Another delivery of the event may have attached these policies, and gives its answer now: removes what this call has added then. If the
   * call ends before that, they stay attached.
   * @throws StaleEventError if the event has been answered
   */
  async removeIfAnswered(policyIds: readonly string[]): Promise<void> {
    const { clock, assertEventIsUnanswered } = this.context;
    const removeAfter = async (error: unknown) => {
      await this.remove(policyIds);
      throw error;
    };
    // Soon after the answer the deployment may end, and nothing can be written any more.
    await readsUntil(clock, () => assertEventIsUnanswered().catch(removeAfter), () => false);
  }

  /** Not from an older reading, because the creator may write its note in the same seconds. */
  private async read(key: string): Promise<AttachmentClaims> {
    const { context, targetId, added } = this;
    return union((await readNotes(context, targetId)).get(key) ?? NO_CLAIMS, { ...NO_CLAIMS, made: [...added.get(key) ?? []] });
  }
}
