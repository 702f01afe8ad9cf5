import type { AttachedPolicy, Policy } from '../organization';
import type { FlatOrganization, FlatTarget } from './flat-organization';
import type { AccountReference, ParentReference, PolicyReference, TargetReference } from './references';

/** The names that lead to each target, by id. */
export function pathsOf({ targets }: FlatOrganization): ReadonlyMap<string, string> {
  const paths = new Map<string, string>();
  for (const { id, parentId, name } of targets.values()) paths.set(id, parentId === undefined ? name : `${paths.get(parentId)}/${name}`);
  return paths;
}

/** Names that several accounts have: the service wants unique addresses only. */
export function repeatedNames(...organizations: readonly FlatOrganization[]): ReadonlySet<string> {
  const ids = new Map<string, Set<string>>();
  for (const { targets } of organizations) {
    for (const { kind, id, name } of targets.values()) if (kind === 'account') ids.set(name, (ids.get(name) ?? new Set()).add(id));
  }
  return new Set([...ids].filter(([, same]) => same.size > 1).map(([name]) => name));
}

/** The paths, with the e-mail address of an account whose name another one has as well. */
export function captionsOf(organization: FlatOrganization): ReadonlyMap<string, string> {
  const repeated = repeatedNames(organization);
  return new Map([...pathsOf(organization)].map(([id, path]) => {
    const { kind, name, email } = organization.targets.get(id)!;
    return [id, kind === 'account' && repeated.has(name) ? `${path} (${email})` : path];
  }));
}

/** Says of targets and policies what a change needs to know: as they are in the head, or in the base if they are not there. */
export class Names {
  private readonly before: ReadonlyMap<string, string>;
  private readonly after: ReadonlyMap<string, string>;
  private readonly repeated: ReadonlySet<string>;

  constructor(base: FlatOrganization, private readonly head: FlatOrganization) {
    this.before = pathsOf(base);
    this.after = pathsOf(head);
    this.repeated = repeatedNames(base, head);
  }

  target(target: FlatTarget): TargetReference {
    const { kind, id } = target;
    return { kind, id, path: this.path(id), ...this.more(target) };
  }

  account(account: FlatTarget): AccountReference {
    const { id, email } = account;
    return { kind: 'account', id, path: this.path(id), email, ...this.more(account) };
  }

  unit({ id }: FlatTarget): ParentReference {
    return { kind: 'organizationalUnit', id, path: this.path(id) };
  }

  /** Where something is now. */
  parent(id: string): ParentReference {
    return { kind: this.kindOf(id), id, path: this.path(id) };
  }

  /** Where something was. */
  formerParent(id: string): ParentReference {
    return { kind: this.kindOf(id), id, path: this.before.get(id) ?? id };
  }

  policy({ id, name, type }: Policy | AttachedPolicy): PolicyReference {
    return { kind: 'policy', id, name: this.head.policies.get(id)?.name ?? name, type };
  }

  private more({ kind, name, email }: FlatTarget): Pick<TargetReference, 'name' | 'distinguishedBy'> {
    if (kind !== 'account') return {};
    return { ...(name.includes('/') ? { name } : {}), ...(this.repeated.has(name) && email !== '' ? { distinguishedBy: email } : {}) };
  }

  private path(id: string): string {
    return this.after.get(id) ?? this.before.get(id) ?? id;
  }

  private kindOf(id: string): 'root' | 'organizationalUnit' {
    return id === this.head.rootId ? 'root' : 'organizationalUnit';
  }
}
