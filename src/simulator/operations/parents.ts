import { numbered, page, PageRequest } from '../paging';
import { ServiceError } from '../service-error';
import { Call, reading } from './operation';
import { View } from '../store/view';

export function requireParent(view: View, id: string): void {
  if (!view.isParent(id)) {
    throw new ServiceError('ParentNotFoundException', "You specified a root or organizational unit that doesn't exist.");
  }
}

type ChildType = 'ACCOUNT' | 'ORGANIZATIONAL_UNIT';

function listChildren(call: Call, request: PageRequest & { ParentId: string; ChildType: ChildType }): object {
  requireParent(call.view, request.ParentId);
  const table = request.ChildType === 'ACCOUNT' ? 'accounts' : 'organizationalUnits';
  const selection = { index: 'parent', value: request.ParentId };
  const { items, next } = page(
    call, request,
    (after) => call.view.scan(table, selection, after),
    ({ id }) => ({ Id: id, Type: request.ChildType }),
  );
  return { Children: items, ...next };
}

/** A child has exactly one parent. */
function listParents(call: Call, request: PageRequest & { ChildId: string }): object {
  const parentId = call.view.parentOf(request.ChildId);
  if (parentId === undefined) {
    throw new ServiceError('ChildNotFoundException', "You specified an account or organizational unit that doesn't exist.");
  }
  const type = parentId.startsWith('r-') ? 'ROOT' : 'ORGANIZATIONAL_UNIT';
  const { items, next } = page(call, request, numbered([parentId]), (id) => ({ Id: id, Type: type }));
  return { Parents: items, ...next };
}

export const parentOperations = [
  reading('ListChildren', 'delegate', listChildren),
  reading('ListParents', 'delegate', listParents),
];
