import { isAuthorizationPolicyType, type PolicyTypeName } from '../../../contract';
import type { SettingChange } from '../../diff/change';
import type { ActionsImpact, ImpactGroup } from '../../impact/impact-group';

type SettingEffect = 'gone' | 'weaker' | 'stricter' | 'other';

/** Settings that determine how much is possible, by the end of their path: their values from the weakest. */
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
 * The effect of another value in an effective policy. In general, the direction of a setting is unknown. Without a value before, the
 * account decided by itself: then a value that is neither the weakest nor the strictest may be either.
 */
export function settingEffect(type: PolicyTypeName, { path, before, after }: SettingChange): SettingEffect {
  if (after === undefined) return 'gone';
  // Another key in a tag policy can only demand more.
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
  /** Accounts that are not counted as loosened and may be so, because they depend on other conditions. */
  readonly maybeLoosened: number;
  /** The same for tightened accounts. */
  readonly maybeTightened: number;
  /** Accounts with another effective policy of a management type, by the effect of its settings; an account may count more than once. */
  readonly settings: Readonly<Record<SettingEffect, number>>;
  /** Requests that pass now and did not before, and the other way round, where the decision depends on conditions. */
  readonly examples?: ActionsImpact['examples'];
}

/**
 * @param isInside whether an account, by its ID, is at or below one of the places
 * @param type the type of the policies to consider; undefined for all
 */
export function affectedBelow(impact: readonly ImpactGroup[], isInside: (accountId: string) => boolean, type?: PolicyTypeName): Affected {
  const groups = impact.map(({ accounts, actions, effectivePolicies }) => ({
    actions: type === undefined || isAuthorizationPolicyType(type) ? actions : [],
    settings: effectivePolicies.filter(({ policyType }) => type === undefined || policyType === type)
      .flatMap(({ policyType, settings }) => settings.map((setting) => settingEffect(policyType, setting))),
    number: accounts.filter(({ id }) => isInside(id)).length,
  })).filter(({ number }) => number > 0);
  const count = (matches: (group: (typeof groups)[number]) => boolean) => (
    groups.filter(matches).reduce((sum, { number }) => sum + number, 0));
  const goes = (direction: ActionsImpact['direction']) => (group: (typeof groups)[number]) => (
    group.actions.some((each) => each.direction === direction));
  const example = (direction: 'loosens' | 'tightens') => (
    groups.flatMap((group) => group.actions.flatMap(({ examples }) => examples?.[direction] ?? [])).at(0));
  const [loosens, tightens] = [example('loosens'), example('tightens')];
  const examples = { ...(loosens && { loosens }), ...(tightens && { tightens }) };
  const sets = (effect: SettingEffect) => count(({ settings }) => settings.includes(effect));
  return {
    loosened: count(goes('loosens')),
    tightened: count(goes('tightens')),
    maybeLoosened: count((group) => goes('both')(group) && !goes('loosens')(group)),
    maybeTightened: count((group) => goes('both')(group) && !goes('tightens')(group)),
    settings: { gone: sets('gone'), weaker: sets('weaker'), stricter: sets('stricter'), other: sets('other') },
    ...(loosens === undefined && tightens === undefined ? {} : { examples }),
  };
}
