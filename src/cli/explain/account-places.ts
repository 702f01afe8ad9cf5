import { printable } from '../output/printable';

/** The number of accounts, and of OUs, that a group names. */
const LISTED = 30;

/** A unit, or the root, with accounts in it and below it. */
export interface AccountCount {
  readonly units: Map<string, AccountCount>;
  /** The number of accounts in it and below it. */
  total: number;
  /** The names of accounts directly in it. */
  readonly own: string[];
}

/** Counts accounts by their units. */
export function countAccounts(paths: readonly string[]): AccountCount {
  const root = newCount();
  for (const path of paths) {
    const names = path.split('/');
    const account = names.pop()!;
    let unit = root;
    unit.total++;
    for (const name of names) {
      const below = unit.units.get(name) ?? newCount();
      unit.units.set(name, below);
      unit = below;
      unit.total++;
    }
    unit.own.push(account);
  }
  return root;
}

/**
 * Names the accounts of a group. Many of them are told by their units.
 * @param asked all accounts that were asked about
 */
export function accountPlaces(group: readonly string[], asked: AccountCount): string {
  if (group.length <= LISTED) return group.map(printable).join(', ');
  if (group.length === asked.total) return `every account (${counted(group.length)})`;
  const places = [...placesOf(countAccounts(group), asked, '')];
  const more = places.length > LISTED ? `, and ${counted(places.length - LISTED)} more places` : '';
  return places.slice(0, LISTED).map(printable).join(', ') + more;
}

function newCount(): AccountCount {
  return { units: new Map(), total: 0, own: [] };
}

/** A unit whose accounts are all in the group stands for them; of another one, its units and the accounts directly in it. */
function* placesOf({ units, own }: AccountCount, asked: AccountCount, path: string): Generator<string> {
  for (const [name, unit] of units) {
    const place = path + name;
    const all = asked.units.get(name)!;
    if (unit.total === all.total) yield `${place} (all ${counted(unit.total)})`;
    else yield* placesOf(unit, all, `${place}/`);
  }
  if (own.length === 0) return;
  const where = path === '' ? 'the root' : path.slice(0, -1);
  const ownTotal = asked.own.length;
  const howMany = own.length === ownTotal ? `all ${counted(ownTotal)}` : `${counted(own.length)} of ${counted(ownTotal)}`;
  if (own.length > 3) yield `${howMany} directly in ${where}`;
  else for (const name of own) yield path + name;
}

/** With commas. `toLocaleString` takes 10 ms the first time. */
function counted(number: number): string {
  return String(number).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
