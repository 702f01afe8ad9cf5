import type { Cloud } from '../cloud';
import type { DeployedStack } from '../records';
import { INTERRUPTED } from '../stack-events';

/**
 * The reason why CloudFormation refuses an update of a stack whose last deployment failed in express mode without a rollback.
 * Seen: aws-cdk-cli issues 1739 and 1973.
 */
export function refusedFollowUp({ deploymentConfig, disableRollback }: Cloud, stack: DeployedStack): string | undefined {
  const { status, statusReason } = stack;
  const hasFailed = (status === 'CREATE_FAILED' || status === 'UPDATE_FAILED') && statusReason !== INTERRUPTED;
  if (!hasFailed || stack.deploymentConfig?.mode !== 'EXPRESS') return undefined;
  if (deploymentConfig.mode !== 'EXPRESS') {
    return `This stack is in a ${status} state from a previous operation that used EXPRESS deployment mode with disable-rollback. `
      + 'Follow-up operations must use the same DeploymentConfig (mode=EXPRESS) until the stack reaches a *_COMPLETE state.';
  }
  return disableRollback ? undefined : `This stack is currently in a non-terminal [${status}] state. `
    + 'To update the stack from this state, please use the disable-rollback parameter with update-stack API. '
    + 'To rollback to the last known good state, use the rollback-stack API';
}
