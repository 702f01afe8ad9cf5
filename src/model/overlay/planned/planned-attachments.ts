import { FULL_AWS_ACCESS_DETACHED, type PolicyTypeName } from '../../../contract';
import { afterTypes, defaultAttachments, FULL_AWS_ACCESS } from '../../diff/default-attachments';
import type { FlatOrganization, FlatTarget } from '../../diff/flat-organization';
import type { AttachedPolicy } from '../../organization';
import type { OverlayOptions } from '../overlay';
import type { Owned } from '../owned';

export interface AttachmentPlan extends Pick<OverlayOptions, 'asCodeSays'> {
  readonly live: FlatOrganization;
  readonly desired: FlatOrganization;
  readonly former?: FlatOrganization;
  readonly owned: Owned;
  /** Types that the deployment enables. */
  readonly enabled: readonly PolicyTypeName[];
  /** The ID that a target had before: a recreated unit begins with the attachments of the former one. */
  readonly formerIdOf: (id: string) => string;
  /** Targets that are accounts, or that have accounts in them or below. */
  readonly inhabited: ReadonlySet<string>;
}

/** The attachments of a target after the deployment: those in the code, and those of others. */
export function plannedAttachments(plan: AttachmentPlan, target: FlatTarget): AttachedPolicy[] {
  const { live, desired, owned, enabled } = plan;
  const inCode = desired.targets.get(target.id);
  const listed = (inCode?.attachedPolicies ?? []).filter(({ awsManaged }) => !awsManaged);
  const present = afterTypes(target.attachedPolicies, enabled, []);
  const ids = new Set(listed.map(({ id }) => id));
  const noted = owned.attachedTo(target.tags);
  const shared = owned.listedByOthersFor(target.tags);
  // What the deployed code lists belongs to the stack, as long as the target does.
  const found = owned.foundOn(target.tags);
  const isOfOthers = owned.ownership(target.tags) === undefined;
  const formerId = plan.formerIdOf(target.id);
  const wasListed = (id: string) => (inCode !== undefined || isOfOthers) && (found.has(id) || isListed(plan.former, formerId, id));
  const isOurs = (id: string) => (
    !shared.has(id) && (noted.has(id) || wasListed(id) || owned.isMade(live.policies.get(id)?.tags ?? {})) && isKnown(plan, target.id, id));
  // A target that was removed together with its attachments keeps them for its accounts, and keeps FullAWSAccess detached.
  const keepsAll = inCode === undefined && !isOfOthers && plan.inhabited.has(target.id);
  const dropsNothing = keepsAll || isFirstList(plan, target.id);
  const kept = present.filter(({ id, awsManaged }) => dropsNothing || awsManaged || ids.has(id) || !isOurs(id));
  if (keepsAll) return kept;
  const added = listed.filter(({ id }) => !kept.some((policy) => policy.id === id));
  return withFullAwsAccess(plan, target, [...kept, ...added]);
}

/** Whether the deployed code has no attachments of the target: a Create drops nothing. */
function isFirstList({ desired, former, formerIdOf }: AttachmentPlan, id: string): boolean {
  if (former === undefined || !desired.targets.has(id)) return false;
  const formerId = formerIdOf(id);
  const policies = former.targets.get(formerId)?.attachedPolicies.filter(({ awsManaged }) => !awsManaged) ?? [];
  return policies.length === 0 && former.code?.withoutFullAwsAccess.includes(formerId) !== true;
}

/** The handlers ignore a policy that only a tag names. Only the previous code knows which policies the stack has or lists. */
function isKnown({ desired, former, formerIdOf }: AttachmentPlan, targetId: string, id: string): boolean {
  return former === undefined || desired.policies.has(id) || former.policies.has(id)
    || isListed(former, formerIdOf(targetId), id);
}

function isListed(code: FlatOrganization | undefined, targetId: string, id: string): boolean {
  return code?.targets.get(targetId)?.attachedPolicies.some((policy) => policy.id === id) ?? false;
}

/** Whether code says that FullAWSAccess is attached: to what it creates, and where it attaches other service control policies. */
function isSaid(inCode: FlatTarget | undefined): boolean {
  if (inCode?.attachedPolicies.some(({ id }) => id === FULL_AWS_ACCESS) !== true) return false;
  const isCreated = inCode.code !== undefined && inCode.code.adopt !== true;
  return isCreated || inCode.attachedPolicies.some(({ type, awsManaged }) => type === 'SERVICE_CONTROL_POLICY' && !awsManaged);
}

function withFullAwsAccess(plan: AttachmentPlan, { id, tags }: FlatTarget, attached: readonly AttachedPolicy[]): AttachedPolicy[] {
  const { desired, former, formerIdOf, asCodeSays, owned } = plan;
  const rest = attached.filter((policy) => policy.id !== FULL_AWS_ACCESS);
  if (desired.code?.withoutFullAwsAccess.includes(id)) return rest;
  if (owned.listedByOthersFor(tags).has(FULL_AWS_ACCESS_DETACHED)) return [...attached];
  // A target may have come back into the app without its allow-list, which its Create keeps.
  const isInCode = desired.targets.get(id)?.code !== undefined;
  const endsKept = isInCode && !isFirstList(plan, id) && owned.attachedTo(tags).has(FULL_AWS_ACCESS_DETACHED);
  const returns = endsKept || (former?.code?.withoutFullAwsAccess.includes(formerIdOf(id)) ?? false);
  // Before the app had attachments of the target, somebody had detached it.
  const wasWithout = owned.foundOn(tags).has(FULL_AWS_ACCESS_DETACHED);
  const belongs = asCodeSays === true && !wasWithout && isSaid(desired.targets.get(id));
  return returns || belongs ? [...rest, ...defaultAttachments(['SERVICE_CONTROL_POLICY'])] : [...attached];
}
