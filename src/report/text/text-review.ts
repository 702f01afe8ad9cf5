import type { ImpactGroup, InvitationNote, LastAccessedResult, Review, RiskLevel, UnexplainedTag } from '../../model';
import type { ReplayResult } from '../../trail';
import { changePhrase } from '../changes/change-text';
import { documentDiff } from '../changes/document-diff';
import { entriesBySection, ORGANIZATION_TITLE, PRIVILEGED_TITLE, type ReviewEntry } from '../changes/review-entry';
import { clipped, visible } from '../escape';
import { lastAccessedLines } from '../last-accessed/last-accessed-lines';
import { type RehearsalSummary, rehearsalVerdict, writingCallsText } from '../rehearsal-summary';
import { RISK_WORDS } from '../risks-of-review';
import { type Colors, NO_COLORS } from './colors';
import { replayLines } from './replay-lines';
import type { DiffLine } from '../line-diff';
import { ALLOW_LISTS_TITLE, allowListChangePhrase } from '../wording/allow-list-words';
import { REPAIR_COMMAND, repairOf } from '../wording/drift-repair';
import { endedExemptions, exemptionPhrase, exemptionsTitle } from '../wording/exemption-words';
import { impactByReason } from '../wording/impact-by-reason';
import { INVITATIONS_ADVICE, INVITATIONS_TITLE, invitationPhrase, isToAct } from '../wording/invitations-words';
import { judgedInWords } from '../wording/judged-in-words';
import { NOTHING_OUTSIDE, OUTSIDE_TITLE, outsideSentence } from '../wording/outside-words';
import { numberText, type Phrase, plainText } from '../wording/phrase';
import { accessClauses, changesHeadline } from '../wording/review-headline';
import { hastyRollouts, rolloutPhrase, rolloutsTitle } from '../wording/rollout-words';
import {
  capitalized, count, duration, policyTypeWords, delegationPhrase, DELEGATIONS_TITLE, obstaclesWords, settingText, unexplainedTagsWords,
} from '../wording/words';
import { OTHER_WRITERS_TITLE, writerSentence } from '../wording/writer-words';

export interface TextOptions {
  readonly colors?: Colors;
  readonly rehearsal?: RehearsalSummary;
  readonly replay?: ReplayResult;
  readonly lastAccessed?: LastAccessedResult;
  /** Whether the differences of policies' texts are shown line by line. */
  readonly documents?: boolean;
}

const NAMED = 8;
/** A role must not hide behind others. */
const NAMED_PRIVILEGED = 200;
const ROWS = 12;
const CHARACTERS = 200;

/** A review for the terminal. */
export function textReview(review: Review, options: TextOptions = {}): string {
  const { colors = NO_COLORS, rehearsal, replay, lastAccessed, documents = false } = options;
  const access = accessClauses(review);
  const { organization, privileged } = entriesBySection(review);
  const blocks = [
    [colors.bold(changesHeadline(review)), ...(access.length > 0 ? [access.join(', ')] : [])],
    privileged.length === 0 ? [] : [
      colors.bold(PRIVILEGED_TITLE), ...privileged.flatMap((entry) => entryLines(entry, colors, NAMED_PRIVILEGED)),
    ],
    [
      ...(privileged.length > 0 && organization.length > 0 ? [colors.bold(ORGANIZATION_TITLE)] : []),
      ...organization.flatMap((entry) => entryLines(entry, colors)),
    ],
    review.impact.flatMap((group) => impactLines(group, review, colors)),
    allowListLines(review, colors),
    delegationLines(review, colors),
    ...(documents ? textDocuments(review, colors) : []),
    replay ? replayLines(replay, colors) : [],
    lastAccessed ? lastAccessedLines(lastAccessed, colors) : [],
    rehearsal ? rehearsalLines(rehearsal, colors) : [],
    review.obstacles.length === 0 ? [] : [
      colors.red(colors.bold(`${obstaclesWords(review.obstacles)}, because of ${count(review.obstacles.length, 'obstacle')}:`)),
      ...review.obstacles.map(({ message }) => `  ${visible(message)}`),
    ],
    invitationLines(review.invitations ?? [], colors),
    tagLines(review.unexplainedTags ?? [], colors),
    writerLines(review, colors),
    outsideLines(review, colors),
    rolloutLines(review, colors),
    exemptionLines(review, colors),
    judgedInLines(review, colors),
    repairLines(review, colors),
  ];
  return `${blocks.filter((lines) => lines.length > 0).map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function allowListLines({ allowLists = [] }: Review, colors: Colors): string[] {
  if (allowLists.length === 0) return [];
  const more = allowLists.length > ROWS ? [`  … and ${numberText(allowLists.length - ROWS)} more`] : [];
  return [
    colors.bold(`${ALLOW_LISTS_TITLE}:`),
    ...allowLists.slice(0, ROWS).map((each) => `  ${textPhrase(allowListChangePhrase(each), colors)}`), ...more,
  ];
}

function delegationLines({ delegations = [] }: Review, colors: Colors): string[] {
  return delegations.length === 0 ? [] : [colors.bold(`${DELEGATIONS_TITLE}:`), ...delegations.map((each) => `  ${textPhrase(delegationPhrase(each), colors)}`)];
}

function writerLines({ otherWriters = [] }: Review, colors: Colors): string[] {
  return otherWriters.length === 0 ? [] : [
    colors.yellow(colors.bold(`${OTHER_WRITERS_TITLE}:`)), ...otherWriters.map((note) => `  ${visible(writerSentence(note))}`),
  ];
}

function outsideLines({ outside }: Review, colors: Colors): string[] {
  if (outside === undefined) return [];
  if (outside.length === 0) return [NOTHING_OUTSIDE];
  return [colors.bold(`${OUTSIDE_TITLE}:`), ...outside.map((group) => `  ${visible(outsideSentence(group))}`)];
}

function rolloutLines({ rollouts = [] }: Review, colors: Colors): string[] {
  if (rollouts.length === 0) return [];
  const title = `${rolloutsTitle(rollouts)}:`;
  return [
    colors.bold(hastyRollouts({ rollouts }).length > 0 ? colors.yellow(title) : title),
    ...rollouts.map((each) => `  ${textPhrase(rolloutPhrase(each), colors)}`),
  ];
}

function exemptionLines({ exemptions = [] }: Review, colors: Colors): string[] {
  if (exemptions.length === 0) return [];
  const title = exemptionsTitle(exemptions);
  return [
    colors.bold(endedExemptions({ exemptions }).length > 0 ? colors.yellow(`${title}:`) : `${title}:`),
    ...exemptions.map((each) => `  ${textPhrase(exemptionPhrase(each), colors)}`),
  ];
}

function judgedInLines({ judgedIn }: Review, colors: Colors): string[] {
  if (judgedIn === undefined) return [];
  const { sentence, isWarning } = judgedInWords(judgedIn);
  return [isWarning ? colors.yellow(`Warning: ${visible(sentence)}`) : colors.dim(visible(sentence))];
}

function repairLines(review: Review, colors: Colors): string[] {
  const { repaired, byHand } = repairOf(review) ?? { repaired: 0, byHand: [] };
  return [
    ...(repaired === 0 ? [] : [`A deployment of every resource restores what the code says (${numberText(repaired)} of ${count(review.changes.length, 'change')}):`,
      `  ${colors.bold(REPAIR_COMMAND)}`]),
    ...(byHand.length === 0 ? [] : ['A deployment does not revert:', ...byHand.map((each) => `  ${textPhrase(each, colors)}`)]),
  ];
}

/** Names stand out, and nothing in them is carried out. */
function textPhrase(of: Phrase, { bold }: Colors): string {
  return of.map(({ text, foreign }) => (foreign ? bold(visible(text)) : text)).join('');
}

function entryLines({ level, headline, reasons, subjects, rows }: ReviewEntry, colors: Colors, named = NAMED): string[] {
  const names = subjects.slice(0, named).map(visible).join(', ');
  const more = subjects.length > named ? ` and ${numberText(subjects.length - named)} more` : '';
  return [
    `${riskColor(level, colors)(RISK_WORDS[level].padEnd(9))} ${textPhrase(headline, colors)}`,
    ...(names ? [`${' '.repeat(10)}${colors.dim(names + more)}`] : []),
    ...reasons.map((reason) => `${' '.repeat(10)}${colors.dim(visible(reason))}`),
    ...(rows.length === 0 ? [] : [`${' '.repeat(10)}${colors.dim(`Row: ${list(rows)}`)}`]),
  ];
}

function impactLines({ caption, actions, effectivePolicies }: ImpactGroup, review: Review, colors: Colors): string[] {
  const rows = [
    ...impactByReason(actions, review).map(({
      direction, words, count: number, services, actions: patterns, gone, came, changed, extent,
    }) => {
      const color = direction === 'tightens' ? colors.cyan : colors.yellow;
      const spread = services === 1 ? '' : ` of ${count(services, 'service')}`;
      const what = extent ?? `${count(number, 'action')}${spread}: ${list(patterns)}`;
      const why = [...(gone.length > 0 ? [`no longer ${list(gone)}`] : []), ...(came.length > 0 ? [`now ${list(came)}`] : [])].join('; ');
      return `  ${color(`${words}${changed.length === 0 ? '' : ': '}`)}${textPhrase(changed, colors)}  ${what}${why === '' ? '' : colors.dim(`  (${why})`)}`;
    }),
    ...effectivePolicies.map(({ policyType, settings }) => (
      `  ${capitalized(policyTypeWords(policyType))} in effect: ${list(settings.map((setting) => settingText(setting, CHARACTERS)), Infinity)}`)),
  ];
  if (rows.length === 0) return [];
  const more = rows.length > ROWS ? [`  … and ${numberText(rows.length - ROWS)} more`] : [];
  return [colors.bold(visible(caption)), ...rows.slice(0, ROWS), ...more];
}

function tagLines(tags: readonly UnexplainedTag[], colors: Colors): string[] {
  return tags.length === 0 ? [] : [
    colors.yellow(colors.bold(`${unexplainedTagsWords(tags)}:`)),
    ...tags.map(({ message }) => `  ${visible(message)}`),
  ];
}

function invitationLines(notes: readonly InvitationNote[], colors: Colors): string[] {
  return notes.length === 0 ? [] : [
    colors.bold(`${INVITATIONS_TITLE}:`),
    ...notes.map((note) => `  ${textPhrase(invitationPhrase(note), colors)}.`),
    ...(notes.some(isToAct) ? [`${INVITATIONS_ADVICE}:`, `  ${colors.bold(REPAIR_COMMAND)}`] : []),
  ];
}

function rehearsalLines(rehearsal: RehearsalSummary, colors: Colors): string[] {
  const { succeeded, notPossible, virtualSeconds, failures, warnings } = rehearsal;
  const verdict = (succeeded ? colors.green : colors.red)(rehearsalVerdict(rehearsal));
  if (notPossible !== undefined) return [`The rehearsal ${verdict}: ${visible(notPossible)}`];
  return [
    `The rehearsal ${verdict} after ${duration(virtualSeconds)} of virtual time, with ${writingCallsText(rehearsal)}.`,
    ...failures.map((failure) => `  ${colors.red(visible(failure))}`),
    ...warnings.map((warning) => `  ${colors.yellow(`Warning: ${visible(warning)}`)}`),
  ];
}

function riskColor(level: RiskLevel, { red, yellow, cyan, dim }: Colors): (text: string) => string {
  return { destroys: red, loosens: yellow, tightens: cyan, neutral: dim }[level];
}

function list(texts: readonly string[], characters = CHARACTERS): string {
  const named = texts.slice(0, NAMED).map((text) => clipped(visible(text), characters)).join(', ');
  return texts.length > NAMED ? `${named} and ${numberText(texts.length - NAMED)} more` : named;
}

/** The texts of policies before and after the change, a block of lines for each changed text. */
function textDocuments({ changes, drift }: Pick<Review, 'changes' | 'drift'>, colors: Colors): string[][] {
  return changes.flatMap((change) => {
    const lines = documentDiff(change);
    if (!lines) return [];
    return [[colors.bold(visible(plainText(changePhrase(change, drift)))), ...lines.map((line) => colored(line, colors))]];
  });
}

function colored({ sign, text }: DiffLine, { green, red, dim }: Colors): string {
  if (sign === '@') return dim(`  … ${text}`);
  const line = `  ${sign} ${visible(text)}`;
  return sign === '+' ? green(line) : sign === '-' ? red(line) : line;
}
