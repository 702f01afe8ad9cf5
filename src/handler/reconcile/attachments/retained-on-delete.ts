/**
 * What left the code and was left behind, since accounts rely on it, and what becomes of it if it comes back in a deployment that fails.
 *
 * A Delete in a rollback cannot tell what its Create made from what it found: neither policies nor units nor attachments tell their age. So
 * what is left behind is marked when that happens. Only such a Delete asks for the mark, so that it may stay.
 */
import { AttachmentNotes } from './attachment-notes';
import type { ListedPolicies } from './attachments-of-resource';
import { isPolicyType, RETAINED_TAG, RETAINED_TAG_KEY, type PolicyTypeName, QUOTAS, type Tag } from '../../../contract';
import type { PolicySummary } from '../../../organizations';
import { MARKED_AFTER_MS } from '../../consistency';
import { TerminalError } from '../errors';
import { NO_SUCH_TARGET, unlessMissing } from '../missing';
import type { ReconcileContext } from '../reconcile-context';

/** Whether a rollback gives up something that was there before its deployment. */
export function wasRetainedOnDelete({ verb, log }: ReconcileContext, id: string, tags: readonly Tag[]): boolean {
  const isRetained = verb === 'revert' && isMarkedAsRetained(tags);
  if (isRetained) log('left behind', { id, reason: 'It is marked as what stays: it was there before this deployment, or holds what was.', warning: true });
  return isRetained;
}

export function isMarkedAsRetained(tags: readonly Tag[]): boolean {
  return tags.some(({ Key }) => Key === RETAINED_TAG_KEY);
}

/** While it is waited for that it can go, for the last time perhaps. A thing with all the tags that are possible gets no mark. */
export async function markAsRetained(
  { organizations, clock, startedAt, log }: ReconcileContext, id: string, tags: readonly Tag[],
): Promise<void> {
  if (clock.now() - startedAt < MARKED_AFTER_MS || isMarkedAsRetained(tags) || tags.length >= QUOTAS.tagsPerResource.value) return;
  log('mark', { id, reason: 'It cannot go yet, and perhaps stays.' });
  await organizations.tagResource(id, [RETAINED_TAG]);
}

/** The former text of a policy that is taken over is too long to be kept anywhere. */
export function adoptionWouldChange({ id, name }: PolicySummary, changed: readonly string[]): TerminalError {
  return new TerminalError(
    `The policy "${name}" (${id}) cannot be taken over: its ${changed.join(' and ')} would change, and a rollback could not give that back.`,
    'Write what it has now into the code for the deployment that takes it over, and change it in a later one.',
  );
}

/** Marks what stays attached to a target, as `markAsRetained` does a policy or a unit. */
export async function noteRetainedAttachments(
  context: ReconcileContext, targetId: string, attached: readonly PolicySummary[], fullAwsAccessDetached: boolean,
): Promise<void> {
  await (await AttachmentNotes.read(context, targetId)).noteRetained(attached.map(({ id }) => id), fullAwsAccessDetached);
}

/** What a rollback leaves attached, as a list of the code would say it. */
export async function retainedAttachments(context: ReconcileContext, targetId: string): Promise<ListedPolicies> {
  const notes = await unlessMissing(NO_SUCH_TARGET, () => AttachmentNotes.read(context, targetId));
  if (!notes) return { Policies: {} };
  const { ids, fullAwsAccessDetached } = await notes.retained();
  const lists: Partial<Record<PolicyTypeName, string[]>> = {};
  for (const id of ids) {
    const found = await unlessMissing(['PolicyNotFound'], () => context.organizations.describePolicy(id));
    if (found && isPolicyType(found.type)) (lists[found.type] ??= []).push(id);
  }
  return { Policies: lists, DetachFullAwsAccess: fullAwsAccessDetached };
}
