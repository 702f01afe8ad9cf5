/**
 * The physical id of the attachments of one target: the target's id, and after it what the last change took off and brought.
 *
 * A policy that denies must not go before all that takes its place elsewhere is there, and only the clean-up comes after everything
 * else of a deployment, or of its rollback. CloudFormation sends a Delete there if an Update answered another physical id. As what a
 * change brings was not there before it, no id is followed by an equal one.
 */
export interface AttachmentsId {
  readonly targetId: string;
  /** Ids of policies that the code does not list any more. */
  readonly leaving: readonly string[];
  /** Ids of policies that the code lists since then. */
  readonly coming: readonly string[];
}

/** Characters; an answer with a longer id is refused. Source: AWS CloudFormation User Guide, "Custom resource response objects". */
const LONGEST_ID = 1_024;

/** The target's id alone if nothing changed, or if there is no room. */
export function formatAttachmentsId({ targetId, leaving, coming }: AttachmentsId): string {
  const id = `${targetId}/${leaving.join('+')}/${coming.join('+')}`;
  return leaving.length + coming.length === 0 || id.length > LONGEST_ID ? targetId : id;
}

export function parseAttachmentsId(id: string): AttachmentsId {
  const [targetId, leaving, coming] = id.split('/');
  const list = (text?: string) => text?.split('+').filter(Boolean) ?? [];
  return { targetId, leaving: list(leaving), coming: list(coming) };
}

export function targetOf(id: string): string {
  return parseAttachmentsId(id).targetId;
}
