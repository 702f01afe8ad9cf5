import { existsSync, lstatSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { AppData } from '../../init';
import { DATA_PATHS, readRows, writeRows } from '../../init';
import type { DataEditor } from '../../init/edit';
import { replaceFiles } from '../output/written-files';
import { pathStats } from '../sources/path-stats';

/** A file of an app before and after an edit; undefined where there is none. */
export interface FileEdit {
  readonly path: string;
  readonly before?: string;
  readonly after?: string;
}

/** Reads the rows of a written app. @throws Error if the folder has none, or if they are wrong */
export function readApp(folder: string): AppData {
  if (pathStats(folder)?.isDirectory() !== true) {
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
 * @throws Error if a new document has the name of a file that exists, or if a file is not one of the app
 */
export function editedFiles(folder: string, { original, data, documents }: DataEditor): FileEdit[] {
  const isChanged = (part: keyof AppData) => JSON.stringify(original[part]) !== JSON.stringify(data[part]);
  const changed = new Set((Object.keys(DATA_PATHS) as (keyof AppData)[]).filter(isChanged).map((part): string => DATA_PATHS[part]));
  const known = new Set(original.policies.policies.map(({ key }) => key));
  const file = (top: string, path: string, after: string | undefined): FileEdit => {
    assertInside(folder, top, path);
    return { path, before: textOf(join(folder, path)), after };
  };
  return [
    ...[...writeRows(data)].filter(([path]) => changed.has(path)).map(([path, text]) => file('data', path, text)),
    ...[...documents].map(([key, text]) => {
      const path = `policies/${key}.json`;
      if (!known.has(key) && existsSync(join(folder, path))) {
        throw new Error(`The document of a new policy has the name of a file that exists (given: ${join(folder, path)}). Move or remove that file.`);
      }
      return file('policies', path, text);
    }),
  ].filter(({ before, after }) => before !== after);
}

/** A row or a link in the folder may name a file elsewhere. */
function assertInside(folder: string, top: string, path: string): void {
  const file = join(folder, path);
  const place = existsSync(file) ? file : dirname(file);
  const isLink = lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  const isBelow = (other: string, above: string) => !/^\.\.(?:[\\/]|$)/.test(relative(above, other));
  const isInside = isBelow(file, join(folder, top)) && (!existsSync(place) || isBelow(realpathSync(place), realpathSync(folder)));
  if (!isLink && isInside) return;
  throw new Error(`This file is not one of the app: it is a link or in another folder (given: ${file}). Correct the key of the policy, or replace the link by a file.`);
}

/** Writes all edits, or none. @throws Error if a file cannot be written */
export function writeEdits(folder: string, edits: readonly FileEdit[]): void {
  replaceFiles(new Map(edits.map(({ path, after }) => [join(folder, path), after])));
}

function textOf(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
