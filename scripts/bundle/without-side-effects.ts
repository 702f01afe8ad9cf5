import { isBuiltin } from 'node:module';
import type { Plugin } from 'esbuild';

/**
 * Leaves out modules of which nothing is used, whatever they import: rooms are entered through their index, and a browser has no
 * modules of Node.js.
 */
export const withoutSideEffects: Plugin = {
  name: 'without-side-effects',
  setup(build) {
    build.onResolve({ filter: /^/ }, async ({ path, kind, pluginData, importer, resolveDir }) => {
      if (kind !== 'import-statement' || pluginData === 'resolved') return undefined;
      if (isBuiltin(path)) return { path, external: true, sideEffects: false };
      const resolved = await build.resolve(path, { kind, importer, resolveDir, pluginData: 'resolved' });
      return { ...resolved, sideEffects: false };
    });
  },
};
