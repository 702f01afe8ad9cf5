import { answer, asReading, unknown } from '../finding';
import type { Probe } from '../probe';
import { enabledServices, markedChange } from '../session/marks';

/** Services for which trusted access alone does nothing. */
const HARMLESS = ['tagpolicies.tag.amazonaws.com', 'servicequotas.amazonaws.com', 'account.amazonaws.com'];
const DATES_DIFFER_MS = 2_000;

const twice: Probe = {
  questions: {
    enablingTrustedAccessTwice: 'How does EnableAWSServiceAccess end where it is enabled, and does the date stay?',
    disablingTrustedAccessTwice: 'How does DisableAWSServiceAccess end where it is disabled?',
  },
  run: async (session) => {
    const enabled = await enabledServices(session);
    const ServicePrincipal = HARMLESS.find((name) => !enabled.has(name));
    if (ServicePrincipal === undefined) {
      const why = unknown(`trusted access is enabled for all of ${HARMLESS.join(', ')}, and stays so`);
      return { enablingTrustedAccessTwice: why, disablingTrustedAccessTwice: why };
    }
    await markedChange(session, { kind: 'service', name: ServicePrincipal });
    await session.call('EnableAWSServiceAccess', { ServicePrincipal });
    const date = () => session.until(`trusted access of ${ServicePrincipal}`, async () => (await enabledServices(session)).get(ServicePrincipal));
    const before = await date();
    await session.sleep(DATES_DIFFER_MS);
    const enabling = await session.outcome('EnableAWSServiceAccess', { ServicePrincipal });
    await session.sleep(DATES_DIFFER_MS);
    const isNew = await date() !== before;
    await session.call('DisableAWSServiceAccess', { ServicePrincipal });
    const disabling = await session.outcome('DisableAWSServiceAccess', { ServicePrincipal });
    return {
      enablingTrustedAccessTwice: isNew ? answer('newDate') : asReading('enablingTrustedAccessTwice', enabling),
      disablingTrustedAccessTwice: asReading('disablingTrustedAccessTwice', disabling),
    };
  },
};

export const TRUSTED_ACCESS_PROBES: readonly Probe[] = [twice];
