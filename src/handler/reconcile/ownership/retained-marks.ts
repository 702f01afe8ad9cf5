/**
 * Objects that were removed from the app and left behind because accounts depend on them, and their role in a later deployment that fails.
 *
 * A Delete in a rollback cannot distinguish the objects that its Create created from those that it found: policies, units and attachments
 * do not show their age. So objects are marked when they are left behind. Only such a Delete checks the mark, so it may stay.
 */
import { RETAINED_TAG, RETAINED_TAG_KEY, QUOTAS, type Tag } from '../../../contract';
import type { PolicySummary } from '../../../organizations';
import { MARKED_AFTER_MS } from '../../consistency';
import { TerminalError } from '../errors';
import type { ReconcileContext } from '../reconcile-context';

/** Whether a rollback would delete an object that existed before its deployment. */
export function wasRetainedOnDelete({ verb, log }: ReconcileContext, id: string, tags: readonly Tag[]): boolean {
  const isRetained = verb === 'revert' && isMarkedAsRetained(tags);
  if (isRetained) log('left behind', { id, reason: 'Its tag marks it as retained: it or its contents existed before this deployment.', warning: true });
  return isRetained;
}

export function isMarkedAsRetained(tags: readonly Tag[]): boolean {
  return tags.some(({ Key }) => Key === RETAINED_TAG_KEY);
}

/** Marks an object that cannot be deleted yet, shortly before the patience ends. An object without room for a tag gets no mark. */
export async function markAsRetained(
  { organizations, clock, startedAt, log }: ReconcileContext, id: string, tags: readonly Tag[],
): Promise<void> {
  if (clock.now() - startedAt < MARKED_AFTER_MS || isMarkedAsRetained(tags) || tags.length >= QUOTAS.tagsPerResource.value) return;
  log('mark', { id, reason: 'It cannot be deleted yet, and may be left behind.' });
  await organizations.tagResource(id, [RETAINED_TAG]);
}

/** Refuses an adoption that would change a policy, because the former text is too long to be kept anywhere. */
export function adoptionChangesPolicyError({ id, name }: PolicySummary, changed: readonly string[]): TerminalError {
  return new TerminalError(
    `The policy "${name}" (${id}) cannot be taken over: its ${changed.join(' and ')} would change, and a rollback could not restore that.`,
    'Write what it has now into the code for the deployment that takes it over, and change it in a later one.',
  );
}
