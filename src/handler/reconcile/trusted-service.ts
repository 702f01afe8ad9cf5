/**
 * Trusted access of an AWS service.
 *
 * Life cycle: enabled if it is not. It carries `DeletionPolicy: Retain`, so that a Delete arrives only if somebody took that away;
 * then it is disabled.
 * Fallbacks: enabling and disabling twice are no errors for the service, as far as its model tells; if they are, the state decides.
 * Traps: disabling trusted access breaks what the service does in the accounts; a rollback leaves it if it was enabled before.
 */
import { agreeingReads } from './agreeing-reads';
import { unlessAlreadyDone } from './already-done';
import { first } from './lists';
import { livesElsewhere } from './look-around';
import type { Reconciler, Situation } from './situation';
import { SERVICE_PRINCIPAL_PATTERN, type TrustedServiceProperties } from '../../contract';

export const trustedService: Reconciler<TrustedServiceProperties> = {
  isNaturalKey: (id) => id.includes('.') && SERVICE_PRINCIPAL_PATTERN.test(id),

  async converge(situation) {
    const { organizations, wanted, log } = situation;
    if (!await find(situation, wanted.ServicePrincipal)) {
      log('enable', { servicePrincipal: wanted.ServicePrincipal });
      const enable = () => organizations.enableServiceAccess(wanted.ServicePrincipal);
      await unlessAlreadyDone(situation, enable, async () => await find(situation, wanted.ServicePrincipal) !== undefined);
    }
    return { physicalId: wanted.ServicePrincipal, data: {} };
  },

  async remove(situation) {
    const { organizations, wanted, phase, stack, clock, log } = situation;
    const servicePrincipal = situation.physicalId ?? wanted.ServicePrincipal;
    if (await livesElsewhere(situation, servicePrincipal)) return;
    const found = await agreeingReads(clock, () => find(situation, servicePrincipal));
    if (!found) return;
    if (phase === 'rollback' && found.enabledAt < await stack.deploymentBeganAt()) {
      return log('kept', { servicePrincipal, reason: 'It was enabled before this deployment.' });
    }
    log('disable', { servicePrincipal });
    const disable = () => organizations.disableServiceAccess(servicePrincipal);
    await unlessAlreadyDone(situation, disable, async () => await find(situation, servicePrincipal) === undefined);
  },
};

function find({ organizations }: Situation, servicePrincipal: string) {
  return first(organizations.listServiceAccess(), (access) => access.servicePrincipal === servicePrincipal);
}
