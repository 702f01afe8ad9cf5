import { Deployment } from './deployment';
import { withExistingAccounts } from '../../../scripts/bench/existing-accounts';

export const ACCOUNT_TYPE = 'Custom::OrganizationsAccount';

/** The Create event of an account, in a simulated organization with so many existing accounts. */
export async function startCreation({ existing = 0, ...options }: { existing?: number } & Record<string, unknown> = {}) {
  const deployment = new Deployment(options);
  const root = await deployment.organization();
  if (existing > 0) deployment.simulator.reset(withExistingAccounts(deployment.simulator.state(), existing));
  const desired = { AccountName: 'log-archive', Email: 'aws+log@example.com', ParentId: root };
  const event = await deployment.begin(deployment.event('Create', ACCOUNT_TYPE, desired));
  return { deployment, root, desired, event, calls: callsSince(deployment) };
}

/** Counts calls of an operation, including refused ones. */
export function callsSince(deployment: Deployment) {
  const since = deployment.simulator.journal.length;
  return (operation: string) => deployment.simulator.journal.slice(since).filter((entry) => entry.operation === operation).length;
}

export function accountsWithAddress(deployment: Deployment, email: string) {
  return deployment.simulator.state().accounts.filter((account) => account.email === email);
}
