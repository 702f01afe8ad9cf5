/**
 * Deletes an organization whose construct has both `allowDeletion` and the removal policy DESTROY.
 *
 * Life cycle: deleted when its construct is removed from the app or the stack is deleted, and only if it is empty. A rollback deletes only
 * an organization that its deployment created.
 * Fallbacks: an organization that is not empty, or that the service does not delete, is left behind with a warning: a Delete that fails
 * would block the stack.
 * Traps: the service refuses only because of member accounts, including closed ones. It may delete organizational units and policies of
 * others along with the organization, so the handler looks for them first.
 * Source: AWS Organizations User Guide, "Deleting an organization".
 */
import { type OrganizationProperties, POLICY_TYPE_NAMES } from '../../../contract';
import {
  errorAdvice, isOrganizationsError, listPoliciesIfOffered, type OrganizationDescription, type OrganizationsPort, retryRule,
} from '../../../organizations';
import { ACCESS_DENIED_SECONDS, EMPTYING_SECONDS } from '../../consistency';
import { readsUntil } from '../agreeing-reads';
import { RequeueError } from '../errors';
import { first } from '../lists';
import { wasMadeByOthers } from '../ownership/made-by-others';
import { isStillInTemplate } from '../ownership/still-in-template';
import type { ReconcileContext } from '../reconcile-context';

type OrganizationContext = ReconcileContext<OrganizationProperties>;

const RETAINED = 'The organization is left behind.';

/** The reason why the organization stays even if it is empty; `undefined` if it may be deleted. */
export async function retentionReason(context: OrganizationContext, found: OrganizationDescription): Promise<string | undefined> {
  const { organizations, desired, verb, physicalId } = context;
  if (!desired.AllowDeletion) return 'An organization is deleted only with allowDeletion: true and the removal policy DESTROY.';
  if (desired.Adopt) return 'It was adopted.';
  if (physicalId !== undefined && physicalId !== found.id) return `This Delete is for the organization ${physicalId}.`;
  if (await isStillInTemplate(context)) return 'Its construct is in the template, so it was not removed from the app.';
  if (verb !== 'revert') return physicalId === undefined ? 'This stack never had it.' : undefined;
  // The organization has no date of its own, so this reads when the management account joined it.
  const { joinedAt } = await organizations.describeAccount(found.managementAccountId);
  return await wasMadeByOthers(context, joinedAt) ? 'It existed before this deployment.' : undefined;
}

export async function deleteEmptyOrganization(context: OrganizationContext, found: OrganizationDescription): Promise<void> {
  const { organizations, clock, log } = context;
  // One reading that finds an object is enough.
  const remains = await readsUntil(clock, () => findRemains(organizations, found), Boolean);
  if (remains) throw notEmpty(found, remains);
  try {
    log('delete', { id: found.id });
    await organizations.deleteOrganization();
  } catch (error) {
    if (!isOrganizationsError(error)) throw error;
    if (error.code === 'AWSOrganizationsNotInUse') return;
    if (error.code === 'OrganizationNotEmpty') throw notEmpty(found, 'an account, as the service says');
    if (error.code === 'AccessDenied') {
      throw new RequeueError(`the role of the handlers may call ${error.operation}; it answered ${error.message}`, {
        patienceSeconds: ACCESS_DENIED_SECONDS,
        retainMessage: `${RETAINED} Delete the whole stack, with allowDeletion: true on the Organization until then; or delete the organization by hand.`,
      });
    }
    if (retryRule(error)) throw error;
    log('left behind', { id: found.id, reason: `AWS Organizations refused ${error.operation}: ${error.label}: ${error.message} ${errorAdvice(error)}`, warning: true });
  }
}

/** An account, organizational unit or policy in the organization, apart from those that every organization has. */
async function findRemains(organizations: OrganizationsPort, {
  managementAccountId,
  featureSet,
}: OrganizationDescription): Promise<string | undefined> {
  const account = await first(organizations.listAccounts(), ({ id }) => id !== managementAccountId);
  if (account) return `the account ${account.name} (${account.id}, ${account.state})`;
  const root = await first(organizations.listRoots());
  const unit = root && await first(organizations.listOrganizationalUnitsForParent(root.id));
  if (unit) return `the organizational unit ${unit.name} (${unit.id})`;
  if (featureSet !== 'ALL') return undefined;
  for (const type of POLICY_TYPE_NAMES) {
    const isEnabled = root?.policyTypes.some((enabled) => enabled.type === type) ?? false;
    const policy = await first(listPoliciesIfOffered(organizations, type, { isEnabled }), ({ awsManaged }) => !awsManaged);
    if (policy) return `the policy ${policy.name} (${policy.id})`;
  }
  return undefined;
}

function notEmpty({ id }: OrganizationDescription, remains: string): RequeueError {
  return new RequeueError(`the organization ${id} is empty; it holds ${remains}`, {
    patienceSeconds: EMPTYING_SECONDS, retainMessage: `${RETAINED} Remove what it holds, then delete it by hand (AWS Organizations console, or DeleteOrganization).`,
  });
}
