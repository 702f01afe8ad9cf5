import { printable } from '../output/printable';

/** The number of accounts, and of OUs, that a group names. */
const LISTED = 30;

/** A unit with the paths of accounts below it: all that were asked about, and those of the group. */
interface UnitCount {
  readonly units: Map<string, UnitCount>;
  total: number;
  inGroup: number;
  /** Accounts of the group directly in it. */
  readonly own: string[];
  ownTotal: number;
}

/** Names the accounts of a group. Many of them are told by their units. */
export function accountPlaces(group: readonly string[], asked: readonly string[]): string {
  if (group.length <= LISTED) return group.map(printable).join(', ');
  if (group.length === asked.length) return `every account (${counted(group.length)})`;
  const root = newCount();
  count(root, asked, false);
  count(root, group, true);
  const places = [...placesOf(root, '')];
  const more = places.length > LISTED ? `, and ${counted(places.length - LISTED)} more places` : '';
  return places.slice(0, LISTED).map(printable).join(', ') + more;
}

function newCount(): UnitCount {
  return { units: new Map(), total: 0, inGroup: 0, own: [], ownTotal: 0 };
}

function count(root: UnitCount, paths: readonly string[], inGroup: boolean): void {
  for (const path of paths) {
    const names = path.split('/');
    const name = names.pop()!;
    const chain = names.reduce((units, each) => {
      const above = units[units.length - 1];
      const unit = above.units.get(each) ?? newCount();
      above.units.set(each, unit);
      return [...units, unit];
    }, [root]);
    for (const unit of chain) {
      if (inGroup) unit.inGroup++;
      else unit.total++;
    }
    const last = chain[chain.length - 1];
    if (inGroup) last.own.push(name);
    else last.ownTotal++;
  }
}

/** A unit whose accounts are all in the group stands for them; of another one, its units and the accounts directly in it. */
function* placesOf({ units, own, ownTotal }: UnitCount, path: string): Generator<string> {
  for (const [name, unit] of units) {
    const place = path + name;
    if (unit.inGroup === unit.total) yield `${place} (all ${counted(unit.total)})`;
    else if (unit.inGroup > 0) yield* placesOf(unit, `${place}/`);
  }
  if (own.length === 0) return;
  const where = path === '' ? 'the root' : path.slice(0, -1);
  const howMany = own.length === ownTotal ? `all ${counted(ownTotal)}` : `${counted(own.length)} of ${counted(ownTotal)}`;
  if (own.length > 3) yield `${howMany} directly in ${where}`;
  else for (const name of own) yield path + name;
}

function counted(number: number): string {
  return number.toLocaleString('en-US');
}
