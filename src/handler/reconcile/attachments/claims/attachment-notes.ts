/**
 * Notes on a target the claims of this stack on attachments, each written before the step that it explains.
 *
 * An attachment has neither an owner nor a time. A policy that this stack created is attached by this stack. For any other policy, such as
 * one that it adopted or knows only by ID, the note shows who attached it: the stack (`made`), or somebody before the stack listed it
 * (`found`). A later list without the policy drops both. When the stack releases the target, it detaches only what it made. An attachment
 * that the app never listed has no claim, and is never detached. While another stack has a claim, the attachment stays: the last of them
 * detaches the policy.
 *
 * Anyone who may tag the target can write these tags. They count only for policies that CloudFormation knows (`policies-of-stack.ts`).
 */
import { claimsIn, NO_CLAIMS, readNotes, union, valueOf, writeNote } from './note-tags';
import { NotesOfCreators } from './notes-of-creators';
import { PoliciesOfStack } from './policies-of-stack';
import { MANAGED_POLICIES, PolicyOwners } from './policy-owners';
import {
  type AttachmentClaims, attachedTagKey, claimEntries, FULL_AWS_ACCESS_DETACHED, isClaimed, isPolicyListEntry,
  parseAttachmentClaims, parsePolicyList, policiesThatFit, policyListValue, retainedAttachmentsTagKey, type Tag,
} from '../../../../contract';
import { NOTE_VISIBLE_MS, STABILIZATION_MS } from '../../../consistency';
import { agreeingReads, MANY_READS, readsUntil } from '../../agreeing-reads';
import { all } from '../../lists';
import { ownerOf } from '../../ownership/ownership';
import type { ReconcileContext } from '../../reconcile-context';

/** Which attachments an event may end: those that the stack made, or all on which it has a claim. */
export type Claim = 'made' | 'listed';

export class AttachmentNotes {
  static async read(context: ReconcileContext, targetId: string): Promise<AttachmentNotes> {
    return new AttachmentNotes(context, targetId, await all(context.organizations.listTags(targetId)));
  }

  /** The same seconds after another event of the resource has written the note, which this one is about to write again. */
  static async readForCertain(context: ReconcileContext, targetId: string): Promise<AttachmentNotes> {
    const tags = await agreeingReads(context.clock, () => all(context.organizations.listTags(targetId)), MANY_READS);
    return new AttachmentNotes(context, targetId, tags);
  }

  /** The same in a rollback, whose failed deployment may have changed the note a moment ago: waits until that is visible. */
  static async readWhenVisible(context: ReconcileContext, targetId: string): Promise<AttachmentNotes> {
    const { verb, clock, startedAt } = context;
    if (verb === 'revert') await clock.sleep(Math.max(0, startedAt + NOTE_VISIBLE_MS - clock.now()));
    return AttachmentNotes.read(context, targetId);
  }

  private readonly owners: PolicyOwners;
  private readonly policies: PoliciesOfStack;
  private readonly key: string;
  /** The claims of other stacks, by the key of their tags. */
  private others = new Map<string, AttachmentClaims>();
  private readonly creators: NotesOfCreators;
  /** Policies that this call has noted. */
  private readonly added = new Set<string>();
  /** Policies whose notes have been waited for. */
  private readonly settled = new Set<string>();
  private formerlyListed?: readonly string[];
  private claims: AttachmentClaims;
  /** The value of the stack's note, as far as it is known. */
  private written = '';
  private retainedOnDelete: readonly string[];

  /** Whether a stack created the target. It had FullAWSAccess then. */
  readonly isOnCreatedTarget: boolean;

  private constructor(private readonly context: ReconcileContext, private readonly targetId: string, tags: readonly Tag[]) {
    this.isOnCreatedTarget = ownerOf(tags)?.adopted === false;
    this.owners = new PolicyOwners(context);
    this.creators = new NotesOfCreators(context, targetId);
    this.policies = new PoliciesOfStack(context, (id) => this.owners.tagsOf(id));
    this.key = attachedTagKey(context.owner);
    this.retainedOnDelete = parsePolicyList(tags.find(({ Key }) => Key === this.retainedKey)?.Value).filter(isPolicyListEntry);
    this.claims = this.takeOver(tags);
  }

  /** Whether an attached policy may be detached. */
  async mayDetach(policyId: string, claim: Claim): Promise<boolean> {
    return !this.isClaimedByOthers(policyId) && await this.isOurs(policyId, claim) && this.policies.isKnown(policyId);
  }

  private async isOurs(policyId: string, claim: Claim): Promise<boolean> {
    const isFound = claim === 'listed' && this.claims.found.includes(policyId);
    return isFound || this.claims.made.includes(policyId) || this.owners.isCreatedByStack(policyId);
  }

  /** Whether this stack created a policy, and did not adopt it. */
  async isCreatedByStack(policyId: string): Promise<boolean> {
    return await this.owners.isCreatedByStack(policyId) && this.policies.hasResourceOf(policyId);
  }

  /** Whether a policy of this stack is a document of a set whose first document is among `firstIds`. */
  async isPartOf(policyId: string, firstIds: readonly string[]): Promise<boolean> {
    return await this.owners.isCreatedByStack(policyId) && this.policies.isDocumentOf(policyId, new Set(firstIds));
  }

  /** Adds the policies among `policyIds` that are documents of a listed set. The set may have created them since the list was written. */
  async withDocuments(listed: readonly string[], policyIds: readonly string[]): Promise<readonly string[]> {
    const documents: string[] = [];
    for (const id of policyIds) if (!listed.includes(id) && await this.isPartOf(id, listed)) documents.push(id);
    return [...listed, ...documents];
  }

  /** Policies that another stack created and that this stack has not noted: that stack may have attached them a moment ago. */
  async createdByOthers(policyIds: readonly string[]): Promise<readonly string[]> {
    const created: string[] = [];
    for (const id of policyIds.filter((each) => !this.claims.made.includes(each))) {
      if (await this.owners.otherCreatorOf(id) !== undefined) created.push(id);
    }
    return created;
  }

  /** Notes policies that the previous template listed and that nobody claims: they were attached before notes told of such policies. */
  async claimListed(policyIds: readonly string[]): Promise<void> {
    await this.settle(policyIds);
    const unclaimed: string[] = [];
    for (const id of policyIds.filter((each) => !this.isClaimed(each) && !this.isClaimedByOthers(each))) {
      if (!await this.owners.isCreated(id)) unclaimed.push(id);
    }
    await this.write({ ...this.claims, found: [...this.claims.found, ...unclaimed] });
  }

  /**
   * Before missing policies are attached: notes those that are attached, and those that this stack is about to attach and has not created.
   * @returns whether another stack has a claim on one of them too, and may be about to detach it
   */
  async add(listed: readonly string[], present: ReadonlySet<string>): Promise<boolean> {
    const needed = listed.filter((id) => !this.isOnlyRetained(id));
    const [made, found]: string[][] = [[], []];
    for (const id of needed.filter((each) => !this.isClaimed(each))) {
      const claim = present.has(id) ? await this.claimOnPresent(id) : await this.claimOnMissing(id);
      if (claim === 'found') found.push(id);
      else if (claim === 'made') made.push(id);
      this.added.add(id);
    }
    // The creator of a policy may have had no claim until now.
    const isShared = listed.some((id) => !this.isClaimed(id) && this.isClaimedByOthers(id));
    await this.write({ ...this.claims, made: [...this.claims.made, ...made], found: [...this.claims.found, ...found] });
    return isShared;
  }

  /**
   * Reads all claims again, after a list of attachments: another stack writes its claim, and the one that the creator of a policy lacks,
   * before it looks for the attachment. A claim that this reading does not show counts on.
   */
  async readAgain(): Promise<void> {
    const notes = await readNotes(this.context, this.targetId);
    const merged = union(this.claims, notes.get(this.key) ?? NO_CLAIMS);
    notes.delete(this.key);
    for (const [key, claims] of notes) this.others.set(key, union(this.others.get(key) ?? NO_CLAIMS, claims));
    if (valueOf(merged) === valueOf(this.claims)) return;
    this.claims = merged;
    this.written = valueOf(merged);
  }

  /** Some time after a claim on a shared policy was written: another stack may have written the same note in the same second. */
  async writeAgainIfLost(): Promise<void> {
    const own = (await readNotes(this.context, this.targetId)).get(this.key) ?? NO_CLAIMS;
    this.written = valueOf(own);
    await this.write(union(this.claims, own));
  }

  /**
   * After policies were attached.
   * @param unseen those that were attached before, although no list showed them: the claims of others may have been invisible too
   * @param missing those that were not
   * @returns whether this stack shares one of them from now on, so that another stack does not see that yet
   */
  async correctShared(unseen: readonly string[], missing: readonly string[]): Promise<boolean> {
    await this.creators.remove(missing);
    // An earlier call of this stack may have attached what it has noted.
    const sharedNow: string[] = [];
    for (const id of unseen.filter((each) => this.added.has(each) && !this.isClaimedByOthers(each))) {
      const creator = await this.owners.otherCreatorOf(id);
      if (creator !== undefined && await this.share(id, creator)) sharedNow.push(id);
    }
    if (sharedNow.length > 0) await this.creators.removeIfAnswered(sharedNow);
    const unclaimed = unseen.filter((id) => !this.isClaimed(id));
    if (unclaimed.length === 0) return false;
    await this.context.clock.sleep(STABILIZATION_MS);
    await this.readAgain();
    const shared = unclaimed.filter((id) => !this.isClaimed(id) && this.isClaimedByOthers(id));
    await this.write({ ...this.claims, made: [...this.claims.made, ...shared] });
    return shared.length > 0;
  }

  /** Policies of the note, and policies that this stack created, which it may detach as soon as no other stack has a claim on them. */
  async shared(claim: Claim, attached: readonly string[]): Promise<string[]> {
    const shared: string[] = [];
    for (const id of new Set([...this.claims.made, ...claim === 'listed' ? this.claims.found : [], ...attached])) {
      if (this.isClaimedByOthers(id) && await this.isOurs(id, claim)) shared.push(id);
    }
    return shared;
  }

  /** IDs of all policies that the app listed and that somebody else attached. */
  get found(): readonly string[] {
    return this.claims.found.filter((id) => id !== FULL_AWS_ACCESS_DETACHED);
  }

  /** IDs of all policies that the stack attached, whether or not they are policies of the stack. */
  get ids(): readonly string[] {
    return this.claims.made.filter((id) => id !== FULL_AWS_ACCESS_DETACHED);
  }

  /** Policies that the stack manages or the event names. All have to exist. */
  async known(policyIds: readonly string[]): Promise<readonly string[]> {
    const known: string[] = [];
    for (const id of policyIds) if (await this.policies.isKnown(id)) known.push(id);
    return known;
  }

  /** Before policies are attached for another resource, which follows later or never: notes policies of this stack too. */
  async addAll(policyIds: readonly string[]): Promise<void> {
    await this.write({ ...this.claims, made: [...new Set([...this.claims.made, ...policyIds])] });
  }

  /**
   * At the end: removes policies from the note that the app does not list.
   * @param dropped those of them that a rollback would attach again
   */
  async keepOnly(policyIds: readonly string[], fullAwsAccessDetached = false, dropped: readonly string[] = []): Promise<void> {
    const isWanted = (id: string) => (id === FULL_AWS_ACCESS_DETACHED ? fullAwsAccessDetached : policyIds.includes(id));
    const stays = (id: string) => isWanted(id) && !this.isOnlyRetained(id);
    const { made, found, dropped: before } = this.claims;
    await this.write({
      made: made.filter(stays),
      found: found.filter(stays),
      dropped: [...new Set([...before, ...found])].filter((id) => !stays(id) && dropped.includes(id)),
    });
  }

  /** After policies were detached, or are no longer listed: removes them from the note. */
  async forget(policyIds: readonly string[]): Promise<void> {
    const rest = (ids: readonly string[]) => ids.filter((id) => !policyIds.includes(id));
    await this.write({ made: rest(this.claims.made), found: rest(this.claims.found), dropped: rest(this.claims.dropped) });
  }

  /** When the target leaves the app and the attachments stay: another stack may take it over. The note about retained policies remains. */
  async forgetAll(): Promise<void> {
    await this.write(NO_CLAIMS);
  }

  /** Whether FullAWSAccess was detached before the app had attachments of the target. */
  get lacksFullAwsAccess(): boolean {
    return this.claims.found.includes(FULL_AWS_ACCESS_DETACHED);
  }

  /** Whether another stack wants FullAWSAccess detached. */
  get isFullAwsAccessDetachedByOthers(): boolean {
    return this.isClaimedByOthers(FULL_AWS_ACCESS_DETACHED);
  }

  /** Whether FullAWSAccess was detached by this stack. */
  get hasDetachedFullAwsAccess(): boolean {
    return this.claims.made.includes(FULL_AWS_ACCESS_DETACHED);
  }

  /** To be called before FullAWSAccess is detached. Where it was detached before the app said so, it counts as found for good. */
  async noteDetachedFullAwsAccess(): Promise<void> {
    if (this.lacksFullAwsAccess) return;
    const isRestored = this.context.verb === 'revert' && this.claims.dropped.includes(FULL_AWS_ACCESS_DETACHED);
    await (isRestored ? this.noteFoundFullAwsAccessDetached() : this.addAll([FULL_AWS_ACCESS_DETACHED]));
  }

  /** To be called where FullAWSAccess is detached already, whether the app wants that or says nothing about it. */
  async noteFoundFullAwsAccessDetached(): Promise<void> {
    if (this.isClaimed(FULL_AWS_ACCESS_DETACHED)) return;
    // As with a policy that another stack has attached: the last of both attaches FullAWSAccess again.
    const claim = this.isMadeByOthers(FULL_AWS_ACCESS_DETACHED) ? 'made' : 'found';
    await this.write({ ...this.claims, [claim]: [...this.claims[claim], FULL_AWS_ACCESS_DETACHED] });
  }

  /** Notes policies that stay attached after their removal from the app, so that a failed deployment does not detach them. */
  async noteRetained(attached: readonly string[], fullAwsAccessDetached: boolean): Promise<void> {
    const ours: string[] = [];
    // An earlier call of the event may have moved the claims into the note already.
    for (const id of attached) {
      if (this.retainedOnDelete.includes(id) || await this.mayDetach(id, 'made')) ours.push(id);
    }
    const detachedByStack = this.hasDetachedFullAwsAccess || this.retainedOnDelete.includes(FULL_AWS_ACCESS_DETACHED);
    await this.writeRetained([...ours, ...(fullAwsAccessDetached && detachedByStack ? [FULL_AWS_ACCESS_DETACHED] : [])]);
  }

  /** Removes the note about retained policies once other attachments have replaced them. */
  async forgetRetained(): Promise<void> {
    await this.writeRetained([]);
  }

  /** The policies that were attached when the attachments were removed from the app, and whether FullAWSAccess was detached then. */
  async retained(): Promise<{ readonly ids: readonly string[]; readonly fullAwsAccessDetached: boolean }> {
    const ids = await this.known(this.retainedOnDelete.filter((id) => id !== FULL_AWS_ACCESS_DETACHED));
    return { ids, fullAwsAccessDetached: this.retainedOnDelete.includes(FULL_AWS_ACCESS_DETACHED) };
  }

  /** A target that comes back into the app brings along what the stack had attached to it. */
  private takeOver(tags: readonly Tag[]): AttachmentClaims {
    this.others = claimsIn(tags);
    const claims = this.others.get(this.key) ?? NO_CLAIMS;
    this.others.delete(this.key);
    this.written = valueOf(claims);
    if (this.context.verb !== 'converge' || this.context.isUpdate) return claims;
    return { ...claims, made: [...claims.made, ...this.retainedOnDelete.filter((id) => !isClaimed(claims, id))] };
  }

  /** Whether a rollback undoes the return of the target into the app: then only the note about retained policies tells of a policy. */
  private isOnlyRetained(id: string): boolean {
    return this.context.verb === 'revert' && !this.context.isUpdate && this.retainedOnDelete.includes(id);
  }

  private isClaimed(id: string): boolean {
    return isClaimed(this.claims, id);
  }

  /**
   * To be called before attached policies count as attached by others, and if possible before the first change: reads again where this
   * stack has no claim on them. Another call of the event, or the move of the target, may have attached them a moment ago: then the note is
   * there, and may become visible late. A Create often finds policies of others, so it waits and reads once.
   * @param formerlyListed policies that this stack needs no claim for if it created them
   * @returns whether seconds have passed, so that attachments may have changed
   */
  async settle(policyIds: readonly string[], formerlyListed?: readonly string[]): Promise<boolean> {
    this.formerlyListed ??= formerlyListed;
    const doubtful: string[] = [];
    const isUnclaimed = (id: string) => !MANAGED_POLICIES.includes(id) && !this.isClaimed(id) && !this.isOnlyRetained(id);
    for (const id of policyIds.filter((each) => !this.settled.has(each) && isUnclaimed(each))) {
      this.settled.add(id);
      const isExempt = this.formerlyListed?.includes(id) ?? true;
      if (!isExempt || !await this.owners.isCreatedByStack(id)) doubtful.push(id);
    }
    if (doubtful.length === 0) return false;
    const { clock, verb, isUpdate } = this.context;
    const isCreate = verb === 'converge' && !isUpdate;
    if (isCreate) await clock.sleep(STABILIZATION_MS);
    const isSettled = () => doubtful.every((id) => this.isClaimed(id));
    await readsUntil(clock, () => this.readAgain(), isSettled, isCreate ? 1 : MANY_READS);
    return true;
  }

  private isClaimedByOthers(policyId: string): boolean {
    return [...this.others.values()].some((claims) => isClaimed(claims, policyId));
  }

  private isMadeByOthers(policyId: string): boolean {
    return [...this.others.values()].some(({ made }) => made.includes(policyId));
  }

  private get retainedKey(): string {
    return retainedAttachmentsTagKey(this.context.owner);
  }

  /**
   * A policy that this stack created needs no claim, unless another stack has one: a person detached the policy, and that stack is not to
   * detach it alone. A rollback attaches what its deployment has dropped.
   */
  private async claimOnMissing(policyId: string): Promise<keyof AttachmentClaims | undefined> {
    if (this.context.verb === 'revert' && this.claims.dropped.includes(policyId)) return 'found';
    if (this.isClaimedByOthers(policyId)) return 'made';
    return await this.owners.isCreatedByStack(policyId) ? undefined : 'made';
  }

  /** If another stack has attached a policy, the last of both detaches it. */
  private async claimOnPresent(policyId: string): Promise<keyof AttachmentClaims | undefined> {
    if (this.isMadeByOthers(policyId)) return 'made';
    if (this.isClaimedByOthers(policyId)) return 'found';
    const creator = await this.owners.otherCreatorOf(policyId);
    if (creator !== undefined) return await this.share(policyId, creator) ? 'made' : undefined;
    return await this.owners.isCreatedByStack(policyId) ? undefined : 'found';
  }

  /** Without room in the creator's note, this stack does not note the policy either, and never detaches it. */
  private async share(policyId: string, creator: string): Promise<boolean> {
    const written = await this.creators.add(policyId, creator);
    if (written) this.others.set(...written);
    return written !== undefined;
  }

  private async write(claims: AttachmentClaims): Promise<void> {
    const fitting = this.fitting(this.key, claimEntries(claims));
    const next = parseAttachmentClaims(policyListValue(fitting));
    if (valueOf(next) === this.written) return;
    await writeNote(this.context, this.targetId, this.key, fitting);
    this.claims = next;
    this.written = valueOf(next);
  }

  private async writeRetained(policyIds: readonly string[]): Promise<void> {
    const sorted = [...policyIds].sort();
    if (sorted.join() === this.retainedOnDelete.join()) return;
    await writeNote(this.context, this.targetId, this.retainedKey, this.fitting(this.retainedKey, sorted));
    this.retainedOnDelete = sorted;
  }

  /** Policies that do not fit into the note count as attached by others. */
  private fitting(key: string, entries: readonly string[]): readonly string[] {
    const fitting = policiesThatFit(entries);
    const left = entries.filter((entry) => !fitting.includes(entry));
    if (left.length > 0) this.context.log('no room in note', { targetId: this.targetId, key, ids: left, warning: true });
    return fitting;
  }
}
