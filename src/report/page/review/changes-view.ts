import { impactView } from './impact-view';
import { lastAccessedView } from './last-accessed-view';
import { rehearsalView } from './rehearsal-view';
import type { AllowListChange } from '../../../model/allow-lists';
import type { ExemptionNote } from '../../../model/exemptions/exemption-notes';
import { RISK_LEVELS, type RiskLevel } from '../../../model/risk';
import { changeText } from '../../changes/change-text';
import { documentDiff } from '../../changes/document-diff';
import { entriesBySection, PRIVILEGED_TITLE, type ReviewEntry } from '../../changes/review-entry';
import type { DiffLine } from '../../line-diff';
import { RISK_WORDS } from '../../risks-of-review';
import { ALLOW_LISTS_TITLE, allowListChangePhrase } from '../../wording/allow-list-words';
import { type Repair, REPAIR_COMMAND, repairOf } from '../../wording/drift-repair';
import { endedExemptions, exemptionPhrase, exemptionsTitle } from '../../wording/exemption-words';
import { INVITATIONS_ADVICE, INVITATIONS_TITLE, invitationPhrase, isToAct } from '../../wording/invitations-words';
import { judgedInWords } from '../../wording/judged-in-words';
import { NOTHING_OUTSIDE, OUTSIDE_TITLE, outsideSentence } from '../../wording/outside-words';
import { plainText } from '../../wording/phrase';
import { replaySentence } from '../../wording/replay-words';
import { hastyRollouts, rolloutPhrase, rolloutsTitle } from '../../wording/rollout-words';
import { count, obstaclesWords, unexplainedTagsWords } from '../../wording/words';
import { OTHER_WRITERS_TITLE, writerSentence } from '../../wording/writer-words';
import { element, folded } from '../dom';
import type { Page } from '../page';

const TITLES: Record<RiskLevel, string> = {
  destroys: 'Destroys', loosens: 'Loosens protection', tightens: 'Tightens: work may stop', neutral: 'Harmless',
};
const SHOWN_AT_ONCE = 200;
/** A difference with at most so many lines is open from the start. */
const OPEN_LINES = 24;
const LINE_CLASSES: Readonly<Record<DiffLine['sign'], string>> = { '+': 'came', '-': 'went', ' ': 'same', '@': 'quiet' };

/** All changes, the dangerous first, then what they mean for accounts. */
export function changesView(page: Page, onSelect: (node: number) => void): Node[] {
  const { changes, obstacles, impact, unexplainedTags = [], invitations = [], allowLists = [] } = page.data.review!;
  const { judgedIn, otherWriters = [], outside, exemptions = [], rollouts = [] } = page.data.review!;
  const judged = judgedIn && judgedInWords(judgedIn);
  const { rehearsal, replay, lastAccessed } = page.data;
  const { organization, privileged } = entriesBySection(page.data.review!);
  return [
    ...(obstacles.length === 0 ? [] : [
      element('h3', { class: 'destroys' }, obstaclesWords(obstacles)),
      element('ul', {}, ...obstacles.map(({ subject, message }) => element('li', {}, element('strong', {}, subject), ` ${message}`))),
    ]),
    ...(unexplainedTags.length === 0 ? [] : [
      element('h3', { class: 'loosens' }, unexplainedTagsWords(unexplainedTags)),
      element('ul', {}, ...unexplainedTags.map(({ message }) => element('li', {}, message))),
    ]),
    ...(otherWriters.length === 0 ? [] : [
      element('h3', { class: 'loosens' }, OTHER_WRITERS_TITLE),
      element('ul', {}, ...otherWriters.map((note) => element('li', {}, writerSentence(note)))),
    ]),
    ...(judged === undefined ? [] : [element('p', judged.isWarning ? { class: 'loosens' } : {}, judged.sentence)]),
    ...(invitations.length === 0 ? [] : [
      element('h3', {}, INVITATIONS_TITLE),
      element('ul', {}, ...invitations.map((note) => element('li', {}, plainText(invitationPhrase(note))))),
      ...(invitations.some(isToAct) ? [element('p', {}, `${INVITATIONS_ADVICE}:`), element('pre', {}, REPAIR_COMMAND)] : []),
    ]),
    ...repairView(repairOf(page.data.review!)),
    ...(rehearsal === undefined ? [] : rehearsalView(rehearsal)),
    ...(replay === undefined ? [] : [element('p', {}, `The replay: ${replaySentence(replay)}. `, element('a', { href: '#replay' }, 'Show the replay'))]),
    ...(rollouts.length === 0 ? [] : [
      element('h3', hastyRollouts({ rollouts }).length > 0 ? { class: 'loosens' } : {}, rolloutsTitle(rollouts)),
      element('ul', {}, ...rollouts.map((each) => element('li', {}, plainText(rolloutPhrase(each))))),
    ]),
    ...(exemptions.length === 0 ? [] : [
      element('h3', endedExemptions({ exemptions }).length > 0 ? { class: 'loosens' } : {}, exemptionsTitle(exemptions)),
      ...exemptionLists(exemptions),
    ]),
    ...(changes.length === 0 ? [element('p', {}, 'Nothing changes.')] : []),
    ...(privileged.length === 0 ? [] : [element('section', { 'class': 'privileged', 'aria-label': PRIVILEGED_TITLE },
      element('h3', { class: privileged[0].level }, `${PRIVILEGED_TITLE} (${privileged.length.toLocaleString('en')})`),
      ...entryLists(page, privileged, onSelect))]),
    ...RISK_LEVELS.flatMap((level) => {
      const ofLevel = organization.filter((entry) => entry.level === level);
      return ofLevel.length === 0 ? [] : [
        element('h3', { class: level }, `${TITLES[level]} (${ofLevel.length.toLocaleString('en')})`), ...entryLists(page, ofLevel, onSelect),
      ];
    }),
    ...(allowLists.length === 0 ? [] : [element('h3', {}, `${ALLOW_LISTS_TITLE} (${allowLists.length.toLocaleString('en')})`), ...allowListChanges(page, allowLists, onSelect)]),
    ...(impact.length === 0 ? [] : [element('h3', {}, 'What accounts can and can no longer do'), ...impact.map((group) => impactView(page, group, onSelect))]),
    ...(lastAccessed === undefined ? [] : lastAccessedView(lastAccessed)),
    ...(outside === undefined ? [] : [
      element('h3', {}, OUTSIDE_TITLE),
      outside.length === 0 ? element('p', {}, NOTHING_OUTSIDE)
        : element('ul', {}, ...outside.map((group) => element('li', {}, outsideSentence(group)))),
    ]),
  ];
}

/** Exemptions from guardrails that end. */
function exemptionLists(exemptions: readonly ExemptionNote[]): Node[] {
  const rest = exemptions.slice(SHOWN_AT_ONCE);
  return [
    element('ul', {}, ...exemptions.slice(0, SHOWN_AT_ONCE).map((each) => element('li', {}, plainText(exemptionPhrase(each))))),
    ...(rest.length === 0 ? [] : [folded(`${rest.length.toLocaleString('en')} more`, () => exemptionLists(rest))]),
  ];
}

/** Targets whose allow-lists change. */
function allowListChanges(page: Page, changes: readonly AllowListChange[], onSelect: (node: number) => void): Node[] {
  const rest = changes.slice(SHOWN_AT_ONCE);
  return [
    element('ul', { class: 'changes' }, ...changes.slice(0, SHOWN_AT_ONCE).map((change) => {
      const node = page.nodeOf(change.target);
      return element('li', {}, plainText(allowListChangePhrase(change)),
        node !== undefined && element('div', { class: 'crumbs' }, element('button', { click: () => onSelect(node) }, page.nodes[node].name)));
    })),
    ...(rest.length === 0 ? [] : [folded(`${rest.length.toLocaleString('en')} more`, () => allowListChanges(page, rest, onSelect))]),
  ];
}

function repairView(repair: Repair | undefined): Node[] {
  if (repair === undefined) return [];
  const { repaired, byHand } = repair;
  return [
    ...(repaired === 0 ? [] : [element('p', {}, `A deployment of every resource restores what the code says (${count(repaired, 'change')}):`), element('pre', {}, REPAIR_COMMAND)]),
    ...(byHand.length === 0 ? [] : [element('p', {}, 'A deployment does not revert:'), element('ul', {}, ...byHand.map((each) => element('li', {}, plainText(each))))]),
  ];
}

function entryLists(page: Page, entries: readonly ReviewEntry[], onSelect: (node: number) => void): Node[] {
  const rest = entries.slice(SHOWN_AT_ONCE);
  return [
    element('ul', { class: 'changes' }, ...entries.slice(0, SHOWN_AT_ONCE).map((entry) => entryItem(page, entry, onSelect))),
    ...(rest.length === 0 ? [] : [folded(`${rest.length.toLocaleString('en')} more`, () => entryLists(page, rest, onSelect))]),
  ];
}

function entryItem(page: Page, { level, headline, reasons, changes }: ReviewEntry, onSelect: (node: number) => void): HTMLElement {
  const nodes = [...new Set(changes.flatMap((change) => page.changes.ofChange[change]))];
  return element('li', { class: level }, element('div', {}, plainText(headline), ' ', badge(level)),
    ...reasons.map((reason) => element('div', { class: 'quiet' }, reason)),
    ...(changes.length === 1 ? sides(page, changes[0]) : [folded(`Each of the ${changes.length}`, () => [changeList(page, changes)])]),
    nodes.length > 0 && element('div', { class: 'crumbs' }, ...nodes.slice(0, 8).flatMap((node) => [
      element('button', { click: () => onSelect(node) }, page.nodes[node].name), ' ',
    ]), nodes.length > 8 && `and ${nodes.length - 8} more`));
}

/** Changes one by one. */
export function changeList(page: Page, changes: readonly number[]): HTMLElement {
  return element('ul', { class: 'changes' }, ...changes.map((change) => element('li', { class: page.risks!.riskOf(change) },
    element('div', {}, changeText(page.data.review!.changes[change], page.data.review!.drift).headline, ' ', badge(page.risks!.riskOf(change))),
    ...page.risks!.of(change).filter(({ level }) => level !== 'neutral').map(({ reason }) => element('div', { class: 'quiet' }, reason)),
    ...sides(page, change))));
}

function badge(level: RiskLevel): HTMLElement {
  return element('span', { class: `badge ${level}` }, RISK_WORDS[level]);
}

/** Documents and texts of many lines; short values stand in the headline. */
function sides(page: Page, change: number): Node[] {
  const lines = documentDiff(page.data.review!.changes[change]);
  if (lines !== undefined) return [folded('What changes in the text', () => [diffView(lines)], lines.length <= OPEN_LINES)];
  const { before, after } = changeText(page.data.review!.changes[change]);
  if ([before, after].every((text) => text === undefined || !/[\n{]/.test(text))) return [];
  return [folded('Before and after', () => [element('div', { class: 'sides' },
    element('pre', {}, pretty(before)), element('pre', {}, pretty(after)))])];
}

/** Lines that went, came or stayed. */
function diffView(lines: readonly DiffLine[]): HTMLElement {
  return element('pre', { class: 'diff' }, ...lines.map(({ sign, text }) => element('span', { class: LINE_CLASSES[sign] },
    sign === '@' ? `… ${text}\n` : `${sign} ${text}\n`)));
}

/** JSON on many lines; what is no JSON, or nothing, as it is. */
export function pretty(text: string | undefined): string {
  if (text === undefined) return '(nothing)';
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return text;
  }
}
