import type { IConstruct } from 'constructs';
import type { PolicyRolloutProps, PolicyRolloutWave } from './policy-rollout-props';
import { isSamePolicy, otherAttachments, type RolloutAttachment, sharedPolicyProblems } from './rollout-policies';
import { isAuthorizationPolicyType, LONGEST_ROLLOUT_TEXT, LONGEST_SOAK_DAYS, policyTypeLimits } from '../../../contract';
import { type Mistake, policyTypeQuota, problem, ROLLOUT_INHERITS, warn } from '../../validation';
import { type IPolicyTarget, targetsAbove } from '../attachments/policy-target';
import { findAttachments } from '../attachments/shared-attachments';
import { targetKey } from '../attachments/target-key';
import type { IPolicy } from '../policy';

interface PlacedTarget {
  readonly target: IPolicyTarget;
  readonly key: string;
  readonly wave: PolicyRolloutWave;
  /** The place of the wave. */
  readonly place: number;
}

interface RolloutState {
  /** The wave that it has reached; null before the first one. */
  readonly stage: string | null;
  readonly made: readonly RolloutAttachment[];
}

/** Messages about a rollout that cannot work. */
export function rolloutProblems(rollout: IConstruct, props: PolicyRolloutProps, { stage, made }: RolloutState): string[] {
  const { policy, replaces, waves } = props;
  const wrongWaves = waveMistakes(waves);
  if (wrongWaves.length > 0) return wrongWaves.map(problem);
  const shared = sharedPolicyProblems(rollout, props);
  if (shared.length > 0) return shared;
  const targets = waves.flatMap((wave, place) => wave.targets.map((target): PlacedTarget => (
    { target, key: targetKey(rollout, target.policyTargetId), wave, place })));
  const mistakes = [
    ...stageMistakes(stage, waves), ...typeMistakes(policy, replaces), ...repeatedTargets(targets),
    ...otherAttachments(rollout, policy, made), ...(replaces === undefined ? [] : otherAttachments(rollout, replaces, made)),
    ...coveredMistakes(targets),
  ];
  if (mistakes.length === 0 && replaces !== undefined) {
    warnOfInherited(rollout, replaces, targets);
    mistakes.push(...fullMistakes(rollout, policy, targets));
  }
  return mistakes.map(problem);
}

function waveMistakes(waves: readonly PolicyRolloutWave[]): Mistake[] {
  if (waves.length === 0) return [{ wrong: 'The rollout has no waves', given: 'nothing', remedy: 'Give at least one wave' }];
  const names = waves.map(({ name }) => name);
  return waves.flatMap(({ name, targets, soakDays = 0 }, place): Mistake[] => [
    ...(name.trim() !== '' && name.length <= LONGEST_ROLLOUT_TEXT ? []
      : [{ wrong: `A wave has a name of ${name.trim() === '' ? 'no' : name.length} characters`, given: name, remedy: `Use 1 to ${LONGEST_ROLLOUT_TEXT} characters` }]),
    ...(name.trim().toLowerCase() !== 'none' ? []
      : [{ wrong: 'A wave has the word of reviews for a rollout that has not begun', given: name, remedy: 'Give it another name' }]),
    ...(names.indexOf(name) === place ? [] : [{ wrong: 'Two waves of the rollout have one name', given: name, remedy: 'Give each wave its own name' }]),
    ...(targets.length > 0 ? [] : [{ wrong: 'A wave of the rollout has no targets', given: name, remedy: 'Give it targets, or remove it' }]),
    ...(Number.isInteger(soakDays) && soakDays >= 0 && soakDays <= LONGEST_SOAK_DAYS ? []
      : [{ wrong: `The soak time of the wave ${name} is no whole number of days`, given: soakDays, remedy: `Use 0 to ${LONGEST_SOAK_DAYS}` }]),
  ]);
}

function stageMistakes(stage: string | null, waves: readonly PolicyRolloutWave[]): Mistake[] {
  const names = waves.map(({ name }) => name);
  if (stage === null || names.includes(stage)) return [];
  return [{ wrong: 'The stage of the rollout is none of its waves', given: stage, remedy: `Use one of ${names.join(', ')}, or null in the file if it has not begun` }];
}

function typeMistakes(policy: IPolicy, replaces: IPolicy | undefined): Mistake[] {
  const [type, former] = [policy, replaces ?? policy].map(({ policyType }) => policyType.policyTypeName);
  if (replaces !== undefined && isSamePolicy(policy, replaces)) return [{ wrong: 'The policy is to replace itself', given: policy.node.path, remedy: 'Create the new version as a policy with another name' }];
  if (!isAuthorizationPolicyType(type)) {
    return [{ wrong: 'A rollout is for service control and resource control policies', given: type, remedy: 'Attach policies of other types directly' }];
  }
  return type === former ? [] : [{ wrong: 'The policy and the one that it replaces have different types', given: `${type}, ${former}`, remedy: 'Replace a policy by one of its type' }];
}

function repeatedTargets(targets: readonly PlacedTarget[]): Mistake[] {
  return targets.filter(({ key }, place) => targets.findIndex((each) => each.key === key) !== place).map(({ target, key, wave }) => ({
    wrong: `A target is in the wave ${wave.name} and before in ${targets.find((each) => each.key === key)!.wave.name}`,
    given: target.node.path,
    remedy: 'Leave it in the first of the two',
  }));
}

/** A target below one of an earlier wave inherits the policy from there, so that its own wave changes nothing. */
function coveredMistakes(targets: readonly PlacedTarget[]): Mistake[] {
  return targets.flatMap(({ target, wave, place }) => {
    const above = new Set(targetsAbove(target));
    const covering = targets.find((each) => each.place <= place && above.has(each.target));
    return covering === undefined ? [] : [{
      wrong: `The wave ${wave.name} changes nothing for a target, which inherits the policy from ${covering.target.node.path} in the wave ${covering.wave.name}`,
      given: target.node.path,
      remedy: 'Put the narrower target into an earlier wave, or leave it out',
    }];
  });
}

/** Where the older policy is attached above, accounts of an earlier wave have both until the later wave is reached. */
function warnOfInherited(rollout: IConstruct, replaces: IPolicy, targets: readonly PlacedTarget[]): void {
  const inheriting = targets.filter(({ target, place }) => {
    const above = new Set(targetsAbove(target));
    return targets.some((each) => each.place > place && above.has(each.target));
  });
  if (inheriting.length === 0) return;
  warn(rollout, ROLLOUT_INHERITS.id, problem({
    wrong: `The accounts of an earlier wave keep ${replaces.node.path} as well, which is attached above them until a later wave`,
    given: inheriting.map(({ target }) => target.node.path).join(', '),
    remedy: 'Use targets beside each other if the new policy allows more than the older one, or acknowledge this',
  }));
}

/** Without a free slot, a policy would have to be detached before the other one is attached. */
function fullMistakes(rollout: IConstruct, policy: IPolicy, targets: readonly PlacedTarget[]): Mistake[] {
  const { policyTypeName: type } = policy.policyType;
  if (!isAuthorizationPolicyType(type)) return [];
  const allowed = policyTypeQuota(rollout, type, 'maxAttachments');
  return targets.flatMap(({ target }) => {
    const attached = findAttachments(target, target.policyTargetId)?.attachedOf(type);
    if (attached === undefined) return [];
    const { attachedByDefault } = policyTypeLimits(type);
    const keepsDefault = attachedByDefault !== undefined && !attached.detachFullAwsAccess;
    const ids = new Set([...attached.policyIds, ...keepsDefault ? [attachedByDefault] : []]);
    const taken = ids.size + (attached.moreSlots ?? 0);
    return taken < allowed ? [] : [{
      wrong: 'A target of the rollout has no free slot, so that it would be without both policies for a moment',
      given: `${target.node.path}: ${taken} of ${allowed} policies`,
      remedy: 'Merge some of its policies, or attach them to an organizational unit above',
    }];
  });
}
