import { isOrganizationsError } from '../../../organizations';
import { readsUntil } from '../agreeing-reads';
import type { ReconcileContext } from '../reconcile-context';

/**
 * Makes a change that the service may refuse as invalid because it was already made, by another call for the same event or by a call whose
 * response was lost. The API Reference names no error for that. The refusal is final only if several readings do not show the change.
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
