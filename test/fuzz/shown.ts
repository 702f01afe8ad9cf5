import { type Organization, type Review, reviewOf } from '../../src/model';
import { accountsCsv, htmlPage, markdownReview, organizationMermaid, organizationSvg, reviewJson, textReview } from '../../src/report';

/** The characters that no output may contain, because they would control the terminal or hide the real text. */
// eslint-disable-next-line no-control-regex
const HIDDEN = /[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/u;

export function assertVisible(format: string, text: string): void {
  const [hidden] = HIDDEN.exec(text) ?? [];
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
