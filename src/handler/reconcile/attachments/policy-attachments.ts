/**
 * The policies that are attached directly to one target (root, organizational unit or account).
 *
 * Life cycle: for each policy type, what is missing is attached, then what is ours and not desired is detached
 * (`attachment-changes.ts`); what denies something only in the clean-up, as a Delete of the former physical id (`deferred-detachments.ts`).
 * Ours is any policy that this stack owns, and any other one that it has attached (`attachment-notes.ts`): a
 * step that was skipped in a failed rollback leaves attachments that no list tells of, and what others attached stays.
 * Fallbacks: attached or detached already is what is wanted. Before anything is detached, two readings have to agree.
 * Traps: a Delete may mean that only this construct left the code, that the target left it too, or that the whole stack goes;
 * `attachment-removal.ts` tells them apart. Another live resource for the same target keeps everything; in a rollback the target gets
 * back what that one lists, since it is not updated itself.
 */
import { FULL_AWS_ACCESS_VISIBLE_MS } from '../../consistency';
import { agreeingReads } from '../agreeing-reads';
import { attachAndDetach } from './attachment-changes';
import { AttachmentNotes } from './attachment-notes';
import { findRecreatedUnit, keepsAttachments, isStillInTemplate } from './attachment-removal';
import { parseAttachmentsId, targetOf } from './attachments-id';
import { attachmentsOfResource, type ListedPolicies } from './attachments-of-resource';
import { planDeferredDetachments, PROTECTING_TYPES, detachDeferred } from './deferred-detachments';
import { detachUnlistedFullAwsAccess, FULL_AWS_ACCESS, showsFullAwsAccess, isFullAwsAccessDetached } from './full-aws-access';
import { withPolicySets } from './policies-of-sets';
import { retainedAttachments, noteRetainedAttachments } from './retained-on-delete';
import {
  ID_PATTERNS, isInvitedId, POLICY_TYPE_NAMES, type PolicyAttachmentsProperties, policyTypeLimits, type PolicyTypeName,
} from '../../../contract';
import type { PolicySummary } from '../../../organizations';
import type { FamilyResource } from '../../stack/stack-family';
import { outcomeBeforeJoining } from '../invited-account/not-joined';
import { all } from '../lists';
import { NO_SUCH_TARGET, unlessMissing } from '../missing';
import { findOtherOwner, findReplacement, logKept } from '../ownership/other-owners';
import type { Reconciler, ReconcileContext } from '../reconcile-context';

type AttachmentsContext = ReconcileContext<PolicyAttachmentsProperties>;

const SERVICE_CONTROL_POLICY = 'SERVICE_CONTROL_POLICY';
const NOTHING: ListedPolicies = { Policies: {} };

export const policyAttachments: Reconciler<PolicyAttachmentsProperties> = {
  isNaturalKey: (id) => {
    return [ID_PATTERNS.root, ID_PATTERNS.organizationalUnit, ID_PATTERNS.account].some((pattern) => pattern.test(targetOf(id)));
  },

  // A target that was made anew got the attachments of the former one a moment ago, by the resource of the target.
  hasNewParts: ({ desired, previous }) => previous.TargetId !== undefined && previous.TargetId !== desired.TargetId,

  async converge(context) {
    const { desired, previous, physicalId: known, verb } = context;
    if (isInvitedId(desired.TargetId)) {
      // The rollback of the deployment that found the account joined: a Delete need not follow.
      if (verb === 'revert' && known !== undefined) await detachFrom({ ...context, desired: { ...desired, ...previous } }, targetOf(known));
      return outcomeBeforeJoining(context, desired.TargetId);
    }
    const { physicalId, deferred, areAllDeferred } = await planDeferredDetachments(context);
    // The target gets another id when it is made anew elsewhere; then it was given the attachments of the former one.
    await attachListed(context, desired.TargetId, desired, previous, deferred);
    return { physicalId, data: {}, isConclusive: areAllDeferred && onlyProtecting(previous, desired) };
  },

  async remove(context) {
    const { desired, physicalId = desired.TargetId } = context;
    // Nothing was attached to an account that had not joined.
    if (isInvitedId(physicalId)) return;
    const targetId = targetOf(physicalId);
    const replacement = await findReplacement(context, physicalId);
    if (replacement && !isInvitedId(replacement.physicalId)) {
      await detachDeferred(context, parseAttachmentsId(physicalId), parseAttachmentsId(replacement.physicalId));
      if (targetOf(replacement.physicalId) === targetId) return restoreListed(context, targetId, replacement);
    } else if (!replacement && await isStillInTemplate(context)) {
      return context.log('left behind', { targetId, reason: 'The resource stays, and nothing tells what it stands for now.', warning: true });
    } else {
      await detachCopies(context, targetId);
    }
    await detachFrom(context, targetId);
  },
};

type Properties = Partial<PolicyAttachmentsProperties>;

const OTHER_TYPES = POLICY_TYPE_NAMES.filter((type) => !PROTECTING_TYPES.includes(type));

/** Whether the lists of all other types and everything else are the same. */
function onlyProtecting(previous: Properties, desired: Properties): boolean {
  const others = ({ Policies = {}, PolicySets = {}, TargetId, DetachFullAwsAccess = false }: Properties) => (
    JSON.stringify([TargetId, DetachFullAwsAccess, OTHER_TYPES.map((type) => [Policies[type], PolicySets[type]])]));
  return others(previous) === others(desired);
}

/**
 * In a rollback the target gets what the former template lists: it is not documented that CloudFormation sends an inverse Update for a
 * resource that was replaced. Where it did, this finds nothing to do.
 */
async function restoreListed(context: AttachmentsContext, targetId: string, own: FamilyResource): Promise<void> {
  const listed = context.verb === 'revert' ? await attachmentsOfResource(context, own) : undefined;
  if (listed) await attachListedIfThere(context, targetId, listed);
}

/** An organizational unit that was made anew got copies, and has perhaps no resource of its own that would take them off. */
async function detachCopies(context: AttachmentsContext, targetId: string): Promise<void> {
  const recreatedId = context.phase === 'cleanup' && await findRecreatedUnit(context, targetId);
  if (!recreatedId || await findOtherOwner(context, recreatedId, targetOf)) return;
  await attachListedIfThere(context, recreatedId, NOTHING);
}

async function detachFrom(context: AttachmentsContext, targetId: string): Promise<void> {
  const isRollback = context.verb === 'revert';
  const other = await findOtherOwner(context, targetId, targetOf);
  if (other) {
    logKept(context, targetId, other);
    const listed = isRollback && await attachmentsOfResource(context, other);
    if (listed) await attachListedIfThere(context, targetId, listed);
  } else if (await keepsAttachments(context, targetId)) {
    await retainAttachments(context, targetId);
  } else {
    const listed = isRollback ? await retainedAttachments(context, targetId) : NOTHING;
    // A note cannot detach what the code did not.
    const fullAwsAccessDetached = listed.DetachFullAwsAccess && context.desired.DetachFullAwsAccess;
    await attachListedIfThere(context, targetId, { ...listed, DetachFullAwsAccess: fullAwsAccessDetached });
  }
}

async function retainAttachments(context: AttachmentsContext, targetId: string): Promise<void> {
  const attached: PolicySummary[] = [];
  for (const type of typesOf(context.desired)) attached.push(...await listAttached(context, targetId, type));
  const fullAwsAccessDetached = context.desired.DetachFullAwsAccess === true && !attached.some(({ id }) => id === FULL_AWS_ACCESS);
  await noteRetainedAttachments(context, targetId, attached, fullAwsAccessDetached);
}

async function attachListedIfThere(context: AttachmentsContext, targetId: string, listed: ListedPolicies): Promise<void> {
  const { organizations, clock, desired, log } = context;
  const target = await agreeingReads(clock, () =>
    unlessMissing(NO_SUCH_TARGET, () => all(organizations.listTags(targetId))));
  if (!target) return log('gone', { targetId, reason: 'There is no such target, so that nothing is attached to it.' });
  await attachListed(context, targetId, listed, desired);
}

async function attachListed(
  context: AttachmentsContext, targetId: string, list: ListedPolicies, before: Partial<ListedPolicies>, deferred: readonly string[] = [],
): Promise<void> {
  const listed = await withPolicySets(context, list);
  const notes = await AttachmentNotes.read(context, targetId);
  const { previous, verb } = context;
  // What a rollback finds closed, and this stack has not closed, was closed before.
  const mayRestoreFullAwsAccess = verb !== 'revert' || notes.hasDetachedFullAwsAccess;
  const restoresFullAwsAccess = Boolean(before.DetachFullAwsAccess) && !listed.DetachFullAwsAccess && mayRestoreFullAwsAccess;
  for (const type of typesOf(listed, before)) {
    const ids = listed.Policies[type] ?? [];
    const desired = [...new Set(type === SERVICE_CONTROL_POLICY && restoresFullAwsAccess ? [FULL_AWS_ACCESS, ...ids] : ids)];
    const allowList = type === SERVICE_CONTROL_POLICY && Boolean(listed.DetachFullAwsAccess);
    const restoresMissingFullAwsAccess = type === SERVICE_CONTROL_POLICY && ids.length > 0 && !allowList;
    const startsAllowList = allowList && !before.DetachFullAwsAccess && ids.length > 0;
    await convergeType(context, { targetId, type, desired, allowList, startsAllowList, restoresMissingFullAwsAccess, notes, deferred });
  }
  await notes.keepOnly([...Object.values(listed.Policies).flat(), ...deferred], listed.DetachFullAwsAccess);
  // A Create may fail yet, and a rollback leaves it behind again.
  if (previous.TargetId !== undefined || verb === 'remove' || verb === 'release') await notes.forgetRetained();
}

/** Those that are listed; and those that protect, which may have attachments of ours that no list tells of. */
function typesOf(...lists: Partial<ListedPolicies>[]): PolicyTypeName[] {
  return POLICY_TYPE_NAMES.filter((type) => PROTECTING_TYPES.includes(type) || lists.some(({ Policies, PolicySets }) =>
    Policies?.[type] !== undefined || PolicySets?.[type] !== undefined));
}

interface DesiredOfType {
  readonly targetId: string;
  readonly type: PolicyTypeName;
  readonly desired: readonly string[];
  /** Whether FullAWSAccess has to go. */
  readonly allowList: boolean;
  /** Whether it does from now on: it may be there without being seen, since AWS has attached it to a new target. */
  readonly startsAllowList: boolean;
  /** Whether FullAWSAccess has to come back if it is gone. */
  readonly restoresMissingFullAwsAccess: boolean;
  readonly notes: AttachmentNotes;
  /** What stays until the clean-up. */
  readonly deferred: readonly string[];
}

async function convergeType(
  context: AttachmentsContext, desiredOfType: DesiredOfType,
): Promise<void> {
  const { targetId, type, desired: listed, allowList, startsAllowList, restoresMissingFullAwsAccess, notes, deferred } = desiredOfType;
  const byDefault = policyTypeLimits(type).attachedByDefault;
  const observe = async () => {
    const attached = await listAttached(context, targetId, type);
    const toDetach: string[] = [];
    for (const { id } of attached) {
      if (listed.includes(id)) continue;
      if (id === byDefault ? allowList : await notes.mayDetach(id)) toDetach.push(id);
    }
    return { attached, toDetach };
  };
  const seen = await observe();
  const { attached, toDetach } = seen.toDetach.length > 0 ? await agreeingReads(context.clock, observe) : seen;
  const restoresFullAwsAccess = restoresMissingFullAwsAccess
    && await isFullAwsAccessDetached(context, attached, (id) => notes.isCreatedByStack(id));
  const desired = restoresFullAwsAccess ? [FULL_AWS_ACCESS, ...listed] : listed;
  const present = new Set(attached.map(({ id }) => id));
  await notes.add(desired.filter((id) => id !== byDefault), present);
  if (toDetach.includes(FULL_AWS_ACCESS)) await notes.noteDetachedFullAwsAccess();
  await attachAndDetach(context, { targetId, type, attached, desired, toDetach, deferred });
  if (!startsAllowList || toDetach.includes(FULL_AWS_ACCESS)) return;
  const read = () => listAttached(context, targetId, type);
  // It is shown by then if it is there. Where detaching it again is no error, each look would count as a change for ever.
  const isShownByNow = context.clock.now() - context.startedAt > FULL_AWS_ACCESS_VISIBLE_MS;
  if ((isShownByNow || !notes.hasDetachedFullAwsAccess) && !await showsFullAwsAccess(context, read)) return;
  await notes.noteDetachedFullAwsAccess();
  await detachUnlistedFullAwsAccess(context, targetId, read);
}

function listAttached({ organizations }: ReconcileContext, targetId: string, type: PolicyTypeName): Promise<PolicySummary[]> {
  return all(organizations.listPoliciesForTarget(targetId, type));
}
