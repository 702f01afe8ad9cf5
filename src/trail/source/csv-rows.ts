/** Longer than any row of CloudTrail. */
const LONGEST = 16 * 1024 * 1024;

/** Reads rows of CSV while the text comes in. Quotes around a cell keep commas and line breaks; two quotes in it are one. */
export class CsvRows {
  private readonly cells: string[] = [];
  private cell = '';
  private begun = false;
  private quoted = false;
  /** Whether the last character was a quote in a quoted cell: it ends the cell, or the next one makes it a character. */
  private mayEnd = false;
  private header?: readonly string[];

  /** The rows that end in the next piece, by the names in the first row. */
  push(text: string): Record<string, string>[] {
    const piece = this.begun ? text : text.replace(/^\uFEFF/, '');
    this.begun ||= text !== '';
    const rows: Record<string, string>[] = [];
    let from = 0;
    for (let at = 0; at < piece.length; at++) {
      const character = piece[at];
      if (this.quoted && !this.mayEnd) {
        if (character === '"') {
          this.cell += piece.slice(from, at);
          from = at + 1;
          this.mayEnd = true;
        }
        continue;
      }
      if (this.mayEnd && character === '"') {
        from = at;
        this.mayEnd = false;
        continue;
      }
      if (this.mayEnd) this.quoted = this.mayEnd = false;
      if (character === '"' && this.cell === '' && at === from) {
        this.quoted = true;
        from = at + 1;
      } else if (character === ',' || character === '\n') {
        const cell = this.cell + piece.slice(from, at);
        this.cells.push(character === '\n' ? cell.replace(/\r$/, '') : cell);
        this.cell = '';
        from = at + 1;
        if (character === '\n') rows.push(...this.row());
      }
    }
    this.cell += piece.slice(from);
    if (this.cell.length > LONGEST) throw new Error(`a cell has no end after ${LONGEST} characters`);
    return rows;
  }

  /** The last row, if no line break ends it. @throws Error for a text that ends inside of a quoted cell. */
  end(): Record<string, string>[] {
    if (this.quoted && !this.mayEnd) throw new Error('it ends inside of a quoted cell');
    if (this.cell === '' && this.cells.length === 0) return [];
    this.cells.push(this.cell.replace(/\r$/, ''));
    this.cell = '';
    return this.row();
  }

  private row(): Record<string, string>[] {
    const cells = this.cells.splice(0);
    if (cells.length === 1 && cells[0] === '') return [];
    if (this.header === undefined) {
      this.header = cells.map((name) => name.trim());
      return [];
    }
    return [Object.fromEntries(this.header.map((name, place) => [name, cells[place] ?? '']))];
  }
}
