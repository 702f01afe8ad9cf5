import { isAuthorization } from '../policy-effect';
import { type SettingEffect, settingEffect } from './setting-effect';
import type { PolicyTypeName } from '../../../contract';
import type { ActionsImpact, ImpactGroup } from '../../impact/impact-group';

/** How many accounts at or below some places can do more than before, or less. */
export interface Affected {
  readonly loosened: number;
  readonly tightened: number;
  /** Those not counted as loosened that may be so, because something depends on other conditions. */
  readonly maybeLoosened: number;
  /** The same of those that are tightened. */
  readonly maybeTightened: number;
  /** Those with another effective policy of a management type, by what its settings do; some of them may count more than once. */
  readonly settings: Readonly<Record<SettingEffect, number>>;
}

/**
 * @param isInside tells whether an account, by its id, is at or below one of the places
 * @param type that of the policies whose effect is asked for; undefined for all
 */
export function affectedBelow(impact: readonly ImpactGroup[], isInside: (accountId: string) => boolean, type?: PolicyTypeName): Affected {
  const groups = impact.map(({ accounts, actions, effectivePolicies }) => ({
    actions: type === undefined || isAuthorization(type) ? actions : [],
    settings: effectivePolicies.filter(({ policyType }) => type === undefined || policyType === type)
      .flatMap(({ policyType, settings }) => settings.map((setting) => settingEffect(policyType, setting))),
    number: accounts.filter(({ id }) => isInside(id)).length,
  })).filter(({ number }) => number > 0);
  const count = (matches: (group: (typeof groups)[number]) => boolean) => (
    groups.filter(matches).reduce((sum, { number }) => sum + number, 0));
  const goes = (direction: ActionsImpact['direction']) => (group: (typeof groups)[number]) => (
    group.actions.some((each) => each.direction === direction));
  const sets = (effect: SettingEffect) => count(({ settings }) => settings.includes(effect));
  return {
    loosened: count(goes('loosens')),
    tightened: count(goes('tightens')),
    maybeLoosened: count((group) => goes('both')(group) && !goes('loosens')(group)),
    maybeTightened: count((group) => goes('both')(group) && !goes('tightens')(group)),
    settings: { gone: sets('gone'), weaker: sets('weaker'), stricter: sets('stricter'), other: sets('other') },
  };
}
