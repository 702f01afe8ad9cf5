import { clipped, markdownBlock, markdownText } from '../escape';
import { type RehearsalSummary, rehearsalVerdict, type RehearsedCall, writingCallsText, writingCallsTitle } from '../rehearsal-summary';
import { type Detail, type Omissions, folded } from './detail';
import { duration } from '../wording/words';

/** The result of the rehearsal of the change. */
export function rehearsalSection(rehearsal: RehearsalSummary | undefined, detail: Detail, omissions: Omissions): string[] {
  if (!rehearsal) return [];
  const calls = omissions.first(rehearsal.writingCalls, detail.items, 'rehearsed call');
  const warnings = omissions.first(rehearsal.warnings, detail.items, 'rehearsal warning');
  return [
    ...(warnings.length === 0 ? [] : [
      ['**The rehearsal warns:**', '', ...warnings.map((each) => `- ${markdownText(clipped(each, detail.characters))}`)].join('\n'),
    ]),
    ...(calls.length === 0 ? [] : [
      folded(writingCallsTitle(rehearsal.writingCalls), [
        markdownBlock('text', calls.map((call) => line(call, detail.characters))),
      ]),
    ]),
  ];
}

/** `succeeds after 4 min 20 s of virtual time, with 12 writing calls`. */
export function rehearsalSentence(rehearsal: RehearsalSummary | undefined): string {
  if (!rehearsal) return 'none';
  const { succeeded, notPossible, virtualSeconds } = rehearsal;
  const verdict = rehearsalVerdict(rehearsal);
  if (notPossible !== undefined) return `**${verdict}**`;
  return `${succeeded ? verdict : `**${verdict}**`} after ${duration(virtualSeconds)} of virtual time, with ${writingCallsText(rehearsal)}`;
}

function line({ operation, subject, atSeconds, refused }: RehearsedCall, characters: number): string {
  return `${duration(atSeconds).padStart(12)}  ${clipped(operation, characters)}  ${clipped(subject, characters)}${refused === undefined ? '' : ` → ${clipped(refused, characters)}`}`;
}
