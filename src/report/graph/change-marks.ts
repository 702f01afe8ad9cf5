import { keyPath, type Mark, nameOfKey } from './graph-node';
import type { AccountReference, Change, ParentReference, TargetReference } from '../../model';
import { nameIn, parentPath } from '../wording/words';

/** A box that a change is about, and where it is. */
export interface MarkedBox {
  readonly kind: TargetReference['kind'];
  /** The path as `keyPath` returns it. */
  readonly path: string;
  readonly parentPath: string;
  readonly name: string;
  readonly mark: Mark;
  /** Whether the box is not in the organization after the change. */
  readonly gone: boolean;
}

/** The boxes of the tree that changes affect. Changes of policy texts and of services have none. */
export function markedBoxes(changes: readonly Change[]): MarkedBox[] {
  return changes.flatMap((change): MarkedBox[] => {
    switch (change.kind) {
      case 'accountAdded': return [box(change.account, keyPath(change.parent), 'added')];
      case 'organizationalUnitAdded': return [box(change.unit, keyPath(change.parent), 'added')];
      case 'accountRemoved':
        if (change.outcome === 'stays') return [box(change.account, parentPath(keyPath(change.account)), 'changed')];
        if (change.to) return moved(change.account, parentPath(keyPath(change.account)), keyPath(change.to));
        return [{ ...box(change.account, parentPath(keyPath(change.account)), 'removed'), gone: true }];
      case 'organizationalUnitRemoved':
        if (change.outcome === 'stays') return [box(change.unit, parentPath(keyPath(change.unit)), 'changed')];
        return [{ ...box(change.unit, parentPath(keyPath(change.unit)), 'removed'), gone: true }];
      case 'accountMoved': return moved(change.account, keyPath(change.from), keyPath(change.to));
      case 'organizationalUnitMoved': return moved(change.unit, keyPath(change.from), keyPath(change.to));
      default: return subjectsOf(change).map((target) => box(target, parentPath(keyPath(target)), 'changed'));
    }
  });
}

/** Accounts, units and the root that a change names as its subject. */
function subjectsOf(change: Change): TargetReference[] {
  if ('account' in change) return [change.account];
  if ('unit' in change) return [change.unit];
  if ('target' in change) return [change.target];
  return 'on' in change && 'path' in change.on ? [change.on] : [];
}

function moved(subject: AccountReference | ParentReference, from: string, to: string): MarkedBox[] {
  const key = keyPath(subject);
  const name = nameIn(key, [to, from].find((path) => key.startsWith(`${path}/`)));
  return [{ ...boxAt(subject.kind, `${from}/${name}`, from, 'movedAway'), gone: true }, boxAt(subject.kind, `${to}/${name}`, to, 'movedHere')];
}

function box(target: TargetReference, above: string, mark: Mark): MarkedBox {
  return boxAt(target.kind, keyPath(target), above, mark);
}

function boxAt(kind: MarkedBox['kind'], path: string, above: string, mark: Mark): MarkedBox {
  const isRoot = kind === 'root';
  return { kind, path, parentPath: isRoot ? '' : above, name: isRoot ? 'Root' : nameOfKey(nameIn(path, above)), mark, gone: false };
}
