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

/** Adds requests of 15 minutes ago, whose accounts have left the organization. */
export function withFormerRequests(deployment: Deployment, count = 500, name?: string) {
  const ended = Array.from({ length: count }, (_, index) => ({
    id: `car-${String(index).padStart(32, '0')}`,
    accountName: name ?? `former ${index}`,
    email: `former${index}@example.com`,
    state: 'SUCCEEDED' as const,
    requestedAt: deployment.clock.now() - 1_000_000,
    completesAt: deployment.clock.now() - 900_000,
    accountId: String(600_000_000_000 + index),
    roleName: 'Admin',
    iamUserAccessToBilling: 'ALLOW' as const,
    tags: {},
  }));
  const state = deployment.simulator.state();
  deployment.simulator.reset({ ...state, createAccountRequests: [...ended, ...state.createAccountRequests] });
  return callsSince(deployment);
}
