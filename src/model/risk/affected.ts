import type { ActionsImpact, ImpactGroup } from '../impact/impact-group';

/** How many accounts at or below some paths can do more than before, or less. */
export interface Affected {
  readonly loosened: number;
  readonly tightened: number;
  /** Those with another effective policy of a management type: a setting is new or different, or is gone. */
  readonly settingsSet: number;
  readonly settingsGone: number;
}

export function affectedBelow(impact: readonly ImpactGroup[], paths: readonly string[]): Affected {
  const inside = (path: string) => paths.some((place) => path === place || path.startsWith(`${place}/`));
  const groups = impact.map(({ accounts, actions, effectivePolicies }) => ({
    actions,
    settings: effectivePolicies.flatMap(({ settings }) => settings),
    number: accounts.filter(({ path }) => inside(path)).length,
  })).filter(({ number }) => number > 0);
  const count = (matches: (group: (typeof groups)[number]) => boolean) => (
    groups.filter(matches).reduce((sum, { number }) => sum + number, 0));
  const goes = (direction: ActionsImpact['direction']) => (group: (typeof groups)[number]) => (
    group.actions.some((each) => each.direction === direction || each.direction === 'both'));
  return {
    loosened: count(goes('loosens')),
    tightened: count(goes('tightens')),
    settingsSet: count(({ settings }) => settings.some(({ after }) => after !== undefined)),
    settingsGone: count(({ settings }) => settings.some(({ after }) => after === undefined)),
  };
}
