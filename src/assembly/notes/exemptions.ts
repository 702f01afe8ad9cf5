import { EXEMPTION_ENDS, EXEMPTION_METADATA, type ExemptionMetadata, isDay, LONGEST_EXEMPTION_TEXT } from '../../contract';
import type { StackMetadata } from '../deployment/stack-metadata';
import { isRecord } from '../record';

const LONGEST_NAME = 2_048;

/**
 * The exemptions from guardrails that the metadata of a stack describes, each once. They are texts that the author of the code wrote: the
 * policies alone say what is allowed. Malformed metadata is left out; see {@link unreadNotes}.
 */
export function exemptionsOf(metadata: StackMetadata): readonly ExemptionMetadata[] {
  const found = metadata(EXEMPTION_METADATA).flatMap(exemptionIn);
  return [...new Map(found.map((exemption) => [JSON.stringify(exemption), exemption])).values()];
}

export function exemptionIn(data: unknown): ExemptionMetadata[] {
  if (!isRecord(data)) return [];
  const { policy, guardrail, exempt, until, reason, approver, end } = data as unknown as ExemptionMetadata;
  const hasNames = [policy, guardrail, exempt].every((text) => typeof text === 'string' && text.length <= LONGEST_NAME);
  const hasTexts = [reason, approver].every((text) => typeof text === 'string' && text.length <= LONGEST_EXEMPTION_TEXT);
  if (!hasNames || !hasTexts || typeof until !== 'string' || !isDay(until) || !EXEMPTION_ENDS.includes(end)) return [];
  return [{ policy, guardrail, exempt, until, reason, approver, end }];
}
