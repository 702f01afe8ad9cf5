/** One rehearsal, as the table at the end has it. */
export interface Row {
  readonly step: string;
  /** Writing calls that were sent. */
  readonly calls: number;
  readonly outcome: string;
}

/** A table in Markdown with columns as wide as their contents. */
export function summary(rows: readonly Row[]): string {
  const cells = [['step', 'calls', 'outcome'], ...rows.map(({ step, calls, outcome }) => [step, String(calls), outcome])];
  const widths = [0, 1, 2].map((column) => Math.max(...cells.map((row) => row[column].length)));
  const line = (row: readonly string[]) => `| ${row.map((cell, column) => (column === 1 ? cell.padStart(widths[1]) : cell.padEnd(widths[column]))).join(' | ')} |`;
  const [head, ...body] = cells.map(line);
  return [head, `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...body].join('\n');
}
