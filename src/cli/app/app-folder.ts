import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { AppData } from '../../init';
import { DATA_PATHS, readRows, writeRows } from '../../init';
import type { DataEditor } from '../../init/edit';

/** A file of an app before and after an edit; undefined where there is none. */
export interface FileEdit {
  readonly path: string;
  readonly before?: string;
  readonly after?: string;
}

/** Reads the rows of a written app. @throws Error if the folder has none, or if they are wrong */
export function readApp(folder: string): AppData {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new Error(`This folder does not exist (given: --app ${folder}). Give the folder of an app that "cdk-org init" wrote.`);
  }
  try {
    return readRows((path) => textOf(join(folder, path)));
  } catch (error) {
    throw new Error(`The rows of the app cannot be read (given: --app ${folder}). ${(error as Error).message}`, { cause: error });
  }
}

/**
 * The files that an edit changes: those of data whose values are others, and documents of policies.
 * @throws Error if a new document has the name of a file that exists
 */
export function editedFiles(folder: string, { original, data, documents }: DataEditor): FileEdit[] {
  const isChanged = (part: keyof AppData) => JSON.stringify(original[part]) !== JSON.stringify(data[part]);
  const changed = new Set((Object.keys(DATA_PATHS) as (keyof AppData)[]).filter(isChanged).map((part): string => DATA_PATHS[part]));
  const known = new Set(original.policies.policies.map(({ key }) => key));
  const file = (path: string, after: string | undefined): FileEdit => ({ path, before: textOf(join(folder, path)), after });
  return [
    ...[...writeRows(data)].filter(([path]) => changed.has(path)).map(([path, text]) => file(path, text)),
    ...[...documents].map(([key, text]) => {
      const path = `policies/${key}.json`;
      if (!known.has(key) && existsSync(join(folder, path))) {
        throw new Error(`The document of a new policy has the name of a file that exists (given: ${join(folder, path)}). Move or remove that file.`);
      }
      return file(path, text);
    }),
  ].filter(({ before, after }) => before !== after);
}

export function writeEdits(folder: string, edits: readonly FileEdit[]): void {
  for (const { path, after } of edits) {
    const file = join(folder, path);
    if (after === undefined) {
      rmSync(file);
      continue;
    }
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, after);
  }
}

function textOf(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
