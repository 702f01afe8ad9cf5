/** The policies of one type on one target: which are attached, in which order, and which of the stack's own stay until the cleanup. */
import { FULL_AWS_ACCESS_VISIBLE_MS } from '../../consistency';
import { agreeingReads, LONG_READS, readsUntil } from '../agreeing-reads';
import { detach } from './attach-policy';
import { attachAndDetach } from './attachment-changes';
import type { ListedPolicies } from './attachments-of-resource';
import type { AttachmentNotes, Claim } from './claims/attachment-notes';
import { OtherListings } from './claims/other-listings';
import { type DeferredDetachments, denyingPolicies } from './deferred-detachments';
import { FULL_AWS_ACCESS, isFullAwsAccessDetached, listsServiceControlPolicies, showsFullAwsAccess } from './full-aws-access';
import {
  isAuthorizationPolicyType, type PolicyAttachmentsProperties, policyTypeLimits, type PolicyTypeName, readPolicyIds,
} from '../../../contract';
import type { PolicySummary } from '../../../organizations';
import { all } from '../lists';
import type { ReconcileContext } from '../reconcile-context';

type AttachmentsContext = ReconcileContext<PolicyAttachmentsProperties>;

/** The policies of one type that a target has to have, and those that may leave. */
export interface DesiredOfType {
  readonly targetId: string;
  readonly type: PolicyTypeName;
  readonly desired: readonly string[];
  /** The attached policies, according to a list of the same call. */
  readonly present: readonly PolicySummary[];
  /** Whether FullAWSAccess has to be detached. */
  readonly allowList: boolean;
  /** Whether it has to be detached from now on. AWS has attached it to a new target, where it may not be visible yet. */
  readonly startsAllowList: boolean;
  /** Whether FullAWSAccess has to be attached again if it is missing. */
  readonly restoresMissingFullAwsAccess: boolean;
  readonly notes: AttachmentNotes;
  /** Policies that stay until the cleanup. */
  readonly deferred: readonly string[];
  readonly staying?: DeferredDetachments['staying'];
  /** The former list. */
  readonly before: Partial<ListedPolicies>;
  readonly claim: Claim;
  readonly formerlyListed: readonly string[];
}

/** IDs of policies of the stack that it no longer lists. */
export interface LeftOut {
  /** Those that are detached, or deferred. */
  readonly detached: readonly string[];
  /** Those that no former list contains either, and that stay. */
  readonly unlisted: readonly string[];
}

/** Attaches the listed policies of one type, and detaches those of the stack that it no longer lists. */
export async function convergeType(context: AttachmentsContext, desiredOfType: DesiredOfType): Promise<LeftOut> {
  const { targetId, type, desired: listed, present: before, notes, deferred } = desiredOfType;
  const { startsAllowList, restoresMissingFullAwsAccess } = desiredOfType;
  const byDefault = policyTypeLimits(type).attachedByDefault;
  const read = () => listAttached(context, targetId, type);
  const { attached, toDetach: decided } = await observe(context, desiredOfType);
  if (restoresMissingFullAwsAccess) await noteMissingFullAwsAccess(context, desiredOfType, [...before, ...attached]);
  const attachesFullAwsAccess = restoresMissingFullAwsAccess
    && await isFullAwsAccessDetached(context, attached, (id) => notes.isCreatedByStack(id));
  const desired = attachesFullAwsAccess ? [FULL_AWS_ACCESS, ...listed] : listed;
  const present = await presentPolicies(context, desiredOfType, attached.map(({ id }) => id));
  const hasWaited = await notes.settle(desired.filter((id) => present.has(id)));
  const isShared = await notes.add(desired.filter((id) => id !== byDefault), present);
  if (decided.includes(FULL_AWS_ACCESS)) await notes.noteDetachedFullAwsAccess();
  // Another stack that ends its allow-list has to see this one.
  const sharesAllowList = startsAllowList && notes.isFullAwsAccessDetachedByOthers && !notes.hasDetachedFullAwsAccess;
  if (sharesAllowList) await notes.noteFoundFullAwsAccessDetached();
  // Another stack does not see these claims yet, and may be about to detach the policies or to attach FullAWSAccess.
  let unseen: readonly string[] = [];
  const isChanged = (now: readonly PolicySummary[]) => now.some(({ id }) => id === FULL_AWS_ACCESS && sharesAllowList)
    || desired.some((id) => (present.has(id) || unseen.includes(id)) && now.every((each) => each.id !== id));
  const mostReads = isShared || sharesAllowList ? LONG_READS : 1;
  const isOld = hasWaited || mostReads > 1;
  const now = isOld ? await readsUntil(context.clock, read, isChanged, mostReads) : attached;
  if (mostReads > 1 && !isChanged(now)) await notes.writeAgainIfLost();
  const toDetach = isOld ? await decideAgain(desiredOfType, decided) : decided;
  const unlisted = await unlistedThatStay(context, desiredOfType, toDetach);
  const staying = [...await notes.withDocuments(deferred, toDetach), ...unlisted];
  unseen = await attachAndDetach(context, { targetId, type, attached: now, desired, toDetach, deferred: staying });
  const isAttachedBefore = (id: string) => unseen.includes(id) || now.some((each) => each.id === id);
  if (await notes.correctShared(unseen, desired.filter((id) => !isAttachedBefore(id)))) {
    const later = await readsUntil(context.clock, read, isChanged, LONG_READS);
    await attachAndDetach(context, { targetId, type, attached: later, desired, toDetach: [] });
  }
  const leftOut = { detached: toDetach, unlisted };
  if (!startsAllowList || toDetach.includes(FULL_AWS_ACCESS)) return leftOut;
  // By then FullAWSAccess is visible if it is attached. If detaching it again is no error, each attempt would count as a change forever.
  const isShownByNow = context.clock.now() - context.startedAt > FULL_AWS_ACCESS_VISIBLE_MS;
  const isDoubtful = isShownByNow || !notes.hasDetachedFullAwsAccess;
  if (isDoubtful && !await showsFullAwsAccess(context, async () => [...before, ...await read()])) {
    await notes.noteFoundFullAwsAccessDetached();
    return leftOut;
  }
  await notes.noteDetachedFullAwsAccess();
  // No list may show it yet.
  await detach(context, { targetId, policyId: FULL_AWS_ACCESS, type });
  return { ...leftOut, detached: [...toDetach, FULL_AWS_ACCESS] };
}

/** Those among the policies to be detached that no other stack has claimed since this was decided. */
async function decideAgain({ notes, claim, type }: DesiredOfType, toDetach: readonly string[]): Promise<readonly string[]> {
  if (toDetach.length === 0) return [];
  await notes.readAgain();
  const still: string[] = [];
  for (const id of toDetach) {
    if (id === policyTypeLimits(type).attachedByDefault || await notes.mayDetach(id, claim)) still.push(id);
  }
  return still;
}

/** The policies that are attached, and those that have to be detached. Several readings have to agree on the latter. */
async function observe(context: AttachmentsContext, desiredOfType: DesiredOfType) {
  const { targetId, type, desired, present, allowList, notes, claim, formerlyListed } = desiredOfType;
  const listing = new OtherListings(context, targetId);
  const byDefault = policyTypeLimits(type).attachedByDefault;
  const observeIn = async (attached: readonly PolicySummary[]) => {
    const leaving = attached.map(({ id }) => id).filter((id) => !desired.includes(id));
    await notes.claimListed(leaving.filter((id) => id !== byDefault && formerlyListed.includes(id)));
    const toDetach: string[] = [];
    for (const id of leaving) {
      if (id === byDefault ? allowList : await notes.mayDetach(id, claim) && !await listing.has(id)) toDetach.push(id);
    }
    return { attached, toDetach };
  };
  // A Delete ends with its first attempt that finds nothing to do.
  const isDelete = context.verb === 'remove' || context.verb === 'release';
  const seen = isDelete ? undefined : await observeIn(present);
  if (seen?.toDetach.length === 0) return seen;
  return agreeingReads(context.clock, async () => {
    const attached = await listAttached(context, targetId, type);
    await notes.readAgain();
    return observeIn(attached);
  });
}

/**
 * Policies that neither list contains: a Create detaches none of them. An Update leaves those that deny to the cleanup, and so does its
 * rollback to a later deployment.
 */
async function unlistedThatStay(
  context: AttachmentsContext, { staying, type, before: { Policies = {}, PolicySets = {} }, deferred, notes }: DesiredOfType,
  toDetach: readonly string[],
): Promise<readonly string[]> {
  const ids = toDetach.filter((id) => id !== policyTypeLimits(type).attachedByDefault);
  if (staying === 'all') return ids;
  if (staying !== 'denying' || !isAuthorizationPolicyType(type)) return [];
  const listed = [...Policies[type] ?? [], ...(PolicySets[type] ?? []).flatMap(readPolicyIds), ...deferred];
  const known = await notes.withDocuments(listed, ids);
  return denyingPolicies(context, ids.filter((id) => !known.includes(id)));
}

/**
 * With the first service control policies that the app lists, notes that an existing target lacks FullAWSAccess, so that no later Update
 * takes this for a step of the stack.
 */
async function noteMissingFullAwsAccess(
  context: AttachmentsContext, { targetId, type, notes }: DesiredOfType, attached: readonly PolicySummary[],
): Promise<void> {
  const isFirst = context.verb === 'converge' && !listsServiceControlPolicies(context.previous) && !notes.isOnCreatedTarget;
  if (!isFirst || notes.hasDetachedFullAwsAccess || attached.some(({ id }) => id === FULL_AWS_ACCESS)) return;
  if (!await showsFullAwsAccess(context, () => listAttached(context, targetId, type))) await notes.noteFoundFullAwsAccessDetached();
}

/** IDs of the attached policies. A policy that another stack created counts as missing only if several readings agree. */
async function presentPolicies(
  context: AttachmentsContext, { targetId, type, desired, notes }: DesiredOfType, attached: readonly string[],
): Promise<ReadonlySet<string>> {
  const uncertain = await notes.createdByOthers(desired.filter((id) => !attached.includes(id)));
  if (uncertain.length === 0) return new Set(attached);
  const read = async () => (await listAttached(context, targetId, type)).map(({ id }) => id);
  return new Set([...attached, ...await readsUntil(context.clock, read, (ids) => uncertain.every((id) => ids.includes(id)))]);
}

export function listAttached({ organizations }: ReconcileContext, targetId: string, type: PolicyTypeName): Promise<PolicySummary[]> {
  return all(organizations.listPoliciesForTarget(targetId, type));
}
