/** The kind of value that a member of a data file needs, in the words of an error. */
export type Kind =
  | 'a string' | 'true' | 'a list of strings' | 'an object of strings' | 'a list of objects' | 'an object of objects' | 'an object';

/** The members of an object in a data file. The written apps have the same table, and check their rows with it. */
export interface Members {
  readonly required: Readonly<Record<string, Kind>>;
  readonly optional: Readonly<Record<string, Kind>>;
}

const TARGET = { tags: 'an object of strings', policies: 'a list of strings', isAllowList: 'true', lockOut: 'a string' } as const;
const LEFT_OUT = { leftOut: 'a list of strings' } as const;

/** The objects of the data files, by name. */
export const MEMBERS = {
  accountsFile: { required: { accounts: 'a list of objects' }, optional: { ...LEFT_OUT, tagsOfAll: 'an object of strings' } },
  account: {
    required: { id: 'a string', name: 'a string', email: 'a string' },
    optional: { adopt: 'true', unit: 'a string', ...TARGET, administers: 'a list of strings' },
  },
  unitsFile: { required: { root: 'an object', organizationalUnits: 'a list of objects' }, optional: LEFT_OUT },
  root: { required: {}, optional: TARGET },
  unit: { required: { id: 'a string', name: 'a string' }, optional: { adopt: 'true', outside: 'true', parent: 'a string', ...TARGET } },
  policiesFile: { required: { policies: 'a list of objects' }, optional: LEFT_OUT },
  policy: {
    required: { key: 'a string', id: 'a string', type: 'a string', name: 'a string' },
    optional: { adopt: 'true', description: 'a string', tags: 'an object of strings' },
  },
  servicesFile: { required: { trustedServices: 'a list of strings', policyTypes: 'a list of strings' }, optional: LEFT_OUT },
  settingsFile: { required: { accounts: 'an object of objects' }, optional: {} },
  settings: {
    required: {},
    optional: {
      alternateContacts: 'an object of objects',
      primaryContact: 'an object of strings',
      enabledRegions: 'a list of strings',
      disabledRegions: 'a list of strings',
    },
  },
} as const satisfies Readonly<Record<string, Members>>;

export type ObjectName = keyof typeof MEMBERS;

/** Whether a value is of a kind. */
export const IS_KIND: Readonly<Record<Kind, (value: unknown) => boolean>> = {
  'a string': isString,
  'true': (value) => value === true,
  'a list of strings': (value) => Array.isArray(value) && value.every(isString),
  'an object of strings': (value) => isObject(value) && Object.values(value).every(isString),
  'a list of objects': (value) => Array.isArray(value) && value.every(isObject),
  'an object of objects': (value) => isObject(value) && Object.values(value).every(isObject),
  'an object': isObject,
};

function isString(value: unknown): value is string {
  return typeof value === 'string';
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
