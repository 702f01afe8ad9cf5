/**
 * The place to which accounts of a resource that leaves the app go. Where that is an organizational unit that leaves the app in the same
 * deployment, they go to where its own accounts go: on the way they would lack denials that they had before and have again afterwards.
 */
import { currentParentId, rowsOfUnit } from './other-owners';
import { ownerOf, readTagsBeforeDestroying } from './ownership';
import { isInTemplates } from './still-in-template';
import type { ParentPlaceProperties } from '../../../contract';
import type { FamilyResource } from '../../stack/stack-family';
import { NO_SUCH_PARENT, unlessGone } from '../missing';
import type { ReconcileContext } from '../reconcile-context';

export async function destinationOfAccounts(context: ReconcileContext, place: ParentPlaceProperties): Promise<string> {
  let id = await currentParentId(context, place);
  if (!place.IfRemoved || context.verb !== 'remove') return id;
  const rows = await context.stack.resources();
  let touched: Promise<FamilyResource[]> | undefined;
  for (let next: ParentPlaceProperties | undefined = place.IfRemoved; next; next = next.IfRemoved) {
    const staying = await placeThatStays(context, id, rows, () => touched ??= context.stack.touched(rows));
    if (staying !== undefined) return staying;
    id = await currentParentId(context, next);
  }
  return id;
}

/**
 * The present ID of an organizational unit of the app, which the deployment may have recreated; `undefined` if it leaves the app. One that
 * the stack did not create, or that another stack has taken over, stays.
 */
async function placeThatStays(
  context: ReconcileContext, id: string, rows: readonly FamilyResource[], touched: () => Promise<FamilyResource[]>,
): Promise<string | undefined> {
  const { organizations, owner } = context;
  for (const row of await rowsOfUnit(rows, id, touched)) if (await isInTemplates(context, row, rows, true)) return row.physicalId;
  if (!await unlessGone(context, NO_SUCH_PARENT, () => organizations.describeOrganizationalUnit(id))) return undefined;
  const ownership = ownerOf(await readTagsBeforeDestroying(context, id));
  return ownership?.owner === owner && !ownership.adopted ? undefined : id;
}
