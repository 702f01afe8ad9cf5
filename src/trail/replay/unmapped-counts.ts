import type { UnmappedRecords } from './replay-result';
import type { Unmapped, UnmappedKind } from '../call-of-record';

/** So many reasons of events that are not mapped are told apart. */
const MOST_REASONS = 2_000;

type Counted = { -readonly [Key in keyof UnmappedRecords]: UnmappedRecords[Key] };

/**
 * Counts records that are not judged, by event and reason. Of too many reasons, the first in the order of their texts are told apart:
 * so the order of the records does not matter.
 */
export class UnmappedCounts {
  private readonly counts = new Map<string, Counted>();
  private readonly others = new Map<UnmappedKind, Counted>();
  /** The last reason with a count of its own, once there are too many. */
  private last?: string;

  add({ kind, reason, event }: Unmapped, records: number): void {
    const key = `${kind} ${event} ${reason}`;
    const entry = this.counts.get(key);
    if (entry !== undefined) {
      entry.records += records;
    } else if (this.last !== undefined && key > this.last) {
      this.addOther(kind, records);
    } else {
      this.counts.set(key, { kind, reason, event, records });
      if (this.counts.size > 2 * MOST_REASONS) this.prune();
    }
  }

  /** Adds what another one has counted. */
  merge(counted: readonly UnmappedRecords[]): void {
    for (const { records, ...unmapped } of counted) {
      if (unmapped.reason === OTHER_REASONS) this.addOther(unmapped.kind, records);
      else this.add(unmapped, records);
    }
  }

  /** The most frequent first. */
  result(): UnmappedRecords[] {
    if (this.counts.size > MOST_REASONS) this.prune();
    const all = [...this.counts.values(), ...this.others.values()];
    return all.sort((one, other) => other.records - one.records || (textOf(one) < textOf(other) ? -1 : 1));
  }

  private prune(): void {
    const keys = [...this.counts.keys()].sort();
    this.last = keys[MOST_REASONS - 1];
    for (const key of keys.slice(MOST_REASONS)) {
      const { kind, records } = this.counts.get(key)!;
      this.counts.delete(key);
      this.addOther(kind, records);
    }
  }

  private addOther(kind: UnmappedKind, records: number): void {
    const other = this.others.get(kind);
    if (other !== undefined) other.records += records;
    else this.others.set(kind, { kind, reason: OTHER_REASONS, event: 'other events', records });
  }
}

const OTHER_REASONS = 'further reasons';

function textOf({ kind, reason, event }: UnmappedRecords): string {
  return `${event} ${kind} ${reason}`;
}
