import { isOrganizationsError } from '../../../organizations';
import { VISIBLE_SECONDS } from '../../consistency';
import { RequeueError } from '../errors';
import type { ReconcileContext } from '../reconcile-context';

/**
 * Brings an account below a parent, from wherever it is (looked up unless it is known). Whoever moved it in between is believed: it
 * is looked up again.
 */
export async function moveAccount(
  { organizations, log }: ReconcileContext, id: string, destinationId: string, sourceId?: string,
): Promise<void> {
  const parentId = sourceId ?? await organizations.findParent(id);
  if (parentId === destinationId) return;
  try {
    log('move', { id, from: parentId, to: destinationId });
    await organizations.moveAccount(id, parentId, destinationId);
  } catch (error) {
    if (isOrganizationsError(error, 'DuplicateAccount')) return;
    if (!isOrganizationsError(error, 'SourceParentNotFound')) throw error;
    throw new RequeueError(`it is clear where the account ${id} is; it was said to be below ${parentId}`, { patienceSeconds: VISIBLE_SECONDS });
  }
}
