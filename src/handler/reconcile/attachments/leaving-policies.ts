/**
 * Policies that an Update of attachments leaves to the clean-up.
 *
 * A denial that goes from one target to another, or that an account gets directly when it leaves the place where it inherited it, is
 * the business of two resources, and only the clean-up comes after both. So nothing is loosened by a deployment that fails, and its
 * rollback takes off what it attached when all is back in its place. What denies nothing goes at once: without it less is allowed.
 * Fallbacks: everything goes at once where rollbacks are switched off, since CloudFormation refuses replacements there, and in a
 * rollback that does not know what the Update answered, since no Delete would follow.
 */
import { agreeingReads } from '../agreeing-reads';
import { AttachedByUs } from './attached-by-us';
import { attachAndDetach } from './attachment-changes';
import { type AttachmentsId, formatAttachmentsId, parseAttachmentsId } from './attachments-id';
import { POLICY_TYPE_NAMES, type PolicyAttachmentsProperties, policyTypeLimits, readPolicyIds } from '../../../contract';
import { all } from '../lists';
import { unlessMissing } from '../missing';
import { denyStatements } from '../policy-set/deny-statements';
import type { ReconcileContext } from '../reconcile-context';

type AttachmentsContext = ReconcileContext<PolicyAttachmentsProperties>;

/** The types that are about what is allowed and denied. */
export const PROTECTING_TYPES = POLICY_TYPE_NAMES.filter((type) => policyTypeLimits(type).attachedByDefault !== undefined);

/** What an Update answers, and which policies stay until the Delete that follows from it. */
export interface Departure {
  readonly physicalId: string;
  readonly later: readonly string[];
  /** Whether that is the whole difference of the lists, sets taken as one whatever documents they have. */
  readonly allLater?: boolean;
}

export async function planDeparture(context: AttachmentsContext): Promise<Departure> {
  const { desired, desired: { TargetId: targetId }, previous, physicalId, verb, stack } = context;
  const [before, after] = [listedIn(previous), listedIn(desired)];
  const [gone, come] = [missing(before, after), missing(after, before)];
  const present = physicalId === undefined ? undefined : parseAttachmentsId(physicalId);
  const unchanged = { physicalId: present?.targetId === targetId ? physicalId! : targetId, later: [] };
  if (verb === 'revert') {
    const answered = present && present.leaving.length + present.coming.length > 0 &&
      without(present.leaving, come).length === 0 && without(present.coming, gone).length === 0;
    return answered ? { physicalId: targetId, later: present.coming } : unchanged;
  }
  // A creation knows no list from before, and nobody would ever delete what it replaces.
  if (physicalId === undefined || stack.rollbackDisabled) return unchanged;
  const change = { targetId, leaving: await thatDeny(context, gone), coming: await thatDeny(context, come) };
  const id = formatAttachmentsId(change);
  const allLater = come.length === 0 && change.leaving.length === gone.length;
  return id === targetId ? unchanged : { physicalId: id, later: change.leaving, allLater };
}

/**
 * What the Delete of a former id takes off: after an update what the present id says, in a rollback what its own says. By then a set may
 * have more documents than that id tells of.
 */
export async function takeOffLeaving(context: AttachmentsContext, former: AttachmentsId, present: AttachmentsId): Promise<void> {
  const { organizations, clock, verb } = context;
  const { targetId } = present;
  const leaving = verb === 'revert' ? former.coming : present.leaving;
  if (leaving.length === 0) return;
  const byUs = await AttachedByUs.read(context, targetId);
  for (const type of PROTECTING_TYPES) {
    const attached = await agreeingReads(clock, () => all(organizations.listPoliciesForTarget(targetId, type)));
    const going: string[] = [];
    for (const { id } of attached) {
      const leaves = leaving.includes(id) ? await byUs.has(id) : verb === 'revert' && await byUs.isPartOf(id, leaving);
      if (leaves) going.push(id);
    }
    await attachAndDetach(context, { targetId, type, attached, desired: [], going });
  }
  await byUs.forget(leaving);
}

/** Ids of policies, and policy sets. Documents that come and go while a set stays listed are the business of the set. */
function listedIn({ Policies = {}, PolicySets = {} }: Partial<PolicyAttachmentsProperties>): string[] {
  return PROTECTING_TYPES.flatMap((type) => [...Policies[type] ?? [], ...PolicySets[type] ?? []]);
}

/** Ids of policies in the first list that are not in the second one. A document may have become the first one of its set. */
function missing(entries: readonly string[], others: readonly string[]): string[] {
  const present = others.flatMap(readPolicyIds);
  return without(entries, others).flatMap(readPolicyIds).filter((id) => !present.includes(id));
}

/** A set is known by its first document. */
function without(entries: readonly string[], others: readonly string[]): string[] {
  const key = (entry: string) => readPolicyIds(entry)[0];
  return entries.filter((entry) => !others.some((other) => key(other) === key(entry)));
}

async function thatDeny({ organizations }: AttachmentsContext, ids: readonly string[]): Promise<string[]> {
  const denying: string[] = [];
  for (const id of ids) {
    const policy = await unlessMissing(['PolicyNotFound'], () => organizations.describePolicy(id));
    if (policy && denyStatements(policy.content).length > 0) denying.push(id);
  }
  return denying;
}
