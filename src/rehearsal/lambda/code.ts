import { compileFunction } from 'vm';
import { TASK_ROOT } from './virtual-files';

/** An import such as `import('node:http')`, which stays in a CommonJS bundle and would bypass the replaced modules. */
const BUILTIN_IMPORT = /\bimport\((["'`])(?:node:)?([a-z0-9_/]+)\1\)/g;
const IMPORT_NAME = '__rehearsalImport';

type Run = (...values: unknown[]) => void;

/** Compiled modules by source and names. A module keeps its state in its own variables, and compiling takes longer than running. */
const COMPILED = new Map<string, Run>();

function compiled(source: string, names: readonly string[]): Run {
  const key = `${names.join()}\n${source}`;
  const known = COMPILED.get(key);
  if (known) return known;
  const made = compileFunction(source, names, { filename: `${TASK_ROOT}/index.js` }) as Run;
  COMPILED.set(key, made);
  return made;
}

/** The contents of files by path below the folder, with slashes. */
export type CodeFiles = ReadonlyMap<string, Buffer>;

/** The code of a function, which is one CommonJS file in a folder. It is read once, so that the checked code is the code that runs. */
export class FunctionCode {
  private source: string | undefined;
  /** The compiled module by its names. A search by the source takes as long as some calls. */
  private readonly runs = new Map<string, Run>();

  constructor(public readonly directory: string, public readonly files: CodeFiles) {}

  /** Whether the file of a `Handler` such as `index.onEvent` exists. */
  public has(handler: string): boolean {
    return this.files.has(fileOf(handler));
  }

  /** Runs the module with its own variables and the given global names. @returns its exports. */
  public load(handler: string, names: Readonly<Record<string, unknown>>): Record<string, unknown> {
    this.source ??= (this.files.get(fileOf(handler)) ?? '').toString().replace(BUILTIN_IMPORT, `${IMPORT_NAME}($1$2$1)`);
    const load = names.require as (name: string) => object;
    const module = { exports: {} as Record<string, unknown> };
    const scope: Record<string, unknown> = {
      ...names,
      module,
      exports: module.exports,
      __dirname: TASK_ROOT,
      __filename: `${TASK_ROOT}/index.js`,
      [IMPORT_NAME]: async (name: string) => Object.assign(Object.create(load(name)) as object, { default: load(name) }),
    };
    const key = Object.keys(scope).join();
    const run = this.runs.get(key) ?? compiled(this.source, Object.keys(scope));
    this.runs.set(key, run);
    run.call(module.exports, ...Object.values(scope));
    return module.exports;
  }
}

function fileOf(handler: string): string {
  return `${handler.slice(0, handler.lastIndexOf('.'))}.js`;
}
