import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rehearse, type RehearsalOptions, type RehearsalResult } from '../../../src/rehearsal';
import { provider, unit, writeAssembly } from '../written-assembly';

/**
 * The ways in which hostile code can reach Node.js: the real `process`, its modules through each known door, and objects that its own
 * `require` returns.
 */
const DOORS = `
  const real = Function('return process')();
  const dynamicImport = Function('name', 'return import(name)');
  const doors = [
    (name) => real.getBuiltinModule(name),
    (name) => real.mainModule.require(name),
    (name) => Function('name', 'return require(name)')(name),
    (name) => real.constructor.prototype.constructor._load(name),
    (name) => require('module').createRequire('/x.js')(name),
    (name) => dynamicImport('node:module').then((module) => module.createRequire('/x.js')(name)),
    (name) => dynamicImport('node:' + name),
    (name) => Object.getPrototypeOf(require(name)),
  ];
  /** Tries an attack with the module from each door, and reports the results. */
  async function attack(module, use) {
    const ends = [];
    for (const [index, open] of doors.entries()) {
      try {
        const end = await use(await open(module));
        ends.push('door ' + index + ' succeeded: ' + end);
      } catch (error) {
        ends.push('door ' + index + ' ' + (error.code || error.message));
      }
    }
    return ends;
  }
  const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
`;

/** A cloud assembly with a handler that runs the given body of an asynchronous function and logs its result. */
export function hostileAssembly(body: string, properties: Record<string, unknown> = {}): string {
  const directory = writeAssembly('scripted', { Org: { resources: { ...provider(), A: unit({ ParentId: 'r-ab12', Name: 'unit', ...properties }) } } });
  writeFileSync(join(directory, 'asset.code', 'index.js'), `
    ${DOORS}
    exports.onEvent = async (event) => {
      if (event.RequestType !== 'Create') return {};
      const found = await (async () => { ${body} })();
      console.log(JSON.stringify(found));
      return { PhysicalResourceId: 'hostile' };
    };
    exports.isComplete = async () => ({ IsComplete: true });
  `);
  return directory;
}

export interface Rehearsed {
  readonly result: RehearsalResult;
  readonly logs: readonly string[];
}

export async function rehearseAssembly(assemblyDirectory: string, options: Partial<RehearsalOptions> = {}): Promise<Rehearsed> {
  const logs: string[] = [];
  const result = await rehearse({ assemblyDirectory, ...options, onLog: (_name, line) => logs.push(line) });
  return { result, logs };
}

/** Runs the body as a handler. @returns its result. */
export async function runHostile(body: string, options: Partial<RehearsalOptions> = {}): Promise<unknown> {
  const { logs } = await rehearseAssembly(hostileAssembly(body), options);
  return JSON.parse(logs[logs.length - 1]) as unknown;
}
