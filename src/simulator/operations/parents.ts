import { Call, reading } from './operation';
import { childNotFound, parentNotFound } from './preconditions';
import { numbered, page, PageRequest } from '../protocol/paging';
import { LATE_ACCOUNT_MS } from '../readings/delays';
import { View } from '../store/view';

export function requireParent({ readings }: Call, view: View, id: string): void {
  if (!view.isParent(id)) throw parentNotFound(readings);
}

type ChildType = 'ACCOUNT' | 'ORGANIZATIONAL_UNIT';

function listChildren(call: Call, request: PageRequest & { ParentId: string; ChildType: ChildType }): object {
  requireParent(call, call.view, request.ParentId);
  const table = request.ChildType === 'ACCOUNT' ? 'accounts' : 'organizationalUnits';
  const selection = { index: 'parent', value: request.ParentId };
  const { items, next } = page(
    call, request,
    (after) => call.view.scan(table, selection, after),
    ({ id }) => (isHiddenFromLists(call, id) ? undefined : { Id: id, Type: request.ChildType }),
  );
  return { Children: items, ...next };
}

/** A child has exactly one parent. */
function listParents(call: Call, request: PageRequest & { ChildId: string }): object {
  const parentId = call.view.parentOf(request.ChildId);
  if (parentId === undefined) {
    throw childNotFound(call.readings, request.ChildId);
  }
  const type = parentId.startsWith('r-') ? 'ROOT' : 'ORGANIZATIONAL_UNIT';
  const { items, next } = page(call, request, numbered([parentId]), (id) => ({ Id: id, Type: type }));
  return { Parents: items, ...next };
}

export const parentOperations = [
  reading('ListChildren', 'delegate', listChildren),
  reading('ListParents', 'delegate', listParents),
];

function isYoung({ view, now }: Call, id: string): boolean {
  const account = view.get('accounts', id);
  return account?.joinedMethod === 'CREATED' && now - account.joinedAt < LATE_ACCOUNT_MS;
}

/** Whether lists lack an account yet that DescribeAccount shows. */
export function isHiddenFromLists(call: Call, id: string): boolean {
  return call.readings.newAccountIsSeenBy === 'describeFirst' && isYoung(call, id);
}

/** Whether DescribeAccount lacks an account yet that lists show. */
export function isHiddenFromDescribe(call: Call, id: string): boolean {
  return call.readings.newAccountIsSeenBy === 'listsFirst' && isYoung(call, id);
}
