import { ID_PATTERNS, type PolicyTypeName } from '../../contract';
import { byAdministrator } from '../code/from-assembly';
import { countingTypes } from '../delegation/policy-type-words';
import { onceForEach } from '../grouping';
import type { Account, AttachedPolicy, InCode, Organization, OrganizationalUnit, Parent, Policy, Tags } from '../organization';
import { byName } from '../sorting';

/** A target with its parent's ID instead of its place in a tree. */
export interface FlatTarget {
  readonly kind: 'root' | 'organizationalUnit' | 'account';
  readonly id: string;
  /** Absent for the root only. */
  readonly parentId?: string;
  readonly name: string;
  /** Of accounts; empty for others. */
  readonly email: string;
  readonly state: string;
  readonly tags: Tags;
  readonly attachedPolicies: readonly AttachedPolicy[];
  readonly code?: InCode;
}

/** An organization without a tree, so that single parts can be changed. Targets are sorted by path, parents first. */
export interface FlatOrganization extends Omit<Organization, 'root' | 'policies'> {
  readonly rootId: string;
  readonly targets: Map<string, FlatTarget>;
  readonly policies: Map<string, Policy>;
}

export function flatten({ root, policies, ...rest }: Organization): FlatOrganization {
  const targets = new Map<string, FlatTarget>();
  const add = (kind: 'root' | 'organizationalUnit', parent: Parent, name: string, parentId?: string) => {
    const { id, tags, attachedPolicies, code } = parent;
    targets.set(id, { kind, id, parentId, name, email: '', state: '', tags, attachedPolicies, code });
    for (const account of parent.accounts) targets.set(account.id, { kind: 'account', parentId: id, ...account });
    for (const unit of parent.organizationalUnits) add('organizationalUnit', unit, unit.name, id);
  };
  add('root', root, 'Root');
  return { ...rest, rootId: root.id, targets, policies: new Map(policies.map((policy) => [policy.id, policy])) };
}

export function countingTypesOf(flat: FlatOrganization): readonly PolicyTypeName[] {
  return countingTypes(flat, flat.targets.values());
}

/** Code that does not create the organization may name its root, as a parent or a target outside the code; then that is the root. */
export function withNamedRoot(flat: FlatOrganization): FlatOrganization {
  const named = [...flat.targets.values()].find(({ kind, id }) => kind === 'organizationalUnit' && ID_PATTERNS.root.test(id));
  if (flat.rootId !== '' || named === undefined) return flat;
  const { parentId: _parentId, ...root } = { ...named, kind: 'root' as const, name: 'Root' };
  const rest = [...flat.targets.values()].filter(({ kind, id }) => kind !== 'root' && id !== named.id);
  const below = rest.map((target) => ({ ...target, parentId: target.parentId === '' ? named.id : target.parentId }));
  return { ...flat, rootId: named.id, targets: new Map([root, ...below].map((target) => [target.id, target])) };
}

/** Two versions of code that do not create the organization have the same root, even if only one of them names it. */
export function withRootOf(other: FlatOrganization, flat: FlatOrganization): FlatOrganization {
  if (flat.id !== '' || other.id !== '' || flat.rootId !== '') return flat;
  const { rootId } = other;
  const targets = [...flat.targets.values()].map((target) => ({
    ...target, ...(target.kind === 'root' ? { id: rootId } : {}), ...(target.parentId === '' ? { parentId: rootId } : {}),
  }));
  return { ...flat, rootId, targets: new Map(targets.map((target) => [target.id, target])) };
}

/** The tree again, sorted. Names of attached policies and of delegated administrators are brought up to date. */
export function unflatten({ rootId, targets, policies, ...rest }: FlatOrganization): Organization {
  const children = new Map<string, FlatTarget[]>();
  for (const target of targets.values()) {
    if (target.parentId === undefined) continue;
    const siblings = children.get(target.parentId);
    if (siblings) siblings.push(target);
    else children.set(target.parentId, [target]);
  }
  const named = onceForEach((attached: readonly AttachedPolicy[]) => (
    byName(attached.map((policy) => ({ ...policy, name: policies.get(policy.id)?.name ?? policy.name })))));
  const target = ({ id, tags, attachedPolicies, code }: FlatTarget) => ({
    id,
    tags: sortedTags(tags),
    attachedPolicies: named(attachedPolicies),
    ...(code === undefined ? {} : { code }),
  });
  const parent = (flat: FlatTarget): Parent => {
    const below = children.get(flat.id) ?? [];
    return {
      ...target(flat),
      accounts: byName(below.filter(({ kind }) => kind === 'account').map((account): Account => (
        { ...target(account), name: account.name, email: account.email, state: account.state }))),
      organizationalUnits: byName(below.filter(({ kind }) => kind === 'organizationalUnit').map((unit): OrganizationalUnit => (
        { ...parent(unit), name: unit.name }))),
    };
  };
  return {
    ...rest,
    root: parent(targets.get(rootId)!),
    policies: byName([...policies.values()].map((policy) => ({ ...policy, tags: sortedTags(policy.tags) }))),
    policyTypes: [...rest.policyTypes].sort(),
    trustedServices: [...rest.trustedServices].sort(),
    delegatedAdministrators: rest.delegatedAdministrators
      .map((each) => ({ ...each, accountName: targets.get(each.accountId)?.name ?? each.accountName })).sort(byAdministrator),
  };
}

function sortedTags(tags: Tags): Tags {
  const keys = Object.keys(tags);
  const isSorted = keys.every((key, index) => index === 0 || keys[index - 1] < key);
  return isSorted ? tags : Object.fromEntries(Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1)));
}
