import { StackError } from '../../../organizations/stacks/stack-port';
import type { ReconcileContext } from '../reconcile-context';

/** Whether a Delete is for a resource that is still in the app, as far as the template shows. */
export async function isStillInTemplate({ stack, logicalId, log }: ReconcileContext): Promise<boolean> {
  return stack.isCleaningUp && await isInTemplate({ stack, log }, logicalId) === true;
}

/** Whether a template contains a resource; `undefined` if the template cannot be read. */
export async function isInTemplate({ stack, log }: Pick<ReconcileContext, 'stack' | 'log'>, logicalId: string): Promise<boolean | undefined> {
  try {
    const { Resources } = await stack.template();
    return logicalId in (Resources ?? {});
  } catch (error) {
    if (!(error instanceof StackError) || error.code !== 'NotJson') throw error;
    log('template unreadable', { reason: error.message });
    return undefined;
  }
}
