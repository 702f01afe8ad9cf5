import { judgedPlaces } from './judged-places';
import { type Effect, SingleChanges } from './single-changes';
import type { Aligned } from '../diff/align';
import type { Change } from '../diff/change';
import type { ActionsImpact, EffectivePolicyImpact, ImpactGroup } from '../impact/impact-group';

/** What a change has to do with the impact of all. */
export interface Share {
  /** What it causes whether the others come or not. */
  readonly alone: readonly ImpactGroup[];
  /** What comes only of it and of others together. */
  readonly together: readonly ImpactGroup[];
}

export interface AttributionOptions {
  /** Ids of the targets that a policy is attached to afterwards. */
  readonly attachedTo: (policyId: string) => readonly string[];
  /** Tells whether an account, by its id, is at or below one of some places. */
  readonly below: (places: ReadonlySet<string>) => (accountId: string) => boolean;
  /** @default - all that are known */
  readonly actions?: readonly string[];
}

/** More accounts and changes than this are not taken apart: then each change that may have an effect is said to have it with the others. */
const MOST_COMPARISONS = 600;

/**
 * Whose doing the impact is. Where one change alone reaches an account, it has caused all of it. Where several do, each is tried out on
 * what was there before, and what none of them causes is that of those without which it would not be.
 */
export function shares(changes: readonly Change[], impact: readonly ImpactGroup[], aligned: Aligned, options: AttributionOptions): Share[] {
  const found = changes.map(() => ({ alone: [] as ImpactGroup[], together: [] as ImpactGroup[] }));
  const reach = changes.flatMap((change, index) => {
    const places = judgedPlaces(change, aligned.head.rootId, options.attachedTo);
    return places.length === 0 ? [] : [{ index, isInside: options.below(new Set(places)) }];
  });
  const single = new SingleChanges(changes, aligned, options.actions);
  let comparisons = 0;
  for (const group of impact) {
    for (const [account, accounts, candidates] of alike(group, reach)) {
      const part = (actions: readonly ActionsImpact[], effectivePolicies: readonly EffectivePolicyImpact[]): ImpactGroup => (
        { ...group, accounts, actions, effectivePolicies });
      if (candidates.length === 1) {
        found[candidates[0]].alone.push(part(group.actions, group.effectivePolicies));
        continue;
      }
      comparisons += candidates.length;
      const judged = comparisons > MOST_COMPARISONS ? undefined : candidates.map((index) => ({ index, ...single.effects(index, account, group) }));
      for (const effect of single.effectsOf(group)) {
        const { alone, together } = judged === undefined ? { alone: [], together: candidates } : owners(effect, judged);
        for (const index of alone) found[index].alone.push(part(effect.actions, effect.policies));
        for (const index of together) found[index].together.push(part(effect.actions, effect.policies));
      }
    }
  }
  return found;

  /** Accounts of a group with one of them to try the changes on; those that the same changes reach in the same way are alike. */
  function alike({ accounts }: ImpactGroup, all: typeof reach): [string, ImpactGroup['accounts'], number[]][] {
    const parts = new Map<string, [string, ImpactGroup['accounts'][number][], number[]]>();
    for (const account of accounts) {
      const candidates = all.filter(({ isInside }) => isInside(account.id)).map(({ index }) => index);
      if (candidates.length === 0) continue;
      const key = single.keyOf(account.id, candidates);
      const part = parts.get(key);
      if (part) part[1].push(account);
      else parts.set(key, [account.id, [account], candidates]);
    }
    return [...parts.values()];
  }
}

interface JudgedChange {
  readonly index: number;
  readonly alone: ReadonlySet<string>;
  readonly last: ReadonlySet<string>;
}

/** The changes that cause an effect, and those that cause what is left of it together. */
function owners({ keys }: Effect, judged: readonly JudgedChange[]): { alone: number[]; together: number[] } {
  const alone = judged.filter((each) => intersects(keys, each.alone));
  const left = new Set([...keys].filter((key) => !alone.some((each) => each.alone.has(key))));
  if (left.size === 0) return { alone: alone.map(({ index }) => index), together: [] };
  const needed = judged.filter((each) => intersects(left, each.last));
  return { alone: alone.map(({ index }) => index), together: (needed.length > 0 ? needed : judged).map(({ index }) => index) };
}

function intersects(these: ReadonlySet<string>, those: ReadonlySet<string>): boolean {
  return [...these].some((each) => those.has(each));
}
