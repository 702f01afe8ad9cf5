import { FULL_AWS_ACCESS_DETACHED, type Ownership, POLICY_TYPE_NAMES, policyTypeLimits, type Tag } from '../../../../contract';
import { all } from '../../lists';
import { ownerOf } from '../../ownership/ownership';
import type { ReconcileContext } from '../../reconcile-context';

/** AWS managed policies, which need no claim. They have no tags, and the service refuses to list them. */
export const MANAGED_POLICIES: readonly (string | undefined)[] = POLICY_TYPE_NAMES.map((type) => policyTypeLimits(type).attachedByDefault);

/** The stacks that created policies, according to the tags of these, which others can write too. Reads the tags of each policy once. */
export class PolicyOwners {
  private readonly tags = new Map<string, readonly Tag[]>();

  constructor(private readonly context: ReconcileContext) {}

  async tagsOf(policyId: string): Promise<readonly Tag[]> {
    if (policyId === FULL_AWS_ACCESS_DETACHED || MANAGED_POLICIES.includes(policyId)) return [];
    const tags = this.tags.get(policyId) ?? await all(this.context.organizations.listTags(policyId));
    this.tags.set(policyId, tags);
    return tags;
  }

  async isCreatedByStack(policyId: string): Promise<boolean> {
    return (await this.creatorOf(policyId))?.owner === this.context.owner;
  }

  /** Whether any stack created a policy, and did not adopt it. */
  async isCreated(policyId: string): Promise<boolean> {
    return await this.creatorOf(policyId) !== undefined;
  }

  /** The other stack that created a policy. */
  async otherCreatorOf(policyId: string): Promise<string | undefined> {
    const creator = await this.creatorOf(policyId);
    return creator?.owner === this.context.owner ? undefined : creator?.owner;
  }

  private async creatorOf(policyId: string): Promise<Ownership | undefined> {
    const ownership = ownerOf(await this.tagsOf(policyId));
    return ownership?.adopted ? undefined : ownership;
  }
}
