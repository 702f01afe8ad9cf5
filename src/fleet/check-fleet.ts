import type { FleetAccount, FleetRows, FleetTarget, FleetUnit } from './fleet-rows';
import { placeText, type RowPlace } from './place';
import { given, type Problems } from './problems';
import { ID_PATTERNS } from '../contract';
import { nearest } from '../policy/actions/nearest';

/** The policies and OUs that the code gives to a fleet, by the names that rows use. */
export interface KnownNames {
  readonly policies: readonly string[];
  readonly units: readonly string[];
}

/** Checks rows against each other, over all files. */
export function checkFleet({ root, units, accounts }: FleetRows, known: KnownNames | undefined, problems: Problems): void {
  checkDistinct(accounts, 'Two accounts have the same ID', ({ id }) => [id, id], problems);
  checkDistinct(accounts, 'Two accounts have the same email address', ({ email }) => [email.toLowerCase(), email], problems);
  checkDistinct(units, 'Two organizational units have the same ID', ({ id }) => [id, id], problems);
  checkDistinct(units, 'Two organizational units below one parent have the same name', ({ parent = '', name }) => [JSON.stringify([parent, name]), name], problems);
  // AWS accepts two accounts of one name, and an organization that is adopted may have them. New ones would be taken for each other.
  checkDistinct(accounts, 'Two accounts in one organizational unit have the same name', ({ unit = '', name }) => [JSON.stringify([unit, name]), name], problems,
    (one, other) => one.adopt && other.adopt);
  for (const { id, place } of [...units, ...accounts]) {
    if (id.trim() !== id || id.includes('/')) problems.add(place, `The ID has a slash, or a space at an end ${given(id)}`, 'Use another ID');
  }
  for (const { id, place, outside, adopt } of units) {
    if (outside && adopt) problems.add(place, `A row is both "adopt" and "outside" ${given(id)}`, 'Keep one of them');
    if (outside && !ID_PATTERNS.organizationalUnit.test(id)) {
      problems.add(place, `The ID of an organizational unit outside the code is not one of AWS ${given(id)}`, 'Use an ID like ou-ab12-11111111');
    }
  }
  if (known === undefined) return;
  checkPlaces(units, accounts, known, problems);
  checkPolicies([...root === undefined ? [] : [root], ...units, ...accounts], known, problems);
}

function checkPlaces(units: readonly FleetUnit[], accounts: readonly FleetAccount[], known: KnownNames, problems: Problems): void {
  const ids = [...units.map(({ id }) => id), ...known.units];
  const named = new Set(ids);
  const check = (place: RowPlace, id: string | undefined) => {
    if (id === undefined || named.has(id)) return;
    const near = nearest(id, ids);
    problems.add(place, `No organizational unit has this ID ${given(id)}`, `Use the ID of a row of an organizational unit, or a key of organizationalUnits of the fleet${near === undefined ? '' : `; did you mean "${near}"?`}`);
  };
  for (const { place, parent } of units) check(place, parent);
  for (const { place, unit } of accounts) check(place, unit);
}

function checkDistinct<T extends FleetAccount | FleetUnit>(
  rows: readonly T[], sentence: string, keyOf: (row: T) => readonly [key: string, shown: string], problems: Problems,
  mayShare: (one: T, other: T) => boolean = () => false,
): void {
  const found = new Map<string, T>();
  for (const row of rows) {
    const [key, shown] = keyOf(row);
    const first = found.get(key);
    if (first === undefined) found.set(key, row);
    else if (!mayShare(first, row)) problems.add(row.place, `${sentence}, also at ${placeText(first.place)} ${given(shown)}`, 'Give each row its own, or remove one of them');
  }
}

function checkPolicies(targets: readonly FleetTarget[], { policies }: KnownNames, problems: Problems): void {
  const keys = new Set(policies);
  for (const { place, policies: attached } of targets) {
    for (const key of attached.filter((each) => !keys.has(each))) {
      const near = nearest(key, policies);
      const list = policies.length === 0 ? 'Give it in the property "policies" of the fleet' : `Use one of these: ${policies.slice(0, 20).join(', ')}`;
      problems.add(place, `No policy has this key ${given(key)}`, near === undefined ? list : `Did you mean "${near}"?`);
    }
  }
}
