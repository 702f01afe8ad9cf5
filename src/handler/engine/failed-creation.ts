/**
 * The Delete for a creation that failed: CloudFormation never learned the natural key of its object.
 *
 * CloudFormation sends it in the rollback. Without a rollback, the next operation sends it: an update, or the deletion of the stack. In
 * every case it undoes the Create and nothing else, so it takes away nothing that existed before the Create began. The provisional ID
 * says when that was. An ID that CloudFormation invented says nothing, and then every object counts as older. The next operation may come
 * days later, so an object that is much younger than the Create is not its work either.
 * Source: AWS CloudFormation User Guide, "Choose how to handle failures when provisioning resources".
 */
import { EVENT_WRITES_MS } from '../consistency';
import type { StackState } from './current-event';
import { creationBeganAt, type StampedEvent } from './resource-event';

export function asRevertOfCreation(event: StampedEvent, state: StackState): StackState {
  const createdAt = creationBeganAt(event.PhysicalResourceId);
  const creationEndedAt = createdAt === undefined ? undefined : createdAt + EVENT_WRITES_MS;
  if (state.phase !== 'rollback') {
    return { ...state, verb: 'revert', creationEndedAt, deploymentBeganAt: async () => createdAt ?? Number.POSITIVE_INFINITY };
  }
  // In its own rollback, calls of the same deployment may have begun before the one that failed.
  const deploymentBeganAt = async () => Math.min(await state.deploymentBeganAt(), createdAt ?? Number.POSITIVE_INFINITY);
  return { ...state, creationEndedAt, deploymentBeganAt };
}
