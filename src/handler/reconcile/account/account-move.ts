import { isManagementAccount } from './management-account';
import { ID_PATTERNS, type Ownership } from '../../../contract';
import { isOrganizationsError } from '../../../organizations';
import { VISIBLE_SECONDS } from '../../consistency';
import { readsUntil } from '../agreeing-reads';
import { RequeueError } from '../errors';
import { all } from '../lists';
import { NO_SUCH_TARGET, unlessMissing } from '../missing';
import { rowsOfUnit } from '../ownership/other-owners';
import { isExistingParent, isOwnedBy } from '../ownership/ownership';
import type { ReconcileContext } from '../reconcile-context';

/**
 * Moves an account below a parent from wherever it is. Unless its present parent is known, the handler looks it up. It does so several
 * times if the account seems to be there already, because an endpoint may not show an earlier move yet. If someone has moved the account
 * in the meantime, the handler looks it up again.
 */
export async function moveAccount(
  { organizations, clock, log }: ReconcileContext, id: string, destinationId: string, sourceId?: string,
): Promise<void> {
  const parentId = sourceId ?? await readsUntil(clock, () => organizations.findParent(id), (found) => found !== destinationId);
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

/**
 * Moves an account back to the parent that its owner tag names, or to the unit that this one has replaced since the deployment began. The
 * management account is never moved.
 */
export async function returnAccount(context: ReconcileContext, id: string, { formerParentId = '' }: Ownership): Promise<void> {
  if (isManagementAccount(context, id)) return;
  const parentId = await formerUnitOf(context, formerParentId) ?? formerParentId;
  if (await isExistingParent(context, parentId)) return moveAccount(context, id, parentId);
  const reason = `The owner tag names ${formerParentId || 'no parent'}, which cannot contain accounts.`;
  context.log('ignored note', { id, reason, warning: true });
}

/** The unit to which the rollback of a unit's move has returned, from the ID of the one that is deleted afterwards. */
async function formerUnitOf(context: ReconcileContext, id: string): Promise<string | undefined> {
  const { organizations, owner, stack } = context;
  if (!ID_PATTERNS.organizationalUnit.test(id)) return undefined;
  const tags = await unlessMissing(NO_SUCH_TARGET, () => all(organizations.listTags(id)));
  if (tags && !isOwnedBy(owner, tags)) return undefined;
  const rows = await stack.resources();
  return (await rowsOfUnit(rows, id, () => stack.touched(rows)))[0]?.physicalId;
}

/**
 * Moves an account that a request of this event has created. It is in the root, unless an earlier call has moved it. The service refuses a
 * move from another parent, so this environment does not look up the root for each account.
 */
export async function moveNewAccount(context: ReconcileContext, id: string, destinationId: string): Promise<void> {
  const { organizations, hints } = context;
  const { rootId } = hints;
  // Only a successful move shows that the root is still the one of this organization.
  hints.rootId = undefined;
  if (rootId !== undefined && rootId !== destinationId) {
    await moveAccount(context, id, destinationId, rootId);
    hints.rootId = rootId;
    return;
  }
  const parentId = await organizations.findParent(id);
  await moveAccount(context, id, destinationId, parentId);
  if (ID_PATTERNS.root.test(parentId)) hints.rootId = parentId;
}
