import type { Change, ChangeKind, Organization, TargetReference } from '../../../model';
import type { TargetData } from '../../data/app-data';
import type { DataEditor } from '../data-editor';
import type { ParentRows } from '../parent-rows';
import type { Place } from '../places';
import type { RowIds } from '../row-ids';

/** The rows and the organization that the edits of kept changes use. */
export interface KeepingContext {
  readonly editor: DataEditor;
  readonly rowIds: RowIds;
  readonly live: Organization;
  readonly places: ReadonlyMap<string, Place>;
  readonly parents: ParentRows;
  /** Gets the IDs of targets whose policies change. */
  readonly touched: Set<string>;
}

/** Writes the live value into the rows of an app, or says why no row has it. */
export type Keeping = { readonly apply: () => void } | { readonly instead: string };

/** How to keep a change of each kind. */
export type KeepingOf<Kinds extends ChangeKind> = {
  readonly [Kind in Kinds]: (change: Extract<Change, { kind: Kind }>, context: KeepingContext) => Keeping;
};

/** A change of a part that the code has and no data file. */
export const IN_CODE: Keeping = { instead: 'The code has it, and no data file: edit the code, or revert it.' };
export const NOT_IN_ROWS: Keeping = { instead: 'No row describes it: edit the code, or revert it.' };

export type TargetEdit = (row: TargetData) => TargetData;

/** Edits the row of a target with the members that all targets have. Undefined if no row describes the target. */
export function targetEdit({ kind, id }: Pick<TargetReference, 'kind' | 'id'>, { editor, rowIds }: KeepingContext, edit: TargetEdit): Keeping | undefined {
  if (kind === 'root') return { apply: () => editor.putRoot(edit(editor.others.units.root)) };
  const row = kind === 'account' ? rowIds.account(id) : rowIds.unit(id);
  if (row === undefined) return undefined;
  if (kind === 'account') return { apply: () => editor.editAccount(row, (each) => ({ ...each, ...edit(each) })) };
  return editor.unit(row)?.outside ? undefined : { apply: () => editor.editUnit(row, (each) => ({ ...each, ...edit(each) })) };
}

/** The present members of a target's row. */
export function targetRow({ kind, id }: Pick<TargetReference, 'kind' | 'id'>, { editor, rowIds }: KeepingContext): TargetData | undefined {
  if (kind === 'root') return editor.others.units.root;
  const row = kind === 'account' ? rowIds.account(id) : rowIds.unit(id);
  if (row === undefined) return undefined;
  return kind === 'account' ? editor.account(row) : editor.unit(row);
}
