/**
 * Whether a deployment that fails stays as it is. AWS CloudFormation refuses replacements in such a deployment.
 *
 * `DescribeStacks` shows it in `DisableRollback` or in `DeploymentConfig`, of the stack or of the top of its tree. For updates and for
 * express mode, AWS does not document what these fields have.
 * Fallback: after a failure without a rollback, CloudFormation accepts updates only without one, and the events show the failure. So the
 * next deployment with the same options completes what the first one could not know.
 */
import type { StackDescription, StackPort } from '../../organizations/stacks/stack-port';
import type { EnvironmentHints } from '../environment-hints';

export async function isRollbackDisabled(stack: StackDescription, stacks: StackPort, hints: EnvironmentHints): Promise<boolean> {
  if (stack.rollbackDisabled) return true;
  const { rootId = stack.id } = stack;
  const top = rootId === stack.id ? stack : await stacks.describe(rootId);
  if (top?.rollbackDisabled) return true;
  // The events of a large deployment fill many pages, and the answer stays the same until it ends.
  const deployment = `${rootId} ${top?.changedAt}`;
  if (hints.continuedFailure?.deployment !== deployment) {
    hints.continuedFailure = { deployment, continues: await stacks.continuesFailure(rootId) };
  }
  return hints.continuedFailure.continues;
}
