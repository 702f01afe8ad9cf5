import { PolicyChange, policyChange, writeScopes } from './conflict-scopes';
import { concurrentModification, ServiceError } from '../protocol/service-error';
import { View } from '../store/view';
import { Random } from '../world/random';

/** The durations of writes. A range is the shortest and the longest time in milliseconds. AWS gives no numbers, so all are guesses. */
export interface ConflictOptions {
  /**
   * For how long a write occupies what it changes. Its answer comes when it is over.
   * @default [100, 600]
   */
  readonly writeMs?: readonly [number, number];
  /**
   * For how long some changes of policies go on after their answer.
   * @default [200, 2_000]
   */
  readonly policyChangeMs?: readonly [number, number];
  /**
   * The share of changes of policies that go on after their answer, from 0 to 1.
   * @default 0.1
   */
  readonly policyChangeShare?: number;
}

/** An entity that a write is changing, and the end of that write. */
export interface OccupiedRecord {
  readonly scope: string;
  /** Milliseconds since the epoch. */
  readonly until: number;
}

/** A write that has been checked against the model. */
export interface Write {
  readonly operation: string;
  readonly request: object;
  readonly callerId: string;
  readonly now: number;
}

/** Refuses writes that overlap in time with another one that changes the same. */
export class Conflicts {
  private readonly occupied: Map<string, number>;
  private readonly options: Required<ConflictOptions>;

  constructor(options: ConflictOptions, private readonly random: Random, occupied: readonly OccupiedRecord[]) {
    this.options = { writeMs: [100, 600], policyChangeMs: [200, 2_000], policyChangeShare: 0.1, ...options };
    this.occupied = new Map(occupied.map(({ scope, until }) => [scope, until]));
  }

  /**
   * Throws ConcurrentModificationException or PolicyChangesInProgressException. Otherwise returns what to call when the write has been
   * accepted: it says how many milliseconds the write takes.
   */
  enter({ operation, request, callerId, now }: Write, truth: View): () => number {
    const scopes = writeScopes(operation, request, truth, callerId);
    const change = policyChange(operation, request, truth);
    const isOccupied = (scope: string) => now < (this.occupied.get(scope) ?? -Infinity);
    if (scopes.some(isOccupied)) {
      throw concurrentModification();
    }
    if (change?.waitsFor.some(isOccupied)) {
      throw new ServiceError('PolicyChangesInProgressException', 'Changes to the effective policy are in progress. Try again later.');
    }
    return () => this.occupy(scopes, change, now);
  }

  state(): OccupiedRecord[] {
    return Array.from(this.occupied, ([scope, until]) => ({ scope, until }));
  }

  private occupy(scopes: readonly string[], change: PolicyChange | undefined, now: number): number {
    for (const [scope, until] of this.occupied) if (until <= now) this.occupied.delete(scope);
    const ms = this.random.integer(...this.options.writeMs);
    scopes.forEach((scope) => this.occupied.set(scope, now + ms));
    if (change && this.random.next() < this.options.policyChangeShare) {
      this.occupied.set(change.begins, now + ms + this.random.integer(...this.options.policyChangeMs));
    }
    return ms;
  }
}
