import type { AccountData, PolicyData, UnitData } from '../data/app-data';

/** Compares accounts by OU in the order of their rows, then by name and email address, as a written app has them. */
export function accountOrder(units: readonly UnitData[]): (one: AccountData, other: AccountData) => number {
  const rank = new Map(units.map(({ id }, index) => [id, index]));
  const keyOf = ({ unit, name, email }: AccountData) => [unit === undefined ? -1 : rank.get(unit) ?? units.length, name, email];
  return (one, other) => compare(keyOf(one), keyOf(other));
}

/** Inserts a row by path, and behind the OU above it. */
export function withUnit(rows: readonly UnitData[], row: UnitData): UnitData[] {
  const byId = new Map([...rows, row].map((each) => [each.id, each]));
  const pathOf = ({ name, parent }: UnitData): readonly string[] => {
    const above = parent === undefined ? undefined : byId.get(parent);
    return [...above === undefined ? [] : pathOf(above), name];
  };
  const path = pathOf(row);
  const above = rows.findIndex(({ id }) => id === row.parent);
  return inserted(rows, row, (other) => compare(pathOf(other), path) > 0, above + 1);
}

export function withPolicy(rows: readonly PolicyData[], row: PolicyData): PolicyData[] {
  return inserted(rows, row, ({ key }) => key > row.key);
}

/** Inserts a row in front of the first one that belongs behind it. The others keep their order. */
function inserted<T>(rows: readonly T[], row: T, isBehind: (other: T) => boolean, first = 0): T[] {
  const found = rows.findIndex((other, index) => index >= first && isBehind(other));
  const place = found < 0 ? rows.length : found;
  return [...rows.slice(0, place), row, ...rows.slice(place)];
}

/** Compares lists item by item; a list stands in front of those that it begins. */
function compare(one: readonly (string | number)[], other: readonly (string | number)[]): number {
  const index = one.findIndex((item, place) => item !== other[place]);
  if (index < 0) return one.length - other.length;
  return other[index] === undefined || one[index] > other[index] ? 1 : -1;
}
