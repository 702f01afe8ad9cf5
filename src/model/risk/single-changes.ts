import { actionCovers } from '../../policy';
import { actionsOf } from '../../policy/actions';
import type { Aligned } from '../diff/align';
import { apply } from '../diff/apply';
import type { Change } from '../diff/change';
import { flatten, type FlatOrganization, unflatten } from '../diff/flat-organization';
import { impactOf } from '../impact';
import type { ActionsImpact, EffectivePolicyImpact, ImpactGroup } from '../impact/impact-group';

/** What is there for the others: it says nothing to accounts that exist. */
const FOUNDATION: readonly Change['kind'][] = ['organizationAdded', 'organizationalUnitAdded', 'policyAdded', 'policyTypeEnabled'];

/** One direction of what happens to a group, or its settings of one policy type, with a key for each action or setting. */
export interface Effect {
  readonly keys: ReadonlySet<string>;
  readonly actions: readonly ActionsImpact[];
  readonly policies: readonly EffectivePolicyImpact[];
}

/** What each of several changes does by itself to one account. */
export class SingleChanges {
  private readonly steps: readonly (Change | undefined)[];
  private readonly foundation: readonly number[];
  private readonly bases = new Map<string, FlatOrganization>();

  constructor(changes: readonly Change[], private readonly aligned: Aligned, private readonly actions?: readonly string[]) {
    this.steps = changes.map(stepOf);
    this.foundation = this.steps.flatMap((step, index) => (step !== undefined && FOUNDATION.includes(step.kind) ? [index] : []));
  }

  /** Equal for accounts to which the same changes do the same: where they are and go, and what is attached to themselves. */
  keyOf(accountId: string, candidates: readonly number[]): string {
    const [before, after] = [this.aligned.base, this.aligned.head].map(({ targets }) => targets.get(accountId));
    const ids = (target: typeof before) => target?.attachedPolicies.map(({ id }) => id).sort();
    const steps = candidates.map((index) => {
      const step = this.steps[index];
      if (step?.kind === 'accountMoved') return ['moved', step.from.id, step.to.id];
      return step !== undefined && 'target' in step && step.target.id === accountId ? [step.kind, 'policy' in step ? step.policy.id : ''] : index;
    });
    return JSON.stringify([steps, before?.parentId, after?.parentId, ids(before), ids(after)]);
  }

  /** The effects on a group, by direction and policy type. */
  effectsOf({ actions, effectivePolicies }: ImpactGroup): Effect[] {
    const directions = (['loosens', 'tightens', 'both'] as const).map((direction) => actions.filter((each) => each.direction === direction));
    return [
      ...directions.filter(({ length }) => length > 0).map((some) => ({
        keys: new Set(some.flatMap((each) => this.matching(each).map((action) => `${each.direction} ${action}`))), actions: some, policies: [],
      })),
      ...effectivePolicies.map((policy) => ({ keys: new Set(settingKeys(policy)), actions: [], policies: [policy] })),
    ];
  }

  /** Of what happens to a group, what a change does to one of its accounts first of all, and what it does as the last of all. */
  effects(index: number, accountId: string, group: ImpactGroup): { readonly alone: ReadonlySet<string>; readonly last: ReadonlySet<string> } {
    const actions = [...new Set(group.actions.flatMap((each) => this.matching(each)))];
    const all = this.steps.flatMap((step, each) => (step === undefined ? [] : [each]));
    const compare = (others: readonly number[]) => {
      const without = others.filter((other) => other !== index);
      return this.compare(accountId, without, [...without, index].sort((one, other) => one - other), actions);
    };
    return { alone: compare(this.foundation), last: compare(all) };
  }

  private compare(accountId: string, before: readonly number[], after: readonly number[], actions: readonly string[]): Set<string> {
    const base = unflatten(this.baseWith(accountId));
    const [one, other] = [before, after].map((steps) => flatten(apply(steps.map((step) => this.steps[step]!), base)));
    const groups = impactOf({ base: one, head: other }, { actions });
    return new Set(groups.flatMap((group) => [
      ...group.actions.flatMap((each) => this.actionKeys(each)),
      ...group.effectivePolicies.flatMap(settingKeys),
    ]));
  }

  /** The organization before with one account only. */
  private baseWith(accountId: string): FlatOrganization {
    let base = this.bases.get(accountId);
    if (base === undefined) {
      const { targets } = this.aligned.base;
      base = { ...this.aligned.base, targets: new Map([...targets].filter(([id, { kind }]) => kind !== 'account' || id === accountId)) };
      this.bases.set(accountId, base);
    }
    return base;
  }

  /** What goes one way for a change by itself may go either way together with others. */
  private actionKeys(impact: ActionsImpact): string[] {
    const directions = impact.direction === 'both' ? ['loosens', 'tightens', 'both'] : [impact.direction, 'both'];
    return this.matching(impact).flatMap((action) => directions.map((direction) => `${direction} ${action}`));
  }

  private matching({ service, actions: patterns }: ActionsImpact): string[] {
    const known = this.actions ?? actionsOf(service);
    return known.filter((action) => patterns.some((pattern) => actionCovers(pattern, action)));
  }
}

function settingKeys({ policyType, settings }: EffectivePolicyImpact): string[] {
  return settings.map(({ path }) => JSON.stringify([policyType, path]));
}

/** A change as a step of its own; none for what says nothing about accounts that stay. */
function stepOf(change: Change): Change | undefined {
  switch (change.kind) {
    case 'accountRemoved': {
      if (change.outcome !== 'moved' || change.to === undefined) return undefined;
      const { account, to } = change;
      return { kind: 'accountMoved', account, from: to, to };
    }
    case 'policyTypeRemoved': return change.outcome === 'ends' ? change : undefined;
    case 'organizationalUnitRemoved':
    case 'policyRemoved':
    case 'organizationRemoved':
    case 'accountAdded': return undefined;
    default: return change;
  }
}
