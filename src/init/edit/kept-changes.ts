import type { DataEditor } from './data-editor';
import { IN_CODE, type Keeping, type KeepingContext, type KeepingOf } from './kept/keeping';
import { attachmentKeeping, serviceKeeping, tagKeeping } from './kept/part-keeping';
import { policyKeeping } from './kept/policy-keeping';
import { settingKeeping } from './kept/setting-keeping';
import { accountKeeping, unitKeeping } from './kept/target-keeping';
import { LiveRows } from './live-rows';
import { ParentRows } from './parent-rows';
import { placesOf } from './places';
import type { RowIds } from './row-ids';
import { type Change, type ChangeKind, type Organization, withServiceTexts } from '../../model';
import { Omissions } from '../judge';

export type { Keeping } from './kept/keeping';

const inCode = (): Keeping => IN_CODE;

const KEEPING: KeepingOf<ChangeKind> = {
  ...accountKeeping,
  ...unitKeeping,
  ...policyKeeping,
  ...attachmentKeeping,
  ...tagKeeping,
  ...serviceKeeping,
  ...settingKeeping,
  organizationAdded: inCode,
  organizationRemoved: inCode,
  featureSetChanged: inCode,
  handedOver: inCode,
  takenOver: inCode,
  removalAllowed: inCode,
  removalNoLongerAllowed: inCode,
  accountRemovalChanged: inCode,
  moveAccountsToChanged: inCode,
  privilegedResourceAdded: inCode,
  privilegedResourceRemoved: inCode,
  privilegedPolicyChanged: inCode,
  privilegedSettingsChanged: inCode,
  functionCodeChanged: inCode,
  serviceTokenChanged: inCode,
};

/** Keeps changes that were made by hand: the rows get the values of the live organization. */
export class KeptChanges {
  private readonly context: KeepingContext;

  /** @param found the organization as it is, with the IDs of the changes, and with texts as reviews compare them */
  constructor(private readonly editor: DataEditor, rowIds: RowIds, found: Organization) {
    const live = withServiceTexts(found);
    this.context = { editor, rowIds, live, places: placesOf(live), parents: new ParentRows(editor, rowIds), touched: new Set() };
  }

  /** How the rows would keep a change. It says what the rows have now, so ask before anything is kept. */
  keepingOf(change: Change): Keeping {
    return (KEEPING[change.kind] as (of: Change, context: KeepingContext) => Keeping)(withServiceTexts(change), this.context);
  }

  /** @throws Error if a row that would go is still needed */
  keep(keepings: readonly Keeping[]): void {
    for (const keeping of keepings) if ('apply' in keeping) keeping.apply();
    this.acknowledgeLockOuts();
    assertPlaces(this.editor);
  }

  /** IDs of OUs that got a row that only refers to them. */
  get referred(): readonly string[] {
    return this.context.parents.added;
  }

  /** As `init` does for policies that were attached before. A present reason stays. */
  private acknowledgeLockOuts(): void {
    const { editor, rowIds, live, places, touched } = this.context;
    const rows = new LiveRows(live, editor.others.units.organizationalUnits, rowIds, new Omissions());
    for (const id of touched) {
      const place = places.get(id);
      if (place === undefined) continue;
      const { lockOut } = rows.of(place);
      const row = place.kind === 'account' ? editor.account(rowIds.account(id) ?? '') : editor.unit(rowIds.unit(id) ?? '');
      if (lockOut === undefined || row?.lockOut !== undefined) continue;
      if (place.kind === 'root') editor.putRoot({ lockOut, ...editor.others.units.root });
      else if (row !== undefined && 'email' in row) editor.putAccount({ ...row, lockOut });
      else if (row !== undefined && !row.outside) editor.putUnit({ ...row, lockOut });
    }
  }
}

/** A row of an OU goes only with the rows in it. */
function assertPlaces({ data: { accounts, units }, original }: DataEditor): void {
  const left = new Set(units.organizationalUnits.map(({ id }) => id));
  const inside = [
    ...accounts.accounts.map(({ name, unit }) => ({ name, place: unit })),
    ...units.organizationalUnits.map(({ name, parent }) => ({ name, place: parent })),
  ].find(({ place }) => place !== undefined && !left.has(place));
  if (inside === undefined) return;
  const gone = original.units.organizationalUnits.find(({ id }) => id === inside.place);
  throw new Error(`The row of an organizational unit that was deleted by hand cannot go, because a row in it stays (given: ${gone?.name ?? inside.place}, with ${inside.name}). `
    + 'Keep the changes of the rows in it as well, or revert this one.');
}
