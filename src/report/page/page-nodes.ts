import type { Change } from '../../model/diff';
import type { Account, AttachedPolicy, Organization, Parent, Tags } from '../../model/organization';
import type { PageData } from '../page-data';
import { add } from './multimap';

export type NodeKind = 'root' | 'unit' | 'account';

/** A line of the tree: parents stand before what they hold. */
export interface PageNode {
  readonly kind: NodeKind;
  readonly name: string;
  readonly id: string;
  /** `Root/Workloads/Prod`: changes name things by their path, since code has no ids. */
  readonly path: string;
  /** Position of the parent; -1 for the root. */
  readonly parent: number;
  readonly email?: string;
  readonly state?: string;
  readonly tags: Tags;
  readonly attachedPolicies: readonly AttachedPolicy[];
  /** Absent for what was there and stays. */
  readonly fate?: 'added' | 'removed';
}

type Removed = Extract<Change, { kind: 'accountRemoved' | 'organizationalUnitRemoved' }>;

/** The organization as a list; what a change takes out stands where it was, if that place is still there. */
export function pageNodes({ organization, review }: PageData): PageNode[] {
  const nodes: PageNode[] = [];
  const added = new Set<string>();
  const gone = new Map<string, Removed[]>();
  for (const change of review?.changes ?? []) {
    if (change.kind === 'accountAdded') added.add(change.account.path);
    if (change.kind === 'organizationalUnitAdded') added.add(change.unit.path);
    if (change.kind === 'accountRemoved' || change.kind === 'organizationalUnitRemoved') {
      const above = subject(change).path.replace(/\/[^/]*$/, '');
      add(gone, above, change);
    }
  }
  const fate = (path: string) => (added.has(path) ? { fate: 'added' as const } : {});

  const ghosts = (above: string, parent: number): void => {
    for (const change of gone.get(above) ?? []) {
      const { id, path } = subject(change);
      const at = nodes.push({
        kind: change.kind === 'accountRemoved' ? 'account' : 'unit',
        name: path.slice(above.length + 1),
        id,
        path,
        parent,
        ...(change.kind === 'accountRemoved' ? { email: change.account.email } : {}),
        tags: {},
        attachedPolicies: [],
        fate: 'removed',
      }) - 1;
      ghosts(path, at);
    }
  };
  const account = ({ id, name, email, state, tags, attachedPolicies }: Account, above: string, parent: number): void => {
    const path = `${above}/${name}`;
    nodes.push({ kind: 'account', id, name, path, email, state, tags, attachedPolicies, parent, ...fate(path) });
  };
  const place = (target: Parent, name: string, path: string, kind: 'root' | 'unit', parent: number): void => {
    const { id, tags, attachedPolicies } = target;
    const at = nodes.push({ kind, id, name, path, tags, attachedPolicies, parent, ...fate(path) }) - 1;
    target.accounts.forEach((each) => account(each, path, at));
    target.organizationalUnits.forEach((unit) => place(unit, unit.name, `${path}/${unit.name}`, 'unit', at));
    ghosts(path, at);
  };
  place(organization.root, 'Root', 'Root', 'root', -1);
  return nodes;
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
