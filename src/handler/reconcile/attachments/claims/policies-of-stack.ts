/**
 * The policies of this stack according to CloudFormation, not according to a tag.
 *
 * Anyone who may tag resources of the organization can write the tags of this library. So a tag alone never attaches or detaches a policy:
 * the policy also has to be a resource of the stack's tree, a document of such a resource, or in the lists and the physical ID of the
 * event. A policy that only a tag names is left as it is, with a warning.
 *
 * Trap: in a rollback, the list of resources may not have the policies of the failed deployment any more, although an account may still
 * have them. CloudFormation deletes the new ones, and returns to the former one of those that were replaced. The events of the stacks name
 * them.
 */
import {
  ID_PATTERNS, parsePolicySetDocumentName, parsePolicySetTagValue, POLICY_SET_TAG_KEY, type PolicyAttachmentsProperties, readPolicyIds,
  ResourceType, type Tag,
} from '../../../../contract';
import type { StackResource } from '../../../../organizations/stacks/stack-port';
import type { FamilyResource } from '../../../stack/stack-family';
import { NO_SUCH_TARGET, unlessGone, unlessMissing } from '../../missing';
import type { ReconcileContext } from '../../reconcile-context';
import { parseAttachmentsId } from '../attachments-id';

/** The types of resources that are policies. */
export const POLICIES: readonly string[] = [ResourceType.POLICY, ResourceType.POLICY_SET];

export class PoliciesOfStack {
  private readonly listed: ReadonlySet<string>;
  private rows?: Promise<readonly FamilyResource[]>;
  private touchedIds?: Promise<ReadonlySet<string>>;
  private readonly warned = new Set<string>();

  constructor(private readonly context: ReconcileContext, private readonly tagsOf: (policyId: string) => Promise<readonly Tag[]>) {
    const { desired, previous, physicalId = '' } = context;
    const { pendingDetach, pendingAttach } = parseAttachmentsId(physicalId);
    this.listed = new Set([...listedIn(desired), ...listedIn(previous), ...pendingDetach, ...pendingAttach]);
  }

  /** Whether a resource of the stack's tree manages a policy. */
  async hasResourceOf(policyId: string): Promise<boolean> {
    return await this.isOfStack(policyId) || this.ignore(policyId);
  }

  /** Whether a resource of the stack's tree manages a policy, or the event names it. */
  async isKnown(policyId: string): Promise<boolean> {
    return this.listed.has(policyId) || await this.isOfStack(policyId, this.listed) || this.ignore(policyId);
  }

  /** Whether a policy is a document of one of these sets, according to its tag and its name, which only its owner can change. */
  async isDocumentOf(policyId: string, firstIds: ReadonlySet<string>): Promise<boolean> {
    return this.isDocument(policyId, firstIds, true);
  }

  /** Whether a resource of the stack's tree manages a policy, or has managed it in the present operation. */
  private async isOfStack(policyId: string, others: ReadonlySet<string> = new Set()): Promise<boolean> {
    if (!ID_PATTERNS.policy.test(policyId)) return false;
    const ids = new Set([...others, ...policyIds(await this.resources())]);
    if (ids.has(policyId) || await this.isDocument(policyId, ids, true)) return true;
    const touched = await this.touched();
    // A set deletes its first document last.
    return touched.has(policyId) || this.isDocument(policyId, touched, false);
  }

  private async isDocument(policyId: string, firstIds: ReadonlySet<string>, mayLackFirst: boolean): Promise<boolean> {
    const tags = await unlessGone(this.context, ['PolicyNotFound', ...NO_SUCH_TARGET], () => this.tagsOf(policyId));
    const value = tags?.find(({ Key }) => Key === POLICY_SET_TAG_KEY)?.Value;
    const { firstId } = parsePolicySetTagValue(value ?? '');
    if (value === undefined || firstId === undefined || !firstIds.has(firstId)) return false;
    const [set, other] = [await this.setNameOf(policyId), await this.setNameOf(firstId)];
    return set !== undefined && (other === undefined ? mayLackFirst : set === other);
  }

  private async setNameOf(policyId: string): Promise<string | undefined> {
    const policy = await unlessMissing(['PolicyNotFound'], () => this.context.organizations.describePolicy(policyId));
    return policy && parsePolicySetDocumentName(policy.name)?.setName;
  }

  private resources(): Promise<readonly FamilyResource[]> {
    return this.rows ??= this.context.stack.resources();
  }

  /** Before the cleanup of a deployment, the list of resources names all of them. */
  private touched(): Promise<ReadonlySet<string>> {
    const read = async () => (this.context.phase === 'deploy' ? [] : this.context.stack.touched(await this.resources()));
    return this.touchedIds ??= read().then(policyIds);
  }

  private ignore(policyId: string): false {
    if (!this.warned.has(policyId)) {
      this.warned.add(policyId);
      this.context.log('ignored note', {
        id: policyId, warning: true, reason: `A tag names ${policyId} as a policy of this stack, but neither the stack nor the lists of this event contain it.`,
      });
    }
    return false;
  }
}

function policyIds(resources: readonly StackResource[]): ReadonlySet<string> {
  return new Set(resources.filter(({ type }) => POLICIES.includes(type)).map(({ physicalId }) => physicalId));
}

function listedIn({ Policies = {}, PolicySets = {} }: Partial<PolicyAttachmentsProperties>): string[] {
  return [...Object.values(Policies).flat(), ...Object.values(PolicySets).flat().flatMap(readPolicyIds)];
}
