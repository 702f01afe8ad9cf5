const MEMBERS = {
  accountsFile: {
    required: { accounts: 'a list of objects' },
    optional: { leftOut: 'a list of strings', tagsOfAll: 'an object of strings' },
  },
  account: {
    required: { id: 'a string', name: 'a string', email: 'a string' },
    optional: {
      adopt: 'true',
      unit: 'a string',
      tags: 'an object of strings',
      policies: 'a list of strings',
      isAllowList: 'true',
      lockOut: 'a string',
      administers: 'a list of strings',
    },
  },
  unitsFile: {
    required: { root: 'an object', organizationalUnits: 'a list of objects' },
    optional: { leftOut: 'a list of strings' },
  },
  root: {
    required: {},
    optional: {
      tags: 'an object of strings',
      policies: 'a list of strings',
      isAllowList: 'true',
      lockOut: 'a string',
    },
  },
  unit: {
    required: { id: 'a string', name: 'a string' },
    optional: {
      adopt: 'true',
      outside: 'true',
      parent: 'a string',
      tags: 'an object of strings',
      policies: 'a list of strings',
      isAllowList: 'true',
      lockOut: 'a string',
    },
  },
  policiesFile: {
    required: { policies: 'a list of objects' },
    optional: { leftOut: 'a list of strings' },
  },
  policy: {
    required: { key: 'a string', id: 'a string', type: 'a string', name: 'a string' },
    optional: { adopt: 'true', description: 'a string', tags: 'an object of strings' },
  },
  servicesFile: {
    required: { trustedServices: 'a list of strings', policyTypes: 'a list of strings' },
    optional: { leftOut: 'a list of strings' },
  },
  settingsFile: {
    required: { accounts: 'an object of objects' },
    optional: {},
  },
  settings: {
    required: {},
    optional: {
      alternateContacts: 'an object of objects',
      primaryContact: 'an object of strings',
      enabledRegions: 'a list of strings',
      disabledRegions: 'a list of strings',
    },
  },
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
      return fail(file, row, `This member is unknown (given: ${lineOf(member)}). Use one of these: ${[...kinds.keys()].join(', ')}.`);
    }
    if (IS_KIND[kind](value)) continue;
    fail(file, row, `The member "${member}" is not ${kind} (given: ${lineOf(value).slice(0, 200)}). Correct it.`);
  }
  const missing = Object.keys(required).find((member) => !Object.hasOwn(row, member));
  return missing === undefined ? row as T : fail(file, row, `The member "${missing}" is missing. Add it.`);
}

export function checkDistinct<T extends object>(file: string, rows: readonly T[], member: keyof T & string): void {
  const seen = new Set<unknown>();
  for (const row of rows) {
    if (seen.has(row[member])) fail(file, row, `Two rows have the same ${member} (given: ${lineOf(row[member])}). Give each row its own.`);
    seen.add(row[member]);
  }
}

export function fail(file: string, row: unknown, problem: string): never {
  throw new Error(`data/${file}: ${problem} Row: ${lineOf(row).slice(0, 200)}`);
}

/** JSON on one line, as in the data files. */
function lineOf(value: unknown): string {
  return JSON.stringify(value, undefined, 1).replace(/(?<=[[{])\n *|\n *(?=[\]}])/g, '').replace(/\n */g, ' ');
}

function isString(value: unknown): value is string {
  return typeof value === 'string';
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
