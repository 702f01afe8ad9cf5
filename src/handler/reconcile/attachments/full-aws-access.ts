/**
 * Whether a target needs FullAWSAccess again, where the app does not detach it.
 *
 * FullAWSAccess is missing if a deployment detached it and a rollback skipped the target, or if someone detached it by hand. With denials
 * only, nothing is allowed below the target. If another policy allows something and was not created by this stack, it is an allow-list of
 * someone else, adopted or not, and the target stays as it is. With the first service control policies that the app lists, nobody can
 * decide this: FullAWSAccess was none of its concerns before.
 */
import type { PolicyAttachmentsProperties } from '../../../contract';
import type { PolicySummary } from '../../../organizations';
import { readsUntil } from '../agreeing-reads';
import type { ReconcileContext } from '../reconcile-context';

export const FULL_AWS_ACCESS = 'p-FullAWSAccess';

/** Whether the app has service control policies for a target. */
export function listsServiceControlPolicies({ Policies, PolicySets, DetachFullAwsAccess }: Partial<PolicyAttachmentsProperties>): boolean {
  const lists = [Policies, PolicySets].map((of) => of?.SERVICE_CONTROL_POLICY ?? []);
  return DetachFullAwsAccess === true || lists.some((ids) => ids.length > 0);
}

/** Whether FullAWSAccess is attached. On a new target it may become visible late. */
export async function showsFullAwsAccess({ clock }: ReconcileContext, read: () => Promise<readonly PolicySummary[]>): Promise<boolean> {
  const hasFullAccess = (attached: readonly PolicySummary[]) => attached.some(({ id }) => id === FULL_AWS_ACCESS);
  return hasFullAccess(await readsUntil(clock, read, hasFullAccess));
}

export async function isFullAwsAccessDetached(
  { organizations, previous }: ReconcileContext<PolicyAttachmentsProperties>,
  attached: readonly PolicySummary[],
  isMade: (id: string) => Promise<boolean>,
): Promise<boolean> {
  if (!listsServiceControlPolicies(previous) || attached.length === 0 || attached.some(({ id }) => id === FULL_AWS_ACCESS)) return false;
  for (const { id } of attached) {
    if (!await isMade(id) && allowsSomething((await organizations.describePolicy(id)).content)) return false;
  }
  return true;
}

function allowsSomething(content: string): boolean {
  const { Statement: statements } = JSON.parse(content) as { Statement?: unknown };
  return [statements].flat().some((statement) => (statement as { Effect?: unknown } | undefined)?.Effect === 'Allow');
}
