import type { Change } from '../../model/diff';
import { type Account, type AttachedPolicy, type Organization, type Parent, type Tags, targets } from '../../model/organization';
import type { PageData } from '../page-data';
import { NodeFinder, add } from './node-finder';

export type NodeKind = 'root' | 'unit' | 'account';

/** The effect of a change on a node. `left` is removed from the app and stays in the organization. */
export type Fate = 'added' | 'removed' | 'left';

/** A line of the tree: parents stand before what they hold. */
export interface PageNode {
  readonly kind: NodeKind;
  readonly name: string;
  readonly id: string;
  /** `Root/Workloads/Prod`: changes name nodes by their path, since code has no IDs. */
  readonly path: string;
  /** Position of the parent; -1 for the root. */
  readonly parent: number;
  readonly email?: string;
  readonly state?: string;
  readonly tags: Tags;
  readonly attachedPolicies: readonly AttachedPolicy[];
  /** Absent for what was there and stays. */
  readonly fate?: Fate;
}

type Removed = Extract<Change, { kind: 'accountRemoved' | 'organizationalUnitRemoved' }>;

/** The organization as a list; what a change takes out stands where it was or is now, if that place is still there. */
export function pageNodes({ organization, review }: PageData): PageNode[] {
  const nodes: PageNode[] = [];
  const gone = ghostsByPlace(organization, review?.changes ?? []);

  const ghosts = (above: string, parent: number): void => {
    for (const change of gone.get(above) ?? []) {
      const { id, path } = subject(change);
      const at = nodes.push({
        kind: change.kind === 'accountRemoved' ? 'account' : 'unit',
        name: nameOf(path, above),
        id,
        path,
        parent,
        ...(change.kind === 'accountRemoved' ? { email: change.account.email } : {}),
        tags: {},
        attachedPolicies: [],
        fate: change.outcome === 'stays' || change.outcome === 'moved' ? 'left' : 'removed',
      }) - 1;
      ghosts(path, at);
    }
  };
  const account = ({ id, name, email, state, tags, attachedPolicies }: Account, above: string, parent: number): void => {
    nodes.push({ kind: 'account', id, name, path: `${above}/${name}`, email, state, tags, attachedPolicies, parent });
  };
  const place = (target: Parent, name: string, path: string, kind: 'root' | 'unit', parent: number): void => {
    const { id, tags, attachedPolicies } = target;
    const at = nodes.push({ kind, id, name, path, tags, attachedPolicies, parent }) - 1;
    target.accounts.forEach((each) => account(each, path, at));
    target.organizationalUnits.forEach((unit) => place(unit, unit.name, `${path}/${unit.name}`, 'unit', at));
    ghosts(path, at);
    // Another unit of the same path has none of its own.
    gone.delete(path);
  };
  place(organization.root, 'Root', 'Root', 'root', -1);
  return withAdded(nodes, review?.changes ?? []);
}

/** Whether a node stands for what is not in the organization that the page shows. */
export function isGhost({ fate }: Pick<PageNode, 'fate'>): boolean {
  return fate === 'removed' || fate === 'left';
}

function withAdded(nodes: readonly PageNode[], changes: readonly Change[]): PageNode[] {
  const finder = new NodeFinder(nodes);
  const added = new Set(changes.flatMap((change) => (
    change.kind === 'accountAdded' ? [finder.find(change.account)] : change.kind === 'organizationalUnitAdded' ? [finder.find(change.unit)] : [])));
  return nodes.map((node, index) => (added.has(index) && !isGhost(node) ? { ...node, fate: 'added' } : node));
}

/** Removed nodes, by the path of the place that shows them. The place may be removed as well. */
function ghostsByPlace(organization: Organization, changes: readonly Change[]): Map<string, Removed[]> {
  const present = [...targets(organization)].map(({ path, target }) => ({ path, id: target.id, holds: !('email' in target) }));
  const there = new Set(present.map(({ path, id }) => `${id} ${path}`));
  const removed = changes.filter((change): change is Removed => change.kind === 'accountRemoved' || change.kind === 'organizationalUnitRemoved')
    .filter((change) => !there.has(`${subject(change).id} ${subject(change).path}`));
  const places = new Set([
    ...present.filter(({ holds }) => holds).map(({ path }) => path),
    ...removed.filter(({ kind }) => kind === 'organizationalUnitRemoved').map((change) => subject(change).path),
  ]);
  const found = new Map<string, Removed[]>();
  for (const change of removed) {
    const to = change.kind === 'accountRemoved' && change.outcome === 'moved' ? change.to?.path : undefined;
    const above = to !== undefined && places.has(to) ? to : placeOf(subject(change).path, places);
    if (above !== undefined) add(found, above, change);
  }
  return found;
}

/** Names may hold slashes, so that the parent is the longest beginning that is a place. */
function placeOf(path: string, places: ReadonlySet<string>): string | undefined {
  for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
    if (places.has(path.slice(0, slash))) return path.slice(0, slash);
  }
  return undefined;
}

function nameOf(path: string, above: string): string {
  return path.startsWith(`${above}/`) ? path.slice(above.length + 1) : path.slice(path.lastIndexOf('/') + 1);
}

function subject(change: Removed): { readonly id: string; readonly path: string } {
  return change.kind === 'accountRemoved' ? change.account : change.unit;
}

/** Ids of the accounts that administer services for the organization, with the services. */
export function delegations({ delegatedAdministrators }: Organization): Map<string, string[]> {
  const byAccount = new Map<string, string[]>();
  for (const { accountId, servicePrincipal } of delegatedAdministrators) {
    add(byAccount, accountId, servicePrincipal);
  }
  return byAccount;
}
