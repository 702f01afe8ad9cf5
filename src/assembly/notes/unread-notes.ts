import { exemptionIn } from './exemptions';
import { rolloutIn } from './rollouts';
import { EXEMPTION_METADATA, ROLLOUT_METADATA } from '../../contract';
import type { MetadataEntry } from '../deployment/stack-metadata';

/** Metadata that describes an exemption or a rollout in a form that this version cannot read. */
export interface UnreadNote {
  readonly of: 'exemption from a guardrail' | 'policy rollout';
  readonly data: unknown;
}

/** The malformed metadata of a stack, of which no review and no check knows more. */
export function unreadNotes(metadata: readonly MetadataEntry[]): readonly UnreadNote[] {
  return metadata.flatMap(({ type, data }): UnreadNote[] => {
    if (type === EXEMPTION_METADATA && exemptionIn(data).length === 0) return [{ of: 'exemption from a guardrail', data }];
    return type === ROLLOUT_METADATA && rolloutIn(data).length === 0 ? [{ of: 'policy rollout', data }] : [];
  });
}
