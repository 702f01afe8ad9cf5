/** Deeper than any column of CloudTrail. */
const DEEPEST = 20;

/** Where the next member begins: values may have commas and equals signs, and the names of members have neither. */
const MEMBER = /,\s*([A-Za-z_]\w*)=/y;

/**
 * Reads a value as Presto prints structures and arrays: `{type=Root, arn=null}`, `[{arn=…, accountid=…}]`. It has no quotes, so a comma
 * that a name and an equals sign follow ends a value.
 */
export function parseStruct(text: string): unknown {
  const reader = new StructReader(text.trim());
  return reader.value(0, '');
}

class StructReader {
  private at = 0;

  constructor(private readonly text: string) {}

  /** @param closing the character that ends what is around */
  value(depth: number, closing: string): unknown {
    const first = this.text[this.at];
    if (depth < DEEPEST && first === '{') return this.struct(depth);
    if (depth < DEEPEST && first === '[') return this.list(depth);
    const from = this.at;
    while (this.at < this.text.length && this.text[this.at] !== closing && !this.isNextMember(closing)) this.at++;
    const found = this.text.slice(from, this.at).trim();
    return found === 'null' ? null : found;
  }

  private isNextMember(closing: string): boolean {
    if (this.text[this.at] !== ',') return false;
    if (closing === ']') return true;
    MEMBER.lastIndex = this.at;
    return MEMBER.test(this.text);
  }

  private struct(depth: number): Record<string, unknown> {
    const members: [string, unknown][] = [];
    this.at++;
    while (this.at < this.text.length && this.text[this.at] !== '}') {
      const equals = this.text.indexOf('=', this.at);
      if (equals < 0) break;
      const name = this.text.slice(this.at, equals).replace(/^[,\s]+/, '');
      this.at = equals + 1;
      members.push([name, this.value(depth + 1, '}')]);
      if (this.text[this.at] === ',') this.at++;
    }
    this.at++;
    return Object.fromEntries(members);
  }

  private list(depth: number): unknown[] {
    const items: unknown[] = [];
    this.at++;
    while (this.at < this.text.length && this.text[this.at] !== ']') {
      while (this.text[this.at] === ' ' || this.text[this.at] === ',') this.at++;
      if (this.at >= this.text.length || this.text[this.at] === ']') break;
      items.push(this.value(depth + 1, ']'));
    }
    this.at++;
    return items;
  }
}
