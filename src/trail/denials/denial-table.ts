import { type Denial, denialOf } from './denial';
import { trailRecord, type TrailRecord } from '../record/trail-record';
import { recordOfRow, sharedEventId } from '../source/record-of-row';
import { recordsIn } from '../source/records-in';

/** Denials that differ only in their times. */
export interface DenialRow extends Omit<Denial, 'time'> {
  readonly calls: number;
  readonly first?: string;
  readonly last?: string;
}

export interface DenialResult {
  /** Records that were read, in the time that was asked for. */
  readonly records: number;
  /** The times of the first and the last of them, as far as they count. */
  readonly from?: string;
  readonly to?: string;
  /** The most frequent first. */
  readonly rows: readonly DenialRow[];
  /** Refused calls whose messages name no kind of policy. */
  readonly unnamed: number;
  /** Parts of the source that cannot be read. */
  readonly unreadable: number;
}

export interface DenialTableOptions {
  /** Only records from this day on, at 00:00 UTC: `2026-11-30`. Records without a time count. @default - all */
  readonly since?: string;
  /** Whether a record shows that the source has the records of its time. @default - each one with a time does */
  readonly covers?: (record: TrailRecord) => boolean;
  /** Receives each record of the time that is asked for. */
  readonly onRecord?: (record: TrailRecord) => void;
  /** Receives each denial when it is read. */
  readonly onDenial?: (denial: Denial) => void;
}

/** Sums up the denials in records of AWS CloudTrail, while they are read. */
export class DenialTable {
  private readonly byKey = new Map<string, DenialRow>();
  /** Calls that several accounts have records of, and whether a message names a kind of policy. */
  private readonly shared = new Map<string, 'named' | 'unnamed'>();
  private records = 0;
  private from?: string;
  private to?: string;
  private unnamed = 0;
  private unreadable = 0;

  constructor(private readonly options: DenialTableOptions = {}) {}

  public add(value: unknown): void {
    for (const each of recordsIn(value)) this.addRecord(each);
  }

  public addUnreadable(): void {
    this.unreadable += 1;
  }

  public result(): DenialResult {
    const rows = [...this.byKey.values()].sort((one, other) => other.calls - one.calls || (keyOf(one) < keyOf(other) ? -1 : 1));
    const times = { ...(this.from === undefined ? {} : { from: this.from }), ...(this.to === undefined ? {} : { to: this.to }) };
    return { records: this.records, ...times, rows, unnamed: this.unnamed, unreadable: this.unreadable };
  }

  private addRecord(value: unknown): void {
    const record = trailRecord(value) ?? recordOfRow(value);
    if (record === undefined) {
      this.unreadable += 1;
      return;
    }
    const { since } = this.options;
    if (since !== undefined && record.eventTime !== undefined && record.eventTime < since) return;
    this.records += 1;
    this.options.onRecord?.(record);
    if (this.options.covers?.(record) ?? true) this.noteTime(record.eventTime);
    const found = denialOf(record);
    if (found === undefined || this.isCopy(value, 'unnamed' in found ? 'unnamed' : 'named')) return;
    if ('unnamed' in found) this.unnamed += 1;
    else if ('denial' in found) this.addDenial(found.denial);
  }

  private noteTime(time: string | undefined): void {
    if (time === undefined) return;
    if (this.from === undefined || time < this.from) this.from = time;
    if (this.to === undefined || time > this.to) this.to = time;
  }

  /**
   * Whether another record of the same call counts. A call to a resource of another account has a record in both accounts, which the trail
   * of an organization has, and of these the one counts that names a kind of policy.
   */
  private isCopy(value: unknown, says: 'named' | 'unnamed'): boolean {
    const id = sharedEventId(value);
    if (id === undefined) return false;
    const before = this.shared.get(id);
    if (before === says || before === 'named') return true;
    this.shared.set(id, says);
    if (before === 'unnamed') this.unnamed -= 1;
    return false;
  }

  private addDenial(denial: Denial): void {
    this.options.onDenial?.(denial);
    const { time, ...rest } = denial;
    const key = keyOf(rest);
    const { calls = 0, first = time, last = time } = this.byKey.get(key) ?? {};
    const [from, to] = time === undefined ? [first, last] : [first! < time ? first : time, last! > time ? last : time];
    const times = from === undefined ? {} : { first: from, last: to };
    this.byKey.set(key, { ...rest, calls: calls + 1, ...times });
  }
}

function keyOf({ kind, policyArn, how, accountId, principal, action }: Omit<Denial, 'time'>): string {
  return JSON.stringify([policyArn ?? '', kind, how, accountId ?? '', principal ?? '', action]);
}
