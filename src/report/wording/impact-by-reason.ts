import { joined, type Phrase } from './phrase';
import type { ActionsImpact, Change, Review } from '../../model';
import type { Decision } from '../../policy';
import { valueWords } from '../changes/phrases/value-words';

/** The words for a change of the decision about actions. */
const IMPACT_WORDS: Readonly<Record<ActionsImpact['direction'], string>> = {
  loosens: 'more is possible', tightens: 'less is possible', both: 'other conditions',
};

/** The words for actions that policies of different types deny before and after the change. */
const DENIED_WORDS: Readonly<Record<ActionsImpact['direction'], string>> = {
  loosens: 'more is possible: denied to fewer than before',
  tightens: 'less is possible: denied to more than before',
  both: 'denied to others than before',
};

function impactWords(before: Decision, after: Decision, direction: ActionsImpact['direction']): string {
  if (before !== after) return `${IMPACT_WORDS[direction]}: was ${before}, is ${after}`;
  return (before === 'denied' ? DENIED_WORDS : IMPACT_WORDS)[direction];
}

/** The statements that no longer decide about actions, and those that decide only now. */
function deciders({ because, insteadOf }: Pick<ActionsImpact, 'because' | 'insteadOf'>): { gone: string[]; came: string[] } {
  return { gone: insteadOf.filter((each) => !because.includes(each)), came: because.filter((each) => !insteadOf.includes(each)) };
}

/** The change for all actions with one reason, across services. A list of Regions decides about hundreds of them. */
export interface ImpactForReason {
  readonly direction: ActionsImpact['direction'];
  /** `more is possible: was denied, is allowed`. */
  readonly words: string;
  readonly count: number;
  readonly services: number;
  readonly actions: readonly string[];
  /** The same, by service. */
  readonly parts: readonly ActionsImpact[];
  /** Statements that no longer decide, and those that decide only now. */
  readonly gone: readonly string[];
  readonly came: readonly string[];
  /** Changes of statements that decide before and after: `no longer in eu-west-1`. */
  readonly changed: Phrase;
  /** Whether these are nearly all actions that there are, so that a list of them tells nothing. */
  readonly nearlyAll: boolean;
}

/** Words for the statements and actions that the impact of a review names. */
export type ImpactContext = Pick<Review, 'changes' | 'counts'>;

/** The share of all actions that a reader takes for all of them. */
const NEARLY_ALL = 0.8;

/** The most dangerous direction comes first. */
const DIRECTIONS: readonly ActionsImpact['direction'][] = ['loosens', 'both', 'tightens'];

export function impactByReason(actions: readonly ActionsImpact[], { changes, counts }: ImpactContext): ImpactForReason[] {
  const edited = editedStatements(changes);
  const found = new Map<string, ActionsImpact[]>();
  for (const each of actions) {
    const key = JSON.stringify([each.before, each.after, each.direction, deciders(each), editedIn(each, edited)]);
    const same = found.get(key);
    if (same) same.push(each);
    else found.set(key, [each]);
  }
  return [...found.values()]
    .map((same) => {
      const [{ before, after, direction, because, insteadOf }] = same;
      const count = same.reduce((sum, each) => sum + each.count, 0);
      return {
        direction,
        words: impactWords(before, after, direction),
        count,
        services: new Set(same.map(({ service }) => service)).size,
        actions: same.flatMap((each) => each.actions),
        parts: same,
        ...deciders(same[0]),
        changed: joined(editedIn({ because, insteadOf }, edited).map((each) => edited.get(each)!), '; '),
        nearlyAll: isNearlyAll(count, counts),
      };
    })
    .sort((one, other) => DIRECTIONS.indexOf(one.direction) - DIRECTIONS.indexOf(other.direction));
}

/** Whether a number of actions is so great that a reader thinks of them as all. */
export function isNearlyAll(number: number, { actions }: ImpactContext['counts']): boolean {
  return actions !== undefined && number >= NEARLY_ALL * actions;
}

/** Statements of both sides that were edited. */
function editedIn({ because, insteadOf }: Pick<ActionsImpact, 'because' | 'insteadOf'>, edited: ReadonlyMap<string, Phrase>): string[] {
  return because.filter((each) => insteadOf.includes(each) && edited.has(each));
}

/** Changes of statements, by their names in the impact. */
function editedStatements(changes: readonly Change[]): Map<string, Phrase> {
  return new Map(changes.flatMap((change) => (change.kind !== 'policyStatementsChanged' ? [] : change.statements.flatMap((each) => {
    const words = valueWords(each);
    return words.length === 0 ? [] : [[`${each.statement} of ${change.policy.name}`, words] as const];
  }))));
}
