import { type ActionClass, type ActionsByService, byService, classesOf } from './action-classes';
import { LevelJudge, type LevelVerdict, together, verdictKey } from './level-judge';
import { NewActions, patternsNaming } from './new-actions';
import type { CompiledPolicy, Level, PatternElement } from '../../policy';
import { actionName } from '../../policy/evaluate/compile/compile-action';

/** Levels by their keys: levels with the same key answer every request alike. */
export interface ChainPair {
  /** Only before the change. */
  readonly left: readonly number[];
  /** Before and after the change. */
  readonly common: readonly number[];
  /** Only after the change. */
  readonly joined: readonly number[];
}

/** Actions with another decision, or with the same decision by other statements. */
export interface ChangedActions extends ActionClass {
  /** For a single action that is not in the action table: the patterns of changed statements that name it. */
  readonly newActionOf?: readonly string[];
  /** Whether there may be actions of this kind that change, in any direction: their patterns have too many combinations. */
  readonly isUndecided?: true;
  readonly before: LevelVerdict;
  readonly after: LevelVerdict;
}

/**
 * Finds the actions with another decision. The common levels of two chains are judged only for actions on which the other levels differ,
 * and those levels are judged once for all accounts that share them.
 */
export class ActionChanges {
  private readonly judge = new LevelJudge();
  private readonly newActions = new NewActions();
  private readonly differences = new Map<string, ChangedActions[]>();

  /** @param withNew whether actions that are not in the table, as AWS adds them every week, are judged too */
  constructor(
    private readonly levels: ReadonlyMap<number, Level>, private readonly actions: ActionsByService, private readonly withNew: boolean,
  ) {}

  of(pair: ChainPair): ChangedActions[] {
    const known = this.ofKnown(pair);
    return this.withNew ? [...known, ...this.ofNew(pair, known)] : known;
  }

  private ofKnown({ left, common, joined }: ChainPair): ChangedActions[] {
    const shared = this.policiesAt(common);
    return this.differencesOf(left, joined).flatMap((difference) => (
      classesOf(difference.actions, shared).flatMap(({ representative, actions }): ChangedActions[] => {
        const both = this.verdict(common, representative);
        const changed = { representative, actions, before: together([both, difference.before]), after: together([both, difference.after]) };
        return verdictKey(changed.before) === verdictKey(changed.after) ? [] : [changed];
      })));
  }

  /** One action for each way in which only actions outside the table change. */
  private ofNew({ left, common, joined }: ChainPair, known: readonly ChangedActions[]): ChangedActions[] {
    const elementsAt = (keys: readonly number[]) => elementsOf(this.policiesAt(keys));
    const changed = elementsAt([...left, ...joined]);
    const seen = new Set(known.map(changeKey));
    const { texts, isComplete } = this.newActions.of(changed, elementsAt(common));
    const found = texts.flatMap((action): ChangedActions[] => {
      const [before, after] = [left, joined].map((keys) => this.verdict([...common, ...keys], action));
      const each = { representative: action, actions: byService([action]), before, after, newActionOf: patternsNaming(action, changed) };
      if (verdictKey(before) === verdictKey(after) || seen.has(changeKey(each))) return [];
      seen.add(changeKey(each));
      return [each];
    });
    return isComplete ? found : [...found, undecidedNew(changed)];
  }

  private differencesOf(left: readonly number[], joined: readonly number[]): ChangedActions[] {
    const key = JSON.stringify([left, joined]);
    let found = this.differences.get(key);
    if (found === undefined) {
      found = classesOf(this.actions, this.policiesAt([...left, ...joined])).map((each) => (
        { ...each, before: this.verdict(left, each.representative), after: this.verdict(joined, each.representative) }))
        .filter(({ before, after }) => verdictKey(before) !== verdictKey(after));
      this.differences.set(key, found);
    }
    return found;
  }

  private verdict(keys: readonly number[], action: string): LevelVerdict {
    const name = actionName(action);
    return together(keys.map((key) => this.judge.judge(this.levels.get(key)!, name)));
  }

  private policiesAt(keys: readonly number[]): CompiledPolicy[] {
    return [...new Set(keys.flatMap((key) => {
      const { serviceControlPolicies = [], resourceControlPolicies = [] } = this.levels.get(key)!;
      return [...serviceControlPolicies, ...resourceControlPolicies];
    }))];
  }
}

/** Stands for actions that were not tried. */
const ANY_ACTION = 'unknown:Action';
const UNDECIDED: LevelVerdict = { decision: 'depends', open: [], deniedBy: [] };

function undecidedNew(changed: readonly PatternElement[]): ChangedActions {
  const patterns = [...new Set(changed.flatMap((each) => each.patterns))].sort();
  const actions = byService([ANY_ACTION]);
  return { representative: ANY_ACTION, actions, before: UNDECIDED, after: UNDECIDED, newActionOf: patterns, isUndecided: true };
}

function changeKey({ before, after }: ChangedActions): string {
  return JSON.stringify([before, after].map(verdictKey));
}

function elementsOf(policies: readonly CompiledPolicy[]): PatternElement[] {
  return policies.flatMap(({ document }) => document.statements.map(({ action }) => action));
}
