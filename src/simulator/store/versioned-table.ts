interface Version<T> {
  readonly at: number;
  /** Undefined when the record was deleted. */
  readonly value: T | undefined;
}

interface Slot<T> {
  readonly key: string;
  /** Order of creation. */
  readonly sequence: number;
  /** Ascending by time. */
  versions: Version<T>[];
}

export interface Entry<T> {
  readonly sequence: number;
  readonly record: T;
}

/** Records whose property `index` (see the table's indexers) has this value. */
export interface Selection {
  readonly index: string;
  readonly value: string;
}

export type Indexers<T> = Readonly<Record<string, (record: T) => string | undefined>>;

/** The time at which everything that was ever written is visible. */
export const LATEST = Infinity;

/**
 * Records that remember their recent past, so that a reader can see the table as it was some time ago.
 *
 * An index holds every slot that has the value in any remembered version; a reader checks the version that it sees. So indexes
 * serve the past as well as the present.
 */
export class VersionedTable<T> {
  private readonly slots = new Map<string, Slot<T>>();
  private readonly ordered: Slot<T>[] = [];
  private readonly buckets = new Map<string, Slot<T>[]>();
  /** Slots with a past, in the order of the writes that gave it to them. */
  private readonly aging: { readonly slot: Slot<T>; readonly at: number }[] = [];
  private nextSequence = 1;
  private present = 0;

  constructor(private readonly keyOf: (record: T) => string, private readonly indexers: Indexers<T> = {}) {}

  /** The present number of records. */
  get size(): number {
    return this.present;
  }

  get(key: string, asOf: number): T | undefined {
    const slot = this.slots.get(key);
    return slot && valueAt(slot, asOf);
  }

  /** In the order of creation, those after the given sequence number. */
  * scan(asOf: number, selection?: Selection, after = 0): Generator<Entry<T>> {
    const slots = selection ? this.buckets.get(bucketName(selection.index, selection.value)) ?? [] : this.ordered;
    for (let position = firstAfter(slots, after); position < slots.length; position++) {
      const record = valueAt(slots[position], asOf);
      if (record === undefined) continue;
      if (selection && this.indexers[selection.index](record) !== selection.value) continue;
      yield { sequence: slots[position].sequence, record };
    }
  }

  put(record: T, at: number): void {
    this.write(this.keyOf(record), record, at);
  }

  delete(key: string, at: number): void {
    this.write(key, undefined, at);
  }

  clear(at: number): void {
    for (const { record } of [...this.scan(LATEST)]) this.delete(this.keyOf(record), at);
  }

  /** Drops what nobody can see any more who looks at the given time or later. */
  forget(before: number): void {
    let aged = 0;
    while (aged < this.aging.length && this.aging[aged].at <= before) this.prune(this.aging[aged++].slot, before);
    this.aging.splice(0, aged);
  }

  private write(key: string, value: T | undefined, at: number): void {
    const slot = this.slots.get(key) ?? (value === undefined ? undefined : this.add(key));
    if (!slot) return;
    const previous = valueAt(slot, LATEST);
    this.present += Number(value !== undefined) - Number(previous !== undefined);
    slot.versions.push({ at, value });
    if (value !== undefined) this.bucketsOf(value).forEach((bucket) => insert(this.bucket(bucket), slot));
    if (slot.versions.length > 1) this.aging.push({ slot, at });
  }

  private add(key: string): Slot<T> {
    const slot: Slot<T> = { key, sequence: this.nextSequence++, versions: [] };
    this.slots.set(key, slot);
    this.ordered.push(slot);
    return slot;
  }

  private prune(slot: Slot<T>, before: number): void {
    const visible = slot.versions.filter(({ at }) => at <= before).length - 1;
    if (visible < 0) return;
    const dropped = slot.versions.slice(0, visible);
    slot.versions = slot.versions.slice(visible);
    const kept = new Set(slot.versions.flatMap(({ value }) => value === undefined ? [] : this.bucketsOf(value)));
    for (const { value } of dropped) {
      if (value === undefined) continue;
      this.bucketsOf(value).filter((bucket) => !kept.has(bucket)).forEach((bucket) => this.leave(bucket, slot));
    }
    if (slot.versions.length === 1 && slot.versions[0].value === undefined && this.slots.get(slot.key) === slot) {
      this.slots.delete(slot.key);
      remove(this.ordered, slot);
    }
  }

  private bucketsOf(record: T): string[] {
    return Object.entries(this.indexers).flatMap(([index, valueOf]) => {
      const value = valueOf(record);
      return value === undefined ? [] : [bucketName(index, value)];
    });
  }

  private bucket(name: string): Slot<T>[] {
    let slots = this.buckets.get(name);
    if (!slots) this.buckets.set(name, slots = []);
    return slots;
  }

  private leave(name: string, slot: Slot<T>): void {
    const slots = this.bucket(name);
    remove(slots, slot);
    if (slots.length === 0) this.buckets.delete(name);
  }
}

function bucketName(index: string, value: string): string {
  return `${index}=${value}`;
}

function valueAt<T>(slot: Slot<T>, asOf: number): T | undefined {
  for (let position = slot.versions.length - 1; position >= 0; position--) {
    if (slot.versions[position].at <= asOf) return slot.versions[position].value;
  }
  return undefined;
}

/** Position of the first slot whose sequence number is higher. */
function firstAfter<T>(slots: readonly Slot<T>[], sequence: number): number {
  let low = 0;
  let high = slots.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (slots[middle].sequence <= sequence) low = middle + 1;
    else high = middle;
  }
  return low;
}

function insert<T>(slots: Slot<T>[], slot: Slot<T>): void {
  const position = firstAfter(slots, slot.sequence);
  if (slots[position - 1] !== slot) slots.splice(position, 0, slot);
}

function remove<T>(slots: Slot<T>[], slot: Slot<T>): void {
  const position = firstAfter(slots, slot.sequence) - 1;
  if (slots[position] === slot) slots.splice(position, 1);
}
