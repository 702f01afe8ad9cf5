import { type Review, RISK_LEVELS } from '../../model';
import { clipped, markdownText } from '../escape';
import type { RehearsalSummary } from '../rehearsal-summary';
import { RISK_WORDS } from '../risks-of-review';
import type { Detail, Omissions } from './detail';
import { rehearsalSentence } from './rehearsal-section';
import { REPAIR_COMMAND } from '../wording/drift-repair';
import { INVITATIONS_ADVICE, INVITATIONS_TITLE, invitationPhrase, isToAct } from '../wording/invitations-words';
import { judgedInWords } from '../wording/judged-in-words';
import { NOTHING_OUTSIDE, OUTSIDE_TITLE, outsideSentence } from '../wording/outside-words';
import { numberText, plainText } from '../wording/phrase';
import { accessClauses, changesHeadline } from '../wording/review-headline';
import { count, obstaclesWords, unexplainedTagsWords } from '../wording/words';
import { OTHER_WRITERS_TITLE, writerSentence } from '../wording/writer-words';

/** The changes, the affected accounts, the risk and the duration, for a reader who sees nothing else. */
export function summarySection(review: Review, rehearsal: RehearsalSummary | undefined, detail: Detail, omissions: Omissions): string[] {
  const { changes, counts } = review;
  if (changes.length === 0) return [`## ${changesHeadline(review)}`, ...(review.drift ? [] : [`- **Rehearsal**: ${rehearsalSentence(rehearsal)}`]), ...stops(review, rehearsal, detail, omissions)];
  const dangers = RISK_LEVELS.filter((level) => counts.byRisk[level] > 0).map((level) => `${numberText(counts.byRisk[level])} ${RISK_WORDS[level]}`);
  const access = accessClauses(review);
  return [
    `## ${changesHeadline(review)}`,
    [
      `- **Accounts**: ${access.length > 0 ? access.join(', ') : 'none can do more or less than before'} (of ${count(counts.accounts, 'account')})`,
      `- **Danger**: of ${count(counts.changes, 'change')}, ${dangers.join(', ')}`,
      ...(review.drift ? [] : [`- **Rehearsal**: ${rehearsalSentence(rehearsal)}`]),
    ].join('\n'),
    ...stops(review, rehearsal, detail, omissions),
  ];
}

/** Alerts about problems that the review has found. */
function stops(review: Review, rehearsal: RehearsalSummary | undefined, { items, characters }: Detail, omissions: Omissions): string[] {
  const alert = (sentence: string, messages: readonly string[], noun: string, kind = 'CAUTION') => (messages.length === 0 ? [] : [[
    `> [!${kind}]`,
    `> ${sentence}`,
    ...omissions.first(messages, items, noun).map((message) => `> - ${markdownText(clipped(message, characters))}`),
  ].join('\n')]);
  const { obstacles, unexplainedTags = [], invitations = [], judgedIn, otherWriters = [] } = review;
  const judged = judgedIn && judgedInWords(judgedIn);
  const failures = rehearsal?.failures ?? [];
  return [
    ...alert(`**${obstaclesWords(obstacles)}**, because of ${count(obstacles.length, 'obstacle')}:`, obstacles.map(({ message }) => message), 'obstacle'),
    ...alert('**The rehearsal is not possible**. What the change does is known all the same:', rehearsal?.notPossible === undefined ? [] : [rehearsal.notPossible], 'reason'),
    ...alert(`**The rehearsal fails**, because of ${count(failures.length, 'failure')}:`, failures, 'rehearsal failure'),
    ...alert(`**${unexplainedTagsWords(unexplainedTags)}**:`, unexplainedTags.map(({ message }) => message), 'unexplained tag', 'WARNING'),
    ...alert(`**${OTHER_WRITERS_TITLE}**:`, otherWriters.map(writerSentence), 'other writer', 'WARNING'),
    ...(judged === undefined ? [] : [judged.isWarning ? `> [!WARNING]\n> ${markdownText(judged.sentence)}` : markdownText(judged.sentence)]),
    ...alert(`**${INVITATIONS_TITLE}**:`, invitations.map((note) => `${plainText(invitationPhrase(note))}.`), 'invitation', 'NOTE'),
    ...(invitations.some(isToAct) ? [`${INVITATIONS_ADVICE}:`, ['```sh', REPAIR_COMMAND, '```'].join('\n')] : []),
  ];
}

/** The resources outside the code, if somebody asked for it. */
export function outsideSection({ outside }: Review, { items, characters }: Detail, omissions: Omissions): string[] {
  if (outside === undefined) return [];
  if (outside.length === 0) return [NOTHING_OUTSIDE];
  const groups = omissions.first(outside, items, 'group outside the code');
  return [[`**${OUTSIDE_TITLE}**:`, '', ...groups.map((group) => `- ${markdownText(clipped(outsideSentence(group), characters * 4))}`)].join('\n')];
}
