import { checkFleet, type KnownNames } from './check-fleet';
import { isObject, MemberCheck } from './check-members';
import type { FleetAccount, FleetRows, FleetSettings, FleetTarget, FleetUnit } from './fleet-rows';
import { placeText, type RowPlace } from './place';
import { given, Problems } from './problems';
import { parseCsvFile } from './read/csv-file';
import { parseJsonFile } from './read/json-file';
import { FileProblem, lineAt, type ParsedFile, type ParseText } from './read/parsed-file';
import { inOrder } from './unit-order';

/** The endings of files with rows. */
export const FLEET_FILE = /\.(?:json|ya?ml|csv)$/i;

export interface ReadFleetOptions {
  /** Reads YAML. The library gets it from a bundle, and the command line has it in its own. */
  readonly parseYaml: ParseText;
  /** @default - policies and OUs that the rows name are not checked */
  readonly known?: KnownNames;
}

/**
 * Reads the rows of a fleet, and checks them.
 * @param files texts by the paths that messages name
 * @throws Error that names file, line and value of each mistake, and what to do
 */
export function readFleet(files: ReadonlyMap<string, string>, { parseYaml, known }: ReadFleetOptions): FleetRows {
  const problems = new Problems();
  const collected: Collected = { accounts: [], units: [], roots: [], settings: [] };
  for (const [file, text] of files) {
    const parsed = parsedFile(file, text, parseYaml, problems);
    if (parsed !== undefined && new MemberCheck(file, parsed, problems).fits(parsed.value, 'file')) collect(file, parsed, collected);
  }
  problems.throwIfAny();
  const accounts = withSettings(collected, problems);
  const units = inOrder(collected.units, problems);
  const [root, ...others] = collected.roots;
  for (const { place } of others) problems.add(place, `The root is given twice, also at ${placeText(root.place)} (given: "root")`, 'Remove one of them');
  checkFleet({ root, units, accounts }, known, problems);
  problems.throwIfAny();
  return { root, units, accounts };
}

interface Collected {
  readonly accounts: FleetAccount[];
  readonly units: FleetUnit[];
  readonly roots: FleetTarget[];
  readonly settings: { readonly id: string; readonly place: RowPlace; readonly settings: FleetSettings }[];
}

function parsedFile(file: string, text: string, parseYaml: ParseText, problems: Problems): ParsedFile | undefined {
  const parse = /\.csv$/i.test(file) ? parseCsvFile : /\.json$/i.test(file) ? parseJsonFile : parseYaml;
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    problems.add({ file, line: error.line }, error.sentence, error.remedy);
    return undefined;
  }
}

type Values = Readonly<Record<string, unknown>>;

function collect(file: string, { value, lines }: ParsedFile, { accounts, units, roots, settings }: Collected): void {
  const { accounts: listed, organizationalUnits = [], root, tagsOfAll = {} } = value as Values;
  const placeOf = (...path: (string | number)[]): RowPlace => ({ file, line: lineAt(lines, path) });
  if (isObject(listed)) {
    for (const [id, each] of Object.entries(listed)) settings.push({ id, place: placeOf('accounts', id), settings: each as FleetSettings });
  } else {
    (listed as readonly Values[] | undefined ?? []).forEach((row, index) => accounts.push(
      accountOf(row, placeOf('accounts', index), tagsOfAll as FleetTarget['tags'])));
  }
  (organizationalUnits as readonly Values[]).forEach((row, index) => units.push(unitOf(row, placeOf('organizationalUnits', index))));
  if (root !== undefined) roots.push(targetOf(root as Values, placeOf('root')));
}

function targetOf({ tags = {}, policies = [], isAllowList, lockOut }: Values, place: RowPlace): FleetTarget {
  return {
    place,
    tags: tags as FleetTarget['tags'],
    policies: policies as string[],
    isAllowList: isAllowList !== undefined,
    ...(lockOut === undefined ? {} : { lockOut: lockOut as string }),
  };
}

function accountOf(row: Values, place: RowPlace, tagsOfAll: FleetTarget['tags']): FleetAccount {
  const { id, adopt, name, email, unit, administers = [], exemptFrom = [] } = row;
  const { tags, ...target } = targetOf(row, place);
  return {
    ...target,
    id: id as string,
    adopt: adopt !== undefined,
    name: name as string,
    email: email as string,
    ...(unit === undefined ? {} : { unit: unit as string }),
    tags: { ...tagsOfAll, ...tags },
    administers: administers as string[],
    exemptFrom: exemptFrom as string[],
    settings: settingsOf(row),
  };
}

function unitOf(row: Values, place: RowPlace): FleetUnit {
  const { id, adopt, outside, name, parent } = row;
  return {
    ...targetOf(row, place),
    id: id as string,
    adopt: adopt !== undefined,
    outside: outside !== undefined,
    name: name as string,
    ...(parent === undefined ? {} : { parent: parent as string }),
  };
}

function settingsOf(row: Values): FleetSettings {
  const names = ['alternateContacts', 'primaryContact', 'enabledRegions', 'disabledRegions'];
  return Object.fromEntries(names.flatMap((name) => (row[name] === undefined ? [] : [[name, row[name]] as const])));
}

/** Accounts with the contacts and Regions that another file gives by the IDs of their rows. */
function withSettings({ accounts, settings }: Collected, problems: Problems): FleetAccount[] {
  if (settings.length === 0) return accounts;
  const found = new Map<string, FleetSettings>();
  const ids = new Map(accounts.map((account) => [account.id, account]));
  for (const { id, place, settings: each } of settings) {
    const account = ids.get(id);
    if (account === undefined) {
      problems.add(place, `No account has this ID ${given(id)}`, 'Use the ID of a row of an account');
    } else if (found.has(id) || Object.keys(account.settings).length > 0) {
      problems.add(place, `Contacts and Regions of the account are given twice, also at ${placeText(account.place)} ${given(id)}`, 'Keep one of them');
    }
    found.set(id, each);
  }
  return accounts.map((account) => (found.has(account.id) ? { ...account, settings: found.get(account.id)! } : account));
}
