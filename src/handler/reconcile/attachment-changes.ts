/**
 * Attaches and detaches policies of one type on one target so that protection has no gap: attach before detach; where all slots
 * are taken, swap one by one. What the type gives to every target is never the first to go, and is put back before the last
 * other one goes.
 * Source: AWS Organizations User Guide, "Quotas and service limits" (slots) and "Attaching and detaching SCPs" (at least one).
 */
import { Failure } from './signals';
import type { Situation } from './situation';
import { type PolicyTypeName, policyTypeLimits } from '../../contract';
import { isOrganizationsError, type PolicySummary } from '../../organizations';

export interface AttachmentChanges {
  readonly targetId: string;
  readonly type: PolicyTypeName;
  readonly attached: readonly PolicySummary[];
  /** Ids in the order of attaching. */
  readonly wanted: readonly string[];
  /** Ids of attached policies that are ours to detach. */
  readonly going: readonly string[];
}

const SLOTS_TAKEN = 'MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED';

export async function attachAndDetach(situation: Situation, changes: AttachmentChanges): Promise<void> {
  const { type, attached, wanted } = changes;
  const { maxAttachments, minAttachments, attachedByDefault } = policyTypeLimits(type);
  const now = new Set(attached.map(({ id }) => id));
  // The default goes last: it is what the others replace.
  const going = [...changes.going].sort((one, other) => Number(one === attachedByDefault) - Number(other === attachedByDefault));

  for (const id of wanted.filter((policyId) => !now.has(policyId))) {
    if (now.size >= maxAttachments) await makeRoom(situation, changes, now, going);
    await attach(situation, changes, now, going, id);
  }
  for (const id of going) {
    if (id === attachedByDefault && !wanted.some((policyId) => now.has(policyId))) {
      situation.log('kept', { policyId: id, targetId: changes.targetId, reason: 'Nothing that replaces it is attached.' });
      continue;
    }
    if (attachedByDefault && now.size <= minAttachments && !now.has(attachedByDefault)) {
      await attach(situation, changes, now, [], attachedByDefault);
    }
    await detach(situation, changes, now, id);
  }
}

async function attach(
  situation: Situation, changes: AttachmentChanges, now: Set<string>, going: string[], policyId: string,
): Promise<void> {
  const { organizations, log } = situation;
  try {
    log('attach', { policyId, targetId: changes.targetId });
    await organizations.attachPolicy(policyId, changes.targetId);
  } catch (error) {
    // The service may allow fewer than the table says; the readings may be behind.
    if (isOrganizationsError(error, 'ConstraintViolation') && error.reason === SLOTS_TAKEN && going.length > 0) {
      await makeRoom(situation, changes, now, going);
      return attach(situation, changes, now, going, policyId);
    }
    if (!isOrganizationsError(error, 'DuplicatePolicyAttachment')) throw error;
  }
  now.add(policyId);
}

async function makeRoom(situation: Situation, changes: AttachmentChanges, now: Set<string>, going: string[]): Promise<void> {
  const { attachedByDefault } = policyTypeLimits(changes.type);
  const next = going[0];
  if (next === undefined || (next === attachedByDefault && !changes.wanted.some((policyId) => now.has(policyId)))) {
    const names = changes.attached.filter(({ id }) => !changes.wanted.includes(id)).map(({ name, id }) => `${name} (${id})`);
    throw new Failure(
      `All ${now.size} slots for policies of the type ${changes.type} on ${changes.targetId} are taken, also by ${names.join(', ')}.`,
      'Detach some that this code does not manage, or attach fewer.',
    );
  }
  going.shift();
  await detach(situation, changes, now, next);
}

async function detach(situation: Situation, { targetId }: AttachmentChanges, now: Set<string>, policyId: string): Promise<void> {
  const { organizations, log } = situation;
  try {
    log('detach', { policyId, targetId });
    await organizations.detachPolicy(policyId, targetId);
  } catch (error) {
    if (!isOrganizationsError(error, 'PolicyNotAttached', 'PolicyNotFound')) throw error;
  }
  now.delete(policyId);
}
