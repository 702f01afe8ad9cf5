import type { ChangedActions } from './action-changes';
import { directionOf, type Ways } from './actions-impact';
import type { ActionsImpact } from './impact-group';
import { ActionDecider, type Containment, type Gate, gatesOf, type RequestFacts, type Witness } from '../../policy/decide';

/** A direction, with requests that show it. */
export interface DecidedDirection {
  /** Undefined where every request is judged as before. */
  readonly direction: ActionsImpact['direction'] | undefined;
  readonly examples: ActionsImpact['examples'];
}

/** A review judges many actions, so that each decision may take a part of a second only. */
const MOST_STEPS = 2_000;
/** Decisions for one pair of chains; the directions of other actions are those that their statements show. */
const MOST_DECISIONS = 200;

const TYPES = [['SERVICE_CONTROL_POLICY', 'members'], ['RESOURCE_CONTROL_POLICY', 'anyone']] as const;

/** Decides whether changed conditions let more requests pass, or fewer, by a proof or by an example. */
export class DirectionDecider {
  private readonly deciders: readonly (readonly [loosens: ActionDecider, tightens: ActionDecider])[];
  private decisions = 0;

  constructor({ before, after }: Ways) {
    this.deciders = TYPES.map(([type, callers]) => {
      const [former, present] = [before, after].map((levels) => gatesOf({ levels }, type));
      return [decider(present, former, { callers }), decider(former, present, { callers })];
    });
  }

  /** Where a decision is certain before and after, or where neither a proof nor an example is found, the statements show the direction. */
  of(changed: ChangedActions): DecidedDirection {
    const shown = directionOf(changed);
    const isCertain = changed.before.decision !== 'depends' && changed.after.decision !== 'depends';
    if (shown === undefined || isCertain || ++this.decisions > MOST_DECISIONS) return { direction: shown, examples: {} };
    const [loosens, tightens] = [this.find(changed, 0), this.find(changed, 1)];
    const goes = (outcome: Containment, opposite: ActionsImpact['direction']) => (
      outcome.kind === 'witness' || (outcome.kind === 'undecided' && shown !== opposite));
    return {
      direction: directionTowards(goes(loosens, 'tightens'), goes(tightens, 'loosens')),
      examples: { ...exampleOf('loosens', loosens), ...exampleOf('tightens', tightens) },
    };
  }

  private find({ actions }: ChangedActions, way: 0 | 1): Containment {
    const outcomes = this.deciders.map((deciders) => deciders[way].decide({ actions: [...actions.values()].flat(), isKnown: true }));
    return outcomes.find(({ kind }) => kind === 'witness') ?? outcomes.find(({ kind }) => kind === 'undecided') ?? { kind: 'contained' };
  }
}

function decider(inner: readonly Gate[], outer: readonly Gate[], facts: RequestFacts): ActionDecider {
  return new ActionDecider(inner, outer, facts, MOST_STEPS);
}

function directionTowards(loosens: boolean, tightens: boolean): ActionsImpact['direction'] | undefined {
  if (loosens) return tightens ? 'both' : 'loosens';
  return tightens ? 'tightens' : undefined;
}

function exampleOf(direction: 'loosens' | 'tightens', outcome: Containment): { [direction]?: Witness } {
  return outcome.kind === 'witness' ? { [direction]: outcome.witness } : {};
}

