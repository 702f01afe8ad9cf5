import type { Account, Organization, OrganizationalUnit, Parent } from '../../model';
import type { SimulatorState } from '../../simulator';

/** Addresses by the ID of the account that gets them once a person enters the code. */
function pendingAddresses({ accountProfiles = [] }: SimulatorState): ReadonlyMap<string, string> {
  return new Map(accountProfiles.flatMap(({ accountId, emailUpdate }) => (
    emailUpdate?.status === 'PENDING' ? [[accountId, emailUpdate.address] as const] : [])));
}

/** The organization as it will be once each code is entered: no deployment can do that. */
export function withPendingAddresses(organization: Organization, state: SimulatorState): Organization {
  const pending = pendingAddresses(state);
  const account = (each: Account): Account => ({ ...each, email: pending.get(each.id) ?? each.email });
  const below = <P extends Parent>(parent: P): P => ({
    ...parent,
    accounts: parent.accounts.map(account),
    organizationalUnits: parent.organizationalUnits.map((unit): OrganizationalUnit =>
      below(unit)),
  });
  return pending.size === 0 ? organization : { ...organization, root: below(organization.root) };
}

/** The step that is left to a person after the deployment, one sentence an account. */
export function pendingAddressWarnings(state: SimulatorState): string[] {
  return [...pendingAddresses(state)].map(([id, address]) => (
    `The account ${id} keeps its e-mail address until a person enters the code that AWS sends to ${address}: `
    + `aws account accept-primary-email-update --account-id ${id} --primary-email ${address} --otp CODE`));
}
