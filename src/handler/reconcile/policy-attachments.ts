/**
 * The policies that are attached directly to one target (root, organizational unit or account).
 *
 * Life cycle: for each policy type, what is missing is attached, then what is ours and not wanted is detached
 * (`attachment-changes.ts`). Ours is what the code listed before, and any policy that this stack owns: a step that was skipped in a
 * failed rollback leaves attachments that no list tells of.
 * Fallbacks: attached or detached already is what is wanted. Before anything is detached, two readings have to agree.
 * Traps: a Delete may mean that only this construct left the code, that the target left it too, or that the whole stack goes;
 * `attachment-removal.ts` tells them apart. Another live resource for the same target keeps everything.
 */
import { agreeingReads } from './agreeing-reads';
import { attachAndDetach } from './attachment-changes';
import { keepsAttachments } from './attachment-removal';
import { all } from './lists';
import { livesElsewhere } from './look-around';
import { unlessMissing } from './missing';
import { ownerOf } from './ownership';
import type { Reconciler, Situation } from './situation';
import {
  type CommonProperties, ID_PATTERNS, POLICY_TYPE_NAMES, type PolicyAttachmentsProperties, policyTypeLimits, type PolicyTypeName,
} from '../../contract';
import type { PolicySummary } from '../../organizations';

type AttachmentsSituation = Situation<PolicyAttachmentsProperties>;

const SERVICE_CONTROL_POLICY = 'SERVICE_CONTROL_POLICY';
const FULL_AWS_ACCESS = 'p-FullAWSAccess';

export const policyAttachments: Reconciler<PolicyAttachmentsProperties> = {
  isNaturalKey: (id) => [ID_PATTERNS.root, ID_PATTERNS.organizationalUnit, ID_PATTERNS.account].some((pattern) => pattern.test(id)),

  async converge(situation) {
    const { wanted, old } = situation;
    // The target gets another id when it is made anew elsewhere; then it was given the attachments of the former one.
    const opened = Boolean(old.DetachFullAwsAccess) && !wanted.DetachFullAwsAccess;
    for (const type of typesOf(wanted, old)) {
      const listed = wanted.Policies[type] ?? [];
      const wantedIds = type === SERVICE_CONTROL_POLICY && opened ? [FULL_AWS_ACCESS, ...listed] : listed;
      await convergeType(situation, type, unique(wantedIds), old.Policies?.[type] ?? []);
    }
    return { physicalId: wanted.TargetId, data: {} };
  },

  async remove(situation) {
    const { wanted, log } = situation;
    const targetId = situation.physicalId ?? wanted.TargetId;
    if (await livesElsewhere(situation, targetId)) return;
    if (await keepsAttachments(situation, targetId)) return;
    for (const type of typesOf(wanted, {})) {
      const attached = await agreeingReads(situation.clock, () =>
        unlessMissing(['TargetNotFound', 'InvalidInput'], () => listAttached(situation, targetId, type)));
      if (!attached) return log('gone', { targetId, reason: 'There is no such target, so that nothing is attached to it.' });
      const byDefault = policyTypeLimits(type).attachedByDefault;
      const going = attached.map(({ id }) => id).filter((id) => id !== byDefault && wanted.Policies[type]?.includes(id));
      const restored = type === SERVICE_CONTROL_POLICY && wanted.DetachFullAwsAccess ? [FULL_AWS_ACCESS] : [];
      await attachAndDetach(situation, { targetId, type, attached, wanted: restored, going });
    }
  },
};

function typesOf(...properties: Partial<PolicyAttachmentsProperties>[]): PolicyTypeName[] {
  return POLICY_TYPE_NAMES.filter((type) => properties.some(({ Policies, DetachFullAwsAccess }) =>
    Policies?.[type] !== undefined || (type === SERVICE_CONTROL_POLICY && DetachFullAwsAccess)));
}

async function convergeType(situation: AttachmentsSituation, type: PolicyTypeName, wantedIds: string[], oldIds: string[]): Promise<void> {
  const { TargetId: targetId, DetachFullAwsAccess } = situation.wanted;
  const byDefault = policyTypeLimits(type).attachedByDefault;
  const observe = async () => {
    const attached = await listAttached(situation, targetId, type);
    const going: string[] = [];
    for (const { id, awsManaged } of attached) {
      if (wantedIds.includes(id)) continue;
      const goes = id === byDefault
        ? id === FULL_AWS_ACCESS && DetachFullAwsAccess
        : oldIds.includes(id) || (!awsManaged && await isOurs(situation, id));
      if (goes) going.push(id);
    }
    return { attached, going };
  };
  const seen = await observe();
  const { attached, going } = seen.going.length > 0 ? await agreeingReads(situation.clock, observe) : seen;
  await attachAndDetach(situation, { targetId, type, attached, wanted: wantedIds, going });
}

function listAttached({ organizations }: Situation, targetId: string, type: PolicyTypeName): Promise<PolicySummary[]> {
  return all(organizations.listPoliciesForTarget(targetId, type));
}

async function isOurs({ organizations, wanted }: Situation<CommonProperties>, policyId: string): Promise<boolean> {
  return ownerOf(await all(organizations.listTags(policyId)))?.stackName === wanted.Owner;
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}
