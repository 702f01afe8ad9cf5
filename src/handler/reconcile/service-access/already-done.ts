import { isOrganizationsError } from '../../../organizations';
import { readsUntil } from '../agreeing-reads';
import type { ReconcileContext } from '../reconcile-context';

/**
 * Makes a change of which the service may say that it is invalid because it was made already: by another call for the same event, or by
 * one whose answer was lost. The API Reference names no error for that. The refusal is final only if some readings do not show the change.
 */
export async function unlessAlreadyDone(
  { clock }: Pick<ReconcileContext, 'clock'>, change: () => Promise<void>, isDone: () => Promise<boolean>,
): Promise<void> {
  try {
    await change();
  } catch (error) {
    if (!isOrganizationsError(error, 'InvalidInput') || !await readsUntil(clock, isDone, Boolean)) throw error;
  }
}
