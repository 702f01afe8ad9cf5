/** The limits of confined code. */
export interface ConfinementLimits {
  /** The JavaScript heap of all instances of all functions together, in megabytes. */
  readonly heapMegabytes: number;
  /** The memory of the process, in megabytes. It is checked on systems that report it (Linux). */
  readonly memoryMegabytes: number;
  /** The real time between two waits, in seconds. Virtual time stands still there. */
  readonly turnSeconds: number;
  /** The total real time, in seconds. */
  readonly totalSeconds: number;
  /** The bytes that the code may send in one turn. `totalBytes` limits all turns together. */
  readonly turnBytes: number;
  readonly totalBytes: number;
  /** The number of timers and requests that may wait at the same time. */
  readonly waiting: number;
}

const MEGABYTE = 1024 * 1024;

/** The default limits, which are many times the need of this package's handlers for some thousand accounts. */
export const CONFINEMENT_LIMITS: ConfinementLimits = {
  heapMegabytes: 512,
  memoryMegabytes: 1_024,
  turnSeconds: 20,
  totalSeconds: 900,
  turnBytes: 32 * MEGABYTE,
  totalBytes: 1_024 * MEGABYTE,
  waiting: 100_000,
};
