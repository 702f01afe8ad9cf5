import { existsSync, realpathSync } from 'fs';
import { isAbsolute, relative, resolve, sep } from 'path';
import { AssemblyError } from './assembly-error';

/** Whether a path is a folder or lies below it. Both are absolute, without links. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/**
 * The path of a file or folder that a manifest names.
 * @throws AssemblyError if it, or what it links to, is outside of the cloud assembly.
 */
export function containedPath(assembly: string, path: string): string {
  // A file that is missing is reported by its reader.
  const real = existsSync(path) ? realpathSync.native(path) : undefined;
  if (!isInside(resolve(assembly), resolve(path)) || (real !== undefined && !isInside(realpathSync.native(assembly), real))) {
    throw new AssemblyError(
      'The cloud assembly names a file outside of it', `${path}${real === undefined || real === path ? '' : `, which is ${real}`}`,
      'Run "cdk synth" without --no-staging and without links, so that all files are in the assembly.',
    );
  }
  return path;
}

/**
 * The folder of an assembly inside another one.
 * @throws AssemblyError for a folder that is not below the one that names it, as the CDK writes them: assemblies could hold each other
 */
export function innerFolder(folder: string, path: string, manifest: string): string {
  const inner = resolve(folder, path);
  if (!path.includes('\0') && inner !== resolve(folder) && isInside(resolve(folder), inner)) return inner;
  throw new AssemblyError('A cloud assembly names its own folder, or one outside of it, as an assembly inside it', `${path} in ${manifest}`, 'Synthesize the app again.');
}
