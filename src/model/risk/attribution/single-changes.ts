import { isAuthorizationPolicyType } from '../../../contract';
import { actionCovers, type CompiledPolicy } from '../../../policy';
import { actionsOf } from '../../../policy/actions';
import { PolicyLibrary } from '../../access/policy-library';
import { apply } from '../../diff/apply';
import type { Change } from '../../diff/change';
import { flatten, type FlatOrganization, type FlatTarget, unflatten } from '../../diff/flat-organization';
import { Aligned } from '../../diff/identity/align';
import { impactOf } from '../../impact';
import { byService, classesOf } from '../../impact/action-classes';
import type { ActionsImpact, EffectivePolicyImpact, ImpactGroup } from '../../impact/impact-group';
import { withLeavingAccounts } from '../../impact/leaving-accounts';

/** Changes that others rely on; they do not affect existing accounts. */
const FOUNDATION: readonly Change['kind'][] = ['organizationAdded', 'organizationalUnitAdded', 'policyAdded', 'policyTypeEnabled'];

/** One direction of the actions of a group, or its settings of one policy type, with a key for each action or setting. */
export interface Effect {
  readonly keys: ReadonlySet<string>;
  readonly actions: readonly ActionsImpact[];
  readonly policies: readonly EffectivePolicyImpact[];
}

/** A question about one account. Each of its actions represents all that the policies around it do not distinguish. */
export interface Question {
  readonly accountId: string;
  readonly actions: readonly string[];
  /** By direction, and by policy type. */
  readonly effects: readonly Effect[];
}

/** The effect of each change alone on one account. */
export class SingleChanges {
  private readonly steps: readonly (Change | undefined)[];
  private readonly foundation: readonly number[];
  private readonly bases = new Map<string, FlatOrganization>();

  private readonly matched = new WeakMap<ActionsImpact, string[]>();
  private readonly head: FlatOrganization;
  private readonly libraries: readonly PolicyLibrary[];

  constructor(changes: readonly Change[], private readonly aligned: Aligned, private readonly actions?: readonly string[]) {
    this.head = withLeavingAccounts(aligned);
    this.libraries = [aligned.base, this.head].map((flat) => new PolicyLibrary({ policies: [...flat.policies.values()] }));
    this.steps = changes.map(stepOf);
    this.foundation = this.steps.flatMap((step, index) => (step !== undefined && FOUNDATION.includes(step.kind) ? [index] : []));
  }

  /** Equal for accounts that are affected alike: the same attachments above them before and after, changed at the same places. */
  keyOf(accountId: string, candidates: readonly number[]): string {
    const [before, after] = this.chainsOf(accountId);
    const depth = (id: string) => [before, after].map((chain) => chain.findIndex((target) => target.id === id));
    const steps = candidates.map((index) => {
      const step = this.steps[index];
      if (step?.kind === 'accountMoved') return [step.kind];
      if (step?.kind === 'organizationalUnitMoved') return [step.kind, ...depth(step.unit.id)];
      return step !== undefined && 'target' in step ? [step.kind, 'policy' in step ? step.policy.id : '', ...depth(step.target.id)] : index;
    });
    const attached = (chain: readonly FlatTarget[]) => chain.map(({ attachedPolicies }) => attachedPolicies.map(({ id }) => id).sort());
    return JSON.stringify([steps, attached(before), attached(after)]);
  }

  /** The effect on a group, from the point of view of one of its accounts. */
  questionOf(accountId: string, { actions, effectivePolicies }: ImpactGroup): Question {
    const classes = classesOf(byService(actions.flatMap((each) => this.matching(each))), this.policiesAround(accountId));
    const directionOf = new Map(actions.flatMap((each) => this.matching(each).map((action) => [action, each.direction] as const)));
    const representatives = classes.map(({ representative }) => representative);
    const directions = (['loosens', 'tightens', 'both'] as const).map((direction) => actions.filter((each) => each.direction === direction));
    return {
      accountId,
      actions: representatives,
      effects: [
        ...directions.filter(({ length }) => length > 0).map((some) => ({
          keys: new Set(representatives.filter((action) => directionOf.get(action) === some[0].direction).map((action) => `${some[0].direction} ${action}`)),
          actions: some,
          policies: [],
        })),
        ...effectivePolicies.map((policy) => ({ keys: new Set(settingKeys(policy)), actions: [], policies: [policy] })),
      ],
    };
  }

  /** Effects of a change on an account, applied before all others and after all others. */
  effects(index: number, question: Question): { readonly alone: ReadonlySet<string>; readonly last: ReadonlySet<string> } {
    const all = this.steps.flatMap((step, each) => (step === undefined ? [] : [each]));
    const compare = (others: readonly number[]) => {
      const without = others.filter((other) => other !== index);
      return this.compare(question, without, [...without, index].sort((one, other) => one - other));
    };
    return { alone: compare(this.foundation), last: compare(all) };
  }

  private compare({ accountId, actions }: Question, before: readonly number[], after: readonly number[]): Set<string> {
    const base = unflatten(this.baseWith(accountId));
    const [one, other] = [before, after].map((steps) => flatten(apply(steps.map((step) => this.steps[step]!), base)));
    const groups = impactOf(new Aligned(one, other), { actions });
    return new Set(groups.flatMap((group) => [
      ...group.actions.flatMap((each) => waysOf(each).flatMap((way) => matchingOf(actions, each).map((action) => `${way} ${action}`))),
      ...group.effectivePolicies.flatMap(settingKeys),
    ]));
  }

  /** The targets from the root down to an account, before and after. */
  private chainsOf(accountId: string): readonly [readonly FlatTarget[], readonly FlatTarget[]] {
    const chain = ({ targets }: FlatOrganization) => {
      const found: FlatTarget[] = [];
      for (let target = targets.get(accountId); target !== undefined; target = targets.get(target.parentId ?? '')) found.unshift(target);
      return found;
    };
    return [chain(this.aligned.base), chain(this.head)];
  }

  private policiesAround(accountId: string): CompiledPolicy[] {
    const chains = this.chainsOf(accountId);
    const attached = chains.flat().flatMap(({ attachedPolicies }) => attachedPolicies)
      .filter(({ type }) => isAuthorizationPolicyType(type));
    return [...new Set(this.libraries.flatMap((library) => attached.map((policy) => library.get(policy))))];
  }

  /** The organization before the change, with one account only. */
  private baseWith(accountId: string): FlatOrganization {
    let base = this.bases.get(accountId);
    if (base === undefined) {
      const { targets } = this.aligned.base;
      base = { ...this.aligned.base, targets: new Map([...targets].filter(([id, { kind }]) => kind !== 'account' || id === accountId)) };
      this.bases.set(accountId, base);
    }
    return base;
  }

  private matching(impact: ActionsImpact): string[] {
    let found = this.matched.get(impact);
    if (found === undefined) {
      found = impact.newAction === undefined ? matchingOf(this.actions ?? actionsOf(impact.service), impact) : [impact.newAction];
      this.matched.set(impact, found);
    }
    return found;
  }
}

/** An effect that has one direction alone may have either direction together with others. */
function waysOf({ direction }: ActionsImpact): ActionsImpact['direction'][] {
  return direction === 'both' ? ['loosens', 'tightens', 'both'] : [direction, 'both'];
}

function matchingOf(known: readonly string[], { service, actions: patterns }: ActionsImpact): string[] {
  return known.filter((action) => action.startsWith(`${service}:`) && patterns.some((pattern) => actionCovers(pattern, action)));
}

function settingKeys({ policyType, settings }: EffectivePolicyImpact): string[] {
  return settings.map(({ path }) => JSON.stringify([policyType, path]));
}

/** A change as a single step; undefined for one that does not affect accounts that stay. */
function stepOf(change: Change): Change | undefined {
  switch (change.kind) {
    case 'accountRemoved': {
      if (change.outcome !== 'moved' || change.to === undefined) return undefined;
      const { account, to } = change;
      return { kind: 'accountMoved', account, from: to, to };
    }
    // An adopted account is there already.
    case 'accountAdded': return change.arrival === 'adopted'
      ? { kind: 'accountMoved', account: change.account, from: change.parent, to: change.parent } : undefined;
    case 'policyTypeRemoved': return change.outcome === 'ends' ? change : undefined;
    case 'alternateContactSet':
    case 'alternateContactChanged':
    case 'alternateContactRemoved':
    case 'primaryContactChanged':
    case 'regionEnabled':
    case 'regionDisabled':
    case 'accountSettingReleased':
    case 'organizationalUnitRemoved':
    case 'policyRemoved':
    case 'organizationRemoved': return undefined;
    default: return change;
  }
}
