/**
 * The management account as an `Account`, which `adopt` finds and tags. It is never created, invited, moved, closed or removed: it carries
 * the organization, and service and resource control policies do not affect it wherever it is.
 * A rollback leaves it where it is as well, because a failed rollback would be worse than a parent that differs from the code.
 */
import { ID_PATTERNS, type AccountProperties } from '../../../contract';
import type { Account } from '../../../organizations';
import { agreeingReads } from '../agreeing-reads';
import { TerminalError } from '../errors';
import type { ReconcileContext } from '../reconcile-context';

/** Whether an ID is that of the management account. Only its stacks manage accounts. */
export function isManagementAccount({ stack }: ReconcileContext, id: string): boolean {
  return id === stack.accountId;
}

/**
 * Throws a `TerminalError` if the code places the management account elsewhere. A unit that this deployment has recreated took it along,
 * and an endpoint that is behind may still show the former unit.
 * @param shown the parent that the service shows
 */
export async function checkParentOfManagementAccount(
  { organizations, desired, verb, clock }: ReconcileContext<AccountProperties>, { id, name, email }: Account, shown: string,
): Promise<void> {
  if (verb === 'revert' || shown === desired.ParentId) return;
  const parentId = await agreeingReads(clock, () => organizations.findParent(id));
  if (parentId === desired.ParentId) return;
  const place = ID_PATTERNS.root.test(parentId)
    ? `the root ${parentId}` : `the organizational unit "${(await organizations.describeOrganizationalUnit(parentId)).name}" (${parentId})`;
  throw new TerminalError(
    `The management account "${name}" (${id}, ${email}) is in ${place}, and the code places it in ${desired.ParentId}. A deployment never moves the management account.`,
    `Give its construct the parent ${parentId}.`,
  );
}

export function cannotBeInvited({ id, name, email }: Account): TerminalError {
  return new TerminalError(
    `The account "${name}" (${id}, ${email}) is the management account of the organization, which nobody can invite.`, 'Use Account with adopt: true.',
  );
}
