import type { Fields } from './trail-record';

/** The members of an object that a function reads. It must read all of them from an empty one. */
export function readMembers(reader: (parameters: Fields) => unknown): string[] {
  const names = new Set<string>();
  reader(new Proxy({}, {
    get: (_, name) => {
      names.add(String(name));
      return undefined;
    },
  }));
  return [...names];
}
