import type { ChangedAction } from './actions-impact';
import { LevelJudge, type LevelVerdict, together, verdictKey } from './level-judge';
import type { Level } from '../../policy';
import { actionName } from '../../policy/evaluate/compile-action';

/** Levels by their keys: levels with one key say the same to every request. */
export interface ChainPair {
  /** On the former way only. */
  readonly left: readonly number[];
  /** On both. */
  readonly common: readonly number[];
  /** On the present way only. */
  readonly joined: readonly number[];
}

/**
 * Which actions are decided otherwise. What two ways have in common is looked at only for actions about which the rest of them differs,
 * and that rest is judged once for all accounts that have the same.
 */
export class ActionChanges {
  private readonly judge = new LevelJudge();
  private readonly differences = new Map<string, ChangedAction[]>();

  constructor(private readonly levels: ReadonlyMap<number, Level>, private readonly actions: readonly string[]) {}

  of({ left, common, joined }: ChainPair): ChangedAction[] {
    return this.differencesOf(left, joined).flatMap(({ action, before, after }): ChangedAction[] => {
      const shared = this.verdict(common, action);
      if (shared.decision === 'denied') return [];
      const changed = { action, before: together([shared, before]), after: together([shared, after]) };
      return verdictKey(changed.before) === verdictKey(changed.after) ? [] : [changed];
    });
  }

  private differencesOf(left: readonly number[], joined: readonly number[]): ChangedAction[] {
    const key = JSON.stringify([left, joined]);
    let found = this.differences.get(key);
    if (found === undefined) {
      found = this.actions.map((action) => ({ action, before: this.verdict(left, action), after: this.verdict(joined, action) }))
        .filter(({ before, after }) => verdictKey(before) !== verdictKey(after));
      this.differences.set(key, found);
    }
    return found;
  }

  private verdict(keys: readonly number[], action: string): LevelVerdict {
    const name = actionName(action);
    return together(keys.map((key) => this.judge.judge(this.levels.get(key)!, name)));
  }
}
