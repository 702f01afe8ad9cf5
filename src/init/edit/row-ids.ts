import { placesOf } from './places';
import { type Organization, withServiceTexts } from '../../model';
import type { AppData } from '../data/app-data';

/**
 * The rows of an app by the IDs of the resources that they describe. A row that adopts its resource, or only refers to it, has that ID.
 * The resource of any other row is found by what AWS keeps unique: the email address of an account, the name of an OU below its parent,
 * and the type and name of a policy.
 */
export class RowIds {
  private readonly accounts = new Map<string, string>();
  private readonly units = new Map<string, string>();
  private readonly policies = new Map<string, string>();

  /** @param described the organization as the rows describe it, with texts as reviews compare them */
  constructor({ accounts, units, policies }: AppData, described: Organization) {
    const organization = withServiceTexts(described);
    const places = [...placesOf(organization).values()];
    const unique = (...parts: readonly unknown[]) => JSON.stringify(parts);
    const byEmail = new Map(places.flatMap(({ kind, target }) => (kind === 'account' ? [[target.email.toLowerCase(), target.id]] as const : [])));
    const byName = new Map(places.flatMap(({ kind, target, parent }) => (
      kind === 'organizationalUnit' ? [[unique(parent!.target.id, target.name), target.id]] as const : [])));
    const byType = new Map(organization.policies.map(({ id, type, name }) => [unique(type, name), id]));
    const unitOf = new Map<string, string>();
    const note = (rows: Map<string, string>, found: string | undefined, row: string) => {
      if (found !== undefined && !rows.has(found)) rows.set(found, row);
    };
    for (const { id, adopt, email } of accounts.accounts) note(this.accounts, adopt ? id : byEmail.get(email.toLowerCase()), id);
    for (const { id, adopt, outside, name, parent } of units.organizationalUnits) {
      const above = parent === undefined ? organization.root.id : unitOf.get(parent);
      const found = adopt || outside ? id : byName.get(unique(above, name));
      if (found !== undefined) unitOf.set(id, found);
      note(this.units, found, id);
    }
    for (const { id, key, adopt, type, name } of policies.policies) note(this.policies, adopt ? id : byType.get(unique(type, name)), key);
  }

  /** The ID of the row of an account; undefined if no row describes it. */
  account(id: string): string | undefined {
    return this.accounts.get(id);
  }

  unit(id: string): string | undefined {
    return this.units.get(id);
  }

  /** The key of the policy. */
  policy(id: string): string | undefined {
    return this.policies.get(id);
  }

  addAccount(id: string, row: string): void {
    this.accounts.set(id, row);
  }

  addUnit(id: string, row: string): void {
    this.units.set(id, row);
  }

  addPolicy(id: string, key: string): void {
    this.policies.set(id, key);
  }
}

