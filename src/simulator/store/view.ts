import { OrganizationRecord, RootRecord, TableName, Tables } from './records';
import { ONLY, Store } from './store';
import { Entry, LATEST, Selection } from './versioned-table';

/** The store as one reader sees it: each table as of some time. */
export class View {
  constructor(private readonly store: Store, private readonly asOf: (table: TableName) => number = () => LATEST) {}

  get organization(): OrganizationRecord | undefined {
    return this.get('organization', ONLY);
  }

  get root(): RootRecord | undefined {
    return this.get('root', ONLY);
  }

  get<N extends TableName>(table: N, key: string): Tables[N] | undefined {
    return this.store.table(table).get(key, this.asOf(table));
  }

  scan<N extends TableName>(table: N, selection?: Selection, after = 0): Generator<Entry<Tables[N]>> {
    return this.store.table(table).scan(this.asOf(table), selection, after);
  }

  list<N extends TableName>(table: N, index?: string, value = ''): Tables[N][] {
    return Array.from(this.scan(table, index === undefined ? undefined : { index, value }), ({ record }) => record);
  }

  has<N extends TableName>(table: N, index: string, value: string): boolean {
    return !this.scan(table, { index, value }).next().done;
  }

  /** IDs from the parent up to the root. Empty for the root and for an ID that this view does not see. */
  ancestors(id: string): string[] {
    const parentId = this.parentOf(id);
    return parentId === undefined ? [] : [parentId, ...this.ancestors(parentId)];
  }

  parentOf(id: string): string | undefined {
    return (this.get('organizationalUnits', id) ?? this.get('accounts', id))?.parentId;
  }

  /** Whether accounts and organizational units can be below it. */
  isParent(id: string): boolean {
    return this.root?.id === id || this.get('organizationalUnits', id) !== undefined;
  }

  /** Whether policies can be attached to it. */
  isTarget(id: string): boolean {
    return this.isParent(id) || this.get('accounts', id) !== undefined;
  }
}
