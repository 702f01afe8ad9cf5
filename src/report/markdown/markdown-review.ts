import type { Review } from '../../model';
import { entriesBySection, ORGANIZATION_TITLE } from '../changes/review-entry';
import type { RehearsalSummary } from '../rehearsal-summary';
import { allowListsSection } from './allow-lists-section';
import { changesSection, privilegedSection } from './changes-section';
import { delegationsSection } from './delegations-section';
import { type Detail, DETAILS } from './detail';
import { impactSection } from './impact-section';
import { Omissions } from './omissions';
import { policiesSection } from './policies-section';
import { rehearsalSection } from './rehearsal-section';
import { repairSection } from './repair-section';
import { summarySection } from './summary-section';
import { treeSection } from './tree-section';

/** The comment begins with it, so that the next one takes its place. Readers do not see it. */
export const COMMENT_MARKER = '<!-- cdk-aws-organizations:review -->';

/** GitHub takes no longer comment. Source: GitHub's answer to one, "body is too long (maximum is 65536 characters)". */
export const COMMENT_CHARACTERS = 65_536;

/** Neither is written unless somebody asks for it. */
const WHOLE = 'The HTML page and the JSON of this review (`--output`, or `html:` of the action) hold all of it.';

/**
 * A review as a comment on a pull request, in GitHub's Markdown, whatever the size of the review: what does not fit is left out, and
 * the comment says so.
 */
export function markdownReview(review: Review, { rehearsal }: { readonly rehearsal?: RehearsalSummary } = {}): string {
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
      ...allowListsSection(review, detail, omissions),
      ...delegationsSection(review, detail, omissions),
      ...policiesSection(review, detail, omissions),
      ...rehearsalSection(rehearsal, detail, omissions),
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
