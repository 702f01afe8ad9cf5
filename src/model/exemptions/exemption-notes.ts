import type { CloudAssembly } from '../../assembly';
import { daysUntil, ENDING_DAYS, type ExemptionMetadata } from '../../contract';

/**
 * An exemption from a guardrail that the code describes. Reason and approver are texts of its author; what is allowed follows from the
 * policies.
 */
export interface ExemptionNote extends ExemptionMetadata {
  /** `ending`: it ends within 14 days. `ended`: its day has begun. */
  readonly state: 'active' | 'ending' | 'ended';
  /** The difference from the code before the change. Absent if there is none, or if no code before it is known. */
  readonly change?: 'new' | 'changed' | 'removed';
  /** The day on which it ended before the change, if that was another one. */
  readonly formerUntil?: string;
}

/**
 * The exemptions from guardrails in code, and those that it removes; the ones that end first come first.
 * @param base the code before the change
 * @param time milliseconds since 1970
 */
export function exemptionNotes(head: CloudAssembly, time: number, base?: CloudAssembly): ExemptionNote[] {
  const [present, former] = [head, base].map((assembly) => byKey(exemptionsIn(assembly)));
  const withState = (each: ExemptionMetadata) => ({ ...each, state: stateOf(each, time) });
  const changeAt = (key: string, each: ExemptionMetadata) => (base ? changeOf(each, former.get(key)) : {});
  const notes = [...present].map(([key, each]): ExemptionNote => ({ ...withState(each), ...changeAt(key, each) }));
  const gone = [...former].filter(([key]) => !present.has(key));
  const removed = gone.map(([, each]): ExemptionNote => ({ ...withState(each), change: 'removed' }));
  return [...notes, ...removed].sort((one, other) => (sortKey(one) < sortKey(other) ? -1 : 1));
}

function exemptionsIn(assembly: CloudAssembly | undefined): ExemptionMetadata[] {
  return (assembly?.stacks ?? []).flatMap(({ exemptions = [] }) => exemptions);
}

/** By what they exempt from what; those that say the same of it, by their order. */
function byKey(exemptions: readonly ExemptionMetadata[]): Map<string, ExemptionMetadata> {
  const found = new Map<string, ExemptionMetadata>();
  for (const exemption of exemptions) {
    let number = 1;
    while (found.has(`${keyOf(exemption)} ${number}`)) number += 1;
    found.set(`${keyOf(exemption)} ${number}`, exemption);
  }
  return found;
}

function stateOf({ until }: ExemptionMetadata, time: number): ExemptionNote['state'] {
  const days = daysUntil(until, time);
  return days <= 0 ? 'ended' : days <= ENDING_DAYS ? 'ending' : 'active';
}

function changeOf(now: ExemptionMetadata, before: ExemptionMetadata | undefined): Pick<ExemptionNote, 'change' | 'formerUntil'> {
  if (before === undefined) return { change: 'new' };
  if (JSON.stringify(before) === JSON.stringify(now)) return {};
  return { change: 'changed', ...(before.until === now.until ? {} : { formerUntil: before.until }) };
}

function keyOf({ policy, guardrail, exempt }: ExemptionMetadata): string {
  return JSON.stringify([policy, guardrail, exempt]);
}

function sortKey(note: ExemptionNote): string {
  return JSON.stringify([note.change === 'removed', note.until, keyOf(note)]);
}
