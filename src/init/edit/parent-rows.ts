import type { DataEditor } from './data-editor';
import { type ParentPlace, type Place, unitsAbove } from './places';
import type { RowIds } from './row-ids';
import type { OrganizationalUnit } from '../../model';

/** Finds the rows of the OUs in which resources are. An OU without a row gets one that refers to it by its ID. */
export class ParentRows {
  /** IDs of the OUs that got such a row. */
  readonly added: string[] = [];

  constructor(private readonly editor: DataEditor, private readonly rowIds: RowIds) {}

  /** The ID of the row of the OU above; undefined in the root. */
  rowAbove(place: Place): string | undefined {
    return place.parent === undefined ? undefined : this.rowOf(place.parent);
  }

  /** The ID of the row of an OU; undefined for the root. */
  rowOf(place: ParentPlace): string | undefined {
    if (place.kind === 'root') return undefined;
    const units = [...unitsAbove(place), place].map(({ target }) => target as OrganizationalUnit);
    return units.reduce<string | undefined>((parent, unit) => this.rowBelow(parent, unit), undefined);
  }

  private rowBelow(parent: string | undefined, { id, name }: OrganizationalUnit): string {
    const known = this.rowIds.unit(id);
    if (known !== undefined) return known;
    this.editor.putUnit({ id, outside: true, name, ...(parent === undefined ? {} : { parent }) });
    this.rowIds.addUnit(id, id);
    this.added.push(id);
    return id;
  }
}
