import fs from 'node:fs';
import { relative, resolve } from 'node:path';

/** The functions of `fs` with which this project writes, removes or renames files. */
const WRITING = [
  'writeFileSync', 'appendFileSync', 'mkdirSync', 'mkdtempSync', 'renameSync', 'rmSync', 'unlinkSync', 'copyFileSync', 'cpSync', 'symlinkSync',
  'createWriteStream', 'writeFile', 'mkdir', 'rm',
] as const;

export interface WrittenOutside {
  readonly paths: string[];
  restore(): void;
}

/** Records writes outside of a folder until it is restored. */
export function writtenOutside(folder: string): WrittenOutside {
  const paths: string[] = [];
  const functions = fs as unknown as Record<string, (...args: unknown[]) => unknown>;
  const originals = WRITING.map((name) => [name, functions[name]] as const);
  for (const [name, original] of originals) {
    functions[name] = (...args) => {
      // The last path is the destination.
      const written = args.filter((arg): arg is string => typeof arg === 'string').slice(0, /^(rename|copyFile|cp|symlink)/.test(name) ? 2 : 1);
      paths.push(...written.filter((path) => relative(folder, resolve(path)).startsWith('..')).map((path) => `${name} ${path}`));
      return original(...args);
    };
  }
  return { paths, restore: () => originals.forEach(([name, original]) => (functions[name] = original)) };
}
