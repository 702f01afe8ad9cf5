import { type ActionClass, type ActionsByService, classesOf } from './action-classes';
import { LevelJudge, type LevelVerdict, together, verdictKey } from './level-judge';
import type { CompiledPolicy, Level } from '../../policy';
import { actionName } from '../../policy/evaluate/compile/compile-action';

/** Levels by their keys: levels with one key say the same to every request. */
export interface ChainPair {
  /** On the former way only. */
  readonly left: readonly number[];
  /** On both. */
  readonly common: readonly number[];
  /** On the present way only. */
  readonly joined: readonly number[];
}

/** Actions about which another decision is made, or by other statements. */
export interface ChangedActions extends ActionClass {
  readonly before: LevelVerdict;
  readonly after: LevelVerdict;
}

/**
 * Which actions are decided otherwise. What two ways have in common is looked at only for actions about which the rest of them differs,
 * and that rest is judged once for all accounts that have the same.
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
