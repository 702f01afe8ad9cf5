import { type ParentPlace, pathOf, type Place } from './places';
import type { RowIds } from './row-ids';
import type { Organization } from '../../model';
import type { TargetData, UnitData } from '../data/app-data';
import { Omissions } from '../judge';
import type { PolicyRow, TargetRow } from '../rows';
import { type Levels, TargetRows } from '../target-rows';

/** Derives policies and tags of rows from an organization, by the keys that an app gives to policies. */
export class LiveRows {
  private readonly rows: TargetRows;
  /** Of the levels above a row, whose omissions are no news. */
  private readonly others: TargetRows;
  private readonly levels = new Map<string, Levels>();

  constructor(
    private readonly organization: Organization, private readonly units: readonly UnitData[], private readonly ids: RowIds,
    omissions: Omissions,
  ) {
    const policies = policiesWithKeys(organization, ids);
    this.rows = new TargetRows(organization, policies, omissions);
    this.others = new TargetRows(organization, policies, new Omissions());
  }

  of(place: Place): TargetRow {
    const above = place.parent === undefined ? [] : this.levelsDownTo(place.parent);
    return this.rows.of(place.target, pathOf(place), above).row;
  }

  private levelsDownTo(place: ParentPlace): Levels {
    const known = this.levels.get(place.target.id);
    if (known !== undefined) return known;
    const above = place.parent === undefined ? [] : this.levelsDownTo(place.parent);
    const levels = this.isManaged(place) ? this.others.of(place.target, pathOf(place), above).levels : above;
    this.levels.set(place.target.id, levels);
    return levels;
  }

  private isManaged({ target }: ParentPlace): boolean {
    if (target.id === this.organization.root.id) return true;
    const row = this.ids.unit(target.id);
    return this.units.some(({ id, outside }) => id === row && outside !== true);
  }
}

function policiesWithKeys({ policies }: Organization, ids: RowIds): Map<string, PolicyRow> {
  return new Map(policies.flatMap((policy) => {
    const key = ids.policy(policy.id);
    return key === undefined ? [] : [[policy.id, { ...policy, key }] as const];
  }));
}

/** A row of a target without the members that have their default. */
export function targetData({ tags, policies, isAllowList, lockOut }: TargetRow): TargetData {
  return {
    ...(Object.keys(tags).length === 0 ? {} : { tags }),
    ...(policies.length === 0 ? {} : { policies }),
    ...(isAllowList ? { isAllowList } : {}),
    ...(lockOut === undefined ? {} : { lockOut }),
  };
}
