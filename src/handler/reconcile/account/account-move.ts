import { isOrganizationsError } from '../../../organizations';
import { VISIBLE_SECONDS } from '../../consistency';
import { RequeueError } from '../errors';
import type { ReconcileContext } from '../reconcile-context';

/**
 * Moves an account below a parent from wherever it is; the handler looks up its present parent unless it is known. If someone has moved
 * the account in the meantime, the handler looks it up again.
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
    throw new RequeueError(`the parent of the account ${id} is certain; AWS Organizations reported ${parentId}`, { patienceSeconds: VISIBLE_SECONDS });
  }
}
