import { type AccountData, type AppData, DATA_PATHS, type PolicyData, type TargetData, type UnitData } from './app-data';
import { IS_KIND, type Kind, MEMBERS, type Members, type ObjectName } from './members';
import { lineOf } from './write-rows';
import { parseJson } from '../../policy';

/** The longest part of a row in a message. */
const LONGEST = 200;

/**
 * Reads the data files of a written app, and checks them as the app itself does.
 * @param textOf the text of a file by its path in the app, such as `data/accounts.json`; undefined if there is none
 * @throws Error with the file, the row and the value, if a file is missing or no JSON, if a member is unknown, missing or of another kind,
 * if two rows have one ID, or if no row has the key of a policy or the ID of an OU
 */
export function readRows(textOf: (path: string) => string | undefined): AppData {
  const fileOf = (part: keyof AppData, name: ObjectName) => {
    const path = DATA_PATHS[part];
    return checked(path, parsed(path, textOf(path)), name);
  };
  const settings = textOf(DATA_PATHS.settings) === undefined ? {} : { settings: fileOf('settings', 'settingsFile') };
  const data = {
    accounts: fileOf('accounts', 'accountsFile'),
    units: fileOf('units', 'unitsFile'),
    policies: fileOf('policies', 'policiesFile'),
    services: fileOf('services', 'servicesFile'),
    ...settings,
  } as unknown as AppData;
  checkRows(data);
  return data;
}

function parsed(file: string, text: string | undefined): unknown {
  if (text === undefined) throw new Error(`${file} does not exist. Restore it, or give the folder of an app that "cdk-org init" wrote.`);
  try {
    return parseJson(text);
  } catch (error) {
    throw new Error(`${file} is not JSON: ${(error as Error).message}. Correct the file.`, { cause: error });
  }
}

function checkRows({ policies, units, accounts, settings }: AppData): void {
  const keys = new Set(policies.policies.map((row) => checked<PolicyData>(DATA_PATHS.policies, row, 'policy').key));
  checkDistinct(DATA_PATHS.policies, policies.policies, 'key');
  checkDistinct(DATA_PATHS.policies, policies.policies, 'id');
  checkPolicies(DATA_PATHS.units, checked(DATA_PATHS.units, units.root, 'root'), keys);
  const ids = new Set<string>();
  for (const row of units.organizationalUnits) {
    const { id, parent } = checked<UnitData>(DATA_PATHS.units, row, 'unit');
    checkPlace(DATA_PATHS.units, row, parent, ids);
    checkPolicies(DATA_PATHS.units, row, keys);
    ids.add(id);
  }
  checkDistinct(DATA_PATHS.units, units.organizationalUnits, 'id');
  for (const row of accounts.accounts) {
    checkPlace(DATA_PATHS.accounts, row, checked<AccountData>(DATA_PATHS.accounts, row, 'account').unit, ids);
    checkPolicies(DATA_PATHS.accounts, row, keys);
  }
  checkDistinct(DATA_PATHS.accounts, accounts.accounts, 'id');
  const managed = new Set(accounts.accounts.map(({ id }) => id));
  for (const [id, options] of Object.entries(settings?.accounts ?? {})) {
    checked(DATA_PATHS.settings, options, 'settings');
    if (!managed.has(id)) fail(DATA_PATHS.settings, options, `No account has this ID (given: ${lineOf(id)}). Use the ID of a row of data/accounts.json.`);
  }
}

function checked<T extends object>(file: string, row: unknown, name: ObjectName): T {
  const { required, optional }: Members = MEMBERS[name];
  const kinds = new Map<string, Kind>(Object.entries({ ...required, ...optional }));
  if (!IS_KIND['an object'](row)) fail(file, row, 'This is not an object. Write its members in braces.');
  for (const [member, value] of Object.entries(row as object)) {
    const kind = kinds.get(member);
    if (kind === undefined) fail(file, row, `This member is unknown (given: ${lineOf(member)}). Use one of these: ${[...kinds.keys()].join(', ')}.`);
    else if (!IS_KIND[kind](value)) fail(file, row, `The member ${lineOf(member)} is not ${kind} (given: ${lineOf(value).slice(0, LONGEST)}). Correct it.`);
  }
  const missing = Object.keys(required).find((member) => !Object.hasOwn(row as object, member));
  if (missing !== undefined) fail(file, row, `The member ${lineOf(missing)} is missing. Add it.`);
  return row as T;
}

function checkDistinct<T extends object>(file: string, rows: readonly T[], member: keyof T & string): void {
  const seen = new Set<unknown>();
  for (const row of rows) {
    if (seen.has(row[member])) fail(file, row, `Two rows have the same ${member} (given: ${lineOf(row[member])}). Give each row its own.`);
    seen.add(row[member]);
  }
}

function checkPolicies(file: string, row: TargetData, keys: ReadonlySet<string>): void {
  const unknown = row.policies?.find((key) => !keys.has(key));
  if (unknown !== undefined) fail(file, row, `No policy has this key (given: ${lineOf(unknown)}). Use a key of data/policies.json.`);
}

function checkPlace(file: string, row: object, id: string | undefined, ids: ReadonlySet<string>): void {
  if (id === undefined || ids.has(id)) return;
  fail(file, row, `No organizational unit has this ID (given: ${lineOf(id)}). Use the ID of a row of data/organizational-units.json, which is above the rows below it.`);
}

function fail(file: string, row: unknown, problem: string): never {
  throw new Error(`${file}: ${problem} Row: ${lineOf(row).slice(0, LONGEST)}`);
}
