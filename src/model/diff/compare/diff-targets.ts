import { isInvited } from '../../invitations';
import type { AccountChange, OrganizationalUnitChange } from '../change';
import { asLeftAlone, isOnlyNamed } from './diff-attachments';
import type { FlatOrganization, FlatTarget } from '../flat-organization';
import type { Aligned } from '../identity/align';
import { targetsOf } from '../identity/identities';
import type { Names } from '../identity/names';
import { accountOutcomeOf, arrivalOf, isById, isInHead, memberOutcomeOf, outcomeOf } from '../identity/provenance';
import { destinationOfRemoval } from '../remaining-units';

export function diffUnits(aligned: Aligned, names: Names): OrganizationalUnitChange[] {
  const { base, head, remainingUnits: { units: remaining, emptied } } = aligned;
  const removed = targetsOf(base, 'organizationalUnit').filter(({ id }) => !isInHead(aligned, id)).map((unit): OrganizationalUnitChange => {
    const outcome = outcomeOf(aligned, unit);
    const notEmpty = outcome === 'deleted' && remaining.has(unit.id);
    const change = { kind: 'organizationalUnitRemoved' as const, unit: names.unit(unit) };
    const to = emptied.get(unit.id);
    return notEmpty
      ? { ...change, outcome: 'stays', notEmpty } : { ...change, outcome, ...(to === undefined ? {} : { accountsTo: names.parent(to) }) };
  });
  const accounts = accountsBelow(head, movedWithUnit(aligned).values());
  return [...targetsOf(head, 'organizationalUnit').flatMap((target): OrganizationalUnitChange[] => {
    const former = base.targets.get(target.id);
    const unit = names.unit(target);
    if (former === undefined) {
      const { name, tags, attachedPolicies } = asAdded(head, target);
      return [{
        kind: 'organizationalUnitAdded', unit, name, parent: names.parent(target.parentId!), arrival: arrivalOf(aligned, target), tags, attachedPolicies,
      }];
    }
    return [
      ...(former.name === target.name || isById(former) || isById(target) ? [] : [{ kind: 'organizationalUnitRenamed' as const, unit, before: former.name, after: target.name }]),
      ...(former.parentId === target.parentId || isPlaceOpen(aligned, former, target) ? [] : [{
        kind: 'organizationalUnitMoved' as const,
        unit,
        ...move(former, target, names),
        accounts: accounts.get(target.id) ?? 0,
        ...(remaining.has(target.id) || former.code?.adopt ? { formerStays: true as const } : {}),
      }]),
    ];
  }), ...removed];
}

export function diffAccounts(aligned: Aligned, names: Names): AccountChange[] {
  const { base, head } = aligned;
  const along = movedWithUnit(aligned);
  const removed = targetsOf(base, 'account').filter(({ id }) => !isInHead(aligned, id)).map((account): AccountChange => {
    const outcome = along.has(account.id) ? 'moved' : accountOutcomeOf(aligned, account);
    const to = along.get(account.id) ?? destinationOfRemoval(aligned, account.code?.removal);
    // Code does not know whether an account that it invites has joined.
    const ifJoined = outcome === 'invitationCanceled' && base.code !== undefined ? memberOutcomeOf(aligned, account) : undefined;
    const isMoved = [outcome, ifJoined].includes('moved') && to !== undefined;
    return {
      kind: 'accountRemoved',
      account: names.account(account),
      outcome,
      ...(isMoved ? { to: names.parent(to) } : {}),
      ...(ifJoined === undefined || ifJoined === 'gone' ? {} : { ifJoined }),
    };
  });
  return [...targetsOf(head, 'account').flatMap((target): AccountChange[] => {
    const former = base.targets.get(target.id);
    const account = names.account(target);
    if (former === undefined) {
      const { name, state, tags, attachedPolicies } = asAdded(head, target);
      return [{
        kind: 'accountAdded',
        account,
        name,
        parent: names.parent(target.parentId!),
        arrival: isInvited(target) ? 'invited' : arrivalOf(aligned, target),
        state,
        tags,
        attachedPolicies,
      }];
    }
    if (isInvited(former) && !isInvited(target) && !areBothCode(aligned)) {
      return [{ kind: 'accountJoined', account, name: target.name, parent: names.parent(target.parentId!), state: target.state }];
    }
    const field = (kind: 'accountRenamed' | 'accountEmailChanged' | 'accountStateChanged', name: 'name' | 'email' | 'state') => (
      former[name] === target[name] ? [] : [{ kind, account, before: former[name], after: target[name] }]);
    return [
      ...(isNamed(former) && isNamed(target) && !isById(former) && !isById(target) ? [...field('accountRenamed', 'name'), ...field('accountEmailChanged', 'email')] : []),
      ...(isInvited(former) || isInvited(target) ? [] : field('accountStateChanged', 'state')),
      ...(former.parentId === target.parentId || isPlaceOpen(aligned, former, target) ? [] : [{
        kind: 'accountMoved' as const,
        account,
        ...move(former, target, names),
        ...(target.id === base.managementAccountId ? { managementAccount: true as const } : {}),
      }]),
    ];
  }), ...removed];
}

function areBothCode({ base, head }: Aligned): boolean {
  return base.code !== undefined && head.code !== undefined;
}

/** Code that invites an account does not know its name. */
function isNamed({ code }: FlatTarget): boolean {
  return code?.invited === undefined;
}

/** Code that only names a target does not know its parent; a live organization does. */
function isPlaceOpen({ base, head }: Aligned, former: FlatTarget, target: FlatTarget): boolean {
  return (base.code !== undefined && isOnlyNamed(head, target)) || (head.code === undefined && isById(former));
}

/** A target that is only named existed before: the code's attachments to it are changes of their own. */
function asAdded(head: FlatOrganization, target: FlatTarget): FlatTarget {
  return isOnlyNamed(head, target) ? asLeftAlone(head, target) : target;
}

function move(former: FlatTarget, present: FlatTarget, names: Names) {
  return { from: names.formerParent(former.parentId!), to: names.parent(present.parentId!) };
}

/** @param more places of accounts outside the code */
function accountsBelow({ targets }: FlatOrganization, more: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  const inCode = [...targets.values()].filter(({ kind }) => kind === 'account').map(({ parentId }) => parentId);
  for (const parentId of [...inCode, ...more]) {
    for (let place = parentId; place !== undefined; place = targets.get(place)?.parentId) counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  return counts;
}

/**
 * Accounts that are removed from the app and would stay in place, if the unit around them were not recreated, which takes along the
 * accounts directly in it, or emptied before its deletion. The values are the places where the accounts end, by account ID.
 */
function movedWithUnit(aligned: Aligned): ReadonlyMap<string, string> {
  const { base, recreatedUnits: moving, remainingUnits: { emptied } } = aligned;
  return new Map(targetsOf(base, 'account')
    .filter((account) => !isInHead(aligned, account.id) && accountOutcomeOf(aligned, account) === 'stays')
    .flatMap(({ id, parentId }) => {
      const place = moving.has(parentId!) ? parentId! : emptied.get(parentId!);
      return place === undefined ? [] : [[id, place] as const];
    }));
}
