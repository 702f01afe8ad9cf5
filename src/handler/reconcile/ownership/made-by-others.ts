import type { ReconcileContext } from '../reconcile-context';

/** Whether a rollback leaves an object of this age: the deployment, or the creation that failed, cannot have made it. */
export async function wasMadeByOthers({ stack }: Pick<ReconcileContext, 'stack'>, madeAt: number): Promise<boolean> {
  return madeAt < await stack.deploymentBeganAt() || madeAt > (stack.creationEndedAt ?? Number.POSITIVE_INFINITY);
}
