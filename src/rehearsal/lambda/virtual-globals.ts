import { format } from 'util';
import type { CodeFiles } from './code';
import { type EnvironmentClock, virtualClock } from './virtual-clock';
import { overlay, virtualRequire } from './virtual-modules';
import type { Transport } from '../network/simulated-request';
import { randomUuid } from '../time/random';
import type { Random } from '../time/random';

export interface EnvironmentWorld {
  readonly clock: EnvironmentClock;
  readonly transport: Transport;
  readonly random: Random;
  readonly environmentVariables: Readonly<Record<string, string>>;
  readonly files: CodeFiles;
  readonly log: (line: string) => void;
}

/** The global names of a bundle and their values in a rehearsal. */
export function virtualGlobals(world: EnvironmentWorld): Record<string, unknown> {
  const clock = virtualClock(world.clock);
  const process = virtualProcess(world, clock.hrtime);
  const randomness = seededRandomness(world.random);
  const names: Record<string, unknown> = {
    process,
    console: virtualConsole(world.log),
    Date: clock.Date,
    performance: clock.performance,
    AbortSignal: clock.AbortSignal,
    Math: overlay(Math, { random: world.random }),
    crypto: overlay(globalThis.crypto, randomness),
    fetch: async () => Promise.reject(new Error('fetch is not available in a rehearsal. Use the AWS SDK, or http and https.')),
    ...clock.timers,
    require: virtualRequire({
      files: world.files,
      transport: world.transport,
      process,
      timers: clock.timers,
      timersPromises: clock.timersPromises,
      performance: clock.performance,
      randomness,
    }),
  };
  const everything = overlay(globalThis, names);
  return { ...names, globalThis: everything, global: everything };
}

function virtualProcess(world: EnvironmentWorld, hrtime: unknown): unknown {
  const write = (text: unknown) => {
    world.log(String(text).trimEnd());
    return true;
  };
  const virtual: object = overlay(process, {
    env: { ...world.environmentVariables },
    hrtime,
    uptime: () => 0,
    cwd: () => '/var/task',
    emitWarning: (warning: unknown) => world.log(String(warning)),
    // Listeners of a function must not remain on the process of the rehearsal.
    ...Object.fromEntries(['on', 'once', 'off', 'addListener', 'removeListener', 'prependListener'].map((name) => [name, () => virtual])),
    stdout: { write },
    stderr: { write },
    exit: (code: unknown) => {
      throw new Error(`The function called process.exit(${String(code)}). Throw an error instead.`);
    },
  });
  return virtual;
}

function virtualConsole(log: (line: string) => void): Record<string, unknown> {
  const write = (...args: unknown[]) => log(format(...args));
  return Object.fromEntries(['debug', 'dir', 'error', 'info', 'log', 'trace', 'warn'].map((name) => [name, write]));
}

/** Random numbers from the seed. The jitter of a retry affects times, and so the order of all events. */
function seededRandomness(random: Random) {
  const fill = <T extends ArrayBufferView>(array: T): T => {
    const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
    for (let index = 0; index < bytes.length; index++) {
      bytes[index] = Math.floor(random() * 256);
    }
    return array;
  };
  return {
    randomUUID: () => randomUuid(random),
    randomBytes: (size: number) => fill(Buffer.alloc(size)),
    randomFillSync: fill,
    getRandomValues: fill,
    subtle: globalThis.crypto.subtle,
  };
}
