/**
 * Whether FullAWSAccess has to come back to a target of which the code says nothing else.
 *
 * It is gone where a deployment took it off and nobody undid that (a rollback in which the target was skipped), or where somebody took it
 * off by hand: with denials only, nothing is allowed below any more. If a policy that allows something, and that this stack has not made,
 * stands in its place, that is an allow-list of somebody else, taken over or not, and it stays as it is. A Create is too early to tell:
 * nothing of the code was there before.
 */
import { readsUntil } from '../agreeing-reads';
import { detach } from './attach-policy';
import type { PolicyAttachmentsProperties } from '../../../contract';
import { isOrganizationsError, type PolicySummary } from '../../../organizations';
import type { ReconcileContext } from '../reconcile-context';

export const FULL_AWS_ACCESS = 'p-FullAWSAccess';

/** Whether FullAWSAccess is there, which on a new target is seen late. */
export async function showsFullAwsAccess({ clock }: ReconcileContext, read: () => Promise<readonly PolicySummary[]>): Promise<boolean> {
  const hasFullAccess = (attached: readonly PolicySummary[]) => attached.some(({ id }) => id === FULL_AWS_ACCESS);
  return hasFullAccess(await readsUntil(clock, read, hasFullAccess));
}

const LAST_POLICY = 'MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED';

/**
 * Detaches FullAWSAccess although no list shows it, since AWS has attached it to a new target. Where it is gone already, the service may
 * count before it looks, and takes the call for one that detaches the last policy.
 */
export async function detachUnlistedFullAwsAccess(
  context: ReconcileContext, targetId: string, read: () => Promise<readonly PolicySummary[]>,
): Promise<void> {
  try {
    await detach(context, targetId, FULL_AWS_ACCESS);
  } catch (error) {
    if (!isOrganizationsError(error, 'ConstraintViolation') || error.reason !== LAST_POLICY || await showsFullAwsAccess(context, read)) throw error;
    context.log('gone', { targetId, policyId: FULL_AWS_ACCESS, reason: 'It is not attached, and another policy is.' });
  }
}

export async function isFullAwsAccessDetached(
  { organizations, previous }: ReconcileContext<PolicyAttachmentsProperties>,
  attached: readonly PolicySummary[],
  isMade: (id: string) => Promise<boolean>,
): Promise<boolean> {
  if (previous.TargetId === undefined || attached.length === 0 || attached.some(({ id }) => id === FULL_AWS_ACCESS)) return false;
  for (const { id } of attached) {
    if (!await isMade(id) && allowsSomething((await organizations.describePolicy(id)).content)) return false;
  }
  return true;
}

function allowsSomething(content: string): boolean {
  const { Statement: statements } = JSON.parse(content) as { Statement?: unknown };
  return [statements].flat().some((statement) => (statement as { Effect?: unknown } | undefined)?.Effect === 'Allow');
}
