/** Licenses that a package may have; one of several that a package offers is enough. */
const ALLOWED: ReadonlySet<string> = new Set(['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'CC0-1.0', 'ISC', 'MIT', 'Python-2.0']);

/** Packages with another license, each with the reason why it may stay. None of them is in a bundle or in the published package. */
export const OTHER_LICENSES: Readonly<Record<string, string>> = {
  '@cspell/dict-django': 'WTFPL: a dictionary of the spelling check, of which nothing is published',
  '@cspell/dict-en-common-misspellings': 'CC BY-SA 4.0: a dictionary of the spelling check, of which nothing is published',
  'caniuse-lite': 'CC-BY-4.0: data of the tools of jest, of which nothing is published',
};

/** Whether a license in the words of SPDX is allowed: `MIT`, `(MIT OR GPL-3.0-or-later)`, `Apache-2.0 AND MIT`. */
export function isAllowed(license: string): boolean {
  const words = license.replace(/^\((.*)\)$/, '$1');
  if (words.includes(' OR ')) return words.split(' OR ').some(isAllowed);
  return words.split(' AND ').every((each) => ALLOWED.has(each));
}

export interface LockedPackage {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly license?: string }>>;
}

/** All packages of package-lock.json, those that others bring along too. */
export function lockedPackages({ packages }: Lock): LockedPackage[] {
  return Object.entries(packages).filter(([place]) => place !== '').map(([place, { version = '', license = 'none' }]) => (
    { name: place.replace(/^.*node_modules\//, ''), version, license }));
}
