import { FIELDS, type Field } from './request-form';
import { EMAIL_PATTERN, RESERVED_TAG_PREFIX, TAG_PATTERN } from '../../contract';
import type { FleetRows, FleetUnit } from '../../fleet';
import { lineOf } from '../data/write-rows';

/** A row that a request adds. It adopts nothing, and has no policies and no rights. */
export interface RequestedRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** ID of the row of its OU. */
  readonly unit: string;
  readonly tags?: Readonly<Record<string, string>>;
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9 ._-]{0,49}$/;
const [SHORTEST_EMAIL, LONGEST_EMAIL] = [6, 64];
const MOST_TAGS = 20;
const [LONGEST_KEY, LONGEST_VALUE] = [128, 256];

/**
 * The row of a request. Its texts come from anyone who may open an issue, so that each has to be of a narrow form.
 * @param rows of the app, whose names and organizational units count
 * @throws Error that names the field, the value and what to do
 */
export function requestedRow({ name, email, unit, tags }: Readonly<Record<Field, string>>, rows: FleetRows): RequestedRow {
  if (!NAME.test(name) || name.endsWith(' ')) {
    fail('name', name, 'is not one that a request may have', 'Give up to 50 letters, digits, spaces, dots, hyphens and underscores');
  }
  if (!EMAIL_PATTERN.test(email) || email.length < SHORTEST_EMAIL || email.length > LONGEST_EMAIL) {
    fail('email', email, 'is not an address that AWS accepts', 'Give one like aws+name@example.com, of 6 to 64 characters');
  }
  const id = name.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
  const taken = rows.accounts.find((row) => row.id === id || row.email.toLowerCase() === email.toLowerCase());
  if (taken !== undefined) {
    const field = taken.id === id ? 'name' : 'email';
    fail(field, field === 'name' ? name : email, `is that of a row, at ${taken.place.file}:${taken.place.line}`, 'Give another one');
  }
  const parent = unitOf(unit, rows);
  const managed = tagsOf(tags);
  return { id, name, email, unit: parent, ...(Object.keys(managed).length === 0 ? {} : { tags: managed }) };
}

/** The ID of an OU, which may be one of the code that other accounts are in. */
function unitOf(text: string, { units, accounts }: FleetRows): string {
  if (accounts.some(({ unit }) => unit === text)) return text;
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const pathOf = ({ name, parent }: FleetUnit): string => {
    const above = parent === undefined ? undefined : byId.get(parent);
    return above === undefined ? name : `${pathOf(above)}/${name}`;
  };
  const wanted = text.replace(/^Root\//, '');
  const found = units.filter((unit) => unit.id === text || pathOf(unit) === wanted);
  if (found.length !== 1) fail('unit', text, found.length === 0 ? 'is not one of the rows' : 'is that of several rows', 'Give its path, as in Workloads/Test, or the ID of its row');
  return found[0].id;
}

function tagsOf(text: string): Record<string, string> {
  const lines = text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  if (lines.length > MOST_TAGS) fail('tags', `${lines.length} lines`, 'are too many', `Give at most ${MOST_TAGS}`);
  const tags = new Map<string, string>();
  for (const line of lines) {
    const [, key, value] = /^([^=]+)=(.*)$/.exec(line) ?? [];
    if (key === undefined || !TAG_PATTERN.test(key + value) || key.length > LONGEST_KEY || value.length > LONGEST_VALUE) {
      fail('tags', line, 'are not of the form KEY=VALUE with characters that AWS accepts', 'Give one on each line, as in cost-center=1234');
    }
    if (/^aws:/i.test(key) || key.startsWith(RESERVED_TAG_PREFIX)) fail('tags', line, 'have a reserved key', 'Give another key');
    if (tags.has(key)) fail('tags', line, 'have a key twice', 'Give each key once');
    tags.set(key, value);
  }
  return Object.fromEntries(tags);
}

function fail(field: Field, value: string, problem: string, remedy: string): never {
  throw new Error(`The ${FIELDS[field].toLowerCase()} of the request ${problem} (given: ${lineOf(value.slice(0, 200))}). ${remedy}.`);
}
