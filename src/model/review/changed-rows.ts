import type { ChangedRow } from './review';
import { type AssemblyStack, type CloudAssembly, type RowInAssembly, stackLabel } from '../../assembly';
import type { Change } from '../diff/change';
import { once } from '../grouping';
import { type Organization, targets } from '../organization';

/** Code with the cloud assembly that it was read from. */
export interface CodeWithRows {
  readonly organization: Organization;
  readonly assembly?: CloudAssembly;
}

/**
 * The rows that describe the accounts and organizational units of changes. They are texts that the author of the code wrote into the cloud
 * assembly: no change, risk or obstacle follows from them.
 * @param head the code after the changes
 * @param base the code before them, for what is no longer in the head
 */
export function changedRows(changes: readonly Change[], head: CodeWithRows | undefined, base?: CodeWithRows): ChangedRow[] {
  // Few reviews ask for the former rows.
  const [present, former] = [head, base].map((code) => once(() => code && new RowIndex(code)));
  return changes.flatMap((change, index): ChangedRow[] => {
    const keys = keysOf(change);
    const now = present()?.find(keys);
    if (now !== undefined) return [{ change: index, ...now }];
    const before = former()?.find(keys);
    return before === undefined ? [] : [{ change: index, ...before, former: true }];
  });
}

/** Rows by the ID, the email address and the path of what they describe. */
class RowIndex {
  private readonly places = new Map<string, RowInAssembly>();

  constructor({ organization, assembly }: CodeWithRows) {
    const rows = rowsByAddress(assembly?.stacks ?? []);
    if (rows.size === 0) return;
    for (const { kind, path, target } of targets(organization)) {
      const row = target.code && rows.get(target.code.address);
      if (row === undefined || kind === 'root') continue;
      this.places.set(`id ${target.id}`, row);
      if ('email' in target) this.places.set(`email ${target.email.toLowerCase()}`, row);
      else this.places.set(`path ${path}`, row);
    }
  }

  find(keys: readonly string[]): RowInAssembly | undefined {
    const key = keys.find((each) => this.places.has(each));
    return key === undefined ? undefined : this.places.get(key);
  }
}

/** By the address of the resource in its stack: `Org/Fleet3.Account7`. */
function rowsByAddress(stacks: readonly AssemblyStack[]): Map<string, RowInAssembly> {
  return new Map(stacks.flatMap((stack) => [...stack.rows?.() ?? []].map(([resource, row]) => {
    const parts = resource.split('/');
    return [`${[stackLabel(stack, stacks), ...parts.slice(0, -1)].join('/')}.${parts.at(-1)}`, row] as const;
  })));
}

/** The keys of the account or organizational unit that a change is about. */
function keysOf(change: Change): string[] {
  if ('account' in change) return [`id ${change.account.id}`, `email ${change.account.email.toLowerCase()}`];
  if ('unit' in change) return [`id ${change.unit.id}`, `path ${change.unit.path}`];
  if ('target' in change) return [`id ${change.target.id}`, `path ${change.target.path}`];
  if ('accountId' in change) return [`id ${change.accountId}`];
  if ('on' in change && 'path' in change.on) return [`id ${change.on.id}`, `path ${change.on.path}`];
  return [];
}
