import type { RiskLevel } from '../../model';
import { PRIVILEGED_TITLE, type ReviewEntry } from '../changes/review-entry';
import { clipped, markdownCode, markdownText } from '../escape';
import { RISK_WORDS } from '../risks-of-review';
import type { Detail } from './detail';
import { folded, markdownPhrase } from './markdown-phrase';
import type { Omissions } from './omissions';
import { numberText } from '../wording/phrase';
import { count } from '../wording/words';

const MARKS: Readonly<Record<RiskLevel, string>> = { destroys: '🔴', loosens: '🟠', tightens: '🔵', neutral: '⚪' };

/** So many of the dangerous changes are open to see. */
const OPEN = 8;

const REASONS = 3;

/** The changes, the first dangerous ones open and the rest folded. */
export function changesSection(entries: readonly ReviewEntry[], detail: Detail, omissions: Omissions): string[] {
  const shown = omissions.first(entries, detail.items, 'change', ({ changes }) => changes.length);
  const open = shown.filter(({ level }) => level !== 'neutral').slice(0, OPEN);
  const rest = shown.slice(open.length);
  const list = (some: readonly ReviewEntry[]) => some.map((entry) => item(entry, detail)).join('\n');
  if (rest.length > 0 && rest.length + open.length <= OPEN) return [list(shown)];
  return [
    ...(open.length > 0 ? [list(open)] : []),
    ...(rest.length > 0 ? [folded(`${count(changesIn(rest), `${open.length > 0 ? 'further ' : ''}change`)}`, [list(rest)])] : []),
  ];
}

/** Changes of roles and functions: all of them open, so that none hides behind others. */
export function privilegedSection(entries: readonly ReviewEntry[], detail: Detail, omissions: Omissions): string[] {
  if (entries.length === 0) return [];
  const shown = omissions.first(entries, detail.items, 'change of a role or function', ({ changes }) => changes.length);
  return [`### ${PRIVILEGED_TITLE}`, ...(shown.length === 0 ? [] : [shown.map((entry) => item(entry, detail)).join('\n')])];
}

/** `🔴 **destroys**: Account shop is closed.` with the reasons below it. */
function item({ level, headline, reasons, subjects }: ReviewEntry, { characters, names }: Detail): string {
  return [
    `- ${MARKS[level]} **${RISK_WORDS[level]}**: ${markdownPhrase(headline, characters)}`,
    ...reasons.slice(0, REASONS).map((reason) => `  - ${markdownText(clipped(reason, characters))}`),
    ...(subjects.length > 0 && names > 0 ? [`  - ${subjectList(subjects, names, characters)}`] : []),
  ].join('\n');
}

function subjectList(subjects: readonly string[], names: number, characters: number): string {
  const named = subjects.slice(0, names).map((subject) => markdownCode(clipped(subject, characters))).join(', ');
  return subjects.length > names ? `${named} and ${numberText(subjects.length - names)} more` : named;
}

function changesIn(entries: readonly ReviewEntry[]): number {
  return entries.reduce((sum, { changes }) => sum + changes.length, 0);
}
