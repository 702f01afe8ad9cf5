/**
 * Which policies that are not ours this code has attached to a target, written on the target before it does so.
 *
 * An attachment has neither owner nor time. A policy that this stack owns is attached by it; of another one, such as a policy that the
 * code knows only by its id, only this note tells. What was there before the code listed it has no note and is never detached.
 */
import { all } from './lists';
import { ownerOf } from './ownership';
import type { Situation } from './situation';
import { attachedTagKey, parsePolicySetTagValue, POLICY_SET_TAG_KEY, type Tag } from '../../contract';

/** Tag values hold 256 characters: room for some twenty policy ids. */
const SEPARATOR = ' ';

export class AttachedByUs {
  static async read(situation: Situation, targetId: string): Promise<AttachedByUs> {
    const tags = await all(situation.organizations.listTags(targetId));
    const value = tags.find(({ Key }) => Key === attachedTagKey(situation.wanted.Owner))?.Value;
    return new AttachedByUs(situation, targetId, new Set(value?.split(SEPARATOR).filter(Boolean)));
  }

  private readonly tags = new Map<string, readonly Tag[]>();

  private constructor(private readonly situation: Situation, private readonly targetId: string, private noted: ReadonlySet<string>) {}

  /** Whether an attached policy may be detached. */
  async has(policyId: string): Promise<boolean> {
    return this.noted.has(policyId) || this.isOurs(policyId);
  }

  /** Whether this stack has made a policy, and not taken it over. */
  async isMade(policyId: string): Promise<boolean> {
    return await this.isOurs(policyId) && (await this.ownerOf(policyId))?.adopted === false;
  }

  /** Whether a policy of this stack is a document of a set whose first one is among these. */
  async isPartOf(policyId: string, firstIds: readonly string[]): Promise<boolean> {
    const value = await this.isOurs(policyId) && (await this.tagsOf(policyId)).find(({ Key }) => Key === POLICY_SET_TAG_KEY)?.Value;
    const firstId = value ? parsePolicySetTagValue(value).firstId : undefined;
    return firstId !== undefined && firstIds.includes(firstId);
  }

  /** Before policies are attached: notes those that are not ours. */
  async add(policyIds: readonly string[]): Promise<void> {
    const foreign: string[] = [];
    for (const id of policyIds) {
      if (!this.noted.has(id) && !await this.isOurs(id)) foreign.push(id);
    }
    await this.write([...this.noted, ...foreign]);
  }

  /** Ids of all that is noted. */
  get ids(): readonly string[] {
    return [...this.noted];
  }

  /** Before policies are attached for another resource, which comes later: notes ours as well, since it may never come. */
  async addAll(policyIds: readonly string[]): Promise<void> {
    await this.write([...new Set([...this.noted, ...policyIds])]);
  }

  /** After all is done: forgets those that the code does not list. */
  async keepOnly(policyIds: readonly string[]): Promise<void> {
    await this.write([...this.noted].filter((id) => policyIds.includes(id)));
  }

  /** After they were detached. */
  async forget(policyIds: readonly string[]): Promise<void> {
    await this.write([...this.noted].filter((id) => !policyIds.includes(id)));
  }

  private async isOurs(policyId: string): Promise<boolean> {
    return (await this.ownerOf(policyId))?.stackName === this.situation.wanted.Owner;
  }

  private async ownerOf(policyId: string): Promise<ReturnType<typeof ownerOf>> {
    return ownerOf(await this.tagsOf(policyId));
  }

  private async tagsOf(policyId: string): Promise<readonly Tag[]> {
    const tags = this.tags.get(policyId) ?? await all(this.situation.organizations.listTags(policyId));
    this.tags.set(policyId, tags);
    return tags;
  }

  private async write(policyIds: readonly string[]): Promise<void> {
    if (policyIds.length === this.noted.size) return;
    const { organizations, wanted, log } = this.situation;
    const key = attachedTagKey(wanted.Owner);
    log('note attachments', { targetId: this.targetId, policyIds });
    if (policyIds.length === 0) await organizations.untagResource(this.targetId, [key]);
    else await organizations.tagResource(this.targetId, [{ Key: key, Value: [...policyIds].sort().join(SEPARATOR) }]);
    this.noted = new Set(policyIds);
  }
}
