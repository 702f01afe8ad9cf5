/**
 * Loads source files one at a time, each as if nothing of the project had been loaded before, and writes what failed as JSON.
 *
 * Run as a process of its own, since it replaces how Node.js loads TypeScript. The files to load come on standard input, as JSON.
 */
import { readFileSync } from 'node:fs';
import Module from 'node:module';
import { dirname, sep } from 'node:path';
import { compileFunction } from 'node:vm';
import { transformSync } from 'esbuild';

type Loader = (module: NodeModule, file: string) => void;
type Body = (exports: unknown, require: NodeJS.Require, module: NodeModule, file: string, folder: string) => void;

// Most files are loaded hundreds of times, and compiled once.
const bodies = new Map<string, Body>();
const loaders = (Module as unknown as { _extensions: Record<string, Loader> })._extensions;
loaders['.ts'] = (module, file) => {
  const body = bodies.get(file) ?? compiled(file);
  bodies.set(file, body);
  body(module.exports, requireOf(module), module, file, dirname(file));
};

function compiled(file: string): Body {
  const { code } = transformSync(readFileSync(file, 'utf8'), { loader: 'ts', format: 'cjs', target: 'node20' });
  return compileFunction(code, ['exports', 'require', 'module', '__filename', '__dirname'], { filename: file }) as Body;
}

function requireOf(module: NodeModule): NodeJS.Require {
  return Object.assign((id: string) => module.require(id) as unknown, require);
}

const load = Module.createRequire(__filename);
const files = JSON.parse(readFileSync(0, 'utf8')) as string[];
const failures: Record<string, string> = {};
for (const file of files) {
  for (const loaded of Object.keys(require.cache)) {
    if (!loaded.includes(`${sep}node_modules${sep}`)) delete require.cache[loaded];
  }
  try {
    load(file);
  } catch (error) {
    failures[file] = (error as Error).message;
  }
}
process.stdout.write(JSON.stringify(failures));
