import type { RolloutOfFile } from './rollout-files';
import { type RolloutAction, type RolloutStage, wavesReached } from '../../contract';
import { isOfFuture, stateOfRollout } from '../../model';
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
export function advance(of: RolloutOfFile, notes: StepNotes): Step {
  const { rollout } = of;
  const next = rollout.waves[wavesReached(rollout)];
  const refused = pauseProblem(of) ?? orderProblem(of) ?? (next === undefined ? lastWave(of) : undefined) ?? synthesisProblem(of)
    ?? soakProblem(of, notes);
  return refused === undefined ? { next: moved(of, 'advance', next.name, notes) } : { refused };
}

function pauseProblem({ stage: { paused }, file }: RolloutOfFile): string | undefined {
  if (paused === undefined) return undefined;
  const { since, by, reason } = paused;
  return `It is paused since ${since}${by === undefined ? '' : ` by ${by}`}${reason === undefined ? '' : `: ${reason}`}. End that with "cdk-org rollout resume ${file}".`;
}

/** A wave that was reached before the stage, and is now behind it, has lost the policy. */
function orderProblem({ stage: { stage, history }, rollout }: RolloutOfFile): string | undefined {
  const passed = reachedBySteps(history);
  if (stage === null || passed.at(-1) !== stage) return undefined;
  const behind = rollout.waves.slice(wavesReached(rollout)).map(({ name }) => name).filter((name) => passed.includes(name));
  if (behind.length === 0) return undefined;
  return `The waves of the app have another order than the steps in the file: ${behind.join(', ')} came before ${stage}, and would lose the policy. Restore the order of the waves.`;
}

/** The waves that the steps have reached, in their order. A revert leaves those after its stage. */
function reachedBySteps(history: RolloutStage['history']): readonly string[] {
  return history.reduce<readonly string[]>((reached, { action, stage }) => {
    if (stage === null) return [];
    if (action === 'advance') return [...reached, stage];
    return action === 'revert' ? reached.slice(0, reached.indexOf(stage) + 1) : reached;
  }, []);
}

function lastWave({ stage: { stage } }: RolloutOfFile): string {
  return `It has reached its last wave, ${stage}. Attach the policy to its targets without a rollout, or keep it as it is.`;
}

function synthesisProblem({ rollout, synthesized }: RolloutOfFile): string | undefined {
  if (synthesized.stage === rollout.stage) return undefined;
  return `The synthesized app has the stage ${synthesized.stage ?? 'none'}, and the file ${rollout.stage ?? 'none'}. Deploy the stage of the file first, and synthesize it for that.`;
}

function soakProblem({ stage: { stage, since = '' }, rollout, file, digest }: RolloutOfFile, { today }: StepNotes): string | undefined {
  const time = startOf(today);
  if (isOfFuture(rollout, time)) return `The wave ${stage} began on a day after today (given: ${since}, today: ${today}). Correct the day in ${file}.`;
  const { state, soakUntil = '' } = stateOfRollout(rollout, time, digest);
  if (state === 'changed') {
    return `The policy has another text than on ${since}, when the wave ${stage} began. Restore the text, or deploy it and let it soak, with "cdk-org rollout restart ${file}".`;
  }
  if (state === 'soaking') return `The wave ${stage} soaks until ${soakUntil}, since ${since}. The day of the step is not counted.`;
  return undefined;
}

/** The former wave, or none before the first one. */
export function revert(of: RolloutOfFile, notes: StepNotes): Step {
  const { rollout } = of;
  const reached = wavesReached(rollout);
  if (reached === 0) return { refused: 'It has not begun, so that there is nothing to revert.' };
  return { next: moved(of, 'revert', rollout.waves[reached - 2]?.name ?? null, notes) };
}

/** The same wave, whose soak time begins again. */
export function restart(of: RolloutOfFile, notes: StepNotes): Step {
  const { stage } = of.stage;
  return stage === null ? { refused: 'It has not begun, so that nothing soaks.' } : { next: moved(of, 'restart', stage, notes) };
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
function moved(of: RolloutOfFile, action: RolloutAction, stage: string | null, notes: StepNotes): RolloutStage {
  const { stage: { paused, history }, digest } = of;
  return {
    stage,
    ...(stage === null ? {} : { since: notes.today, ...(digest === undefined ? {} : { policyDigest: digest }) }),
    ...(paused === undefined ? {} : { paused }),
    history: [...history, step(action, stage, notes)],
  };
}

function step(action: RolloutAction, stage: string | null, { today, by, reason }: StepNotes): RolloutStage['history'][number] {
  return { day: today, action, stage, ...(by === undefined ? {} : { by }), ...(reason === undefined ? {} : { reason }) };
}
