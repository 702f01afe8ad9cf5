import type { ChangedActions } from './action-changes';
import { directionOfType, directionTowards, type Ways } from './actions-impact';
import type { ActionsImpact } from './impact-group';
import { AUTHORIZATION_POLICY_TYPES, type AuthorizationPolicyType } from '../../contract';
import { ActionDecider, type Containment, type Gate, gatesOf, type RequestFacts, strongest, type Witness } from '../../policy/decide';
import type { AccountCase } from '../access/account-cases';

/** A direction, with requests that show it. */
export interface DecidedDirection {
  /** Undefined where every request is judged as before. */
  readonly direction: ActionsImpact['direction'] | undefined;
  readonly examples: ActionsImpact['examples'];
}

/** A review judges many actions, so that each decision may take a part of a second only. */
const MOST_STEPS = 2_000;
/** Searches for one pair of chains; the directions of other actions are those that their statements show. */
const MOST_SEARCHES = 800;

const FACTS: Record<AuthorizationPolicyType, (each: AccountCase) => RequestFacts> = {
  SERVICE_CONTROL_POLICY: (each) => ({ callers: 'members', ...each }),
  RESOURCE_CONTROL_POLICY: ({ account, ...each }) => (
    { callers: 'anyone', ...each, ...(account === undefined ? {} : { context: { 'aws:ResourceAccount': account } }) }),
};

/** For each ID that the account may have. */
interface Deciders {
  readonly type: AuthorizationPolicyType;
  readonly loosens: readonly ActionDecider[];
  readonly tightens: readonly ActionDecider[];
}

/** Decides whether changed conditions let more requests of an account pass, or fewer, by a proof or by an example. */
export class DirectionDecider {
  private readonly deciders: readonly Deciders[];
  private readonly all: readonly ActionDecider[];

  constructor({ before, after }: Ways, cases: readonly AccountCase[]) {
    this.deciders = AUTHORIZATION_POLICY_TYPES.map((type): Deciders => {
      const [former, present] = [before, after].map((levels) => gatesOf({ levels }, type));
      const facts = cases.map(FACTS[type]);
      return {
        type,
        loosens: facts.map((each) => decider(present, former, each)),
        tightens: facts.map((each) => decider(former, present, each)),
      };
    });
    this.all = this.deciders.flatMap(({ loosens, tightens }) => [...loosens, ...tightens]);
  }

  /** The direction of both types together. The first example for each direction stands for the others. */
  of(changed: ChangedActions): DecidedDirection {
    if (changed.isUndecided) return { direction: 'both', examples: {} };
    const decided = this.deciders.map((deciders) => this.ofType(changed, deciders));
    const examples = Object.assign({}, ...decided.map((each) => each.examples).reverse()) as NonNullable<ActionsImpact['examples']>;
    return { direction: directionTowards(decided.map(({ direction }) => direction)), examples };
  }

  /** Where a verdict is certain before and after, or where neither a proof nor an example is found, the statements show the direction. */
  private ofType(changed: ChangedActions, { type, loosens, tightens }: Deciders): DecidedDirection {
    const shown = directionOfType(changed, type);
    const isCertain = [changed.before, changed.after].every(({ open }) => open.every((each) => each.type !== type));
    if (shown === undefined || isCertain || this.isTired()) return { direction: shown, examples: {} };
    const actions = { actions: [...changed.actions.values()].flat(), isKnown: changed.newActionOf === undefined };
    const [more, less] = [loosens, tightens].map((deciders) => strongest(deciders.map((each) => each.decide(actions))));
    const goes = (outcome: Containment, opposite: ActionsImpact['direction']) => (
      outcome.kind === 'witness' || (outcome.kind === 'undecided' && shown !== opposite));
    return {
      direction: directionTowards([goes(more, 'tightens') ? 'loosens' : undefined, goes(less, 'loosens') ? 'tightens' : undefined]),
      examples: { ...exampleOf('loosens', more), ...exampleOf('tightens', less) },
    };
  }

  private isTired(): boolean {
    return this.all.reduce((sum, { searches }) => sum + searches, 0) > MOST_SEARCHES;
  }
}

function decider(inner: readonly Gate[], outer: readonly Gate[], facts: RequestFacts): ActionDecider {
  return new ActionDecider(inner, outer, facts, MOST_STEPS);
}

function exampleOf(direction: 'loosens' | 'tightens', outcome: Containment): { [direction]?: Witness } {
  return outcome.kind === 'witness' ? { [direction]: outcome.witness } : {};
}
