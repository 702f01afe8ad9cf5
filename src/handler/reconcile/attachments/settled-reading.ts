/**
 * The list of attachments with which a call begins, once it is certain what the notes of the target tell about them.
 *
 * Another call of the event, the move of the target or a failed deployment may have changed attachments a moment ago. Lists and notes
 * become visible at different times, so that such a change looks like one of somebody else until its note is visible.
 */
import { readsUntil } from '../agreeing-reads';
import type { ListedPolicies } from './attachments-of-resource';
import { listAttached } from './attachments-of-type';
import type { AttachmentNotes, Claim } from './claims/attachment-notes';
import { FULL_AWS_ACCESS, listsServiceControlPolicies } from './full-aws-access';
import { FULL_AWS_ACCESS_DETACHED, type PolicyAttachmentsProperties, type PolicyTypeName } from '../../../contract';
import type { PolicySummary } from '../../../organizations';
import type { ReconcileContext } from '../reconcile-context';

export interface Reading {
  readonly targetId: string;
  readonly types: readonly PolicyTypeName[];
  readonly notes: AttachmentNotes;
  readonly listed: ListedPolicies;
  readonly before: Partial<ListedPolicies>;
  readonly claim: Claim;
}

type Context = ReconcileContext<PolicyAttachmentsProperties>;
type Present = Partial<Record<PolicyTypeName, readonly PolicySummary[]>>;

/** @returns the attached policies, and the IDs of those among them that the stack attached and does not list */
export async function settledReading(context: Context, reading: Reading) {
  const { notes, listed, before } = reading;
  const { verb } = context;
  const leaving = () => (verb === 'revert' || verb === 'release' ? notes.ids.filter((id) => !idsIn(listed).includes(id)) : []);
  let present = await readUntilShown(context, reading, leaving());
  const inDoubt = doubtful(context, reading, present);
  const hasWaited = await notes.settle(inDoubt, verb === 'converge' ? idsIn(before) : inDoubt);
  if (hasWaited) present = await readUntilShown(context, reading, leaving());
  return { present, leaving: leaving().filter((id) => isAttached(present, id)) };
}

/** Waits while the lists lack `leaving` policies, which a failed deployment may have just attached. */
async function readUntilShown(context: Context, { targetId, types }: Reading, leaving: readonly string[]): Promise<Present> {
  const read = async () => {
    const present: Partial<Record<PolicyTypeName, PolicySummary[]>> = {};
    for (const type of types) present[type] = await listAttached(context, targetId, type);
    return present;
  };
  return readsUntil(context.clock, read, (present) => leaving.every((id) => isAttached(present, id)));
}

/** Changes of attachments that the stack may have made a moment ago. It has a note then, unless somebody else has made them. */
function doubtful({ verb }: Context, { listed, before, claim, notes }: Reading, present: Present): readonly string[] {
  // A rollback has waited for the notes of what its deployment listed.
  const ids = idsIn(listed, verb === 'revert' ? {} : before).filter((id) => isAttached(present, id));
  const endsAllowList = verb !== 'revert' && claim === 'made' && before.DetachFullAwsAccess && !listed.DetachFullAwsAccess;
  const startsAllowList = listed.DetachFullAwsAccess && !before.DetachFullAwsAccess;
  const mayNoteLack = startsAllowList || (verb === 'converge' && !notes.isOnCreatedTarget && !listsServiceControlPolicies(before));
  const lacksFullAwsAccess = mayNoteLack && listed.Policies?.SERVICE_CONTROL_POLICY?.length && !isAttached(present, FULL_AWS_ACCESS);
  return endsAllowList || lacksFullAwsAccess ? [...ids, FULL_AWS_ACCESS_DETACHED] : ids;
}

function isAttached(present: Present, policyId: string): boolean {
  return Object.values(present).flat().some(({ id }) => id === policyId);
}

/** IDs in lists, without those of the documents of policy sets. */
export function idsIn(...lists: Partial<ListedPolicies>[]): string[] {
  return lists.flatMap(({ Policies = {} }) => Object.values(Policies).flat());
}
