/**
 * Trusted access of an AWS service.
 *
 * Life cycle: enabled if it is not yet. It has `DeletionPolicy: Retain`, so a Delete arrives only if someone removed that attribute; then
 * it is disabled.
 * Fallbacks: enabling or disabling twice is no error according to the service's model; if it is one, the state decides.
 * Traps: disabling trusted access breaks the work of the service in the accounts. A rollback keeps it if it was enabled before.
 */
import { agreeingReads } from '../agreeing-reads';
import { unlessAlreadyDone } from './already-done';
import { SERVICE_PRINCIPAL_PATTERN, type TrustedServiceProperties } from '../../../contract';
import { first } from '../lists';
import { wasMadeByOthers } from '../ownership/made-by-others';
import { isOwnedByAnotherLogicalId } from '../ownership/other-owners';
import { isOfAnotherStack } from '../ownership/other-stacks';
import type { Reconciler, ReconcileContext } from '../reconcile-context';

export const trustedService: Reconciler<TrustedServiceProperties> = {
  isNaturalKey: (id) => id.includes('.') && SERVICE_PRINCIPAL_PATTERN.test(id),

  async converge(context) {
    const { organizations, desired, log } = context;
    if (!await find(context, desired.ServicePrincipal)) {
      log('enable', { servicePrincipal: desired.ServicePrincipal });
      const enable = () => organizations.enableServiceAccess(desired.ServicePrincipal);
      await unlessAlreadyDone(context, enable, async () => await find(context, desired.ServicePrincipal) !== undefined);
    }
    return { physicalId: desired.ServicePrincipal, data: {} };
  },

  async remove(context) {
    const { organizations, desired, verb, clock, log } = context;
    const servicePrincipal = context.physicalId ?? desired.ServicePrincipal;
    if (await isOwnedByAnotherLogicalId(context, servicePrincipal)) return;
    const found = await agreeingReads(clock, () => find(context, servicePrincipal));
    if (!found) return;
    if (verb === 'revert' && await wasMadeByOthers(context, found.enabledAt)) {
      return log('kept', { servicePrincipal, reason: 'It was not enabled by this deployment.' });
    }
    if (await isOfAnotherStack(context, servicePrincipal)) return;
    log('disable', { servicePrincipal });
    const disable = () => organizations.disableServiceAccess(servicePrincipal);
    await unlessAlreadyDone(context, disable, async () => await find(context, servicePrincipal) === undefined);
  },
};

function find({ organizations }: ReconcileContext, servicePrincipal: string) {
  return first(organizations.listServiceAccess(), (access) => access.servicePrincipal === servicePrincipal);
}
