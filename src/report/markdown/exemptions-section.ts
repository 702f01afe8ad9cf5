import { type Detail, type Omissions, folded, markdownPhrase } from './detail';
import type { Review } from '../../model';
import { exemptionPhrase, exemptionsTitle } from '../wording/exemption-words';

/** The exemptions from guardrails that end, with reason and approver. */
export function exemptionsSection({ exemptions = [] }: Review, { items, characters }: Detail, omissions: Omissions): string[] {
  if (exemptions.length === 0) return [];
  const lines = omissions.first(exemptions, items, 'exemption').map((each) => `- ${markdownPhrase(exemptionPhrase(each), characters)}`);
  return [folded(exemptionsTitle(exemptions), [lines.join('\n')])];
}
