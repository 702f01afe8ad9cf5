import { JsonProblem } from './json-problem';

export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const STRING = /"(?:[^"\\\u0000-\u001F]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const WHITE_SPACE = /[ \t\r\n]*/y;
const WORDS: Record<string, JsonValue> = { true: true, false: false, null: null };

/**
 * Parses JSON (RFC 8259). `JSON.parse` names no line, and its messages differ between Node versions. It also accepts duplicate
 * keys, of which the service keeps one without saying which.
 *
 * @throws JsonProblem with line, column and reason.
 */
export function parseJson(text: string): JsonValue {
  return new Parser(text).document();
}

/** The first key that an object of a JSON text has twice, also if it is written in two ways (`"a"` and `"\u0061"`); undefined for none. */
export function repeatedKey(text: string): JsonProblem | undefined {
  try {
    parseJson(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof JsonProblem)) throw error;
    return error.given === undefined ? undefined : error;
  }
}

/** Deeper than any policy, and far below the limit of the call stack. */
const DEEPEST = 500;

class Parser {
  private position = 0;
  private depth = 0;

  constructor(private readonly text: string) {}

  document(): JsonValue {
    const value = this.value();
    this.skipWhiteSpace();
    if (this.position < this.text.length) this.fail(`${this.here()} follows the end of the document`);
    return value;
  }

  private value(): JsonValue {
    this.skipWhiteSpace();
    const character = this.text[this.position];
    if (character === '{') return this.object();
    if (character === '[') return this.array();
    if (character === '"') return this.string();
    const number = this.take(NUMBER);
    if (number !== undefined) return Number(number);
    const word = Object.keys(WORDS).find((candidate) => this.text.startsWith(candidate, this.position));
    if (word === undefined) return this.fail(`a value is expected, found ${this.here()}`);
    this.position += word.length;
    return WORDS[word];
  }

  private object(): JsonValue {
    const entries = new Map<string, JsonValue>();
    this.members('}', () => {
      if (this.text[this.position] !== '"') this.fail(`a key in double quotes is expected, found ${this.here()}`);
      const start = this.position;
      const key = this.string();
      if (entries.has(key)) this.fail(`the key "${key}" is given twice in the same object`, start, key);
      this.skipWhiteSpace();
      if (this.text[this.position] !== ':') this.fail(`a colon is expected after the key "${key}", found ${this.here()}`);
      this.position++;
      entries.set(key, this.value());
    });
    return Object.fromEntries(entries);
  }

  private array(): JsonValue {
    const items: JsonValue[] = [];
    this.members(']', () => items.push(this.value()));
    return items;
  }

  private members(end: '}' | ']', member: () => void): void {
    if (this.depth === DEEPEST) this.fail(`objects and lists are nested in more than ${DEEPEST} levels`);
    this.depth++;
    this.commaSeparated(end, member);
    this.depth--;
  }

  private commaSeparated(end: '}' | ']', member: () => void): void {
    this.position++;
    this.skipWhiteSpace();
    if (this.text[this.position] === end) {
      this.position++;
      return;
    }
    for (;;) {
      member();
      this.skipWhiteSpace();
      const comma = this.position;
      if (this.text[this.position] === end) break;
      if (this.text[this.position] !== ',') this.fail(`a comma or "${end}" is expected, found ${this.here()}`);
      this.position++;
      this.skipWhiteSpace();
      if (this.text[this.position] === end) this.fail(`there is a comma before "${end}", where nothing follows`, comma);
    }
    this.position++;
  }

  private string(): string {
    const token = this.take(STRING);
    return token === undefined ? this.fail('the string is not closed, or holds a line break or an unknown escape') : JSON.parse(token);
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text)?.[0];
    this.position += found?.length ?? 0;
    return found;
  }

  private skipWhiteSpace(): void {
    this.take(WHITE_SPACE);
  }

  private here(): string {
    return this.position < this.text.length ? JSON.stringify(this.text[this.position]) : 'the end of the text';
  }

  private fail(reason: string, position = this.position, given?: string): never {
    throw JsonProblem.at(this.text, position, reason, given);
  }
}
