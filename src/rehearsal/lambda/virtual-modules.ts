import type * as http from 'http';
import type * as https from 'https';
import { createRequire, isBuiltin } from 'module';
import type { CodeFiles } from './code';
import { virtualFiles } from './virtual-files';
import { simulatedHttp } from '../network/simulated-http';
import type { Transport } from '../network/simulated-request';

/** Modules with effects outside of the rehearsal. Bundles load them without using them, so only calls are refused. */
const CLOSED = new Set([
  'child_process', 'cluster', 'dgram', 'dns', 'dns/promises', 'http2', 'inspector', 'inspector/promises', 'module', 'net', 'repl', 'sea', 'sqlite',
  'test', 'tls', 'trace_events', 'v8', 'vm', 'wasi', 'worker_threads',
]);

const real = createRequire(__filename);

export interface ModuleReplacements {
  readonly files: CodeFiles;
  readonly transport: Transport;
  readonly process: unknown;
  readonly timers: Record<string, unknown>;
  readonly timersPromises: Record<string, unknown>;
  readonly performance: unknown;
  readonly randomness: { randomUUID(): string; randomBytes(size: number): Buffer };
}

/**
 * The `require` of a bundle: the modules of Node.js, with replacements for time, network, disk and random numbers.
 * @throws Error for a module that is not in the bundle.
 */
export function virtualRequire(replacements: ModuleReplacements): (name: string) => unknown {
  const loaded = new Map<string, unknown>();
  const load = (name: string): unknown => {
    if (CLOSED.has(name)) {
      return closedModule(name, real(name) as object);
    }
    switch (name) {
      case 'http':
      case 'https':
        return simulatedHttp(real(name) as typeof http | typeof https, replacements.transport);
      case 'fs':
        return virtualFiles(replacements.files);
      case 'fs/promises':
        return virtualFiles(replacements.files).promises;
      case 'process':
        return replacements.process;
      case 'timers':
        return { ...replacements.timers, promises: replacements.timersPromises };
      case 'timers/promises':
        return replacements.timersPromises;
      case 'perf_hooks':
        return overlay(real(name) as object, { performance: replacements.performance });
      case 'crypto':
        return overlay(real(name) as object, replacements.randomness);
      default:
        return real(name);
    }
  };
  return (specifier) => {
    const name = specifier.replace(/^node:/, '');
    if (!isBuiltin(name)) {
      throw Object.assign(
        new Error(`Cannot find module '${specifier}': the function's code must be one bundle with everything inside but Node's own modules`),
        { code: 'MODULE_NOT_FOUND' },
      );
    }
    if (!loaded.has(name)) {
      loaded.set(name, load(name));
    }
    return loaded.get(name);
  };
}

/** A copy of an object with some members replaced. Getters of the original stay lazy. */
export function overlay<T extends object>(original: T, members: object): T {
  return Object.create(original, Object.getOwnPropertyDescriptors(members)) as T;
}

function closedModule(name: string, original: object): object {
  const members = Object.keys(original).map((key): [string, unknown] => {
    const member = (original as Record<string, unknown>)[key];
    if (typeof member === 'object' && member !== null && !Array.isArray(member)) return [key, closedModule(`${name}.${key}`, member)];
    return [key, typeof member === 'function' ? closedFunction(`${name}.${key}`) : member];
  });
  return Object.fromEntries(members);
}

function closedFunction(name: string): () => never {
  return function closed(): never {
    throw new Error(`${name} is not available in a rehearsal. Only http and https requests to AWS are.`);
  };
}
