import { parseJson } from '../policy';

const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;
const WIDTH = 100;

/**
 * A JSON text over several lines. Only white space changes: each string and number stays as it was written, and so does the order of
 * keys. A text that has line breaks already, or that is no JSON, stays as it is.
 */
export function prettyJson(text: string): string {
  if (text.trim().includes('\n') || !isJson(text)) return text;
  const reader = new Tokens(text.match(TOKENS) ?? []);
  return `${lines(reader.value(), '')}\n`;
}

function isJson(text: string): boolean {
  try {
    parseJson(text);
    return true;
  } catch {
    return false;
  }
}

/** A scalar as written, or the items of a list or an object; those of an object begin with their key. */
type Node = string | Nested;

interface Nested {
  readonly open: string;
  readonly close: string;
  readonly items: readonly { readonly key?: string; readonly value: Node }[];
}

class Tokens {
  private position = 0;

  constructor(private readonly tokens: readonly string[]) {}

  value(): Node {
    const token = this.tokens[this.position++];
    if (token !== '{' && token !== '[') return token;
    const close = token === '{' ? '}' : ']';
    const items: { key?: string; value: Node }[] = [];
    while (this.tokens[this.position] !== close) {
      if (this.tokens[this.position] === ',') this.position++;
      if (token === '[') {
        items.push({ value: this.value() });
      } else {
        const key = this.tokens[this.position];
        this.position += 2;
        items.push({ key, value: this.value() });
      }
    }
    this.position++;
    return { open: token, close, items };
  }
}

/** A list that fits stays on its line. */
function lines(node: Node, indent: string): string {
  if (typeof node === 'string') return node;
  const { open, close, items } = node;
  if (items.length === 0) return open + close;
  const short = `[${items.map(({ value }) => (typeof value === 'string' ? value : '')).join(', ')}]`;
  if (open === '[' && items.every(({ value }) => typeof value === 'string') && indent.length + short.length <= WIDTH) return short;
  const inner = `${indent}  `;
  const texts = items.map(({ key, value }) => `${inner}${key === undefined ? '' : `${key}: `}${lines(value, inner)}`);
  return `${open}\n${texts.join(',\n')}\n${indent}${close}`;
}
