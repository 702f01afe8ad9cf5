/**
 * The present documents of a policy set, found by their names and recognized by their tags.
 *
 * Names are `<set>-<number>`; while a set is being renamed, documents have its former name or its new one. The tags show which documents
 * belong together. If the first one was deleted by hand, the next one replaces it.
 */
import {
  type CommonProperties, parsePolicySetDocumentName, parsePolicySetTagValue, POLICY_SET_TAG_KEY, type PolicySetMembership,
  type AuthorizationPolicyType, type Tag,
} from '../../../contract';
import type { Policy, PolicySummary } from '../../../organizations';
import { all } from '../lists';
import { unlessGone, unlessMissing } from '../missing';
import { ownerOf, readOwnedTags } from '../ownership/ownership';
import type { ReconcileContext } from '../reconcile-context';

export interface PolicySetDocument {
  readonly policy: Policy;
  readonly tags: readonly Tag[];
  readonly number: number;
  /** The ID of the set's first document; absent on the first document itself. */
  readonly firstId?: string;
  readonly temporary: boolean;
}

export interface PolicySetQuery {
  readonly type: AuthorizationPolicyType;
  /** Present and former names of the set. */
  readonly names: readonly string[];
  /** The ID of the first document, if it was known. */
  readonly firstId?: string;
}

export interface FoundPolicySet {
  /** The first document first, then by number; temporary documents last. */
  readonly documents: readonly PolicySetDocument[];
  /** Policies with a name of the set that do not belong to it. */
  readonly others: readonly PolicySummary[];
}

interface Candidate {
  readonly summary: PolicySummary;
  readonly tags: readonly Tag[];
  readonly membership?: PolicySetMembership;
}

const NOT_FOUND = ['PolicyNotFound'];

export async function findPolicySet(context: ReconcileContext<CommonProperties>, query: PolicySetQuery): Promise<FoundPolicySet> {
  const { organizations } = context;
  const { type, firstId } = query;
  const known = firstId && await unlessGone(context, NOT_FOUND, () => organizations.describePolicy(firstId));
  const first = known && known.type === type ? known : undefined;
  const names = [...query.names, ...(first ? [parsePolicySetDocumentName(first.name)?.setName ?? ''] : [])];
  const listed = (await all(organizations.listPolicies(type)))
    .filter(({ id, name }) => id !== first?.id && names.includes(parsePolicySetDocumentName(name)?.setName ?? ''));
  const candidates: Candidate[] = [];
  for (const summary of [...(first ? [first] : []), ...listed.sort((one, other) => numberOf(one) - numberOf(other))]) {
    const tags = await readOwnedTags(context, summary.id);
    const value = tags.find(({ Key }) => Key === POLICY_SET_TAG_KEY)?.Value;
    const isOurs = ownerOf(tags)?.owner === context.owner && value !== undefined;
    candidates.push({ summary, tags, membership: isOurs ? parsePolicySetTagValue(value) : undefined });
  }
  const members = membersOf(candidates, first?.id, firstId);
  const documents: PolicySetDocument[] = [];
  for (const { summary, tags, membership } of members) {
    const policy = await unlessMissing(NOT_FOUND, () => organizations.describePolicy(summary.id));
    const { firstId: belongsTo, temporary = false } = membership ?? {};
    if (policy) documents.push({ policy, tags, number: numberOf(policy), firstId: belongsTo, temporary });
  }
  return {
    documents: [...documents.filter(({ temporary }) => !temporary), ...documents.filter(({ temporary }) => temporary)],
    others: candidates.filter((candidate) => !members.includes(candidate)).map(({ summary }) => summary),
  };
}

/** The documents that belong to the set. `formerId`: the ID of a first document that may be gone. */
function membersOf(candidates: readonly Candidate[], knownId: string | undefined, formerId: string | undefined): Candidate[] {
  const first = candidates.find(({ summary }) => summary.id === knownId)
    ?? candidates.find(({ membership }) => membership && membership.firstId === undefined)
    ?? candidates.find(({ membership }) => membership && membership.firstId === formerId && !membership.temporary);
  const ids = [first?.summary.id, formerId].filter((id) => id !== undefined);
  const others = candidates.filter((each) => each !== first && ids.some((id) => id === each.membership?.firstId));
  return [...(first ? [first] : []), ...others];
}

function numberOf({ name }: PolicySummary): number {
  return parsePolicySetDocumentName(name)?.number ?? 1;
}
