import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';

const OUR_CODE = join(__dirname, '..', '..', 'src');

/**
 * Leaves out unused modules of `src`, with all their imports. Other folders import a folder through its index, the table of all actions
 * is large, and a browser has no modules of Node.js. No module of `src` has side effects when it is imported.
 */
export const withoutSideEffects: Plugin = {
  name: 'without-side-effects',
  setup(build) {
    build.onResolve({ filter: /^/ }, async ({ path, kind, pluginData, importer, resolveDir }) => {
      if (kind !== 'import-statement' || pluginData === 'resolved' || !importer.startsWith(OUR_CODE)) return undefined;
      if (isBuiltin(path)) return { path, external: true, sideEffects: false };
      const resolved = await build.resolve(path, { kind, importer, resolveDir, pluginData: 'resolved' });
      return { ...resolved, sideEffects: false };
    });
  },
};
