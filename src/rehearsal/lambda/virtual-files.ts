import { readFileSync } from 'fs';
import { join, relative, sep } from 'path';

/** Where Lambda puts a function's code. */
export const TASK_ROOT = '/var/task';

type Done = (error: Error | null, content?: unknown) => void;

/**
 * The file system of a function: its own code and nothing else. Reads are immediate, because waiting for a disk would take real
 * time; and the configuration in the home directory of whoever rehearses must not matter.
 */
export function virtualFiles(codeDirectory: string): Record<string, unknown> {
  const read = (path: unknown, options?: unknown): unknown => {
    const inside = relative(TASK_ROOT, String(path));
    if (inside.startsWith('..') || inside.startsWith(sep)) {
      throw missing(String(path));
    }
    try {
      return readFileSync(join(codeDirectory, inside), options as 'utf8');
    } catch {
      throw missing(String(path));
    }
  };
  const exists = (path: unknown): boolean => {
    try {
      read(path);
      return true;
    } catch {
      return false;
    }
  };
  const promises = { readFile: async (path: unknown, options?: unknown) => read(path, options) };
  const readFile = (path: unknown, ...rest: unknown[]) => {
    const done = rest[rest.length - 1] as Done;
    promises.readFile(path, rest.length > 1 ? rest[0] : undefined).then((content) => done(null, content), (error: Error) => done(error));
  };
  return { readFileSync: read, existsSync: exists, readFile, promises, constants: {} };
}

function missing(path: string): Error {
  return Object.assign(new Error(`ENOENT: no such file or directory, open '${path}'`), { code: 'ENOENT', errno: -2, syscall: 'open', path });
}
