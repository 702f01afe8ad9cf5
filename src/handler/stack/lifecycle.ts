import type { StackPhase } from './stack-phase';
import type { ResourceEvent } from '../engine/resource-event';

/**
 * The verb for an event, determined by the request type and the phase of the deployment.
 *
 * | Verb | The handler |
 * |---|---|
 * | `converge` | brings the resource into the desired state |
 * | `revert` | undoes what the failed deployment did: an Update returns to the former properties, a Delete undoes the Create |
 * | `remove` | applies the removal settings of a resource that left the template or was replaced |
 * | `release` | releases the resource, since the stack is being deleted; removal settings of accounts and policy types do not apply |
 * | `ignore` | ends the call without a write, since CloudFormation does not wait for a response |
 *
 * CloudFormation sends no Update in a cleanup or a deletion. In a deployment it only sends the Delete for a creation that failed before
 * (`failed-creation.ts`), which always reverts. Those cells only complete the matrix.
 */
export type LifecycleVerb = 'converge' | 'revert' | 'remove' | 'release' | 'ignore';

const MATRIX: Readonly<Record<ResourceEvent['RequestType'], Readonly<Record<StackPhase, LifecycleVerb>>>> = {
  Create: { deploy: 'converge', cleanup: 'ignore', rollback: 'ignore', delete: 'ignore', idle: 'ignore' },
  Update: { deploy: 'converge', cleanup: 'converge', rollback: 'revert', delete: 'converge', idle: 'ignore' },
  Delete: { deploy: 'release', cleanup: 'remove', rollback: 'revert', delete: 'release', idle: 'ignore' },
};

export function lifecycleVerb(requestType: ResourceEvent['RequestType'], phase: StackPhase): LifecycleVerb {
  return MATRIX[requestType][phase];
}

/**
 * The phase that decides about the resources of a nested stack that is being deleted. CloudFormation deletes a nested stack for three
 * reasons: it left the template, its creation is rolled back, or the whole tree is deleted. Only the stack at the top of the tree shows
 * which one applies.
 */
export function deploymentPhase(own: StackPhase, top: StackPhase | undefined): StackPhase {
  return own === 'delete' && (top === 'rollback' || top === 'cleanup') ? top : own;
}
