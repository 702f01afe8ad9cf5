import type { AccountReference, Change, ParentReference, TargetReference } from '../../model';
import { nameIn, parentPath } from '../words';
import type { Mark } from './graph-node';

/** A box that a change is about, and where it is. */
export interface MarkedBox {
  readonly kind: TargetReference['kind'];
  readonly path: string;
  readonly parentPath: string;
  readonly name: string;
  readonly mark: Mark;
  /** Whether the box is not in the organization after the change. */
  readonly gone: boolean;
}

/** Where in the tree the changes are; changes of policies' texts and of services are not in it. */
export function markedBoxes(changes: readonly Change[]): MarkedBox[] {
  return changes.flatMap((change): MarkedBox[] => {
    switch (change.kind) {
      case 'accountAdded': return [box(change.account, change.parent.path, 'added')];
      case 'organizationalUnitAdded': return [box(change.unit, change.parent.path, 'added')];
      case 'accountRemoved':
        if (change.outcome === 'stays') return [box(change.account, parentPath(change.account.path), 'changed')];
        if (change.to) return moved(change.account, parentPath(change.account.path), change.to.path);
        return [{ ...box(change.account, parentPath(change.account.path), 'removed'), gone: true }];
      case 'organizationalUnitRemoved':
        if (change.outcome === 'stays') return [box(change.unit, parentPath(change.unit.path), 'changed')];
        return [{ ...box(change.unit, parentPath(change.unit.path), 'removed'), gone: true }];
      case 'accountMoved': return moved(change.account, change.from.path, change.to.path);
      case 'organizationalUnitMoved': return moved(change.unit, change.from.path, change.to.path);
      default: return subjectsOf(change).map((target) => box(target, parentPath(target.path), 'changed'));
    }
  });
}

/** Accounts, units and the root that a change names as its subject. */
function subjectsOf(change: Change): TargetReference[] {
  if ('account' in change) return [change.account];
  if ('unit' in change) return [change.unit];
  if ('target' in change) return [change.target];
  return 'on' in change && change.on.kind !== 'policy' ? [change.on] : [];
}

function moved(subject: AccountReference | ParentReference, from: string, to: string): MarkedBox[] {
  const there = [to, from].find((path) => subject.path.startsWith(`${path}/`));
  const name = nameIn(subject.path, there);
  return [
    { ...box({ ...subject, path: `${from}/${name}` }, from, 'movedAway'), gone: true },
    box({ ...subject, path: `${to}/${name}` }, to, 'movedHere'),
  ];
}

function box({ kind, path }: TargetReference, above: string, mark: Mark): MarkedBox {
  return { kind, path, parentPath: kind === 'root' ? '' : above, name: kind === 'root' ? 'Root' : nameIn(path, above), mark, gone: false };
}
