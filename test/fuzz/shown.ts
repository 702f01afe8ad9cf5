import { type Organization, type Review, reviewOf } from '../../src/model';
import { accountsCsv, htmlPage, markdownReview, organizationMermaid, organizationSvg, reviewJson, textReview } from '../../src/report';
import { hiddenIn } from '../support/hidden-characters';

export function assertVisible(format: string, text: string): void {
  const hidden = hiddenIn(text);
  if (hidden === undefined) return;
  throw new TypeError(`A hidden character reached the output as ${format}: U+${hidden.codePointAt(0)!.toString(16)}`);
}

/** Shows an organization and a change of it in every format. */
export function showEverything(before: Organization, after: Organization): void {
  const review: Review = reviewOf(before, after, { actions: [] });
  const shown = {
    text: textReview(review, { documents: true }),
    markdown: markdownReview(review),
    csv: accountsCsv(after, review),
    svg: organizationSvg(after, review),
    mermaid: organizationMermaid(after),
    html: htmlPage({ title: 'Organization', origin: 'the code', organization: after, review }, { script: '', style: '' }),
  };
  for (const [format, text] of Object.entries(shown)) assertVisible(format, text);
  JSON.stringify(reviewJson(review));
}
