import { TableName } from './records';
import { Store } from './store';
import { View } from './view';
import { Random } from '../world/random';

const REPLICAS = 3;

/**
 * Copies of the store that answer reads. Each catches up at moments of its own, never lags more than the bound and never goes
 * back in time; two reads may be answered by different copies and so disagree.
 */
export class Replicas {
  /** Up to when each replica has seen each table. */
  private readonly seenUntil = Array.from({ length: REPLICAS }, () => new Map<TableName, number>());

  constructor(private readonly store: Store, private readonly random: Random, readonly lagMs: (table: TableName) => number) {}

  /** The data of the replica that answers now. */
  view(now: number): View {
    const replica = this.seenUntil[this.random.integer(0, REPLICAS - 1)];
    const freshness = this.random.next();
    return new View(this.store, (table) => {
      const seen = Math.max(now - Math.floor(freshness * (this.lagMs(table) + 1)), replica.get(table) ?? -Infinity);
      replica.set(table, seen);
      return seen;
    });
  }
}
