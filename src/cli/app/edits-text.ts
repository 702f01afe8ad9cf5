import type { FileEdit } from './app-folder';
import { lineDiff } from '../../report/line-diff';
import { colors } from '../output/colors';
import { printable } from '../output/printable';

/** The lines that are added to files and removed from them. */
export function editsText(edits: readonly FileEdit[]): string {
  return edits.flatMap(({ path, before, after }) => {
    const mark = before === undefined ? ' (new)' : after === undefined ? ' (removed)' : '';
    const lines = lineDiff(before?.trimEnd(), after?.trimEnd()).filter(({ sign }) => sign !== ' ');
    return [
      colors.bold(printable(path) + mark),
      ...lines.map(({ sign, text }) => (sign === '+' ? colors.green : colors.red)(`  ${sign} ${printable(text)}`)),
    ];
  }).map((line) => `${line}\n`).join('');
}
