import type { AttachedPolicy, Policy } from '../organization';
import type { FlatOrganization, FlatTarget } from './flat-organization';
import type { AccountReference, ParentReference, PolicyReference, TargetReference } from './references';

/** The names that lead to each target, by id. */
export function pathsOf({ targets }: FlatOrganization): ReadonlyMap<string, string> {
  const paths = new Map<string, string>();
  for (const { id, parentId, name } of targets.values()) paths.set(id, parentId === undefined ? name : `${paths.get(parentId)}/${name}`);
  return paths;
}

/** Says of targets and policies what a change needs to know: as they are in the head, or in the base if they are not there. */
export class Names {
  private readonly before: ReadonlyMap<string, string>;
  private readonly after: ReadonlyMap<string, string>;

  constructor(base: FlatOrganization, private readonly head: FlatOrganization) {
    this.before = pathsOf(base);
    this.after = pathsOf(head);
  }

  target({ kind, id }: FlatTarget): TargetReference {
    return { kind, id, path: this.path(id) };
  }

  account({ id, email }: FlatTarget): AccountReference {
    return { kind: 'account', id, path: this.path(id), email };
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

  private path(id: string): string {
    return this.after.get(id) ?? this.before.get(id) ?? id;
  }

  private kindOf(id: string): 'root' | 'organizationalUnit' {
    return id === this.head.rootId ? 'root' : 'organizationalUnit';
  }
}
