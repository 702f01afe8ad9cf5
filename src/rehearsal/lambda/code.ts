import { compileFunction } from 'vm';
import { TASK_ROOT } from './virtual-files';

/** An import such as `import('node:http')`, which stays in a CommonJS bundle and would bypass the replaced modules. */
const BUILTIN_IMPORT = /\bimport\((["'`])(?:node:)?([a-z0-9_/]+)\1\)/g;
const IMPORT_NAME = '__rehearsalImport';

type Run = (...values: unknown[]) => void;

/**
 * Compiled modules by source, then by names: one key of both would be a new text of the source's length at each start. A module keeps its
 * state in its own variables, and compiling takes longer than running.
 */
const COMPILED = new Map<string, Map<string, Run>>();

function compiled(source: string, names: readonly string[]): Run {
  const ofSource = COMPILED.get(source) ?? new Map<string, Run>();
  COMPILED.set(source, ofSource);
  const made = ofSource.get(names.join()) ?? compileFunction(source, names, { filename: `${TASK_ROOT}/index.js` }) as Run;
  ofSource.set(names.join(), made);
  return made;
}

/** The contents of files by path below the folder, with slashes. */
export type CodeFiles = ReadonlyMap<string, Buffer>;

/** The code of a function, which is one CommonJS file in a folder. It is read once, so that the checked code is the code that runs. */
export class FunctionCode {
  private source: string | undefined;

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
    compiled(this.source, Object.keys(scope)).call(module.exports, ...Object.values(scope));
    return module.exports;
  }
}

function fileOf(handler: string): string {
  return `${handler.slice(0, handler.lastIndexOf('.'))}.js`;
}
