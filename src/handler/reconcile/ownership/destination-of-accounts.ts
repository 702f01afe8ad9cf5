/**
 * The place to which accounts of a resource that leaves the app go. Where that is an organizational unit that leaves the app in the same
 * deployment, they go to where its own accounts go: on the way they would lack denials that they had before and have again afterwards.
 */
import { currentParentId, isLive } from './other-owners';
import { ownerOf } from './ownership';
import { isInTemplates } from './still-in-template';
import { type ParentPlaceProperties, ResourceType } from '../../../contract';
import type { FamilyResource } from '../../stack/stack-family';
import { all } from '../lists';
import { NO_SUCH_TARGET, unlessMissing } from '../missing';
import type { ReconcileContext } from '../reconcile-context';

export async function destinationOfAccounts(context: ReconcileContext, place: ParentPlaceProperties): Promise<string> {
  const id = await currentParentId(context, place);
  if (!place.IfRemoved || context.verb !== 'remove') return id;
  return await placeThatStays(context, id) ?? destinationOfAccounts(context, place.IfRemoved);
}

/**
 * The present ID of an organizational unit of the app, which the deployment may have recreated; `undefined` if it leaves the app. One that
 * the stack did not create, or that another stack has taken over, stays.
 */
async function placeThatStays(context: ReconcileContext, id: string): Promise<string | undefined> {
  const { stack, organizations, owner } = context;
  const rows = await stack.resources();
  const live = rows.filter(isLive);
  const isPlace = ({ type, physicalId }: FamilyResource) => type === ResourceType.ORGANIZATIONAL_UNIT && physicalId === id;
  const listed = live.filter(isPlace);
  const former = listed.length > 0 ? [] : (await stack.touched(rows)).filter(isPlace);
  const present = live.filter((row) => former.some(({ logicalId, stackId }) => row.logicalId === logicalId && row.stackId === stackId));
  for (const row of [...listed, ...present]) if (await isInTemplates(context, row, rows, true)) return row.physicalId;
  const tags = await unlessMissing(NO_SUCH_TARGET, () => all(organizations.listTags(id)));
  const ownership = tags && ownerOf(tags);
  return !tags || (ownership?.owner === owner && !ownership.adopted) ? undefined : id;
}
