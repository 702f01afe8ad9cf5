/**
 * The Delete for a creation that failed: CloudFormation never learned the natural key of its object.
 *
 * CloudFormation sends it in the rollback. Without a rollback, the next operation sends it: an update, or the deletion of the stack. In
 * every case it undoes the Create and nothing else, so it takes away nothing that existed before the Create began. The provisional ID
 * says when that was. An ID that CloudFormation invented says nothing, and then every object counts as older.
 * Source: AWS CloudFormation User Guide, "Choose how to handle failures when provisioning resources".
 */
import type { StackState } from './current-event';
import { creationBeganAt, type StampedEvent } from './resource-event';

export function asRevertOfCreation(event: StampedEvent, state: StackState): StackState {
  const createdAt = creationBeganAt(event.PhysicalResourceId);
  if (state.phase !== 'rollback') {
    return { ...state, verb: 'revert', deploymentBeganAt: async () => createdAt ?? Number.POSITIVE_INFINITY };
  }
  // In its own rollback, calls of the same deployment may have begun before the one that failed.
  return { ...state, deploymentBeganAt: async () => Math.min(await state.deploymentBeganAt(), createdAt ?? Number.POSITIVE_INFINITY) };
}
