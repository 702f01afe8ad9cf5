/**
 * The place to which accounts of a resource that leaves the app go. Where that is an organizational unit that leaves the app in the same
 * deployment, they go to where its own accounts go: on the way they would lack denials that they had before and have again afterwards.
 */
import { currentParentId, isLive } from './other-owners';
import { isOwnedBy } from './ownership';
import { isInTemplates } from './still-in-template';
import { type ParentPlaceProperties, ResourceType } from '../../../contract';
import { all } from '../lists';
import { NO_SUCH_TARGET, unlessMissing } from '../missing';
import type { ReconcileContext } from '../reconcile-context';

export async function destinationOfAccounts(context: ReconcileContext, place: ParentPlaceProperties): Promise<string> {
  const id = await currentParentId(context, place);
  return place.IfRemoved && await leavesApp(context, id) ? destinationOfAccounts(context, place.IfRemoved) : id;
}

/** Whether no resource of an organizational unit is in a template any more. One that has moved to another stack has its owner tag. */
async function leavesApp(context: ReconcileContext, id: string): Promise<boolean> {
  const { stack, organizations, owner } = context;
  if (!stack.isCleaningUp) return false;
  const rows = await stack.resources();
  const own = rows.filter((row) => row.type === ResourceType.ORGANIZATIONAL_UNIT && row.physicalId === id && isLive(row));
  for (const row of own) if (await isInTemplates(context, row, rows)) return false;
  const tags = await unlessMissing(NO_SUCH_TARGET, () => all(organizations.listTags(id)));
  return tags === undefined || isOwnedBy(owner, tags);
}
