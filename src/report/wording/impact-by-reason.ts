import { joined, numberText, type Phrase, plainText } from './phrase';
import type { ActionsImpact, Change, Review, StatementChange } from '../../model';
import { documentOf } from '../../model/diff/identity/policy-text';
import type { Decision } from '../../policy';
import { regionLimitWords, valueWords } from '../changes/phrases/value-words';

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

/** The words for the decision about actions before and after the change. */
const DECISIONS: Readonly<Record<Decision, readonly [before: string, after: string]>> = {
  allowed: ['was allowed', 'is allowed'],
  denied: ['was denied', 'is denied'],
  depends: ['depended on conditions', 'depends on conditions now'],
};

function impactWords({ before, after, direction, newAction }: ActionsImpact): string {
  const words = before === after
    ? (before === 'denied' ? DENIED_WORDS : IMPACT_WORDS)[direction]
    : `${IMPACT_WORDS[direction]}: ${DECISIONS[before][0]}, ${DECISIONS[after][1]}`;
  return newAction === undefined ? words : `${words}, for actions that are not in the action data`;
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
  /** Of so many actions that a list of them tells nothing: `nearly all actions`; else undefined. */
  readonly extent: string | undefined;
}

/** Words for the statements and actions that the impact of a review names. */
export type ImpactContext = Pick<Review, 'changes' | 'counts'>;

/** The share of all actions that a reader takes for all of them, and the share that is most of them. */
const NEARLY_ALL = 0.8;
const MOST = 0.5;

/** Fewer actions than this are listed, even if they are all that were judged. */
const LEAST_LISTED = 100;

/** The most dangerous direction comes first. */
const DIRECTIONS: readonly ActionsImpact['direction'][] = ['loosens', 'both', 'tightens'];

export function impactByReason(actions: readonly ActionsImpact[], { changes, counts }: ImpactContext): ImpactForReason[] {
  const edited = editedStatements(changes);
  const found = new Map<string, ActionsImpact[]>();
  for (const each of actions) {
    const isNew = each.newAction !== undefined;
    const key = JSON.stringify([each.before, each.after, each.direction, deciders(each), editedIn(each, edited), isNew]);
    const same = found.get(key);
    if (same) same.push(each);
    else found.set(key, [each]);
  }
  return [...found.values()]
    .map((same) => {
      const [{ direction, because }] = same;
      const count = same.reduce((sum, each) => sum + each.count, 0);
      return {
        direction,
        words: impactWords(same[0]),
        count,
        services: new Set(same.map(({ service }) => service)).size,
        actions: same.flatMap((each) => each.actions),
        parts: same,
        ...deciders(same[0]),
        changed: joined(distinct(editedIn({ because }, edited).map((each) => edited.get(each)!)), '; '),
        extent: extentWords(count, counts),
      };
    })
    .sort((one, other) => DIRECTIONS.indexOf(one.direction) - DIRECTIONS.indexOf(other.direction));
}

/** Statements can change in the same way, as those of an exemption that ends do. */
function distinct(phrases: readonly Phrase[]): Phrase[] {
  return [...new Map(phrases.map((each) => [plainText(each), each])).values()];
}

/**
 * Words for so many actions that a list of them tells nothing, as where a list of Regions begins to count:
 * `most actions (16,454 of 22,090)`. Undefined for fewer, or where the number of all actions is unknown.
 */
export function extentWords(number: number, { actions }: ImpactContext['counts']): string | undefined {
  if (actions === undefined || number < MOST * actions || number < LEAST_LISTED) return undefined;
  return number >= NEARLY_ALL * actions ? 'nearly all actions' : `most actions (${numberText(number)} of ${numberText(actions)})`;
}

/** Statements that were edited, and new ones, of which there are words for the change. */
function editedIn({ because }: Pick<ActionsImpact, 'because'>, edited: ReadonlyMap<string, Phrase>): string[] {
  return because.filter((each) => edited.has(each));
}

/** Words for edited statements, and for new ones that limit the Region, by their names in the impact. */
function editedStatements(changes: readonly Change[]): Map<string, Phrase> {
  return new Map(changes.flatMap((change) => statementsOf(change).flatMap((each) => {
    const words = each.change === 'added' ? regionLimitWords(each) : valueWords(each);
    return words.length === 0 || !('policy' in change) ? [] : [[`${each.statement} of ${change.policy.name}`, words] as const];
  })));
}

type Statement = Pick<StatementChange, 'change' | 'statement' | 'effect' | 'values' | 'after'>;

function statementsOf(change: Change): readonly Statement[] {
  if (change.kind === 'policyStatementsChanged') return change.statements;
  if (change.kind !== 'policyAdded') return [];
  const { Statement: statements = [] } = (documentOf(change.content) ?? {}) as { readonly Statement?: unknown };
  return [statements].flat().map((statement, index): Statement => {
    const { Sid: sid, Effect: effect } = (statement ?? {}) as { readonly Sid?: unknown; readonly Effect?: unknown };
    return {
      change: 'added', statement: typeof sid === 'string' && sid !== '' ? sid : `Statement[${index}]`, effect: String(effect), after: JSON.stringify(statement),
    };
  });
}
