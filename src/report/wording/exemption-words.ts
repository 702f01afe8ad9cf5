import { numberText, own, type Phrase, phrase } from './phrase';
import { count } from './words';
import type { ExemptionNote, Review } from '../../model';

/** `3 exemptions from guardrails, 1 of which has ended`. */
export function exemptionsTitle(exemptions: readonly ExemptionNote[]): string {
  const ended = endedExemptions({ exemptions }).length;
  return `${count(exemptions.length, 'exemption')} from guardrails${ended === 0 ? '' : `, ${numberText(ended)} of which ${ended === 1 ? 'has' : 'have'} ended`}`;
}

const STATES: Readonly<Record<ExemptionNote['state'], string>> = { active: 'until', ending: 'ends soon, on', ended: 'ended on' };

/** `new, until 2027-01-31 (before: 2026-12-31): Org/Shop from deny-other-regions in Org/Regions: "Move", approved by "Board"`. */
export function exemptionPhrase({ change, state, until, formerUntil, exempt, guardrail, policy, reason, approver }: ExemptionNote): Phrase {
  const day = change === 'removed' ? `removed (until ${until})` : `${change === undefined ? '' : `${change}, `}${STATES[state]} ${until}`;
  const before = formerUntil === undefined ? '' : ` (before: ${formerUntil})`;
  return phrase`${own(day + before)}: ${exempt} from ${guardrail} in ${policy}: "${reason}", approved by "${approver}"`;
}

/** The exemptions of the code whose day has begun. */
export function endedExemptions({ exemptions = [] }: Pick<Review, 'exemptions'>): readonly ExemptionNote[] {
  return exemptions.filter(({ state, change }) => state === 'ended' && change !== 'removed');
}
