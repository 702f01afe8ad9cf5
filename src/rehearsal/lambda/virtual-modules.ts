import type * as http from 'http';
import type * as https from 'https';
import { createRequire, isBuiltin } from 'module';
import { virtualFiles } from './virtual-files';
import { simulatedHttp } from '../network/simulated-http';
import type { Transport } from '../network/simulated-request';

/** Modules that would leave the rehearsal. Bundles load them without using them, so loading is allowed and calling is not. */
const CLOSED = new Set(['child_process', 'cluster', 'dgram', 'dns', 'dns/promises', 'http2', 'inspector', 'net', 'tls', 'worker_threads']);

export interface ModuleReplacements {
  readonly codeDirectory: string;
  readonly transport: Transport;
  readonly process: unknown;
  readonly timers: Record<string, unknown>;
  readonly timersPromises: Record<string, unknown>;
  readonly performance: unknown;
  readonly randomness: { randomUUID(): string; randomBytes(size: number): Buffer };
}

/**
 * The `require` of a bundle: Node's own modules, with those replaced that know the time, the network, the disk or chance.
 * @throws Error for a module that is not in the bundle.
 */
export function virtualRequire(replacements: ModuleReplacements): (name: string) => unknown {
  const real = createRequire(__filename);
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
        return virtualFiles(replacements.codeDirectory);
      case 'fs/promises':
        return virtualFiles(replacements.codeDirectory).promises;
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

/** The same object with some members replaced; getters of the original stay lazy. */
export function overlay<T extends object>(original: T, members: object): T {
  return Object.create(original, Object.getOwnPropertyDescriptors(members)) as T;
}

function closedModule(name: string, original: object): object {
  return new Proxy(original, {
    get: (target, key) => {
      const member = Reflect.get(target, key) as unknown;
      return typeof member !== 'function' ? member : function closed(): never {
        throw new Error(`${name}.${String(key)} is not available in a rehearsal. Only http and https requests to AWS are.`);
      };
    },
  });
}
