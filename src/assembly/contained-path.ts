import { existsSync, realpathSync } from 'fs';
import { isAbsolute, join, relative, resolve, sep } from 'path';
import { AssemblyError } from './assembly-error';

/** Whether a path is a folder or lies below it. Both are absolute, without links. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/**
 * A path that a manifest names, relative to the folder of the manifest.
 * @throws AssemblyError if it, or what it links to, is outside of the cloud assembly.
 */
export function containedPath(assembly: string, directory: string, named: string): string {
  const path = resolve(directory, named);
  // A file that is missing is reported by its reader.
  const real = existsSync(path) ? realpathSync(path) : undefined;
  if (!isInside(resolve(assembly), path) || (real !== undefined && !isInside(realpathSync(assembly), real))) {
    throw new AssemblyError(
      'The cloud assembly names a file outside of it', `${named} in ${join(directory)}${real === undefined || real === path ? '' : `, which is ${real}`}`,
      'Run "cdk synth" without --no-staging, so that all files are copied into the assembly.',
    );
  }
  return path;
}
