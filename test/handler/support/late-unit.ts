import type { Deployment } from './deployment';
import { EMPTYING_SECONDS, WAITING_IN_CALL_MS } from '../../../src/handler/consistency';

/** Before the time for emptying a unit is over, one more call may begin to wait. The call after it still deletes the unit. */
const LAST_CALL_MS = 2 * WAITING_IN_CALL_MS;

/** Deletes a unit, during the calls of another event, as late as the unit's own event may. */
export function deleteUnitLate(deployment: Deployment, unit: string): void {
  const { clock, organizations } = deployment;
  const at = clock.now() + EMPTYING_SECONDS * 1_000 + LAST_CALL_MS;
  let isDeleted = false;
  deployment.disturb = async (_operation, call) => {
    if (!isDeleted && clock.now() >= at) {
      isDeleted = true;
      await organizations.deleteOrganizationalUnit(unit);
    }
    return call();
  };
}
