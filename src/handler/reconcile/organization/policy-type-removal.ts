/**
 * Disables a policy type that was removed from the app, where the app asked for it.
 *
 * Disabling a type detaches every policy of the type, including those of others, and enabling it again attaches none of them. So the
 * handler disables it only if no policy is attached but the one that AWS attaches to every target; otherwise it fails with the list. In the
 * cleanup, the type can no longer return to the deployment, so no rollback has to attach policies again.
 * Source: AWS Organizations User Guide, "Disabling a policy type".
 */
import { type PolicyTypeProperties, policyTypeLimits } from '../../../contract';
import { isOrganizationsError } from '../../../organizations';
import { ACCESS_DENIED_SECONDS, POLICY_TYPE_DETACHING_SECONDS, POLICY_TYPE_PENDING_SECONDS } from '../../consistency';
import { readsUntil } from '../agreeing-reads';
import { RequeueError } from '../errors';
import { all, first } from '../lists';
import { unlessMissing } from '../missing';
import { isOwnedByAnotherLogicalId } from '../ownership/other-owners';
import { isOfAnotherStack } from '../ownership/other-stacks';
import { isStillInTemplate } from '../ownership/still-in-template';
import type { ReconcileContext } from '../reconcile-context';

type PolicyTypeContext = ReconcileContext<PolicyTypeProperties>;

/** The number of attachments that a message names. */
const NAMED = 5;

export async function disablePolicyType(context: PolicyTypeContext): Promise<void> {
  const { organizations, desired: { RootId, PolicyType }, clock, log } = context;
  const key = `${RootId}/${PolicyType}`;
  if (await isOwnedByAnotherLogicalId(context, key) || await isOfAnotherStack(context, key)) return;
  if (await isStillInTemplate(context)) {
    return log('left behind', { policyType: PolicyType, reason: 'The policy type is in the template, so it was not removed from the app.', warning: true });
  }
  const status = await readsUntil(clock, () => statusOf(context), (shown) => shown !== undefined);
  if (status === undefined) return;
  if (status === 'ENABLED') {
    const attached = await readsUntil(clock, () => findAttachments(context), ({ length }) => length > 0);
    if (attached.length > 0) throw stillAttached(context, attached);
    await context.assertEventIsCurrent();
    await context.assertEventIsUnanswered();
    try {
      log('disable', { rootId: RootId, policyType: PolicyType });
      await organizations.disablePolicyType(RootId, PolicyType);
    } catch (error) {
      // Another call may have disabled it; the root shows that.
      if (!isOrganizationsError(error, 'PolicyTypeNotEnabled')) throw explained(error);
    }
  }
  throw new RequeueError(`the policy type ${PolicyType} is disabled in ${RootId}; it is ${status}`, {
    patienceSeconds: POLICY_TYPE_PENDING_SECONDS, advice: 'See the policy type in the AWS Organizations console.',
  });
}

async function statusOf({ organizations, desired }: PolicyTypeContext) {
  return (await first(organizations.listRoots()))?.policyTypes.find(({ type }) => type === desired.PolicyType)?.status;
}

/** Some attachments of the type, if there are any. The policy that AWS attaches to every target does not count. */
async function findAttachments({ organizations, desired: { PolicyType } }: PolicyTypeContext): Promise<string[]> {
  const { attachedByDefault } = policyTypeLimits(PolicyType);
  const found: string[] = [];
  for await (const { id, name } of organizations.listPolicies(PolicyType)) {
    if (id === attachedByDefault) continue;
    const targets = await unlessMissing(['PolicyNotFound'], () => all(organizations.listTargetsForPolicy(id))) ?? [];
    found.push(...targets.map((target) => `"${name}" (${id}) on "${target.name}" (${target.id})`));
    if (found.length > NAMED) break;
  }
  return found;
}

function stillAttached({ desired: { PolicyType } }: PolicyTypeContext, attached: readonly string[]): RequeueError {
  const named = attached.slice(0, NAMED).join(', ') + (attached.length > NAMED ? ' and others' : '');
  return new RequeueError(`no policy of the type ${PolicyType} is attached any more; attached are ${named}`, {
    patienceSeconds: POLICY_TYPE_DETACHING_SECONDS,
    advice: 'The type stays enabled, because disabling it would detach them. Detach them, then disable the type in the console, or add it to the code and '
      + 'remove it again.',
  });
}

/** The role has this permission only while the organization in the app allows it, and new permissions take effect with a delay. */
function explained(error: unknown): unknown {
  if (!isOrganizationsError(error, 'AccessDenied')) return error;
  return new RequeueError(`the role of the handlers may call ${error.operation}; it answered ${error.message}`, {
    patienceSeconds: ACCESS_DENIED_SECONDS,
    advice: 'Keep allowPolicyTypeDisabling on the Organization until the policy type is disabled. It stays enabled.',
  });
}
