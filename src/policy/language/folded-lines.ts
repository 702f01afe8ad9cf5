/** A screen's worth of a list. */
const MOST = 20;

/** The first lines of a list, and how many there are besides. */
export function foldedLines(lines: readonly string[], most = MOST): string[] {
  // A line about one line more would take the place of that line.
  if (lines.length <= most + 1) return [...lines];
  return [...lines.slice(0, most), `… and ${(lines.length - most).toLocaleString('en')} more`];
}
