import type { Detail } from './detail';
import { folded, markdownPhrase } from './markdown-phrase';
import type { Omissions } from './omissions';
import type { Review } from '../../model';
import { changePhrase } from '../changes/change-text';
import { documentDiff } from '../changes/document-diff';
import { clipped, markdownBlock } from '../escape';
import { count } from '../wording/words';

/** A line of a document is hardly longer; one that is comes from somebody who wants to fill the page. */
const LINE_CHARACTERS = 400;

/** What the texts of policies say now and said before. */
export function policiesSection({ changes, drift }: Pick<Review, 'changes' | 'drift'>, detail: Detail, omissions: Omissions): string[] {
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
