const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const [OPEN_BRACE, OPEN_BRACKET, CLOSE_BRACE, CLOSE_BRACKET] = [0x7b, 0x5b, 0x7d, 0x5d];

/** The beginning of a file that has its records in a list: `{"Records":[`, `{"Events":[`, `{"QueryResultRows":[`. */
const WRAPPED = /^\s*\{\s*"(?:Records|Events|QueryResultRows|records)"\s*:\s*\[/;

/** Whether a text may still become such a beginning. */
const MAY_BE_WRAPPED = /^\s*(?:\{\s*(?:"[A-Za-z]{0,20}(?:"\s*(?::\s*)?)?)?)?$/;

/** No record of CloudTrail is as long. */
const LONGEST = 16 * 1024 * 1024;

/**
 * Splits JSON into the texts of its records while it is read: a list, an object with a list of records, or one object after the other.
 * A list of rows of a query, each a list of columns, is split into the rows.
 */
export class RecordSplitter {
  private text = '';
  private at = 0;
  private depth = 0;
  private from = -1;
  private inString = false;
  /** The depth at which records are; undefined as long as the beginning is not known. */
  private level?: number;

  /** The records that end in the next piece of the text. @throws Error for a record without an end. */
  push(piece: string): string[] {
    this.text += piece;
    if (this.level === undefined && !this.begin(false)) return [];
    const records = this.scan();
    const keep = this.from >= 0 ? this.from : this.at;
    this.text = this.text.slice(keep);
    this.at -= keep;
    if (this.from >= 0) this.from = 0;
    if (this.text.length > LONGEST) throw new Error(`a record has no end after ${LONGEST} characters`);
    return records;
  }

  /** The records that are left at the end. @throws Error for a text that ends inside of a record. */
  end(): string[] {
    if (this.level === undefined) this.begin(true);
    const records = this.scan();
    if (this.from >= 0 || this.inString) throw new Error('it ends inside of a record');
    return records;
  }

  private begin(isWhole: boolean): boolean {
    const wrapped = WRAPPED.exec(this.text);
    if (wrapped !== null) {
      this.at = wrapped[0].length;
      this.level = 2;
      this.depth = 2;
      return true;
    }
    if (!isWhole && MAY_BE_WRAPPED.test(this.text.slice(0, 200))) return false;
    const isList = /^\s*\[/.test(this.text);
    this.level = isList ? 1 : 0;
    return true;
  }

  private scan(): string[] {
    const { text } = this;
    const records: string[] = [];
    while (this.at < text.length) {
      if (this.inString && !this.skipString()) break;
      if (this.at >= text.length) break;
      const code = text.charCodeAt(this.at);
      if (code === QUOTE) this.inString = true;
      else if (code === OPEN_BRACE || code === OPEN_BRACKET) this.open();
      else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) this.close(records);
      this.at++;
    }
    return records;
  }

  private open(): void {
    if (this.depth === this.level && this.from < 0) this.from = this.at;
    this.depth++;
  }

  private close(records: string[]): void {
    this.depth--;
    if (this.depth !== this.level || this.from < 0) return;
    records.push(this.text.slice(this.from, this.at + 1));
    this.from = -1;
  }

  /** Moves behind the end of a string; false if it is not there yet. */
  private skipString(): boolean {
    let end = this.text.indexOf('"', this.at);
    while (end > 0 && this.isEscaped(end)) end = this.text.indexOf('"', end + 1);
    if (end < 0) {
      // A backslash at the end belongs to the character that comes next.
      this.at = this.text.length;
      while (this.at > 0 && this.text.charCodeAt(this.at - 1) === BACKSLASH) this.at--;
      return false;
    }
    this.at = end + 1;
    this.inString = false;
    return true;
  }

  private isEscaped(place: number): boolean {
    let first = place;
    while (first > 0 && this.text.charCodeAt(first - 1) === BACKSLASH) first--;
    return (place - first) % 2 === 1;
  }
}
