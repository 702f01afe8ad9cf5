import type { RolloutOfFile } from './rollout-files';
import { type RolloutAction, type RolloutStage, wavesReached } from '../../contract';
import { stateOfRollout } from '../../model';
import { startOf } from '../options/day-option';

/** Who takes a step, when and why. */
export interface StepNotes {
  /** In UTC: `2026-11-30`. */
  readonly today: string;
  readonly by?: string;
  readonly reason?: string;
}

/** A step, or why it is refused. */
export type Step = { readonly next: RolloutStage } | { readonly refused: string };

/** The next wave, as far as the days allow it. Denials are a question of their own. */
export function advance({ stage, rollout, synthesized, file }: RolloutOfFile, notes: StepNotes): Step {
  const { waves } = rollout;
  const next = waves[wavesReached(rollout)];
  if (stage.paused !== undefined) {
    const { since, by, reason } = stage.paused;
    return { refused: `It is paused since ${since}${by === undefined ? '' : ` by ${by}`}${reason === undefined ? '' : `: ${reason}`}. End that with "cdk-org rollout resume ${file}".` };
  }
  if (next === undefined) return { refused: `It has reached its last wave, ${stage.stage}. Attach the policy to its targets without a rollout, or keep it as it is.` };
  if (synthesized.stage !== rollout.stage) {
    return { refused: `The synthesized app has the stage ${synthesized.stage ?? 'none'}, and the file ${rollout.stage ?? 'none'}. Deploy the stage of the file first, and synthesize it for that.` };
  }
  const { state, soakUntil = '' } = stateOfRollout(rollout, startOf(notes.today));
  if (state === 'soaking') return { refused: `The wave ${stage.stage} soaks until ${soakUntil}, since ${stage.since}.` };
  return { next: moved(stage, 'advance', next.name, notes) };
}

/** The former wave, or none before the first one. */
export function revert({ stage, rollout }: RolloutOfFile, notes: StepNotes): Step {
  const reached = wavesReached(rollout);
  if (reached === 0) return { refused: 'It has not begun, so that there is nothing to revert.' };
  return { next: moved(stage, 'revert', rollout.waves[reached - 2]?.name ?? null, notes) };
}

export function pause({ stage }: RolloutOfFile, notes: StepNotes): Step {
  if (stage.paused !== undefined) return { refused: `It is paused already, since ${stage.paused.since}.` };
  const { today, by, reason } = notes;
  const paused = { since: today, ...(by === undefined ? {} : { by }), ...(reason === undefined ? {} : { reason }) };
  return { next: { ...stage, paused, history: [...stage.history, step('pause', stage.stage, notes)] } };
}

export function resume({ stage }: RolloutOfFile, notes: StepNotes): Step {
  if (stage.paused === undefined) return { refused: 'It is not paused.' };
  const { paused: _paused, ...rest } = stage;
  return { next: { ...rest, history: [...stage.history, step('resume', stage.stage, notes)] } };
}

/** A pause outlives a revert: it ends only by itself. */
function moved({ paused, history }: RolloutStage, action: RolloutAction, stage: string | null, notes: StepNotes): RolloutStage {
  return {
    stage,
    ...(stage === null ? {} : { since: notes.today }),
    ...(paused === undefined ? {} : { paused }),
    history: [...history, step(action, stage, notes)],
  };
}

function step(action: RolloutAction, stage: string | null, { today, by, reason }: StepNotes): RolloutStage['history'][number] {
  return { day: today, action, stage, ...(by === undefined ? {} : { by }), ...(reason === undefined ? {} : { reason }) };
}
