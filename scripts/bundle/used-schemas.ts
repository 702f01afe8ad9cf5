import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';

/** A short name of a text: `const _AI = "AccountId";`. */
const CONSTANT = /^const (_\w+) = ("[^"\n]*");$/gm;
const COMPUTED_KEY = /\[(_\w+)\]:/g;
/** The registration of an error class. That of the client's base class is in another registry. */
const REGISTERED_ERROR = /^n0_registry\.registerError\(\w+\$, \w+\);$/gm;
/** The name of a structure or list, which nothing reads; names of errors (-3) and operations (9) stay. */
const SHAPE_NAME = /\[(0|1|2|3|4), n0, _\w+,/g;

/**
 * Lets the bundler leave out the schemas of operations that a bundle does not call. A computed key may have side effects, so that esbuild
 * keeps the schemas with such keys: here they become plain keys.
 *
 * Also leaves out the classes of errors. For an error without a class the SDK uses the client's base class with the same name, message and
 * members; `$fault` follows from the HTTP status. Both together save 20 KB.
 */
export const usedSchemas: Plugin = {
  name: 'used-schemas',
  setup(build) {
    build.onLoad({ filter: /@aws-sdk[/\\]client-[\w-]+[/\\]dist-es[/\\]schemas[/\\]schemas_0\.js$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      const constants = new Map([...text.matchAll(CONSTANT)].map(([, name, value]) => [name, value]));
      const contents = text
        .replace(REGISTERED_ERROR, '')
        .replace(COMPUTED_KEY, (key, name: string) => `${constants.get(name) ?? key}:`)
        .replace(SHAPE_NAME, '[$1, n0, "",');
      if (constants.size === 0 || contents.includes('n0_registry.registerError')) {
        throw new Error(`The schemas of a client have another form (given: ${path}). Adapt used-schemas.ts.`);
      }
      return { contents };
    });
  },
};
