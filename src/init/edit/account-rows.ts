import { accountOrder } from './row-order';
import type { AccountData, UnitData } from '../data/app-data';

/** The rows of accounts. A row keeps its place until something changes by which rows are sorted. */
export class AccountRows {
  private readonly placed: Map<string, AccountData>;
  /** Rows whose places are found when all of them are known, since there may be thousands. */
  private readonly unplaced = new Map<string, AccountData>();

  constructor(rows: readonly AccountData[]) {
    this.placed = new Map(rows.map((row) => [row.id, row]));
  }

  get(id: string): AccountData | undefined {
    return this.placed.get(id) ?? this.unplaced.get(id);
  }

  put(row: AccountData): void {
    const former = this.placed.get(row.id);
    if (former !== undefined && (['unit', 'name', 'email'] as const).every((field) => former[field] === row[field])) {
      this.placed.set(row.id, row);
      return;
    }
    this.placed.delete(row.id);
    this.unplaced.set(row.id, row);
  }

  remove(id: string): void {
    this.placed.delete(id);
    this.unplaced.delete(id);
  }

  /** Edits every row, without effect on places. */
  map(edit: (row: AccountData) => AccountData): void {
    for (const rows of [this.placed, this.unplaced]) for (const [id, row] of rows) rows.set(id, edit(row));
  }

  /** All rows: each new one in front of the first that belongs behind it. */
  inOrder(units: readonly UnitData[]): AccountData[] {
    const order = accountOrder(units);
    const rest = [...this.unplaced.values()].sort(order);
    const rows: AccountData[] = [];
    for (const row of this.placed.values()) {
      while (rest.length > 0 && order(rest[0], row) < 0) rows.push(rest.shift()!);
      rows.push(row);
    }
    return [...rows, ...rest];
  }
}
