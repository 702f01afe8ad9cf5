/** Limits of confined code. */
export interface ConfinementLimits {
  /** The heap of its JavaScript, for all instances of all functions together. */
  readonly heapMegabytes: number;
  /** All memory of its process, where the system tells it (Linux). */
  readonly memoryMegabytes: number;
  /** Between two waits: real time, since virtual time stands still. */
  readonly turnSeconds: number;
  /** All of it: real time. */
  readonly totalSeconds: number;
  /** Bytes that it sends in one turn, and in all. */
  readonly turnBytes: number;
  readonly totalBytes: number;
  /** Timers and requests that wait at one time. */
  readonly waiting: number;
}

const MEGABYTE = 1024 * 1024;

/** Many times what this package's own handlers need for some thousand accounts. */
export const CONFINEMENT_LIMITS: ConfinementLimits = {
  heapMegabytes: 512,
  memoryMegabytes: 1_024,
  turnSeconds: 20,
  totalSeconds: 900,
  turnBytes: 32 * MEGABYTE,
  totalBytes: 1_024 * MEGABYTE,
  waiting: 100_000,
};
