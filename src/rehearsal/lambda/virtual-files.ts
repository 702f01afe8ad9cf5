import { posix } from 'path';
import type { CodeFiles } from './code';

/** The folder in which Lambda puts the code of a function. */
export const TASK_ROOT = '/var/task';

type Done = (error: Error | null, content?: unknown) => void;

/**
 * The file system of a function, which contains only its own code. Reads are immediate, because waiting for a disk would take real
 * time. The configuration in the home directory of the user must not affect the rehearsal.
 */
export function virtualFiles(files: CodeFiles): Record<string, unknown> {
  const read = (path: unknown, options?: unknown): unknown => {
    const content = files.get(posix.relative(TASK_ROOT, posix.resolve(TASK_ROOT, String(path))));
    if (content === undefined) {
      throw missing(String(path));
    }
    const { encoding } = Object(typeof options === 'string' ? { encoding: options } : options) as { encoding?: BufferEncoding };
    return encoding ? content.toString(encoding) : Buffer.from(content);
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
