import type { Outcome, ReconcileContext } from '../reconcile-context';

/**
 * The outcome of a resource that is about an invited account which has not joined: no call of the service takes its id. The Update that
 * CloudFormation sends with the account's own id does the work.
 */
export function outcomeBeforeJoining({ log, verb }: ReconcileContext, physicalId: string): Outcome {
  log('left to join', { physicalId, reason: 'The account has not joined: this is done by the deployment that finds it joined.', warning: true });
  return { physicalId, data: {}, isConclusive: verb !== 'revert' };
}
