import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { build, type BuildOptions, type BuildResult, transform } from 'esbuild';

/**
 * Bundles a program into files of which each holds what the same dynamic imports need, so that a command loads its own code alone.
 * esbuild divides only ES modules; each of them becomes a CommonJS module, which Node.js loads faster and which knows its folder.
 */
export async function splitBundle(options: BuildOptions): Promise<BuildResult> {
  const result = await build({ ...options, format: 'esm', splitting: true, chunkNames: '[name]-[hash]', write: false });
  for (const { path, text } of result.outputFiles) {
    const { minifySyntax, minifyWhitespace, target, platform } = options;
    const { code } = await transform(text, {
      minifySyntax, minifyWhitespace, target, platform, format: 'cjs', supported: { 'dynamic-import': false }, logLevel: 'warning',
    });
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, code);
  }
  return result;
}
