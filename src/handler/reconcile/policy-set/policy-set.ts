/**
 * Statements packed into few policies: the documents of a policy set.
 *
 * Life cycle: the first document represents the set. It is found by its name and its tags, or created with both; afterwards it is known by
 * its ID. The others are found by their tags. Each statement stays in its document, so a small edit writes one document
 * (`layOutStatements`). A statement that moves arrives before it leaves, on every target too (`policy-set-plan.ts`).
 * Fallbacks: a document that was deleted by hand is created again; if it was the first one, the next one replaces it.
 * Traps: a call may find the incomplete changes of an earlier one, and then continues with the same layout. The attachments resources
 * attach new documents, except where statements rely on them before. A set that is still attached somewhere is left behind as a whole.
 */
import { DETACHING_SECONDS } from '../../consistency';
import { agreeingReads } from '../agreeing-reads';
import { TerminalError, RequeueError } from '../errors';
import { all } from '../lists';
import { deleteDocument, headChanges, PolicySetChanges, update } from './policy-set-changes';
import { layOut, packLimits, readContent } from './policy-set-content';
import { findPolicySet, type FoundPolicySet, type PolicySetDocument } from './policy-set-documents';
import { planPolicySet, type PolicySetStep } from './policy-set-plan';
import {
  ID_PATTERNS, OWNER_TAG_KEY, POLICY_IDS_ATTRIBUTE, type PolicySetProperties, policySetTag, writePolicyIds,
} from '../../../contract';
import { fitIntoDocument } from '../../../policy/pack';
import { checkNoOtherOwner, findOtherOwner, isOwnedByAnotherLogicalId } from '../ownership/other-owners';
import { isOfAnotherStack } from '../ownership/other-stacks';
import { newOwnerTag, ownerOf, readTagsBeforeDestroying } from '../ownership/ownership';
import { isMarkedAsRetained, markAsRetained, adoptionChangesPolicyError, wasRetainedOnDelete } from '../ownership/retained-marks';
import { reconcileTags } from '../ownership/tags';
import type { Outcome, Reconciler, ReconcileContext } from '../reconcile-context';

type PolicySetContext = ReconcileContext<PolicySetProperties>;

export const policySet: Reconciler<PolicySetProperties> = {
  isNaturalKey: (id) => ID_PATTERNS.policy.test(id),
  hasNewParts: () => true,

  async converge(context) {
    const seen = await find(context);
    checkOwner(context, seen);
    const [head] = seen.documents;
    if (head) await checkNoOtherOwner(context, head.policy.id, `The policy "${head.policy.name}"`);
    // The existing documents determine the content of each write.
    const isUpToDate = seen.documents.length === 0 || planOf(context, seen).length === 0;
    const found = isUpToDate ? seen : await agreeingReads(context.clock, () => find(context));
    const steps = planOf(context, found);
    const isFound = head && context.physicalId === undefined && isMarkedAsRetained(head.tags)
      && !await findOtherOwner(context, head.policy.id);
    if (isFound && steps.length > 0) throw adoptionChangesPolicyError(head.policy, ['content']);
    const ids = await new PolicySetChanges(context, found, steps).carryOut();
    // Two concurrent calls may have found different layouts. The last one to check corrects any result of that.
    if (steps.some(({ change }) => change === 'write' || change === 'remove')) {
      throw new RequeueError(`the documents of the policy set "${context.desired.Name}" are visible as written`);
    }
    await applyToExistingDocuments(context, found, ids);
    return outcome(ids);
  },

  async remove(context) {
    const { organizations, physicalId, clock, log } = context;
    const { documents } = await agreeingReads(clock, () => find(context));
    const id = physicalId ?? documents[0]?.policy.id;
    if (id === undefined || await isOwnedByAnotherLogicalId(context, id)) return;
    // If the first document was deleted by hand and replaced, the others belong to the replacement.
    const own = documents.filter(({ policy, firstId }) => policy.id === id || firstId === id);
    const ours: PolicySetDocument[] = [];
    for (const each of own) {
      const ownership = ownerOf(await readTagsBeforeDestroying(context, each.policy.id));
      if (ownership?.owner === context.owner) ours.push(each);
    }
    if (ours.length > 0 && wasRetainedOnDelete(context, id, ours[0].tags)) return;
    if (await isOfAnotherStack(context, id)) return;
    if (ours.length < own.length) log('left behind', { id, reason: 'It does not carry our owner tag (any more).' });
    for (const { policy } of ours) {
      const targets = await agreeingReads(clock, () => all(organizations.listTargetsForPolicy(policy.id)));
      if (targets.length === 0) continue;
      if (context.verb !== 'revert') await markAsRetained(context, ours[0].policy.id, ours[0].tags);
      throw inUse(policy.name, policy.id, targets.map((target) => `${target.name} (${target.id})`));
    }
    // The first document identifies the others.
    for (const { policy } of [...ours].reverse()) await deleteDocument(context, policy.id);
  },

  async lastKnown(context) {
    return outcome((await find(context)).documents.map(({ policy }) => policy.id)).data;
  },
};

function find(context: PolicySetContext): Promise<FoundPolicySet> {
  const { desired, previous, physicalId } = context;
  const names = [desired.Name, ...(previous.Name === undefined ? [] : [previous.Name])];
  return findPolicySet(context, { type: desired.Type, names, firstId: physicalId });
}

function checkOwner({ owner }: PolicySetContext, { documents: [first] }: FoundPolicySet): void {
  const current = first && ownerOf(first.tags)?.owner;
  if (!first || current === owner) return;
  throw new TerminalError(
    `The policy "${first.policy.name}" (${first.policy.id}) ${current === undefined ? 'has no owner tag any more' : `belongs to the stack ${current}`}, ` +
    `so the stack ${owner} leaves it alone.`,
    `Restore the tag ${OWNER_TAG_KEY} with the value ${owner}, or give the PolicySet another ID and another policySetName.`,
  );
}

function planOf({ desired }: PolicySetContext, { documents }: FoundPolicySet): PolicySetStep[] {
  const present = documents.map(({ policy }) => readContent(desired, policy.content).statements);
  const lasting = documents.filter(({ temporary }) => !temporary).length;
  const layout = layOut(desired, present.slice(0, lasting).map((statements) => ({ statements })));
  const withoutTemporary = documents.slice(lasting).map(() => undefined);
  return planPolicySet({
    present,
    desired: [...layout.slice(0, lasting), ...withoutTemporary, ...layout.slice(lasting)],
    fit: (statements) => fitIntoDocument(statements, packLimits(desired)),
  });
}

/** Updates names, descriptions and tags of existing documents that stay; new documents have them from the start. */
async function applyToExistingDocuments(context: PolicySetContext, { documents }: FoundPolicySet, ids: readonly string[]): Promise<void> {
  const { desired, previous } = context;
  for (const { policy, number, tags } of documents.filter(({ policy: { id } }) => ids.includes(id))) {
    await update(context, policy.id, headChanges(context, policy, number));
    const membership = { firstId: policy.id === ids[0] ? undefined : ids[0], temporary: false };
    await reconcileTags(context, policy.id, tags, [
      ...desired.Tags ?? [],
      newOwnerTag(context.owner),
      policySetTag(membership),
    ], previous.Tags);
  }
}

function inUse(name: string, id: string, targets: readonly string[]): RequeueError {
  return new RequeueError(`the policy "${name}" (${id}) is attached nowhere; it is attached to ${targets.slice(0, 5).join(', ')}`, {
    patienceSeconds: DETACHING_SECONDS,
    retainMessage: 'The whole set is left behind: it still protects what it is attached to. Detach and delete its documents by hand if nobody needs them.',
  });
}

function outcome(ids: readonly string[]): Outcome {
  return { physicalId: ids[0], data: { [POLICY_IDS_ATTRIBUTE]: writePolicyIds(ids) } };
}
