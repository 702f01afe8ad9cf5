import * as library from '../../src';

// An interface has a name here, but no value.
const exported = Object.entries(library as Readonly<Record<string, unknown>>).filter(([, value]) => value !== undefined);
const isClass = (value: unknown) => typeof value === 'function' && String(value).startsWith('class ');
const isEnumeration = (value: unknown) => Object.getPrototypeOf(value) === Object.prototype
  && Object.values(value as object).every((member) => typeof member === 'string');

describe('the names that the package exports', () => {
  test('are classes and enumerations: functions and constants stay inside', () => {
    expect(exported.filter(([, value]) => !isClass(value) && !isEnumeration(value)).map(([name]) => name)).toEqual([]);
  });

  test('include no base class', () => {
    expect(exported.map(([name]) => name).filter((name) => name.endsWith('Base'))).toEqual([]);
  });

  test('include the constructs', () => {
    expect(exported.map(([name]) => name)).toEqual(expect.arrayContaining(['Organization', 'Account', 'OrganizationalUnit', 'Policy', 'PolicySet']));
  });
});
