/**
 * The policies that are attached directly to one target (root, organizational unit or account).
 *
 * Life cycle: for each policy type, the handler attaches missing policies, then detaches its own policies that are no longer listed
 * (`attachment-changes.ts`). It detaches a policy that denies actions only in the cleanup, as a Delete of the former physical ID
 * (`deferred-detachments.ts`). Its own are the policies that this stack owns, and any other policy that it has attached
 * (`attachment-notes.ts`): a step that a failed rollback skipped leaves attachments that no list contains. Attachments of others stay.
 * Fallbacks: a policy that is already attached or detached is no error. Before the handler detaches, two readings have to agree.
 * Traps: a Delete may mean that only this construct was removed from the app, that the target was removed too, or that the whole stack is
 * deleted; `attachment-removal.ts` distinguishes these cases. Another live resource for the same target keeps all attachments. In a
 * rollback the target gets the policies that this other resource lists, since it gets no Update of its own.
 */
import { agreeingReads } from '../agreeing-reads';
import { findRecreatedUnit, listOfNewOwner, outcomeOfRemoval } from './attachment-removal';
import { formatAttachmentsId, otherThan, parseAttachmentsId, targetOf } from './attachments-id';
import { attachmentsOfResource, type ListedPolicies } from './attachments-of-resource';
import { convergeType, listAttached } from './attachments-of-type';
import { type DeferredDetachments, detachDeferred, planDeferredDetachments } from './deferred-detachments';
import { FULL_AWS_ACCESS } from './full-aws-access';
import { withPolicySets } from './policies-of-sets';
import {
  FULL_AWS_ACCESS_DETACHED, ID_PATTERNS, isAuthorizationPolicyType, isInvitedId, MANAGEMENT_POLICY_TYPES, POLICY_TYPE_NAMES,
  type PolicyAttachmentsProperties, type PolicyTypeName,
} from '../../../contract';
import type { FamilyResource } from '../../stack/stack-family';
import { returnAccount } from '../account/account-move';
import { all } from '../lists';
import { isFoundNow, ownerOf, readTagsBeforeDestroying } from '../ownership/ownership';
import type { Reconciler, ReconcileContext } from '../reconcile-context';
import { AttachmentNotes, type Claim } from './claims/attachment-notes';
import { endShared } from './claims/other-listings';
import { dropUnlisted } from './claims/unlisted-attachments';
import { retainedAttachments, noteRetainedAttachments } from './retained-attachments';
import { idsIn, settledReading } from './settled-reading';
import type { PolicySummary } from '../../../organizations';
import { outcomeBeforeJoining } from '../invited-account/not-joined';
import { existingPolicies, NO_SUCH_TARGET, unlessMissing } from '../missing';
import { findOtherOwner, findReplacement, logKept } from '../ownership/other-owners';
import { isStillInTemplate } from '../ownership/still-in-template';

type AttachmentsContext = ReconcileContext<PolicyAttachmentsProperties>;

const SERVICE_CONTROL_POLICY = 'SERVICE_CONTROL_POLICY';
const NOTHING: ListedPolicies = { Policies: {} };

export const policyAttachments: Reconciler<PolicyAttachmentsProperties> = {
  isNaturalKey: (id) => {
    return [ID_PATTERNS.root, ID_PATTERNS.organizationalUnit, ID_PATTERNS.account].some((pattern) => pattern.test(targetOf(id)));
  },

  // The resource of a recreated target gave it the attachments of the former target a moment ago.
  hasNewParts: ({ desired, previous }) => previous.TargetId !== undefined && previous.TargetId !== desired.TargetId,

  async converge(context) {
    const { desired, previous, physicalId: known, verb } = context;
    if (isInvitedId(desired.TargetId)) {
      // This is the rollback of the deployment that found the account joined: a Delete need not follow.
      if (verb === 'revert' && known !== undefined) await detachFrom({ ...context, desired: { ...desired, ...previous } }, targetOf(known));
      return outcomeBeforeJoining(context, desired.TargetId);
    }
    const plan = await planDeferredDetachments(context);
    // A target that is recreated elsewhere has another ID, and already has the attachments of the former one.
    const claim = context.isUpdate && verb === 'converge' ? 'listed' : 'made';
    const unlisted = await attachListed(context, desired.TargetId, desired, previous, { ...plan, claim });
    const isConclusive = plan.areAllDeferred && unlisted.length === 0 && onlyProtecting(previous, desired);
    return { physicalId: physicalIdWith(plan, unlisted, context.physicalId), data: {}, isConclusive };
  },

  async remove(context) {
    const { desired, physicalId = desired.TargetId } = context;
    // An account that had not joined had no attachments.
    if (isInvitedId(physicalId)) return;
    const targetId = targetOf(physicalId);
    const replacement = await findReplacement(context, physicalId);
    if (replacement && !isInvitedId(replacement.physicalId)) {
      await detachDeferred(context, parseAttachmentsId(physicalId), parseAttachmentsId(replacement.physicalId));
      if (targetOf(replacement.physicalId) === targetId) return restoreListed(context, targetId, replacement);
    } else if (!replacement && await isStillInTemplate(context)) {
      return context.log('left behind', { targetId, reason: 'The resource is in the template, and its present target is not known.', warning: true });
    } else {
      await detachCopies(context, targetId);
    }
    await detachFrom(context, targetId);
  },
};

type Properties = Partial<PolicyAttachmentsProperties>;

/** The response of an Update that leaves more policies to the cleanup than those that the former list contains. */
function physicalIdWith({ physicalId, change }: DeferredDetachments, unlisted: readonly string[], present?: string): string {
  if (change === undefined || unlisted.length === 0) return physicalId;
  return otherThan(present, formatAttachmentsId({ ...change, pendingDetach: [...change.pendingDetach, ...unlisted] }));
}

/** Whether the two versions differ only in protecting policies. */
function onlyProtecting(previous: Properties, desired: Properties): boolean {
  const others = ({ Policies = {}, PolicySets = {}, TargetId, DetachFullAwsAccess = false }: Properties) => (
    JSON.stringify([TargetId, DetachFullAwsAccess, MANAGEMENT_POLICY_TYPES.map((type) => [Policies[type], PolicySets[type]])]));
  return others(previous) === others(desired);
}

/**
 * In a rollback, attaches the policies that the former template lists for the target. It is not documented whether CloudFormation sends an
 * inverse Update for a replaced resource. If it does, this function finds nothing to do.
 */
async function restoreListed(context: AttachmentsContext, targetId: string, own: FamilyResource): Promise<void> {
  const listed = context.verb === 'revert' ? await attachmentsOfResource(context, own) : undefined;
  if (listed) await attachListedIfThere(context, targetId, listed, 'made');
}

/** Detaches the copies from a recreated organizational unit, which may have no resource of its own that would detach them. */
async function detachCopies(context: AttachmentsContext, targetId: string): Promise<void> {
  const recreatedId = context.phase === 'cleanup' && await findRecreatedUnit(context, targetId);
  if (!recreatedId || await findOtherOwner(context, recreatedId, targetOf)) return;
  await attachListedIfThere(context, recreatedId, NOTHING, 'listed');
}

async function detachFrom(context: AttachmentsContext, targetId: string): Promise<void> {
  const isRollback = context.verb === 'revert';
  const other = await findOtherOwner(context, targetId, targetOf);
  if (other) {
    logKept(context, targetId, other);
    const listed = context.verb !== 'release' && await attachmentsOfResource(context, other);
    if (listed && isRollback) await attachListedIfThere(context, targetId, listed, 'made');
    // The Create of the other resource drops nothing. In a cleanup, its list is what the app wants now.
    else if (listed) await dropUnlisted(context, targetId, listed);
    return;
  }
  if (isRollback && ID_PATTERNS.account.test(targetId)) await returnFirst(context, targetId);
  const outcome = await outcomeOfRemoval(context, targetId);
  if (outcome === 'stay') return leaveAttached(context, targetId);
  const listed = isRollback ? await retainedAttachments(context, targetId) : NOTHING;
  // A note cannot cause a detachment that the app did not cause.
  const fullAwsAccessDetached = listed.DetachFullAwsAccess && context.desired.DetachFullAwsAccess;
  await attachListedIfThere(context, targetId, { ...listed, DetachFullAwsAccess: fullAwsAccessDetached }, outcome);
}

/** In a rollback, an account that this deployment found goes back to its former parent before it loses what it got in its new one. */
async function returnFirst(context: AttachmentsContext, id: string): Promise<void> {
  const { organizations, owner } = context;
  const ownership = ownerOf(await unlessMissing(NO_SUCH_TARGET, () => all(organizations.listTags(id))) ?? []);
  if (ownership?.owner !== owner || !ownership.formerParentId || !await isFoundNow(context, ownership)) return;
  if (ownerOf(await readTagsBeforeDestroying(context, id))?.owner === owner) await returnAccount(context, id, ownership);
}

/** Another stack that has taken over the target decides which attachments stay. */
async function leaveAttached(context: AttachmentsContext, targetId: string): Promise<void> {
  const list = context.verb === 'remove' ? await listOfNewOwner(context, targetId) : undefined;
  if (!list) return retainAttachments(context, targetId);
  await dropUnlisted(context, targetId, list);
  await (await AttachmentNotes.read(context, targetId)).forgetAll();
}

async function retainAttachments(context: AttachmentsContext, targetId: string): Promise<void> {
  const attached: PolicySummary[] = [];
  for (const type of typesOf(context.desired)) attached.push(...await listAttached(context, targetId, type));
  const fullAwsAccessDetached = context.desired.DetachFullAwsAccess === true && !attached.some(({ id }) => id === FULL_AWS_ACCESS);
  await noteRetainedAttachments(context, targetId, attached, fullAwsAccessDetached);
  if (context.verb === 'revert') return;
  await (await AttachmentNotes.read(context, targetId)).forgetAll();
}

async function attachListedIfThere(context: AttachmentsContext, targetId: string, listed: ListedPolicies, claim: Claim): Promise<void> {
  const { organizations, clock, desired, log } = context;
  const target = await agreeingReads(clock, () =>
    unlessMissing(NO_SUCH_TARGET, () => all(organizations.listTags(targetId))));
  if (!target) return log('gone', { targetId, reason: 'The target does not exist, so nothing is attached to it.' });
  await attachListed(context, targetId, listed, desired, { claim });
}

/** @returns the IDs of policies that no list contains, and that stay until the cleanup or the next Update */
async function attachListed(
  context: AttachmentsContext, targetId: string, list: ListedPolicies, before: Partial<ListedPolicies>,
  { deferred = [], claim, staying }: Leaving,
): Promise<readonly string[]> {
  const listed = await withPolicySets(context, list);
  const notes = await AttachmentNotes.readWhenVisible(context, targetId);
  const { previous, verb } = context;
  const types = typesOf(listed, before);
  // What the former template listed belongs to the stack, also if no note says so yet.
  const formerlyListed = claim === 'listed' ? idsIn(before) : [];
  const { present, leaving } = await settledReading(context, { targetId, types, notes, listed, before, claim });
  const shown = verb === 'revert' ? leaving : [];
  const [detached, unlisted]: string[][] = [[], []];
  // A target may have come back into the app without its allow-list: its Create keeps that.
  const hasAllowList = Boolean(before.DetachFullAwsAccess) || (claim === 'listed' && notes.hasDetachedFullAwsAccess);
  const endsAllowList = hasAllowList && !listed.DetachFullAwsAccess;
  // If this stack has not detached FullAWSAccess, it was detached before. An earlier attempt may have removed the note that said so.
  const restoresFullAwsAccess = endsAllowList && !notes.isFullAwsAccessDetachedByOthers
    && (claim === 'listed' || notes.hasDetachedFullAwsAccess);
  const shared = { targetId, notes, deferred, claim, formerlyListed, staying, before };
  for (const type of types) {
    const ids = listed.Policies[type] ?? [];
    const desired = [...new Set(type === SERVICE_CONTROL_POLICY && restoresFullAwsAccess ? [FULL_AWS_ACCESS, ...ids] : ids)];
    const allowList = type === SERVICE_CONTROL_POLICY && Boolean(listed.DetachFullAwsAccess);
    const mayLackFullAwsAccess = notes.lacksFullAwsAccess || notes.isFullAwsAccessDetachedByOthers;
    const restoresMissingFullAwsAccess = type === SERVICE_CONTROL_POLICY && ids.length > 0 && !allowList && !mayLackFullAwsAccess;
    const startsAllowList = allowList && !before.DetachFullAwsAccess && ids.length > 0;
    const left = await convergeType(context, {
      ...shared, type, present: present[type] ?? [], desired, allowList, startsAllowList, restoresMissingFullAwsAccess,
    });
    detached.push(...left.detached);
    unlisted.push(...left.unlisted);
  }
  // If a list that is behind did not show a policy, the next attempt still finds its note.
  const left: string[] = [];
  for (const id of shown.filter((each) => !detached.includes(each))) {
    if (await notes.mayDetach(id, claim)) left.push(id);
  }
  const dropped = verb === 'converge' ? [...formerlyListed, ...before.DetachFullAwsAccess ? [FULL_AWS_ACCESS_DETACHED] : []] : [];
  const claimed = staying === 'all' ? await claimsThatStay(context, notes, Object.values(present).flat(), idsIn(listed)) : [];
  const keepsLack = verb === 'converge' ? !endsAllowList : verb === 'revert' && context.isUpdate;
  const staysWithoutFullAwsAccess = (notes.lacksFullAwsAccess && keepsLack) || (staying === 'all' && notes.hasDetachedFullAwsAccess);
  const kept = [...idsIn(listed), ...deferred, ...unlisted, ...left, ...claimed];
  const endsWithOthers = (id: string) => (id === FULL_AWS_ACCESS_DETACHED ? endsAllowList && staying !== 'all' : !kept.includes(id));
  const formerlyAttached = Object.values(present).flat().map(({ id }) => id).filter((id) => idsIn(before).includes(id));
  const sharedWithOthers = (await notes.shared(claim, formerlyAttached)).filter(endsWithOthers);
  await notes.keepOnly(kept, listed.DetachFullAwsAccess || staysWithoutFullAwsAccess, dropped);
  await endShared(context, { targetId, types, notes, shared: sharedWithOthers });
  // A Create may still fail, and a rollback retains the attachments again.
  if (previous.TargetId !== undefined || verb === 'remove' || verb === 'release') await notes.forgetRetained();
  return unlisted;
}

/**
 * Claims on policies that a Create leaves out, since these go later. A policy that is gone needs none: its set has deleted a document since
 * the target was created with it.
 */
async function claimsThatStay(
  context: AttachmentsContext, notes: AttachmentNotes, attached: readonly PolicySummary[], listed: readonly string[],
): Promise<string[]> {
  const unlisted = [...notes.found, ...notes.ids].filter((id) => !listed.includes(id));
  const isIn = (policies: readonly PolicySummary[]) => (id: string) => policies.some((each) => each.id === id);
  const absent = unlisted.filter((id) => !isIn(attached)(id));
  return unlisted.filter(isIn([...attached, ...await existingPolicies(context, absent)]));
}

/** The listed types, and the protecting types, which may have attachments of this stack that no list contains. */
function typesOf(...lists: Partial<ListedPolicies>[]): PolicyTypeName[] {
  return POLICY_TYPE_NAMES.filter((type) => isAuthorizationPolicyType(type) || lists.some(({ Policies, PolicySets }) =>
    Policies?.[type] !== undefined || PolicySets?.[type] !== undefined));
}

/** The policies that may be detached. */
interface Leaving extends Partial<Pick<DeferredDetachments, 'deferred' | 'staying'>> {
  readonly claim: Claim;
}
