import type { Review, Change, LastAccessedResult, RiskLevel } from '../../model';
import type { ReplayResult } from '../../trail';
import { entriesBySection, ORGANIZATION_TITLE, PRIVILEGED_TITLE, type ReviewEntry } from '../changes/review-entry';
import { lastAccessedSection } from '../last-accessed/last-accessed-section';
import type { RehearsalSummary } from '../rehearsal-summary';
import { allowListsSection } from './allow-lists-section';
import { type Detail, DETAILS, Omissions, folded, markdownPhrase } from './detail';
import { exemptionsSection } from './exemptions-section';
import { impactSection } from './impact-section';
import { rehearsalSection } from './rehearsal-section';
import { replaySection } from './replay-section';
import { rolloutsSection } from './rollouts-section';
import { outsideSection, summarySection } from './summary-section';
import { changePhrase } from '../changes/change-text';
import { documentDiff } from '../changes/document-diff';
import { markdownBlock, clipped, markdownCode, markdownText } from '../escape';
import { changedBranches } from '../graph/changed-branches';
import { foldGraph } from '../graph/fold-graph';
import { mermaidGraph } from '../graph/mermaid';
import { RISK_WORDS } from '../risks-of-review';
import { REPAIR_COMMAND, repairOf } from '../wording/drift-repair';
import { numberText } from '../wording/phrase';
import { count, delegationPhrase, DELEGATIONS_TITLE } from '../wording/words';

const MARKS: Readonly<Record<RiskLevel, string>> = { destroys: '🔴', loosens: '🟠', tightens: '🔵', neutral: '⚪' };

/** So many of the dangerous changes are open to see. */
const OPEN = 8;

const REASONS = 3;

/** A line of a document is hardly longer; one that is comes from somebody who wants to fill the page. */
const LINE_CHARACTERS = 400;

/** Accounts side by side that are drawn one by one. */
const ACCOUNTS = 6;

/** The comment begins with it, so that the next one takes its place. Readers do not see it. */
export const COMMENT_MARKER = '<!-- cdk-aws-organizations:review -->';

/** GitHub takes no longer comment. Source: GitHub's answer to one, "body is too long (maximum is 65536 characters)". */
export const COMMENT_CHARACTERS = 65_536;

/** Neither is written unless somebody asks for it. */
const WHOLE = 'The HTML page and the JSON of this review (`--output`, or `html:` of the action) hold all of it.';

export interface MarkdownOptions {
  readonly rehearsal?: RehearsalSummary;
  readonly replay?: ReplayResult;
  readonly lastAccessed?: LastAccessedResult;
}

/**
 * A review of any size as a comment on a pull request, in GitHub's Markdown. The comment leaves out the parts that do not fit, and says
 * so.
 */
export function markdownReview(review: Review, { rehearsal, replay, lastAccessed }: MarkdownOptions = {}): string {
  const { organization, privileged } = entriesBySection(review);
  const write = (detail: Detail): string => {
    const omissions = new Omissions();
    const blocks = [
      COMMENT_MARKER,
      ...summarySection(review, rehearsal, detail, omissions),
      ...repairSection(review, detail, omissions),
      ...privilegedSection(privileged, detail, omissions),
      ...(privileged.length > 0 && organization.length > 0 ? [`### ${ORGANIZATION_TITLE}`] : []),
      ...changesSection(organization, detail, omissions),
      ...treeSection(review.changes, detail, omissions),
      ...impactSection(review, detail, omissions),
      ...replaySection(replay, detail, omissions),
      ...lastAccessedSection(lastAccessed, detail, omissions),
      ...allowListsSection(review, detail, omissions),
      ...delegationsSection(review, detail, omissions),
      ...policiesSection(review, detail, omissions),
      ...rehearsalSection(rehearsal, detail, omissions),
      ...rolloutsSection(review, detail, omissions),
      ...exemptionsSection(review, detail, omissions),
      ...outsideSection(review, detail, omissions),
    ];
    const { sentence } = omissions;
    if (sentence !== undefined) blocks.push(`Left out here for length: ${sentence}. ${WHOLE}`);
    return `${blocks.join('\n\n')}\n`;
  };
  for (const detail of DETAILS.slice(0, -1)) {
    const text = write(detail);
    if (text.length <= COMMENT_CHARACTERS) return text;
  }
  return write(DETAILS[DETAILS.length - 1]);
}

/** The delegations after the change. Empty if the resource policy does not change. */
function delegationsSection({ delegations = [] }: Review, { items, characters }: Detail, omissions: Omissions): string[] {
  if (delegations.length === 0) return [];
  const lines = omissions.first(delegations, items, 'delegation').map((each) => `- ${markdownPhrase(delegationPhrase(each), characters)}`);
  return [folded(DELEGATIONS_TITLE, [lines.join('\n')])];
}

/** The commands that revert drift. Empty in a review of code. */
function repairSection(review: Review, { items, characters }: Detail, omissions: Omissions): string[] {
  const { repaired, byHand } = repairOf(review) ?? { repaired: 0, byHand: [] };
  return [
    ...(repaired === 0 ? [] : [
      `A deployment of every resource restores what the code says (${numberText(repaired)} of ${count(review.changes.length, 'change')}):`,
      markdownBlock('sh', [REPAIR_COMMAND]),
    ]),
    ...(byHand.length === 0 ? [] : [['A deployment does not revert:', '',
      ...omissions.first(byHand, items, 'remedy').map((each) => `- ${markdownPhrase(each, characters)}`)].join('\n')]),
  ];
}

/** The changes, the first dangerous ones open and the rest folded. */
function changesSection(entries: readonly ReviewEntry[], detail: Detail, omissions: Omissions): string[] {
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
function privilegedSection(entries: readonly ReviewEntry[], detail: Detail, omissions: Omissions): string[] {
  if (entries.length === 0) return [];
  const shown = omissions.first(entries, detail.items, 'change of a role or function', ({ changes }) => changes.length);
  return [`### ${PRIVILEGED_TITLE}`, ...(shown.length === 0 ? [] : [shown.map((entry) => item(entry, detail)).join('\n')])];
}

/** `🔴 **destroys**: Account shop is closed.` with the reasons below it. */
function item({ level, headline, reasons, subjects, rows }: ReviewEntry, { characters, names }: Detail): string {
  return [
    `- ${MARKS[level]} **${RISK_WORDS[level]}**: ${markdownPhrase(headline, characters)}`,
    ...reasons.slice(0, REASONS).map((reason) => `  - ${markdownText(clipped(reason, characters))}`),
    ...(subjects.length > 0 && names > 0 ? [`  - ${subjectList(subjects, names, characters)}`] : []),
    ...(rows.length > 0 && names > 0 ? [`  - Row: ${subjectList(rows, names, characters)}`] : []),
  ].join('\n');
}

function subjectList(subjects: readonly string[], names: number, characters: number): string {
  const named = subjects.slice(0, names).map((subject) => markdownCode(clipped(subject, characters))).join(', ');
  return subjects.length > names ? `${named} and ${numberText(subjects.length - names)} more` : named;
}

function changesIn(entries: readonly ReviewEntry[]): number {
  return entries.reduce((sum, { changes }) => sum + changes.length, 0);
}

/** The texts of policies, before and after the change. */
function policiesSection({ changes, drift }: Pick<Review, 'changes' | 'drift'>, detail: Detail, omissions: Omissions): string[] {
  const documents = changes.flatMap((change) => {
    const lines = documentDiff(change);
    return lines === undefined ? [] : [{ change, lines }];
  });
  if (documents.length === 0) return [];
  if (detail.documentLines === 0) {
    omissions.add('policy text', documents.length);
    return [];
  }
  const shown = omissions.first(documents, detail.items, 'policy text');
  return [folded(`What policies and definitions say: ${count(shown.length, 'difference')}`, shown.flatMap(({ change, lines }) => [
    `**${markdownPhrase(changePhrase(change, drift), detail.characters)}**`,
    markdownBlock('diff', omissions.first(lines, detail.documentLines, 'policy line')
      .map(({ sign, text }) => (sign === '@' ? `@@ ${text} @@` : `${sign} ${clipped(text, LINE_CHARACTERS)}`))),
  ]))];
}

/** The changed branches of the tree as a drawing. */
function treeSection(changes: readonly Change[], { nodes }: Detail, omissions: Omissions): string[] {
  const tree = changedBranches(changes);
  if (!tree) return [];
  if (nodes === 0) {
    omissions.add('drawing', 1);
    return [];
  }
  return [folded('Where in the organization', [`\`\`\`mermaid\n${mermaidGraph(foldGraph(tree, { nodes, accounts: ACCOUNTS }))}\n\`\`\``])];
}
