/**
 * Notes on a target which policies this stack attached to it, written before the stack attaches them.
 *
 * An attachment has neither an owner nor a time. A policy that this stack created is attached by this stack. For any other policy, such as
 * one that it adopted or knows only by ID, only the note shows who attached it. A policy that was attached before the app listed it has no
 * note, and is never detached. Stacks that list the same policy for the same target each write a note; the last one detaches the policy.
 *
 * Anyone who may tag the target can write these tags. They count only for policies that CloudFormation knows (`policies-of-stack.ts`).
 */
import { agreeingReads, MANY_READS } from '../agreeing-reads';
import { all } from '../lists';
import { PoliciesOfStack } from './policies-of-stack';
import {
  ATTACHED_TAG_PREFIX, attachedTagKey, FULL_AWS_ACCESS_DETACHED, parsePolicyList, policiesThatFit, policyListValue,
  POLICY_TYPE_NAMES, policyTypeLimits, retainedAttachmentsTagKey, type Tag,
} from '../../../contract';
import { ownerOf } from '../ownership/ownership';
import { untag } from '../ownership/tags';
import type { ReconcileContext } from '../reconcile-context';

/** AWS managed policies have no tags, and the service refuses to list them. */
const MANAGED_POLICIES = POLICY_TYPE_NAMES.map((type) => policyTypeLimits(type).attachedByDefault);

export class AttachmentNotes {
  static async read(context: ReconcileContext, targetId: string): Promise<AttachmentNotes> {
    return new AttachmentNotes(context, targetId, await all(context.organizations.listTags(targetId)));
  }

  /** The same seconds after another event of the resource has written the note, which this one is about to write again. */
  static async readForCertain(context: ReconcileContext, targetId: string): Promise<AttachmentNotes> {
    const tags = await agreeingReads(context.clock, () => all(context.organizations.listTags(targetId)), MANY_READS);
    return new AttachmentNotes(context, targetId, tags);
  }

  private readonly tags = new Map<string, readonly Tag[]>();
  private readonly policies: PoliciesOfStack;
  private readonly key: string;
  /** The notes of other stacks, by the key of their tags. */
  private readonly others: Map<string, readonly string[]>;
  private noted: ReadonlySet<string>;
  private retainedOnDelete: readonly string[];

  private constructor(private readonly context: ReconcileContext, private readonly targetId: string, tags: readonly Tag[]) {
    this.policies = new PoliciesOfStack(context, (id) => this.tagsOf(id));
    this.key = attachedTagKey(context.owner);
    const listed = tags.filter(({ Key }) => Key.startsWith(ATTACHED_TAG_PREFIX));
    const notes = new Map(listed.map(({ Key, Value }) => [Key, parsePolicyList(Value)]));
    this.noted = new Set(notes.get(this.key));
    notes.delete(this.key);
    this.others = notes;
    this.retainedOnDelete = parsePolicyList(tags.find(({ Key }) => Key === this.retainedKey)?.Value);
  }

  /** Whether an attached policy may be detached. */
  async mayDetach(policyId: string): Promise<boolean> {
    if (this.isNotedByOthers(policyId)) return false;
    return (this.noted.has(policyId) || await this.isTaggedAsCreated(policyId)) && this.policies.isKnown(policyId);
  }

  /** Whether this stack created a policy, and did not adopt it. */
  async isCreatedByStack(policyId: string): Promise<boolean> {
    return await this.isTaggedAsCreated(policyId) && this.policies.hasResourceOf(policyId);
  }

  /** Whether a policy of this stack is a document of a set whose first document is among `firstIds`. */
  async isPartOf(policyId: string, firstIds: readonly string[]): Promise<boolean> {
    return await this.isTaggedAsCreated(policyId) && this.policies.isDocumentOf(policyId, new Set(firstIds));
  }

  /** Adds the policies among `policyIds` that are documents of a listed set. The set may have created them since the list was written. */
  async withDocuments(listed: readonly string[], policyIds: readonly string[]): Promise<readonly string[]> {
    const documents: string[] = [];
    for (const id of policyIds) {
      if (!listed.includes(id) && await this.isPartOf(id, listed)) documents.push(id);
    }
    return [...listed, ...documents];
  }

  /** Policies that another stack created and that this stack has not noted: that stack may have attached them a moment ago. */
  async createdByOthers(policyIds: readonly string[]): Promise<readonly string[]> {
    const created: string[] = [];
    for (const id of policyIds.filter((each) => !this.noted.has(each))) {
      if (await this.otherCreatorOf(id) !== undefined) created.push(id);
    }
    return created;
  }

  /** Before missing policies are attached: notes those that this stack has not created, and those that other stacks have attached. */
  async add(listed: readonly string[], present: ReadonlySet<string>): Promise<void> {
    const more: string[] = [];
    for (const id of listed.filter((each) => !this.noted.has(each))) {
      if (present.has(id) ? await this.share(id) : !await this.isTaggedAsCreated(id)) more.push(id);
    }
    await this.write([...this.noted, ...more]);
  }

  /** IDs of all noted policies, whether or not they are policies of the stack. */
  get ids(): readonly string[] {
    return [...this.noted].filter((id) => id !== FULL_AWS_ACCESS_DETACHED);
  }

  /** IDs of noted policies that the stack manages or the event names. */
  async knownIds(): Promise<readonly string[]> {
    return this.known(this.ids);
  }

  /** Before policies are attached for another resource, which follows later or never: notes policies of this stack too. */
  async addAll(policyIds: readonly string[]): Promise<void> {
    await this.write([...new Set([...this.noted, ...policyIds])]);
  }

  /** At the end: removes policies from the note that the app does not list. */
  async keepOnly(policyIds: readonly string[], fullAwsAccessDetached = false): Promise<void> {
    await this.write([...this.noted].filter((id) => (id === FULL_AWS_ACCESS_DETACHED ? fullAwsAccessDetached : policyIds.includes(id))));
  }

  /** After policies were detached: removes them from the note. */
  async forget(policyIds: readonly string[]): Promise<void> {
    await this.write([...this.noted].filter((id) => !policyIds.includes(id)));
  }

  /** Whether FullAWSAccess was detached by this stack. */
  get hasDetachedFullAwsAccess(): boolean {
    return this.noted.has(FULL_AWS_ACCESS_DETACHED);
  }

  /** To be called before FullAWSAccess is detached. */
  async noteDetachedFullAwsAccess(): Promise<void> {
    await this.addAll([FULL_AWS_ACCESS_DETACHED]);
  }

  /** Notes policies that stay attached after their removal from the app, so that a failed deployment does not detach them. */
  async noteRetained(attached: readonly string[], fullAwsAccessDetached: boolean): Promise<void> {
    const ours: string[] = [];
    for (const id of attached) {
      if (await this.mayDetach(id)) ours.push(id);
    }
    await this.writeRetained([...ours, ...(fullAwsAccessDetached ? [FULL_AWS_ACCESS_DETACHED] : [])]);
  }

  /** When the attachments stay after their removal from the app: leaves it to other stacks that list a policy to detach it. */
  async forgetShared(): Promise<void> {
    await this.forget(this.ids.filter((id) => this.isNotedByOthers(id)));
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

  private async known(policyIds: readonly string[]): Promise<readonly string[]> {
    const known: string[] = [];
    for (const id of policyIds) {
      if (await this.policies.isKnown(id)) known.push(id);
    }
    return known;
  }

  /** Whether the tags of a policy name this stack as its creator. Others can write these tags too. */
  private async isTaggedAsCreated(policyId: string): Promise<boolean> {
    const ownership = await this.ownerOf(policyId);
    return ownership?.owner === this.context.owner && !ownership.adopted;
  }

  private isNotedByOthers(policyId: string): boolean {
    return [...this.others.values()].some((ids) => ids.includes(policyId));
  }

  private get retainedKey(): string {
    return retainedAttachmentsTagKey(this.context.owner);
  }

  /** Whether another stack has attached a policy. If that stack also created the policy, it has no note, so this one writes it. */
  private async share(policyId: string): Promise<boolean> {
    if (this.isNotedByOthers(policyId)) return true;
    const creator = await this.otherCreatorOf(policyId);
    if (creator === undefined) return false;
    const key = attachedTagKey(creator);
    const ids = [...this.others.get(key) ?? [], policyId];
    // Without room in the other stack's note, this stack does not note the policy either, and never detaches it.
    if (policiesThatFit(ids).length < ids.length) {
      this.context.log('no room in note', { targetId: this.targetId, key, policyId, warning: true });
      return false;
    }
    await this.put(key, ids);
    this.others.set(key, ids);
    return true;
  }

  /** The other stack that created a policy, according to its tags. */
  private async otherCreatorOf(policyId: string): Promise<string | undefined> {
    const ownership = await this.ownerOf(policyId);
    return ownership && !ownership.adopted && ownership.owner !== this.context.owner ? ownership.owner : undefined;
  }

  private async ownerOf(policyId: string): Promise<ReturnType<typeof ownerOf>> {
    return ownerOf(await this.tagsOf(policyId));
  }

  private async tagsOf(policyId: string): Promise<readonly Tag[]> {
    if (MANAGED_POLICIES.includes(policyId)) return [];
    const tags = this.tags.get(policyId) ?? await all(this.context.organizations.listTags(policyId));
    this.tags.set(policyId, tags);
    return tags;
  }

  private async write(policyIds: readonly string[]): Promise<void> {
    if (policyIds.length === this.noted.size) return;
    this.noted = new Set(await this.put(this.key, policyIds));
  }

  private async writeRetained(policyIds: readonly string[]): Promise<void> {
    const sorted = [...policyIds].sort();
    if (sorted.join() === this.retainedOnDelete.join()) return;
    await this.put(this.retainedKey, sorted);
    this.retainedOnDelete = sorted;
  }

  /** @returns the policies that fit into the note */
  private async put(key: string, policyIds: readonly string[]): Promise<readonly string[]> {
    const { organizations, log } = this.context;
    // Policies that do not fit into the note count as attached by others, and stay.
    const ids = policiesThatFit(policyIds);
    log('note attachments', { targetId: this.targetId, key, ids, warning: ids.length < policyIds.length || undefined });
    if (ids.length === 0) await untag(this.context, this.targetId, [key]);
    else await organizations.tagResource(this.targetId, [{ Key: key, Value: policyListValue(ids) }]);
    return ids;
  }
}
