import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export type Json = any;

/** The files of a cloud assembly in memory. A copy can be changed and written to a folder. */
export class AssemblyFiles {
  static read(directory: string): AssemblyFiles {
    const entries = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const paths = entries.map(({ parentPath, name }) => join(parentPath, name).slice(directory.length + 1));
    return new AssemblyFiles(new Map(paths.sort().map((path) => [path, readFileSync(join(directory, path))])));
  }

  private constructor(private readonly files: Map<string, Buffer>) {}

  copy(): AssemblyFiles {
    return new AssemblyFiles(new Map(this.files));
  }

  /** The paths that a pattern finds, in order. */
  paths(pattern: RegExp): string[] {
    return [...this.files.keys()].filter((path) => pattern.test(path));
  }

  has(path: string): boolean {
    return this.files.has(path);
  }

  json(path: string): Json {
    return JSON.parse(this.files.get(path)!.toString());
  }

  bytes(path: string): Buffer {
    return this.files.get(path)!;
  }

  put(path: string, contents: string | Buffer): void {
    // An earlier change may have taken the file away.
    if (path === undefined) throw new TypeError('There is no such file.');
    this.files.set(path, Buffer.from(contents as string));
  }

  remove(path: string): void {
    this.files.delete(path);
  }

  /** Changes a file that holds JSON. */
  edit<T>(path: string, change: (value: Json) => T): T {
    const value = this.json(path);
    const result = change(value);
    this.put(path, JSON.stringify(value));
    return result;
  }

  /** Writes them to a folder, in place of what is there. */
  write(directory: string): void {
    rmSync(directory, { recursive: true, force: true });
    for (const [path, contents] of this.files) {
      const file = join(directory, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, contents);
    }
  }
}
