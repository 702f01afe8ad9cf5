import { joined, own, type Phrase, phrase } from './phrase';
import { count } from './words';
import { wavesReached } from '../../contract';
import type { Review, RolloutNote } from '../../model';

/** `2 policy rollouts`. */
export function rolloutsTitle(rollouts: readonly RolloutNote[]): string {
  return count(rollouts.length, 'policy rollout');
}

/** Whether a change goes faster than the rollout says. */
export function isHasty(note: RolloutNote): boolean {
  return hastePhrases(note).length > 0;
}

/** The rollouts that go faster than they say. */
export function hastyRollouts({ rollouts = [] }: Pick<Review, 'rollouts'>): readonly RolloutNote[] {
  return rollouts.filter(isHasty);
}

/** `PolicyRollout Org/Regions of Org/DenyRegions: stage canary → workloads (2 of 3 waves), soaking since 2026-11-30, until 2026-12-07`. */
export function rolloutPhrase(note: RolloutNote): Phrase {
  const { rollout, policy, replaces, change } = note;
  const former = replaces === undefined ? own('') : phrase`, which replaces ${replaces}`;
  const verb = change === 'new' ? 'new, ' : change === 'removed' ? 'removed, ' : '';
  const parts = [phrase`${own(verb)}${stagePhrase(note)}`, statePhrase(note), ...hastePhrases(note), ...remarkPhrases(note)];
  return phrase`PolicyRollout ${rollout} of ${policy}${former}: ${joined(parts)}`;
}

function stagePhrase(note: RolloutNote): Phrase {
  const { stage, formerStage, waves } = note;
  const from = formerStage === undefined ? own('') : phrase`${nameOf(formerStage ?? undefined)} → `;
  return phrase`stage ${from}${nameOf(stage)} (${wavesReached(note)} of ${own(count(waves.length, 'wave'))})`;
}

function nameOf(stage: string | undefined): Phrase {
  return stage === undefined ? own('none') : phrase`${stage}`;
}

/** The state in words, with its day. */
function statePhrase({ state, since = '', soakUntil = '', paused, isFuture }: RolloutNote): Phrase {
  switch (state) {
    case 'not-begun': return own('not begun');
    case 'soaking': return own(isFuture ? `soaking from ${since}` : `soaking since ${since}, until ${soakUntil}`);
    case 'soaked': return own(`soaked since ${since}, so that the next wave may begin`);
    case 'complete': return own(`complete since ${soakUntil}`);
    case 'changed': return own(`not soaked, since the policy has another text than on ${since}`);
    case 'undated': return own('of which the code has no day');
    case 'paused': {
      const by = paused?.by === undefined ? own('') : phrase` by "${paused.by}"`;
      const reason = paused?.reason === undefined ? own('') : phrase`: "${paused.reason}"`;
      return phrase`paused since ${own(paused?.since ?? '')}${by}${reason}`;
    }
  }
}

function hastePhrases(note: RolloutNote): Phrase[] {
  const { skippedWaves = [], soakedDays, isFuture, formerSince, shorterSoaks = [], hastyTargets = [] } = note;
  const { endsReplacement, olderPolicyAt = [], formerPolicy, ignoresPause, changesText, endsEarly, change } = note;
  return [
    ...(skippedWaves.length === 0 ? [] : [phrase`without a soak time of ${listed(skippedWaves)}`]),
    ...(soakedDays === undefined ? [] : [own(`after ${count(soakedDays, 'day')}${askedDays(note)}`)]),
    ...(isFuture && change !== undefined ? [own(FUTURE)] : []),
    ...(formerSince === undefined ? [] : [own(`since ${formerSince} before the change`)]),
    ...shorterSoaks.map(({ wave, before, after }) => phrase`soak time of ${wave} ${own(`${before} → ${after} days`)}`),
    ...(hastyTargets.length === 0 ? [] : [phrase`reaching ${listed(hastyTargets)} before ${own(hastyTargets.length === 1 ? 'its' : 'their')} turn`]),
    ...leftPhrases(note),
    ...(endsReplacement === undefined ? [] : [phrase`no longer in place of ${endsReplacement} before its last wave`]),
    ...(olderPolicyAt.length === 0 ? [] : [phrase`with the older policy still at ${listed(olderPolicyAt)}`]),
    ...(formerPolicy === undefined ? [] : [phrase`of which the stage was that of ${formerPolicy}`]),
    ...(ignoresPause ? [own('during a pause')] : []),
    ...(changesText ? [own('with a text that has not soaked')] : []),
    ...(endsEarly ? [own('before its last wave')] : []),
  ];
}

function listed(names: readonly string[]): Phrase {
  return joined(names.map((name) => phrase`${name}`));
}

/** A target of a later wave gets the policy that is replaced, and any other one has neither. */
function leftPhrases({ leftTargets = [], replaces, waves }: RolloutNote): Phrase[] {
  const hasOlder = (target: string) => replaces !== undefined && waves.some(({ targets }) => targets.includes(target));
  const [older, none] = [leftTargets.filter(hasOlder), leftTargets.filter((target) => !hasOlder(target))];
  return [
    ...(older.length === 0 ? [] : [phrase`leaving ${listed(older)} with the older policy ${replaces!}`]),
    ...(none.length === 0 ? [] : [phrase`leaving ${listed(none)} without the policy`]),
  ];
}

const FUTURE = 'whose day is after today';

/** Remarks that are no haste of the change. */
function remarkPhrases({ isFuture, change, reordered }: RolloutNote): Phrase[] {
  return [
    ...(isFuture && change === undefined ? [own(FUTURE)] : []),
    ...(reordered ? [own('with its waves in another order than before')] : []),
  ];
}

function askedDays({ formerStage, waves }: RolloutNote): string {
  const asked = waves.find(({ name }) => name === formerStage)?.soakDays;
  return asked === undefined ? '' : ` of ${asked}`;
}
