import { type MarkedBox, markedBoxes } from './change-marks';
import { type GraphNode, keyName } from './graph-node';
import type { Change, Organization, Parent } from '../../model';

/** The whole tree of an organization, with what a change that leads to it does marked, and what the change takes away beside it. */
export function wholeOrganization(organization: Organization, changes: readonly Change[] = []): GraphNode {
  const boxes = markedBoxes(changes);
  const marks = new Map<string, MarkedBox>();
  const gone = new Map<string, MarkedBox[]>();
  for (const box of boxes) {
    const beside = gone.get(box.parentPath);
    if (box.gone && beside) beside.push(box);
    else if (box.gone) gone.set(box.parentPath, [box]);
    else if (!marks.has(keyOf(box)) || marks.get(keyOf(box))!.mark === 'changed') marks.set(keyOf(box), box);
  }
  const marked = (kind: MarkedBox['kind'], path: string) => {
    const mark = marks.get(keyOf({ kind, path }))?.mark;
    return mark ? { mark } : {};
  };
  const ghosts = (path: string): GraphNode[] => (gone.get(path) ?? []).map(({ kind, path: own, name, mark }) => ({
    kind, label: name, mark, children: kind === 'account' ? [] : ghosts(own),
  }));
  const below = (parent: Parent, path: string): GraphNode[] => [
    ...parent.accounts.map(({ name, id, state }): GraphNode => ({
      kind: 'account', label: name, note: state === 'ACTIVE' ? id : `${id}, ${state}`, ...marked('account', `${path}/${keyName(name)}`), children: [],
    })),
    ...parent.organizationalUnits.map((unit): GraphNode => ({
      kind: 'organizationalUnit',
      label: unit.name,
      note: policyNote(unit),
      ...marked('organizationalUnit', `${path}/${keyName(unit.name)}`),
      children: below(unit, `${path}/${keyName(unit.name)}`),
    })),
    ...ghosts(path),
  ];
  return { kind: 'root', label: 'Root', note: policyNote(organization.root), ...marked('root', 'Root'), children: below(organization.root, 'Root') };
}

/** The policies attached here, without those that AWS attaches to all. */
function policyNote({ attachedPolicies }: Parent): string {
  return attachedPolicies.filter(({ awsManaged }) => !awsManaged).map(({ name }) => name).join(', ');
}

function keyOf({ kind, path }: Pick<MarkedBox, 'kind' | 'path'>): string {
  return `${kind} ${path}`;
}
