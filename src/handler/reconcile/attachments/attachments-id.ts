/**
 * The physical ID of the attachments of one target: the target's ID, then the policies that the last change detaches and attaches.
 *
 * A policy that denies must stay until its replacements are attached elsewhere. Only the cleanup follows all other resources of a
 * deployment, or of its rollback. CloudFormation sends a Delete there if an Update responded with another physical ID. An ID that would be
 * equal to the present one gets a slash at its end: the same change comes again after an Update without rollback, or a cleanup that was
 * given up.
 */
export interface AttachmentsId {
  readonly targetId: string;
  /** IDs of policies that the app no longer lists. */
  readonly pendingDetach: readonly string[];
  /** IDs of policies that the app lists since then. */
  readonly pendingAttach: readonly string[];
}

/** In characters; CloudFormation refuses a longer ID. Source: AWS CloudFormation User Guide, "Custom resource response objects". */
const LONGEST_ID = 1_024;

/** Only the ID of the target if nothing changed, or if there is no room. */
export function formatAttachmentsId({ targetId, pendingDetach, pendingAttach }: AttachmentsId): string {
  const id = `${targetId}/${pendingDetach.join('+')}/${pendingAttach.join('+')}`;
  return pendingDetach.length + pendingAttach.length === 0 || id.length > LONGEST_ID ? targetId : id;
}

/** The ID in a form that differs from the present one. */
export function otherThan(present: string | undefined, id: string): string {
  return id === present ? `${id}/` : id;
}

export function parseAttachmentsId(id: string): AttachmentsId {
  const [targetId, pendingDetach, pendingAttach] = id.split('/');
  const list = (text?: string) => text?.split('+').filter(Boolean) ?? [];
  return { targetId, pendingDetach: list(pendingDetach), pendingAttach: list(pendingAttach) };
}

export function targetOf(id: string): string {
  return parseAttachmentsId(id).targetId;
}
