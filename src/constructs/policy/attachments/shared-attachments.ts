import type { IConstruct } from 'constructs';
import type { PolicyAttachments } from './policy-attachments';
import { targetKey } from './target-key';
import { SharedState, topLevelStack } from '../../../provider';
import { beginRounds, synthesisRound } from '../../synthesis/synthesis-round';

const ALL = new SharedState<PolicyAttachments[]>('attachments');
const BY_STACK = new SharedState<Map<string, PolicyAttachments>>('attachments-by-target');
const BY_TARGET = new WeakMap<object, Map<string, PolicyAttachments[]>>();

/** The attachments of a target in a top-level stack: one resource, since it detaches the policies of its stack that it does not name. */
export function findAttachments(scope: IConstruct, targetId: string): PolicyAttachments | undefined {
  return BY_STACK.get(topLevelStack(scope))?.get(targetKey(scope, targetId));
}

export function noteAttachments(attachments: PolicyAttachments, targetId: string): void {
  const stack = topLevelStack(attachments);
  BY_STACK.set(stack, (BY_STACK.get(stack) ?? new Map<string, PolicyAttachments>()).set(targetKey(attachments, targetId), attachments));
  const app = attachments.node.root;
  const all = ALL.get(app) ?? [];
  ALL.set(app, all);
  all.push(attachments);
  beginRounds(attachments);
}

/** All attachments of the app. */
export function allAttachments(scope: IConstruct): readonly PolicyAttachments[] {
  return ALL.get(scope.node.root) ?? [];
}

/** Other attachments of the app to the same target: those of other stacks, and those whose target is known only at synthesis. */
export function attachmentsElsewhere(attachments: PolicyAttachments): PolicyAttachments[] {
  return (byTarget(attachments).get(targetKey(attachments, attachments.targetId)) ?? []).filter((each) => each !== attachments);
}

/** All attachments of the app by target. They are collected once for each synthesis, during which they do not change. */
function byTarget(scope: IConstruct): Map<string, PolicyAttachments[]> {
  const round = synthesisRound(scope);
  const found = (round && BY_TARGET.get(round)) ?? new Map<string, PolicyAttachments[]>();
  if (found.size > 0) return found;
  for (const each of allAttachments(scope)) {
    const key = targetKey(each, each.targetId);
    found.set(key, [...found.get(key) ?? [], each]);
  }
  if (round) BY_TARGET.set(round, found);
  return found;
}
