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
  const parts = [phrase`${own(verb)}${stagePhrase(note)}`, statePhrase(note), ...hastePhrases(note)];
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
function statePhrase({ state, since = '', soakUntil = '', paused }: RolloutNote): Phrase {
  switch (state) {
    case 'not-begun': return own('not begun');
    case 'soaking': return own(`soaking since ${since}, until ${soakUntil}`);
    case 'soaked': return own(`soaked since ${since}, so that the next wave may begin`);
    case 'complete': return own(`complete since ${soakUntil}`);
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
  const { formerPolicy, ignoresPause, changesText, endsEarly } = note;
  const listed = (names: readonly string[]) => joined(names.map((name) => phrase`${name}`));
  return [
    ...(skippedWaves.length === 0 ? [] : [phrase`without a soak time of ${listed(skippedWaves)}`]),
    ...(soakedDays === undefined ? [] : [own(`after ${count(soakedDays, 'day')}${askedDays(note)}`)]),
    ...(isFuture ? [own('whose day is after today')] : []),
    ...(formerSince === undefined ? [] : [own(`since ${formerSince} before the change`)]),
    ...shorterSoaks.map(({ wave, before, after }) => phrase`soak time of ${wave} ${own(`${before} → ${after} days`)}`),
    ...(hastyTargets.length === 0 ? [] : [phrase`reaching ${listed(hastyTargets)} before ${own(hastyTargets.length === 1 ? 'its' : 'their')} turn`]),
    ...(formerPolicy === undefined ? [] : [phrase`of which the stage was that of ${formerPolicy}`]),
    ...(ignoresPause ? [own('during a pause')] : []),
    ...(changesText ? [own('with a text that has not soaked')] : []),
    ...(endsEarly ? [own('before its last wave')] : []),
  ];
}

function askedDays({ formerStage, waves }: RolloutNote): string {
  const asked = waves.find(({ name }) => name === formerStage)?.soakDays;
  return asked === undefined ? '' : ` of ${asked}`;
}
