import type { Outcome, ReconcileContext } from '../reconcile-context';

/**
 * The outcome of a resource that concerns an invited account which has not joined: no operation of the service accepts its ID. The Update
 * that CloudFormation sends with the ID of the joined account does the work.
 */
export function outcomeBeforeJoining({ log, verb }: ReconcileContext, physicalId: string): Outcome {
  log('left to join', { physicalId, reason: 'The account has not joined. The deployment that finds it joined completes this resource.', warning: true });
  return { physicalId, data: {}, isConclusive: verb !== 'revert' };
}
