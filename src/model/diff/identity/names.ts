import { isInvited } from '../../invitations';
import type { AttachedPolicy, Policy } from '../../organization';
import type { FlatOrganization, FlatTarget } from '../flat-organization';
import type { AccountReference, ParentReference, PolicyReference, ResourcePolicyReference, TargetReference } from '../references';

/** The path of each target, by ID. */
export function pathsOf({ targets }: FlatOrganization): ReadonlyMap<string, string> {
  const paths = new Map<string, string>();
  for (const { id, parentId, name } of targets.values()) paths.set(id, parentId === undefined ? name : `${paths.get(parentId)}/${name}`);
  return paths;
}

/** The same as lists, only for targets with a slash in the name of a unit. */
export function slashedPathsOf({ targets }: FlatOrganization): ReadonlyMap<string, readonly string[]> {
  const isUnitSlashed = [...targets.values()].some(({ kind, name }) => kind !== 'account' && name.includes('/'));
  if (!isUnitSlashed) return new Map();
  const lists = new Map<string, readonly string[]>();
  for (const { id, parentId, name } of targets.values()) lists.set(id, [...lists.get(parentId ?? '') ?? [], name]);
  const isSlashed = (id: string, names: readonly string[]) => (
    (targets.get(id)!.kind === 'account' ? names.slice(0, -1) : names).some((name) => name.includes('/')));
  return new Map([...lists].filter(([id, names]) => isSlashed(id, names)));
}

/** Names that several accounts have: only email addresses are unique in the service. */
export function repeatedNames(...organizations: readonly FlatOrganization[]): ReadonlySet<string> {
  const ids = new Map<string, string>();
  const repeated = new Set<string>();
  for (const { targets } of organizations) {
    for (const { kind, id, name } of targets.values()) {
      if (kind !== 'account') continue;
      const known = ids.get(name);
      if (known === undefined) ids.set(name, id);
      else if (known !== id) repeated.add(name);
    }
  }
  return repeated;
}

/** Each obstacle and risk asks for the captions of the same two organizations, of which nothing changes any more. */
const captions = new WeakMap<FlatOrganization, ReadonlyMap<string, string>>();

/** The paths, with the email address of an account whose name another account has as well. The targets must not change afterwards. */
export function captionsOf(organization: FlatOrganization): ReadonlyMap<string, string> {
  const known = captions.get(organization) ?? captionsFrom(organization);
  captions.set(organization, known);
  return known;
}

function captionsFrom(organization: FlatOrganization): ReadonlyMap<string, string> {
  const repeated = repeatedNames(organization);
  const paths = new Map(pathsOf(organization));
  for (const { kind, id, name, email } of organization.targets.values()) {
    if (kind === 'account' && repeated.has(name)) paths.set(id, `${paths.get(id)} (${email})`);
  }
  return paths;
}

/** References to targets and policies for changes: as they are in the head, or in the base if they are not in the head. */
export class Names {
  private readonly before: ReadonlyMap<string, string>;
  private readonly after: ReadonlyMap<string, string>;
  private readonly slashedBefore: ReadonlyMap<string, readonly string[]>;
  private readonly slashedAfter: ReadonlyMap<string, readonly string[]>;
  private readonly repeated: ReadonlySet<string>;

  constructor(base: FlatOrganization, private readonly head: FlatOrganization) {
    this.before = pathsOf(base);
    this.after = pathsOf(head);
    this.slashedBefore = slashedPathsOf(base);
    this.slashedAfter = slashedPathsOf(head);
    this.repeated = repeatedNames(base, head);
  }

  target(target: FlatTarget): TargetReference {
    const { kind, id } = target;
    return { kind, id, ...this.place(id), ...this.more(target) };
  }

  account(account: FlatTarget): AccountReference {
    const { id, email } = account;
    return { kind: 'account', id, ...this.place(id), email, ...this.more(account) };
  }

  unit({ id }: FlatTarget): ParentReference {
    return { kind: 'organizationalUnit', id, ...this.place(id) };
  }

  /** The present parent. */
  parent(id: string): ParentReference {
    return { kind: this.kindOf(id), id, ...this.place(id) };
  }

  /** The former parent. */
  formerParent(id: string): ParentReference {
    return { kind: this.kindOf(id), id, path: this.before.get(id) ?? id, ...namesField(this.slashedBefore.get(id)) };
  }

  policy({ id, name, type }: Policy | AttachedPolicy): PolicyReference {
    return { kind: 'policy', id, name: this.head.policies.get(id)?.name ?? name, type };
  }

  private more({ kind, name, email, state }: FlatTarget): Pick<TargetReference, 'name' | 'distinguishedBy' | 'invited'> {
    if (kind !== 'account') return {};
    return {
      ...(name.includes('/') ? { name } : {}),
      ...(this.repeated.has(name) && email !== '' ? { distinguishedBy: email } : {}),
      ...(isInvited({ state }) ? { invited: true } : {}),
    };
  }

  private place(id: string): Pick<TargetReference, 'path' | 'names'> {
    // Code that names a target by its ID does not know its path.
    const isThere = this.after.has(id) && !(this.before.has(id) && this.head.targets.get(id)?.name === id);
    return {
      path: (isThere ? this.after : this.before).get(id) ?? id, ...namesField((isThere ? this.slashedAfter : this.slashedBefore).get(id)),
    };
  }

  private kindOf(id: string): 'root' | 'organizationalUnit' {
    return id === this.head.rootId ? 'root' : 'organizationalUnit';
  }
}

export function resourcePolicyReference({ id }: { readonly id: string }): ResourcePolicyReference {
  return { kind: 'resourcePolicy', id };
}

function namesField(names: readonly string[] | undefined): Pick<TargetReference, 'names'> {
  return names === undefined ? {} : { names };
}
