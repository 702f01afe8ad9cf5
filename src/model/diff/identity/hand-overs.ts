/**
 * Resources whose constructs leave one stack and appear in another.
 *
 * The new stack only takes over what it adopts. If it is deployed first, the owner tag then keeps the former stack from touching the
 * resource. If the former stack is deployed first, that stack applies its removal settings, as if the resource had been removed from the
 * app. Only for accounts it knows better: its template notes the accounts of the other stacks.
 */
import type { Aligned } from './align';
import { isReal } from './identities';
import { accountOutcomeOf, changesStack, isLeftToItself, memberOutcomeOf, outcomeOf } from './provenance';
import { accountDigest, isSameOwner } from '../../../contract';
import { isInvited } from '../../invitations';
import type { DelegatedAdministrator, InCode, Policy, ResourcePolicy } from '../../organization';
import type { HandOverOutcome } from '../change';
import type { FlatOrganization, FlatTarget } from '../flat-organization';

type Owned = FlatTarget | Policy | ResourcePolicy;

export interface HandOver {
  readonly formerFirst: HandOverOutcome;
  readonly newFirst: HandOverOutcome;
}

/** The outcome of each order of deployment for a resource that is in both; undefined if it does not change its stack. */
export function handOverOf(aligned: Aligned, before: Owned, after: Owned): HandOver | undefined {
  if (!changesStack({ before, after })) return undefined;
  const [former, present] = [before.code!, after.code!];
  if (isTarget(before) && before.kind === 'root') return handOverOfOrganization(aligned, former);
  // An account that is invited is never adopted.
  const newFirst = present.adopt ? 'takenOver' : 'refused';
  if (former.retained || isLeftToItself(former, aligned.head)) return { formerFirst: newFirst, newFirst };
  return { formerFirst: removalBy(aligned, before, after) ?? newFirst, newFirst };
}

/**
 * The same for the registration of an administrator. It has no owner tag, so that the new stack takes it over without adopt, and notes that
 * both have it.
 */
export function handOverOfAdministrator(
  { head }: Aligned, before: DelegatedAdministrator, after: DelegatedAdministrator,
): HandOver | undefined {
  if (before.owner === undefined || after.owner === undefined || isSameOwner(before.owner, after.owner)) return undefined;
  const stays = before.retained || isLeftToItself({ owner: before.owner }, head);
  return { formerFirst: stays ? 'takenOver' : 'recreated', newFirst: 'takenOver' };
}

/** Whether a hand-over works in either order, without a loss. */
export function isSafe({ formerFirst, newFirst }: HandOver): boolean {
  return formerFirst === 'takenOver' && newFirst === 'takenOver';
}

/** A stack takes over an existing organization without adopt. It deletes one that is empty, if the code has turned both keys. */
function handOverOfOrganization({ head }: Aligned, former: InCode): HandOver {
  const stays = former.retained || former.adopt || isLeftToItself(former, head);
  return { formerFirst: stays ? 'takenOver' : 'recreated', newFirst: 'takenOver' };
}

/** The outcome if the former stack removes the resource, whose construct has left; undefined if it leaves it alone. */
function removalBy(aligned: Aligned, before: Owned, after: Owned): HandOverOutcome | undefined {
  const [former, present] = [before.code!, after.code!];
  if (isTarget(before) && before.kind === 'account') {
    const outcome = isNoted(aligned.head, before, former) ? 'stays' : memberOutcomeOf(aligned, before);
    if (outcome !== 'stays' && outcome !== 'gone') return outcome;
    // The code does not know whether the account has joined.
    return isInvited(before) ? 'invitationCanceled' : undefined;
  }
  if (former.adopt || (isTarget(before) && !becomesEmpty(aligned, before))) return undefined;
  return present.adopt ? 'deleted' : 'recreated';
}

function isTarget(item: Owned): item is FlatTarget {
  return 'kind' in item;
}

/** Whether the new template of the former stack says that another stack has the account. */
function isNoted({ code }: FlatOrganization, { id, email }: FlatTarget, former: InCode): boolean {
  const noted = notedBy(code).find(({ owner }) => isSameOwner(owner, former.owner));
  return noted !== undefined && [email, ...(isReal(id) ? [id] : []), former.invited?.accountId ?? '']
    .some((name) => name !== '' && noted.digests.has(accountDigest(name)));
}

const NOTED = new WeakMap<object, readonly { readonly owner: string; readonly digests: ReadonlySet<string> }[]>();

/** The notes as sets: a large app may move many accounts at once. */
function notedBy(code: FlatOrganization['code']) {
  const { notedAccounts = [] } = code ?? {};
  const known = NOTED.get(notedAccounts) ?? notedAccounts.map(({ owner, digests }) => ({ owner, digests: new Set(digests) }));
  NOTED.set(notedAccounts, known);
  return known;
}

/** Whether the former stack may find nothing in a unit any more, and then deletes it. */
function becomesEmpty(aligned: Aligned, unit: FlatTarget): boolean {
  return [...aligned.base.targets.values()].filter(({ parentId }) => parentId === unit.id).every((child) => leaves(aligned, child, unit));
}

function leaves(aligned: Aligned, child: FlatTarget, unit: FlatTarget): boolean {
  const present = aligned.head.targets.get(child.id);
  if (present !== undefined && present.parentId !== unit.id) return true;
  // An account that moves to another stack is in no template of this one any more.
  const isMovedAway = present?.code === undefined || changesStack({ before: child, after: present });
  if (child.kind === 'account' && unit.code!.moveAccountsTo !== undefined && isMovedAway) return true;
  const outcome = present === undefined ? outcomeOfRemoved(aligned, child) : handOverOf(aligned, child, present)?.formerFirst;
  return outcome !== undefined && LEAVING.includes(outcome);
}

/** Outcomes after which a resource is no longer in its unit. A closed account stays there. */
const LEAVING: readonly string[] = ['deleted', 'recreated', 'moved', 'removedFromOrganization'];

function outcomeOfRemoved(aligned: Aligned, child: FlatTarget): string {
  if (child.kind === 'account') return accountOutcomeOf(aligned, child);
  return outcomeOf(aligned, child) === 'deleted' && becomesEmpty(aligned, child) ? 'deleted' : 'stays';
}
