import { exemptionIn } from './exemptions';
import { rolloutIn } from './rollouts';
import { EXEMPTION_METADATA, ROLLOUT_METADATA } from '../../contract';
import type { StackMetadata } from '../deployment/stack-metadata';

/** Metadata that describes an exemption or a rollout in a form that this version cannot read. */
export interface UnreadNote {
  readonly of: 'exemption from a guardrail' | 'policy rollout';
  readonly data: unknown;
}

/** The malformed metadata of a stack, of which no review and no check knows more. */
export function unreadNotes(metadata: StackMetadata): readonly UnreadNote[] {
  const [exemptions, rollouts] = [EXEMPTION_METADATA, ROLLOUT_METADATA].map(metadata);
  return [
    ...exemptions.filter((data) => exemptionIn(data).length === 0).map((data): UnreadNote => ({ of: 'exemption from a guardrail', data })),
    ...rollouts.filter((data) => rolloutIn(data).length === 0).map((data): UnreadNote => ({ of: 'policy rollout', data })),
  ];
}
