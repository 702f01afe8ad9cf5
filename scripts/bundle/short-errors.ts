import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';

const CLASS = /^export class (\w+) extends __BaseException \{\n([\s\S]*?)^\}\n/gm;
/** The import of the base class, which stands above the classes. */
const IMPORT = /^import \{ \w+ as __BaseException \} from "[^"]+";\n/;
/** All that the classes of a client differ in, besides their names and members. */
const KNOWN_LINE = /^ *(?:static shapeId = .*|name = .*|\$fault = .*|\w+;|constructor\(opts\) \{|super\(\{|name: .*|\$fault: .*|\.\.\.opts,|\}\);|Object\.setPrototypeOf\(.*|this\.\w+ = opts\.\w+;|\})$/;
/** Whether the SDK sends a call again by itself. */
const RETRYABLE = /^ *\$retryable = (\{[^}]*\});\n/m;

/**
 * The error classes of an SDK client are one class written out for each error: some 25 kB that only repeat names. Here one function makes
 * them. A class with a line that the function would lose stops the bundling.
 */
export const shortErrors: Plugin = {
  name: 'short-errors',
  setup(build) {
    build.onLoad({ filter: /@aws-sdk\/client-[\w-]+\/dist-es\/models\/errors\.js$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      const [base] = IMPORT.exec(text) ?? [];
      if (!base || text.slice(base.length).replace(CLASS, '').trim() !== '') throw new Error(`The error classes of a client have another form (given: ${path}). Adapt short-errors.ts.`);
      const classes = [...text.matchAll(CLASS)].map(([, name, whole]) => {
        const [retryable, value] = RETRYABLE.exec(whole) ?? ['', 'undefined'];
        const body = whole.replace(retryable, '');
        const unknown = body.split('\n').find((line) => line !== '' && !KNOWN_LINE.test(line));
        if (unknown !== undefined) throw new Error(`An error class has a line that would be lost (given: ${name}, "${unknown.trim()}"). Adapt short-errors.ts.`);
        const fault = /\$fault = "(\w+)"/.exec(body)?.[1] ?? 'client';
        return `export const ${name} = make("${name}", "${fault}", ${value});`;
      });
      return { contents: [base, MAKE, ...classes].join('\n') };
    });
  },
};

const MAKE = `const make = (name, $fault, $retryable) => class extends __BaseException {
  constructor(opts) {
    super({ name, $fault, ...opts });
    Object.assign(this, { ...opts, name, $fault, $retryable });
  }
};`;
