/** Throws an Error that names the field if the value is not what belongs there. */
export type Check = (value: unknown, field: string) => void;

export function wrong(field: string, value: unknown, expected: string): Error {
  const shown = JSON.stringify(value) ?? String(value);
  const given = shown.length > 100 ? `${shown.slice(0, 100)}…` : shown;
  return new Error(`The simulator's state is wrong at ${field || 'its top'}: ${given}. Give ${expected}.`);
}

export const text: Check = (value, field) => {
  if (typeof value !== 'string') throw wrong(field, value, 'a string');
};

export const number: Check = (value, field) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw wrong(field, value, 'a number');
};

export const boolean: Check = (value, field) => {
  if (typeof value !== 'boolean') throw wrong(field, value, 'true or false');
};

export function id(pattern: RegExp, expected: string): Check {
  return (value, field) => {
    if (typeof value !== 'string' || !pattern.test(value)) throw wrong(field, value, expected);
  };
}

export function oneOf(...values: (string | number)[]): Check {
  return (value, field) => {
    if (!values.includes(value as string)) throw wrong(field, value, values.length === 1 ? `${values[0]}` : `one of ${values.join(', ')}`);
  };
}

export function optional(check: Check): Check {
  return (value, field) => value === undefined || check(value, field);
}

export function nullable(check: Check): Check {
  return (value, field) => value === null || check(value, field);
}

export function list(check: Check): Check {
  return (value, field) => {
    if (!Array.isArray(value)) throw wrong(field, value, 'a list');
    value.forEach((item, position) => check(item, `${field}[${position}]`));
  };
}

export function map(check: Check): Check {
  return (value, field) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(field, value, 'an object');
    Object.entries(value).forEach(([key, item]) => check(item, `${field}.${key}`));
  };
}

/** A map with keys of this form. */
export function keyed(pattern: RegExp, expected: string, check: Check): Check {
  return (value, field) => {
    map(check)(value, field);
    Object.keys(value as object).forEach((key) => id(pattern, expected)(key, `the keys of ${field}`));
  };
}

/** Fields that it does not know are refused: a misspelled name must not go unnoticed. */
export function object(fields: Readonly<Record<string, Check>>): Check {
  return (value, field) => {
    map(() => undefined)(value, field);
    const prefix = field === '' ? '' : `${field}.`;
    const unknown = Object.keys(value as object).find((name) => !Object.hasOwn(fields, name));
    if (unknown !== undefined) throw wrong(prefix + unknown, (value as Record<string, unknown>)[unknown], `one of the fields ${Object.keys(fields).join(', ')}`);
    Object.entries(fields).forEach(([name, check]) => check((value as Record<string, unknown>)[name], prefix + name));
  };
}
