import type { Review } from '../../model';
import { changePhrase } from '../changes/change-text';
import { documentDiff } from '../changes/document-diff';
import { visible } from '../escape';
import type { DiffLine } from '../line-diff';
import type { Colours } from './colours';
import { plainText } from '../wording/phrase';

/** What policies say now and said before, a block of lines for each change of a text. */
export function textDocuments({ changes, drift }: Pick<Review, 'changes' | 'drift'>, colours: Colours): string[][] {
  return changes.flatMap((change) => {
    const lines = documentDiff(change);
    if (!lines) return [];
    return [[colours.bold(visible(plainText(changePhrase(change, drift)))), ...lines.map((line) => coloured(line, colours))]];
  });
}

function coloured({ sign, text }: DiffLine, { green, red, dim }: Colours): string {
  if (sign === '@') return dim(`  … ${text}`);
  const line = `  ${sign} ${visible(text)}`;
  return sign === '+' ? green(line) : sign === '-' ? red(line) : line;
}
