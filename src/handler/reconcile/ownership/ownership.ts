import { ID_PATTERNS, isOtherRegion, OWNER_TAG_KEY, type Ownership, ownerTagValue, parseOwnerTagValue, type Tag } from '../../../contract';
import { CLOCKS_DIFFER_MS, TAGS_VISIBLE_MS } from '../../consistency';
import { agreeingReads, MANY_READS, readsUntil } from '../agreeing-reads';
import { TerminalError, RequeueError } from '../errors';
import { formerTags, formerTagsOfUpdate } from './former-tags';
import { all } from '../lists';
import { checkNoOtherOwner } from './other-owners';
import { NO_SUCH_PARENT, unlessMissing } from '../missing';
import type { ReconcileContext } from '../reconcile-context';

export interface ResolvedOwnership {
  /** The present tags of the object. */
  readonly tags: readonly Tag[];
  /** The owner tag that the object has to carry; at its adoption also the tags that keep the values of foreign tags. */
  readonly ownershipTags: readonly Tag[];
}

interface Place {
  readonly find: () => Promise<string>;
  readonly since: number;
}

export function ownerTag(ownership: Ownership): Tag {
  return { Key: OWNER_TAG_KEY, Value: ownerTagValue(ownership) };
}

export function newOwnerTag(owner: string): Tag {
  return ownerTag({ owner, adopted: false });
}

export function ownerOf(tags: readonly Tag[]) {
  const value = tags.find(({ Key }) => Key === OWNER_TAG_KEY)?.Value;
  return value === undefined ? undefined : parseOwnerTagValue(value);
}

export function isOwnedBy(owner: string, tags: readonly Tag[]): boolean {
  return ownerOf(tags)?.owner === owner;
}

/**
 * Whether this deployment, and not an earlier one, found an account where the owner tag says. Others can write the tag too: a time in the
 * future was never noted by this stack.
 */
export async function isFoundNow(context: ReconcileContext, ownership: Ownership): Promise<boolean> {
  return isFoundSince(context, ownership, await context.stack.deploymentBeganAt());
}

/**
 * Whether a Create may note another former parent: not if a creation that failed in this chain of deployments has noted one, because the
 * Delete for that creation has to find it.
 */
export async function mayNoteFormerParent(context: ReconcileContext, ownership: Ownership): Promise<boolean> {
  if (ownership.notedAt === undefined) return true;
  return !await isFoundNow(context, ownership) && !await isFoundSince(context, ownership, await context.stack.failuresBeganAt());
}

async function isFoundSince({ clock, log }: ReconcileContext, { notedAt }: Ownership, beganAt: number): Promise<boolean> {
  if (notedAt === undefined || notedAt < beganAt) return false;
  const isPossible = notedAt <= Math.max(clock.now(), beganAt) + CLOCKS_DIFFER_MS;
  if (!isPossible) log('ignored note', { reason: `The owner tag says where an account was found at ${notedAt}, which is in the future.`, warning: true });
  return isPossible;
}

/** Whether the parent that an owner tag names exists and can contain accounts. */
export async function isExistingParent({ organizations }: ReconcileContext, id: string): Promise<boolean> {
  if (ID_PATTERNS.root.test(id)) return (await all(organizations.listRoots())).some((root) => root.id === id);
  if (!ID_PATTERNS.organizationalUnit.test(id)) return false;
  return await unlessMissing(NO_SUCH_PARENT, () => organizations.describeOrganizationalUnit(id)) !== undefined;
}

/** Reads the tags, and again before an object counts as another owner's: tags of a new object may become visible later than the object. */
export async function readOwnedTags({ organizations, clock, owner }: ReconcileContext, id: string): Promise<readonly Tag[]> {
  const read = () => all(organizations.listTags(id));
  const tags = await read();
  return isOwnedBy(owner, tags) ? tags : agreeingReads(clock, read);
}

/**
 * Reads the tags of an object that is about to be destroyed or released. Another stack may have just taken it over, and one endpoint that
 * shows that is right. An endpoint that shows no owner is behind, unless the last of several readings and the one after it agree.
 */
export async function readTagsBeforeDestroying({ organizations, clock, owner }: ReconcileContext, id: string): Promise<readonly Tag[]> {
  const read = () => all(organizations.listTags(id));
  const last = await readsUntil(clock, read, (tags) => (ownerOf(tags)?.owner ?? owner) !== owner);
  return ownerOf(last) === undefined ? agreeingReads(clock, read) : last;
}

/**
 * Decides, before the first write, whether an existing object may be changed. `what` names it, such as `The account "log-archive"`; `place`
 * is for accounts, which would be moved: the present parent, and since when the account is in the organization.
 */
export async function resolveOwnership(
  context: ReconcileContext & { desired: { Adopt?: boolean; Tags?: Tag[]; ParentId?: string }; previous: { Tags?: Tag[] } },
  id: string,
  what: string,
  place?: Place,
): Promise<ResolvedOwnership> {
  const { owner, desired, previous, isUpdate, log, clock, startedAt } = context;
  await checkNoOtherOwner(context, id, what);
  // If a stale reading hides that this Create has adopted it a moment ago, adopting it again from the same parent writes the same.
  let tags = desired.Adopt && place && !isUpdate ? await all(context.organizations.listTags(id)) : await readOwnedTags(context, id);
  let current = ownerOf(tags);
  const formerParentId = desired.Adopt && current?.owner !== owner ? await place?.find() : undefined;
  // It is already at its desired parent. A crashed call may have moved it, while the tags that record this are not visible yet.
  if (formerParentId !== undefined && formerParentId === desired.ParentId) {
    tags = await agreeingReads(clock, () => all(context.organizations.listTags(id)), MANY_READS);
    current = ownerOf(tags);
  }
  if (current?.owner === owner) {
    const former = formerTagsOfUpdate(context, what, tags, desired.Tags ?? [], isUpdate ? previous.Tags ?? [] : undefined);
    return { tags, ownershipTags: [ownerTag(await withFormerParent(context, current, place)), ...former] };
  }
  // A new account without an owner may be ours: the tags of its request may become visible later than the account.
  const mayBeOurs = !current && place !== undefined && clock.now() - place.since < TAGS_VISIBLE_MS;
  if (desired.Adopt && !mayBeOurs) {
    const adopted = { owner, adopted: true };
    const mark = ownerTag(formerParentId === undefined ? adopted : await noted(context, adopted, formerParentId));
    const former = formerTags(what, tags, [...desired.Tags ?? [], mark]);
    log('adopted', { id, formerOwner: current?.owner });
    return { tags, ownershipTags: [mark, ...former] };
  }
  if (clock.now() - Math.max(startedAt, place?.since ?? 0) < TAGS_VISIBLE_MS) throw new RequeueError(`the owner of ${id} is certain`);
  const whose = current ? `belongs to the stack ${current.owner}` : 'was not created by this library';
  const advice = current && isOtherRegion(current.owner, owner)
    ? 'An organization is managed from one Region: deploy the stack there. To manage it from this Region from now on, set adopt: true on the constructs.'
    : 'Set adopt: true on the construct to take it over, or choose another name.';
  throw new TerminalError(`${what} exists (${id}) and ${whose}, so the stack ${owner} leaves it alone.`, advice);
}

/** Records the former parent of an account that this stack already owns and that comes (back) into the app, for a rollback. */
async function withFormerParent(context: Parameters<typeof resolveOwnership>[0], ownership: Ownership, place?: Place): Promise<Ownership> {
  const { desired, physicalId, stack } = context;
  if (!place || physicalId || place.since >= await stack.deploymentBeganAt()) return ownership;
  if (!await mayNoteFormerParent(context, ownership)) return ownership;
  const formerParentId = await place.find();
  return formerParentId === desired.ParentId ? ownership : noted(context, { ...ownership, found: true }, formerParentId);
}

/** Clocks differ: an event of this deployment is never earlier than its beginning. */
export async function noted({ startedAt, stack }: ReconcileContext, ownership: Ownership, formerParentId: string): Promise<Ownership> {
  return { ...ownership, formerParentId, notedAt: Math.max(startedAt, await stack.deploymentBeganAt()) };
}
