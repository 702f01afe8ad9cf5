import type { Deployment } from './deployment';
import { CAUSE_LASTS_MS, EMPTYING_SECONDS } from '../../../src/handler/consistency';

/**
 * Deletes a unit, during the calls of another event, as late as the unit's own event may: it may begin to wait when its time for emptying
 * is over.
 */
export function deleteUnitLate(deployment: Deployment, unit: string): void {
  const { clock, organizations } = deployment;
  const at = clock.now() + EMPTYING_SECONDS * 1_000 + CAUSE_LASTS_MS;
  let isDeleted = false;
  deployment.disturb = async (_operation, call) => {
    if (!isDeleted && clock.now() >= at) {
      isDeleted = true;
      await organizations.deleteOrganizationalUnit(unit);
    }
    return call();
  };
}
