import { lazyModel } from './lazy-model';
import type { PlacedAccount } from '../model/access';
import type { Organization, OrganizationalUnit, Parent } from '../model/organization';
import { nearest } from '../policy/actions/nearest';

export interface PlacedUnit {
  readonly path: string;
  readonly unit: OrganizationalUnit;
}

/** @throws Error with the most similar path, if there is no such unit. */
export function findUnit(organization: Organization, path: string): PlacedUnit {
  const wanted = path.replace(/^root\//i, '');
  const units = [...lazyModel().targets(organization)].filter(({ kind }) => kind === 'organizationalUnit')
    .map((each): PlacedUnit => ({ path: each.path.slice('Root/'.length), unit: each.target as OrganizationalUnit }));
  const found = units.find((each) => each.path === wanted);
  if (found !== undefined) return found;
  const paths = units.map((each) => each.path);
  const meant = nearest(wanted, paths);
  const advice = meant === undefined ? `There are: ${paths.join(', ') || 'none'}.` : `Did you mean ${meant}?`;
  throw new Error(`The organizational unit does not exist: "${path}". ${advice}`);
}

/** @throws Error if it selects no account. */
export function accountsUnder(
  organization: Organization, accounts: readonly PlacedAccount[], under: string | undefined,
): readonly PlacedAccount[] {
  const place = under === undefined ? undefined : findUnit(organization, under).path;
  const selected = place === undefined ? accounts : accounts.filter(({ path }) => path.startsWith(`${place}/`));
  if (selected.length === 0) {
    throw new Error(`There is no account to assert anything about: ${place === undefined ? 'the organization' : `"${place}"`} has none. Select a place with accounts.`);
  }
  return selected;
}

/** The number of accounts in a root or unit and in the units below it. */
export function countAccounts({ accounts, organizationalUnits }: Parent): number {
  return organizationalUnits.reduce((sum, unit) => sum + countAccounts(unit), accounts.length);
}
