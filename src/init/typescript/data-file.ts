/** The text of `lib/data.ts`: reads the data files, and checks what their rows refer to. */
export const DATA_FILE = `import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkDistinct, checked, fail } from './check';
import type { AccountsFile, PoliciesFile, ServicesFile, SettingsFile, TargetRow, UnitsFile } from './rows';

const FOLDER = join(__dirname, '..', 'data');
const [ACCOUNTS, UNITS, POLICIES, SERVICES, SETTINGS] = ['accounts', 'organizational-units', 'policies', 'services', 'account-settings']
  .map((name) => \`\${name}.json\`);

/** The rows of the organization. Throws an error with the file, the row and the value if one of them is wrong. */
export function readData() {
  const { policies } = checked<PoliciesFile>(POLICIES, read(POLICIES), 'policiesFile');
  const { root, organizationalUnits } = checked<UnitsFile>(UNITS, read(UNITS), 'unitsFile');
  const { tagsOfAll = {}, accounts } = checked<AccountsFile>(ACCOUNTS, read(ACCOUNTS), 'accountsFile');
  const { trustedServices, policyTypes } = checked<ServicesFile>(SERVICES, read(SERVICES), 'servicesFile');
  const settings = existsSync(join(FOLDER, SETTINGS)) ? checked<SettingsFile>(SETTINGS, read(SETTINGS), 'settingsFile').accounts : {};
  checkRows({ policies, root, organizationalUnits, accounts });
  const ids = new Set(accounts.map(({ id }) => id));
  for (const [id, options] of Object.entries(settings)) {
    checked(SETTINGS, options, 'settings');
    if (ids.has(id)) continue;
    fail(SETTINGS, options, \`No account has this ID (given: \${JSON.stringify(id)}). Use the ID of a row of data/accounts.json.\`);
  }
  const lines = { units: linesOf(UNITS), accounts: linesOf(ACCOUNTS) };
  return { policies, root, organizationalUnits, tagsOfAll, accounts, trustedServices, policyTypes, settings, lines };
}

/** A line end, a bracket, the ID of an object, or any other string. */
const TOKEN = /\\n|[{}[\\]]|"id"\\s*:\\s*("(?:[^"\\\\]|\\\\.)*")|"(?:[^"\\\\]|\\\\.)*"/g;

/** The lines of the rows of a file, by their IDs. A row is an object of a list: an "id" among tags is none. */
function linesOf(file: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  let [around, line] = ['', 1];
  for (const [token, id] of readFileSync(join(FOLDER, file), 'utf8').matchAll(TOKEN)) {
    if (token === '{' || token === '[') around += token;
    else if (token === '}' || token === ']') around = around.slice(0, -1);
    else if (id !== undefined && around === '{[{') lines.set(JSON.parse(id) as string, line);
    line += token.split('\\n').length - 1;
  }
  return lines;
}

function read(file: string): unknown {
  try {
    return JSON.parse(readFileSync(join(FOLDER, file), 'utf8'));
  } catch (error) {
    throw new Error(\`data/\${file} cannot be read: \${(error as Error).message}. Correct the file.\`);
  }
}

function checkRows({ policies, root, organizationalUnits, accounts }: PoliciesFile & UnitsFile & AccountsFile): void {
  for (const row of policies) checked(POLICIES, row, 'policy');
  checkDistinct(POLICIES, policies, 'key');
  checkDistinct(POLICIES, policies, 'id');
  const keys = new Set(policies.map(({ key }) => key));
  checkPolicies(UNITS, checked(UNITS, root, 'root'), keys);
  const units = new Set<string>();
  for (const row of organizationalUnits) {
    checkPolicies(UNITS, checked(UNITS, row, 'unit'), keys);
    checkPlace(UNITS, row, row.parent, units);
    units.add(row.id);
  }
  checkDistinct(UNITS, organizationalUnits, 'id');
  for (const row of accounts) {
    checkPolicies(ACCOUNTS, checked(ACCOUNTS, row, 'account'), keys);
    checkPlace(ACCOUNTS, row, row.unit, units);
  }
  checkDistinct(ACCOUNTS, accounts, 'id');
}

function checkPolicies(file: string, row: TargetRow, keys: ReadonlySet<string>): void {
  for (const key of row.policies ?? []) {
    if (!keys.has(key)) fail(file, row, \`No policy has this key (given: \${JSON.stringify(key)}). Use a key of data/policies.json.\`);
  }
}

function checkPlace(file: string, row: object, id: string | undefined, units: ReadonlySet<string>): void {
  if (id === undefined || units.has(id)) return;
  const problem = \`No organizational unit has this ID (given: \${JSON.stringify(id)}).\`;
  fail(file, row, \`\${problem} Use the ID of a row of data/\${UNITS}, which is above the rows below it.\`);
}
`;
