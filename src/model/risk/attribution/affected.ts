import type { PolicyTypeName } from '../../../contract';
import type { SettingChange } from '../../diff/change';
import type { ActionsImpact, ImpactGroup } from '../../impact/impact-group';
import { isAuthorization } from '../policy-effect';

type SettingEffect = 'gone' | 'weaker' | 'stricter' | 'other';

/** Settings that say how much is possible, by the end of their path: their values from the weakest. */
const VALUES: Partial<Record<PolicyTypeName, Readonly<Record<string, readonly string[]>>>> = {
  S3_POLICY: { public_access_block_configuration: ['none', 'all'] },
  AISERVICES_OPT_OUT_POLICY: { opt_out_policy: ['optIn', 'optOut'] },
  DECLARATIVE_POLICY_EC2: {
    'image_block_public_access.state': ['unblocked', 'block_new_sharing'],
    'snapshot_block_public_access.state': ['unblocked', 'block_new_sharing', 'block_all_sharing'],
    'serial_console_access.status': ['enabled', 'disabled'],
    'internet_gateway_block.mode': ['off', 'block_ingress', 'block_bidirectional'],
  },
};

/**
 * What another value of an effective policy does. In which direction a setting goes is not known in general. Where there was none, the
 * account decided by itself: then a value that is neither the weakest nor the strictest may be either.
 */
export function settingEffect(type: PolicyTypeName, { path, before, after }: SettingChange): SettingEffect {
  if (after === undefined) return 'gone';
  // A key more in a tag policy can only demand more.
  if (type === 'TAG_POLICY') return before === undefined ? 'stricter' : 'other';
  const end = path.join('.');
  const [, values = []] = Object.entries(VALUES[type] ?? {}).find(([name]) => end === name || end.endsWith(`.${name}`)) ?? [];
  const rank = (text: string) => values.findIndex((value) => JSON.stringify(value) === text);
  const present = rank(after);
  if (present < 0) return 'other';
  if (before === undefined) return present === 0 ? 'weaker' : present === values.length - 1 ? 'stricter' : 'other';
  const former = rank(before);
  return former < 0 ? 'other' : present < former ? 'weaker' : 'stricter';
}

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
