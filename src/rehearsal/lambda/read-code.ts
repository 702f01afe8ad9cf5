import { type Dirent, readdirSync, readFileSync, realpathSync, statSync } from 'fs';
import { join } from 'path';
import { type CodeFiles, FunctionCode } from './code';
import { AssemblyError, isInside } from '../../assembly';

/** The size limit. Lambda accepts more, but a handler bundle is far smaller. */
const LARGEST_BYTES = 64 * 1024 * 1024;
const MOST_FILES = 2_000;

/**
 * Reads all files of a folder into memory.
 * @throws AssemblyError if a link points outside of the folder, or if the folder is too large for the code of a function.
 */
export function readFunctionCode(directory: string): FunctionCode {
  const files = new Map<string, Buffer>();
  readFolder(realpathSync(directory), '', files, directory);
  return new FunctionCode(directory, files);
}

function readFolder(root: string, prefix: string, files: Map<string, Buffer>, given: string): void {
  for (const entry of readdirSync(join(root, prefix), { withFileTypes: true }).sort(byName)) {
    const name = prefix + entry.name;
    if (entry.isDirectory()) {
      readFolder(root, `${name}/`, files, given);
    } else if (entry.isFile() || entry.isSymbolicLink()) {
      readFile(root, name, files, given);
    }
  }
}

/** Reads a file. A link to a file in the folder counts as the file, and a link to a folder is omitted. */
function readFile(root: string, name: string, files: Map<string, Buffer>, given: string): void {
  const file = realpathSync(join(root, name));
  if (!isInside(root, file)) {
    throw new AssemblyError('A link in the code of a function leads out of it', `${join(given, name)}, which is ${file}`, 'Synthesize the app again.');
  }
  const { size } = statSync(file);
  const isTooLarge = size + sizeOf(files) > LARGEST_BYTES || files.size >= MOST_FILES;
  if (isTooLarge) {
    const limits = `${LARGEST_BYTES / 1024 / 1024} MB or ${MOST_FILES} files`;
    throw new AssemblyError(`The code of a function is larger than ${limits}`, given, 'Rehearse an app whose handlers are bundled.');
  }
  if (statSync(file).isFile()) files.set(name, readFileSync(file));
}

function sizeOf(files: CodeFiles): number {
  return [...files.values()].reduce((sum, { length }) => sum + length, 0);
}

function byName(one: Dirent, other: Dirent): number {
  return one.name < other.name ? -1 : 1;
}
