import type { DataEditor } from './data-editor';
import { type LiveRows, targetData } from './live-rows';
import type { ParentRows } from './parent-rows';
import { type ParentPlace, pathOf, type Place } from './places';
import type { RowIds } from './row-ids';
import type { Account, Organization, OrganizationalUnit, Tags } from '../../model';
import type { TargetData } from '../data/app-data';
import type { Omissions } from '../judge';
import { withTag } from '../tag-rows';

/** Writes rows of OUs and accounts as they are in an organization. */
export class TargetAdoption {
  constructor(
    private readonly editor: DataEditor, private readonly organization: Organization, private readonly rowIds: RowIds,
    private readonly parents: ParentRows, private readonly rows: LiveRows, private readonly omissions: Omissions,
  ) {}

  addUnit(place: ParentPlace): void {
    const { id, name } = place.target as OrganizationalUnit;
    this.editor.putUnit({ id, adopt: true, name, parent: this.parents.rowAbove(place), ...targetData(this.rows.of(place)) });
    this.editor.takeIn('units', (line) => line.includes(`(${id}): `));
    this.rowIds.addUnit(id, id);
  }

  addAccount(place: Place): void {
    const { id, name, email } = place.target as Account;
    const { tags = {}, ...more } = targetData(this.rows.of(place));
    const unit = this.parents.rowAbove(place);
    const administers = this.administeredBy(id, pathOf(place));
    this.editor.putAccount({ id, adopt: true, name, email, unit, tags: this.withoutShared(tags), ...more, administers });
    this.editor.takeIn('accounts', (line) => line.includes(`(${id}): `));
    this.rowIds.addAccount(id, id);
  }

  /**
   * Adds to a row what its target has besides: policies, tags and administered services. What the row says stays.
   * @returns whether the row has more than before
   */
  complete(place: Place): boolean {
    const live = targetData(this.rows.of(place));
    const { id } = place.target;
    const { root } = this.editor.others.units;
    switch (place.kind) {
      case 'root':
        this.editor.takeIn('units', (line) => line.includes(`(${id}): `));
        this.editor.putRoot(together(root, live));
        return hasMore(together(root, live), root);
      case 'organizationalUnit': {
        const row = this.editor.unit(this.rowIds.unit(id)!)!;
        this.editor.putUnit({ ...row, ...together(row, live) });
        return hasMore(together(row, live), row);
      }
      case 'account': {
        const row = this.editor.account(this.rowIds.account(id)!)!;
        const full = together(row, { ...live, tags: this.withoutShared(live.tags ?? {}) });
        const administers = union(row.administers, this.administeredBy(id, pathOf(place)));
        this.editor.putAccount({ ...row, ...full, administers });
        return hasMore(full, row) || administers.length > (row.administers ?? []).length;
      }
    }
  }

  private withoutShared(tags: Tags): Tags {
    const shared = Object.entries(this.editor.tagsOfAll);
    const isSame = (rest: Tags, key: string, value: string) => Object.hasOwn(rest, key) && rest[key] === value;
    return shared.reduce((rest, [key, value]) => (isSame(rest, key, value) ? withTag(rest, key, undefined) : rest), tags);
  }

  private administeredBy(id: string, place: string): string[] {
    const services = this.organization.delegatedAdministrators.filter(({ accountId }) => accountId === id)
      .map(({ servicePrincipal }) => servicePrincipal);
    return [...new Set(services)].sort().filter((service) => {
      if (this.editor.others.services.trustedServices.includes(service)) return true;
      this.omissions.add('delegatedAdministrator', `${place} for ${service}`, 'the trusted access of the service is not in the app; it stays registered');
      return false;
    });
  }
}

function together(row: TargetData, live: TargetData): TargetData {
  const tags = Object.entries(live.tags ?? {}).filter(([key]) => !Object.hasOwn(row.tags ?? {}, key));
  return {
    ...row,
    tags: tags.reduce((all, [key, value]) => withTag(all, key, value), row.tags ?? {}),
    policies: union(row.policies, live.policies),
    lockOut: row.lockOut ?? live.lockOut,
  };
}

function hasMore(full: TargetData, row: TargetData): boolean {
  const count = ({ tags = {}, policies = [] }: TargetData) => Object.keys(tags).length + policies.length;
  return count(full) > count(row);
}

function union(one: readonly string[] = [], other: readonly string[] = []): string[] {
  return [...new Set([...one, ...other])].sort();
}
