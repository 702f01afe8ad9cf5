/**
 * A member account that administers an AWS service for the organization.
 *
 * Life cycle: registered if it is not; another account or service is another registration, and CloudFormation deletes the former.
 * Fallbacks: "already registered" is what is wanted; "not registered" and "no such account" are what a Delete wants.
 * Traps: there is no owner tag on a registration. A rollback takes back only one that is younger than the deployment.
 */
import { agreeingReads } from './agreeing-reads';
import { first } from './lists';
import { livesElsewhere } from './look-around';
import { unlessMissing } from './missing';
import type { Reconciler, Situation } from './situation';
import { type DelegatedAdministratorProperties, ID_PATTERNS } from '../../contract';
import { isOrganizationsError } from '../../organizations';

export const delegatedAdministrator: Reconciler<DelegatedAdministratorProperties> = {
  isNaturalKey: (id) => {
    const [accountId, servicePrincipal, ...more] = id.split('/');
    return ID_PATTERNS.account.test(accountId) && Boolean(servicePrincipal) && more.length === 0;
  },

  async converge(situation) {
    const { organizations, wanted, log } = situation;
    const { AccountId, ServicePrincipal } = wanted;
    if (!await find(situation, AccountId, ServicePrincipal)) {
      try {
        log('register', { accountId: AccountId, servicePrincipal: ServicePrincipal });
        await organizations.registerDelegatedAdministrator(AccountId, ServicePrincipal);
      } catch (error) {
        if (!isOrganizationsError(error, 'AccountAlreadyRegistered')) throw error;
      }
    }
    return { physicalId: `${AccountId}/${ServicePrincipal}`, data: {} };
  },

  async remove(situation) {
    const { organizations, wanted, direction, stack, clock, log } = situation;
    const key = situation.physicalId ?? `${wanted.AccountId}/${wanted.ServicePrincipal}`;
    const [accountId, servicePrincipal] = key.split('/');
    if (await livesElsewhere(situation, key)) return;
    const found = await agreeingReads(clock, () => unlessMissing(['InvalidInput'], () => find(situation, accountId, servicePrincipal)));
    if (!found) return;
    if (direction === 'rollback' && await registeredAt(situation, accountId, servicePrincipal) < stack.changedAt) {
      return log('kept', { accountId, servicePrincipal, reason: 'It was registered before this deployment.' });
    }
    try {
      log('deregister', { accountId, servicePrincipal });
      await organizations.deregisterDelegatedAdministrator(accountId, servicePrincipal);
    } catch (error) {
      if (!isOrganizationsError(error, 'AccountNotRegistered', 'AccountNotFound')) throw error;
    }
  },
};

function find({ organizations }: Situation, accountId: string, servicePrincipal: string) {
  return first(organizations.listDelegatedAdministrators(servicePrincipal), (administrator) => administrator.accountId === accountId);
}

async function registeredAt({ organizations }: Situation, accountId: string, servicePrincipal: string): Promise<number> {
  const services = organizations.listDelegatedServicesForAccount(accountId);
  const service = await first(services, (entry) => entry.servicePrincipal === servicePrincipal);
  return service?.enabledAt ?? 0;
}
