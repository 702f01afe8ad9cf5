/**
 * Notes on a target which policies this stack attached to it, written before the stack attaches them.
 *
 * An attachment has neither an owner nor a time. A policy that this stack created is attached by this stack. For any other policy, such as
 * one that it adopted or knows only by ID, only the note tells. A policy that was attached before the code listed it has no note, and is
 * never detached. Stacks that list the same policy for the same target each write a note; the last of them detaches the policy.
 *
 * Anyone who may tag the target can write these tags. They count only for policies that CloudFormation knows (`policies-of-stack.ts`).
 */
import { all } from '../lists';
import { PoliciesOfStack } from './policies-of-stack';
import {
  ATTACHED_TAG_PREFIX, attachedTagKey, FULL_AWS_ACCESS_DETACHED, retainedAttachmentsTagKey, parsePolicyList, policiesThatFit, policyListValue,
  POLICY_TYPE_NAMES, policyTypeLimits, type Tag,
} from '../../../contract';
import { ownerOf } from '../ownership/ownership';
import type { ReconcileContext } from '../reconcile-context';

/** Policies of AWS have no tags, and the service refuses to list them. */
const MANAGED_POLICIES = POLICY_TYPE_NAMES.map((type) => policyTypeLimits(type).attachedByDefault);

export class AttachmentNotes {
  static async read(context: ReconcileContext, targetId: string): Promise<AttachmentNotes> {
    return new AttachmentNotes(context, targetId, await all(context.organizations.listTags(targetId)));
  }

  private readonly tags = new Map<string, readonly Tag[]>();
  private readonly policies: PoliciesOfStack;
  private readonly key: string;
  private readonly others: ReadonlyMap<string, readonly string[]>;
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
    if ([...this.others.values()].some((ids) => ids.includes(policyId))) return false;
    return (this.noted.has(policyId) || await this.isTaggedAsCreated(policyId)) && this.policies.isKnown(policyId);
  }

  /** Whether this stack created a policy, and did not adopt it. */
  async isCreatedByStack(policyId: string): Promise<boolean> {
    return await this.isTaggedAsCreated(policyId) && this.policies.hasResourceOf(policyId);
  }

  /** Whether a policy of this stack is a document of a set whose first one is among these. */
  async isPartOf(policyId: string, firstIds: readonly string[]): Promise<boolean> {
    return await this.isTaggedAsCreated(policyId) && this.policies.isDocumentOf(policyId, new Set(firstIds));
  }

  /** Before the missing ones are attached: notes those that this stack has not made, and what other stacks have attached already. */
  async add(listed: readonly string[], present: ReadonlySet<string>): Promise<void> {
    const more: string[] = [];
    for (const id of listed.filter((each) => !this.noted.has(each))) {
      if (present.has(id) ? await this.share(id) : !await this.isTaggedAsCreated(id)) more.push(id);
    }
    await this.write([...this.noted, ...more]);
  }

  /** Ids of all that is noted, policies of the stack or not. */
  get ids(): readonly string[] {
    return [...this.noted].filter((id) => id !== FULL_AWS_ACCESS_DETACHED);
  }

  /** Those of them that the stack has, or the event names. */
  async knownIds(): Promise<readonly string[]> {
    return this.known(this.ids);
  }

  /** Before policies are attached for another resource, which comes later: notes ours as well, since it may never come. */
  async addAll(policyIds: readonly string[]): Promise<void> {
    await this.write([...new Set([...this.noted, ...policyIds])]);
  }

  /** After all is done: forgets those that the code does not list. */
  async keepOnly(policyIds: readonly string[], fullAwsAccessDetached = false): Promise<void> {
    await this.write([...this.noted].filter((id) => (id === FULL_AWS_ACCESS_DETACHED ? fullAwsAccessDetached : policyIds.includes(id))));
  }

  /** After they were detached. */
  async forget(policyIds: readonly string[]): Promise<void> {
    await this.write([...this.noted].filter((id) => !policyIds.includes(id)));
  }

  /** Whether FullAWSAccess was detached by this stack. */
  get hasDetachedFullAwsAccess(): boolean {
    return this.noted.has(FULL_AWS_ACCESS_DETACHED);
  }

  /** Before FullAWSAccess is detached. */
  async noteDetachedFullAwsAccess(): Promise<void> {
    await this.addAll([FULL_AWS_ACCESS_DETACHED]);
  }

  /** Notes policies that stay attached after their removal from the code, so that a failed deployment does not detach them. */
  async noteRetained(attached: readonly string[], fullAwsAccessDetached: boolean): Promise<void> {
    const ours: string[] = [];
    for (const id of attached) {
      if (await this.mayDetach(id)) ours.push(id);
    }
    await this.writeRetained([...ours, ...(fullAwsAccessDetached ? [FULL_AWS_ACCESS_DETACHED] : [])]);
  }

  /** Forgets the retained policies once other attachments have replaced them. */
  async forgetRetained(): Promise<void> {
    await this.writeRetained([]);
  }

  /** The policies that were attached when the attachments were removed from the code, and whether FullAWSAccess was detached then. */
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

  /** As its tags say, which others can write too. */
  private async isTaggedAsCreated(policyId: string): Promise<boolean> {
    const ownership = await this.ownerOf(policyId);
    return ownership?.owner === this.context.owner && !ownership.adopted;
  }

  private get retainedKey(): string {
    return retainedAttachmentsTagKey(this.context.owner);
  }

  /** Whether another stack has attached it. That one may have made the policy, and then its own note is missing. */
  private async share(policyId: string): Promise<boolean> {
    if ([...this.others.values()].some((ids) => ids.includes(policyId))) return true;
    const owner = await this.ownerOf(policyId);
    if (!owner || owner.adopted || owner.owner === this.context.owner) return false;
    const key = attachedTagKey(owner.owner);
    await this.put(key, [...this.others.get(key) ?? [], policyId]);
    return true;
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
    await this.put(this.key, policyIds);
    this.noted = new Set(policyIds);
  }

  private async writeRetained(policyIds: readonly string[]): Promise<void> {
    const sorted = [...policyIds].sort();
    if (sorted.join() === this.retainedOnDelete.join()) return;
    await this.put(this.retainedKey, sorted);
    this.retainedOnDelete = sorted;
  }

  private async put(key: string, policyIds: readonly string[]): Promise<void> {
    const { organizations, log } = this.context;
    // What finds no room counts as attached by others, and stays.
    const ids = policiesThatFit(policyIds);
    log('note attachments', { targetId: this.targetId, key, ids, warning: ids.length < policyIds.length || undefined });
    if (ids.length === 0) await organizations.untagResource(this.targetId, [key]);
    else await organizations.tagResource(this.targetId, [{ Key: key, Value: policyListValue(ids) }]);
  }
}
