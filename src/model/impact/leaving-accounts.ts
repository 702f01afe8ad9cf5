import { isOnlyNamed } from '../diff/compare/diff-attachments';
import { afterTypes, defaultAttachments } from '../diff/default-attachments';
import { countingTypesOf, type FlatOrganization, type FlatTarget } from '../diff/flat-organization';
import type { Aligned } from '../diff/identity/align';
import { targetsOf } from '../diff/identity/identities';
import { accountOutcomeOf, isInHead } from '../diff/identity/provenance';
import { destinationOfRemoval } from '../diff/remaining-units';

/**
 * The head with the accounts that are removed from the app and stay in the organization, at their present place or their destination, and
 * with the units that stay for them. Their attachments stay, although they are removed from the app as well. An account whose construct
 * leaves while the code names it by ID has no place of its own in the head, and gets what the code attaches to it besides.
 */
export function withLeavingAccounts(aligned: Aligned): FlatOrganization {
  const { base, head } = aligned;
  const leaving = targetsOf(base, 'account').filter(({ id, code }) => code !== undefined && !isInHead(aligned, id));
  if (leaving.length === 0) return head;
  const [before, after] = [base, head].map(countingTypesOf);
  const enabled = after.filter((type) => !before.includes(type));
  const stay = new Map<string, FlatTarget>();
  const add = (target: FlatTarget, id: string, parentId: string): void => {
    // Only the code attached policies to a target that the code only names.
    const present = afterTypes(isOnlyNamed(base, target) ? defaultAttachments(before) : target.attachedPolicies, enabled, []);
    const listed = head.targets.get(target.id)?.attachedPolicies ?? [];
    const more = target.kind === 'account' ? listed.filter((policy) => !present.some((each) => each.id === policy.id)) : [];
    stay.set(id, { ...target, id, parentId, attachedPolicies: [...present, ...more] });
  };
  const { units, emptied } = aligned.remainingUnits;
  const placeOf = (id: string): string => {
    if (!units.has(id)) return id;
    const unit = base.targets.get(id)!;
    // The former unit, beside one that is recreated elsewhere.
    const here = head.targets.has(id) ? `${id}'` : id;
    if (!stay.has(here)) add(unit, here, placeOf(unit.parentId!));
    return here;
  };
  for (const account of leaving) {
    const parentId = account.parentId!;
    const destination = emptied.get(parentId);
    const own = accountOutcomeOf(aligned, account);
    const outcome = own === 'stays' && destination !== undefined ? 'moved' : own;
    const to = own === 'moved' ? destinationOfRemoval(aligned, account.code?.removal) : destination;
    if (outcome === 'stays') add(account, account.id, head.targets.has(parentId) ? parentId : placeOf(parentId));
    else if (outcome === 'moved' && to !== undefined && (head.targets.has(to) || units.has(to))) add(account, account.id, placeOf(to));
  }
  const ids = new Set(leaving.map(({ id }) => id));
  const policies = [...stay.values()].flatMap(({ attachedPolicies }) => attachedPolicies.flatMap(({ id }) => base.policies.get(id) ?? []));
  return {
    ...head,
    targets: new Map([...[...head.targets].filter(([id]) => !ids.has(id)), ...stay]),
    policies: new Map([...policies.map((policy) => [policy.id, policy] as const), ...head.policies]),
  };
}
