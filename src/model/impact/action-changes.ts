import { type ActionClass, type ActionsByService, classesOf } from './action-classes';
import { LevelJudge, type LevelVerdict, together, verdictKey } from './level-judge';
import type { CompiledPolicy, Level } from '../../policy';
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
  readonly before: LevelVerdict;
  readonly after: LevelVerdict;
}

/**
 * Finds the actions with another decision. The common levels of two chains are judged only for actions on which the other levels differ,
 * and those levels are judged once for all accounts that share them.
 */
export class ActionChanges {
  private readonly judge = new LevelJudge();
  private readonly differences = new Map<string, ChangedActions[]>();

  constructor(private readonly levels: ReadonlyMap<number, Level>, private readonly actions: ActionsByService) {}

  of({ left, common, joined }: ChainPair): ChangedActions[] {
    const shared = this.policiesAt(common);
    return this.differencesOf(left, joined).flatMap((difference) => (
      classesOf(difference.actions, shared).flatMap(({ representative, actions }): ChangedActions[] => {
        const both = this.verdict(common, representative);
        const changed = { representative, actions, before: together([both, difference.before]), after: together([both, difference.after]) };
        return verdictKey(changed.before) === verdictKey(changed.after) ? [] : [changed];
      })));
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
