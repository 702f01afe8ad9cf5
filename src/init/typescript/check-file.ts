import { literal } from './literal';
import { MEMBERS, type Members } from '../data/members';

/** The text of `lib/check.ts`: the members of the data files, and the check of an object of them. */
export function checkFile(): string {
  return `const MEMBERS = {
${Object.entries(MEMBERS).map(([name, members]) => entry(name, members)).join('\n')}
};

/** The checks of each kind of value, by the words of the error. */
const IS_KIND: Readonly<Record<string, (value: unknown) => boolean>> = {
  'a string': isString,
  'true': (value) => value === true,
  'a list of strings': (value) => Array.isArray(value) && value.every(isString),
  'an object of strings': (value) => isObject(value) && Object.values(value).every(isString),
  'a list of objects': (value) => Array.isArray(value) && value.every(isObject),
  'an object of objects': (value) => isObject(value) && Object.values(value).every(isObject),
  'an object': isObject,
};

/**
 * Returns an object of a data file. A member that is unknown, missing or of another kind is an error with the file, the row and
 * the value.
 */
export function checked<T>(file: string, row: unknown, name: keyof typeof MEMBERS): T {
  const { required, optional } = MEMBERS[name];
  const kinds = new Map<string, string>(Object.entries({ ...required, ...optional }));
  if (!isObject(row)) return fail(file, row, 'This is not an object. Write its members in braces.');
  for (const [member, value] of Object.entries(row)) {
    const kind = kinds.get(member);
    if (kind === undefined) {
      return fail(file, row, \`This member is unknown (given: \${lineOf(member)}). Use one of these: \${[...kinds.keys()].join(', ')}.\`);
    }
    if (IS_KIND[kind](value)) continue;
    fail(file, row, \`The member "\${member}" is not \${kind} (given: \${lineOf(value).slice(0, 200)}). Correct it.\`);
  }
  const missing = Object.keys(required).find((member) => !Object.hasOwn(row, member));
  return missing === undefined ? row as T : fail(file, row, \`The member "\${missing}" is missing. Add it.\`);
}

export function checkDistinct<T extends object>(file: string, rows: readonly T[], member: keyof T & string): void {
  const seen = new Set<unknown>();
  for (const row of rows) {
    if (seen.has(row[member])) fail(file, row, \`Two rows have the same \${member} (given: \${lineOf(row[member])}). Give each row its own.\`);
    seen.add(row[member]);
  }
}

export function fail(file: string, row: unknown, problem: string): never {
  throw new Error(\`data/\${file}: \${problem} Row: \${lineOf(row).slice(0, 200)}\`);
}

/** JSON on one line, as in the data files. */
function lineOf(value: unknown): string {
  return JSON.stringify(value, undefined, 1).replace(/(?<=[[{])\\n *|\\n *(?=[\\]}])/g, '').replace(/\\n */g, ' ');
}

function isString(value: unknown): value is string {
  return typeof value === 'string';
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
`;
}

function entry(name: string, { required, optional }: Members): string {
  const [needed, more] = [required, optional].map((kinds) => Object.entries(kinds).map(([member, kind]) => `${member}: ${literal(kind)}`));
  const oneLine = (members: readonly string[]) => (members.length === 0 ? '{}' : `{ ${members.join(', ')} }`);
  const lines = more.length > 3 ? `{\n${more.map((each) => `      ${each},`).join('\n')}\n    }` : oneLine(more);
  return `  ${name}: {\n    required: ${oneLine(needed)},\n    optional: ${lines},\n  },`;
}
