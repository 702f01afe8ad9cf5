import { type Effect, SingleChanges } from './single-changes';
import type { Change } from '../../diff/change';
import type { Aligned } from '../../diff/identity/align';
import type { AccountReference } from '../../diff/references';
import type { ActionsImpact, EffectivePolicyImpact, ImpactGroup } from '../../impact/impact-group';

/** The part of one change in the total impact. */
export interface Share {
  /** Effects regardless of the other changes. */
  readonly alone: readonly ImpactGroup[];
  /** Effects of this change only together with others. */
  readonly together: readonly ImpactGroup[];
}

export interface AttributionOptions {
  /** IDs of the targets that a policy is attached to afterwards. */
  readonly attachedTo: (policyId: string) => readonly string[];
  /** The IDs of an account and of the places above it. */
  readonly around: (accountId: string) => readonly string[];
  /** @default - all that are known */
  readonly actions?: readonly string[];
}

/** With more accounts and changes than this, the impact is not divided: each change that may have an effect shares it with the others. */
const MOST_COMPARISONS = 600;

/**
 * Attributes the impact to changes. Where one change alone applies to an account, it causes all of it. Where several do, each is tried on
 * the state before. Effects that no single change causes belong to the changes without which they would not occur.
 */
export function shares(changes: readonly Change[], impact: readonly ImpactGroup[], aligned: Aligned, options: AttributionOptions): Share[] {
  const found = changes.map(() => ({ alone: [] as ImpactGroup[], together: [] as ImpactGroup[] }));
  const reach = new Map<string, number[]>();
  changes.forEach((change, index) => {
    for (const place of judgedPlaces(change, aligned.head.rootId, options.attachedTo)) reach.set(place, [...reach.get(place) ?? [], index]);
  });
  const candidatesOf = (accountId: string) => (
    [...new Set(options.around(accountId).flatMap((place) => reach.get(place) ?? []))].sort((one, other) => one - other));
  const single = new SingleChanges(changes, aligned, options.actions);
  let comparisons = 0;
  for (const group of impact) {
    const part = (accounts: ImpactGroup['accounts'], actions: readonly ActionsImpact[], effectivePolicies: readonly EffectivePolicyImpact[]) => (
      { ...group, accounts, actions, effectivePolicies });
    for (const { representative, candidates, members } of alike(group, candidatesOf, single)) {
      if (candidates.length === 1) {
        for (const each of members) found[each.candidates[0]].alone.push(part(each.accounts, group.actions, group.effectivePolicies));
        continue;
      }
      comparisons += candidates.length;
      const question = single.questionOf(representative, group);
      const judged = comparisons > MOST_COMPARISONS ? undefined : candidates.map((index) => single.effects(index, question));
      for (const effect of question.effects) {
        const { alone, together } = judged === undefined
          ? { alone: [], together: candidates.map((_, place) => place) }
          : owners(effect, judged);
        for (const each of members) {
          const share = part(each.accounts, effect.actions, effect.policies);
          for (const place of alone) found[each.candidates[place]].alone.push(share);
          for (const place of together) found[each.candidates[place]].together.push(share);
        }
      }
    }
  }
  return found;
}

/** Accounts of a group to which changes apply in the same way, with a representative to try these changes on. */
interface Alike {
  readonly representative: string;
  /** The changes that apply to the representative. */
  readonly candidates: readonly number[];
  /** Accounts with the changes that apply to them; each corresponds to the change of the representative at the same index. */
  readonly members: { readonly candidates: readonly number[]; readonly accounts: AccountReference[] }[];
}

function alike({ accounts }: ImpactGroup, candidatesOf: (accountId: string) => number[], single: SingleChanges): Iterable<Alike> {
  const parts = new Map<string, Alike>();
  for (const account of accounts) {
    const candidates = candidatesOf(account.id);
    if (candidates.length === 0) continue;
    const key = single.keyOf(account.id, candidates);
    const part = parts.get(key) ?? { representative: account.id, candidates, members: [] };
    parts.set(key, part);
    const member = part.members.find((each) => each.candidates.join() === candidates.join());
    if (member) member.accounts.push(account);
    else part.members.push({ candidates, accounts: [account] });
  }
  return parts.values();
}

interface JudgedChange {
  readonly alone: ReadonlySet<string>;
  readonly last: ReadonlySet<string>;
}

/** The indexes of the changes that cause an effect alone, and of those that cause the rest of it together. */
function owners({ keys }: Effect, judged: readonly JudgedChange[]): { alone: number[]; together: number[] } {
  const placesOf = (causes: (each: JudgedChange) => boolean) => judged.flatMap((each, place) => (causes(each) ? [place] : []));
  const alone = placesOf((each) => intersects(keys, each.alone));
  const left = new Set([...keys].filter((key) => !alone.some((place) => judged[place].alone.has(key))));
  if (left.size === 0) return { alone, together: [] };
  const needed = placesOf((each) => intersects(left, each.last));
  return { alone, together: needed.length > 0 ? needed : judged.map((_, place) => place) };
}

function intersects(these: ReadonlySet<string>, those: ReadonlySet<string>): boolean {
  return [...these].some((each) => those.has(each));
}

/** Places whose accounts a change may let do more or less; none for a change that is judged in another way. */
function judgedPlaces(change: Change, rootId: string, attachedTo: (policyId: string) => readonly string[]): readonly string[] {
  switch (change.kind) {
    case 'accountMoved': return [change.account.id];
    case 'accountAdded': return change.arrival === 'adopted' ? [change.account.id] : [];
    case 'accountRemoved': return change.outcome === 'moved' ? [change.account.id] : [];
    case 'organizationalUnitMoved': return [change.unit.id];
    case 'policyStatementsChanged':
    case 'managementPolicyChanged': return attachedTo(change.policy.id);
    case 'attached':
    case 'detached':
    case 'fullAwsAccessDetached':
    case 'fullAwsAccessReturned': return [change.target.id];
    case 'policyTypeEnabled': return [rootId];
    case 'policyTypeRemoved': return change.outcome === 'ends' ? [rootId] : [];
    default: return [];
  }
}
