import {
  chmodSync, closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync, statSync, writeFileSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';

/** The end of the name of a file whose text is not in its place yet. */
const PENDING = '.cdk-org-new';

/** Files that are new in a folder: all of them, or none. Other files stay. */
export class NewFiles {
  private readonly files: string[] = [];
  private readonly folders: string[] = [];

  constructor(private readonly folder: string) {}

  /**
   * Writes texts by their paths below the folder.
   * @throws Error if a file exists, or cannot be written; nothing of them is left then
   */
  write(texts: ReadonlyMap<string, string>): void {
    try {
      for (const [path, text] of texts) this.writeFile(resolve(this.folder, path), text);
    } catch (error) {
      this.remove();
      throw new Error(`The folder cannot be written, and nothing of the new files is left. Given: ${this.folder} (${(error as Error).message}). Make room there, or give another folder.`);
    }
  }

  /** Removes the files, and the folders that were made for them. */
  remove(): void {
    for (const file of this.files.splice(0)) attempt(() => rmSync(file, { force: true }));
    removeEmpty(this.folders.splice(0));
  }

  private writeFile(file: string, text: string): void {
    makeFolder(dirname(file), this.folders);
    const descriptor = openSync(file, 'wx');
    this.files.push(file);
    try {
      writeFileSync(descriptor, text);
    } finally {
      closeSync(descriptor);
    }
  }
}

/**
 * Replaces the texts of files by their paths, in all of them or in none; undefined removes a file. The new texts are complete before the
 * first of them is in its place.
 * @throws Error if a file cannot be written; all files have their former texts then
 */
export function replaceFiles(texts: ReadonlyMap<string, string | undefined>): void {
  const folders: string[] = [];
  const former = new Map<string, Buffer | undefined>();
  try {
    for (const [file, text] of texts) {
      makeFolder(dirname(file), folders);
      if (text !== undefined) writePending(file, text);
    }
    for (const [file, text] of texts) {
      const before = existsSync(file) ? readFileSync(file) : undefined;
      if (text === undefined) rmSync(file, { force: true });
      else renameSync(file + PENDING, file);
      former.set(file, before);
    }
  } catch (error) {
    for (const [file, before] of former) attempt(() => restore(file, before));
    for (const file of texts.keys()) attempt(() => rmSync(file + PENDING, { force: true }));
    removeEmpty(folders);
    throw new Error(`The files cannot be written, and all are as before. Given: ${[...texts.keys()].join(', ')} (${(error as Error).message}). Make room there, or get the right to write them.`);
  }
}

function restore(file: string, before: Buffer | undefined): void {
  if (before === undefined) rmSync(file, { force: true });
  else writeFileSync(file, before);
}

function writePending(file: string, text: string): void {
  rmSync(file + PENDING, { force: true });
  writeFileSync(file + PENDING, text, { flag: 'wx' });
  if (existsSync(file)) chmodSync(file + PENDING, statSync(file).mode);
}

/** @param made gets the folders that did not exist, also if some of them cannot be made */
function makeFolder(path: string, made: string[]): void {
  made.push(...missingFolders(path));
  mkdirSync(path, { recursive: true });
}

function missingFolders(path: string): string[] {
  return existsSync(path) ? [] : [path, ...missingFolders(dirname(path))];
}

function removeEmpty(folders: readonly string[]): void {
  const deepestFirst = [...folders].sort((one, other) => other.length - one.length);
  for (const each of deepestFirst) attempt(() => { if (existsSync(each) && readdirSync(each).length === 0) rmdirSync(each); });
}

/** Undoes what can be undone: the first error counts. */
function attempt(undo: () => void): void {
  try {
    undo();
  } catch {
    // The message of the first error names the place.
  }
}
