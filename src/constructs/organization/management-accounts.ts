import type { IConstruct } from 'constructs';

const MANAGEMENT_ACCOUNTS = new WeakMap<IConstruct, Set<string>>();

/** Remembers the management account of an organization that the app knows. */
export function noteManagementAccount(organization: IConstruct, accountId: string): void {
  const app = organization.node.root;
  MANAGEMENT_ACCOUNTS.set(app, (MANAGEMENT_ACCOUNTS.get(app) ?? new Set()).add(accountId));
}

/** Whether an id, or the token for it, is known to be that of a management account. */
export function isManagementAccount(scope: IConstruct, accountId: string): boolean {
  return MANAGEMENT_ACCOUNTS.get(scope.node.root)?.has(accountId) ?? false;
}
