import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { build, type BuildOptions, type BuildResult, type Metafile, transform } from 'esbuild';

/**
 * Bundles a program into files of which each holds what the same dynamic imports need, so that a command loads its own code alone.
 * esbuild divides only ES modules; each of them becomes a CommonJS module, which Node.js loads faster and which knows its folder.
 * @param options with the entries by name, and the working directory to which the paths of the metafile are relative
 */
export async function splitBundle(
  options: Omit<BuildOptions, 'entryPoints'> & { readonly absWorkingDir: string; readonly entryPoints: Readonly<Record<string, string>> },
): Promise<BuildResult & { metafile: Metafile }> {
  const result = await build({ ...options, format: 'esm', splitting: true, chunkNames: '[name]-[hash]', write: false, metafile: true });
  const outputs = reachable(result.metafile.outputs, Object.values(options.entryPoints));
  for (const { path, text } of result.outputFiles) {
    const output = outputs[relative(options.absWorkingDir, path).replaceAll('\\', '/')];
    if (output === undefined) continue;
    const { minifySyntax, minifyWhitespace, target, platform } = options;
    const { code } = await transform(text, {
      minifySyntax, minifyWhitespace, target, platform, format: 'cjs', supported: { 'dynamic-import': false }, logLevel: 'warning',
    });
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, code);
    output.bytes = Buffer.byteLength(code);
  }
  return { ...result, metafile: { ...result.metafile, outputs } };
}

/** The files that the entries need. esbuild also writes those of dynamic imports in code that it leaves out. */
function reachable(outputs: Metafile['outputs'], entries: readonly string[]): Metafile['outputs'] {
  const found: Metafile['outputs'] = {};
  const visit = (file: string): void => {
    if (found[file] !== undefined || outputs[file] === undefined) return;
    found[file] = outputs[file];
    outputs[file].imports.forEach(({ path }) => visit(path));
  };
  Object.keys(outputs).filter((file) => entries.includes(outputs[file].entryPoint ?? '')).forEach(visit);
  return found;
}
