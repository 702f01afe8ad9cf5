import { visibleLine } from '../../report/escape';

/** Characters that a reader of source code cannot see, or that end a line. The joiner of emoji stays. */
const HIDDEN = /(?!\u200d)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Cs}]/gu;
const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/** A value of JSON as TypeScript, on one line: texts in single quotes, keys without quotes where they need none. */
export function literal(value: unknown): string {
  if (typeof value === 'string') return textLiteral(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return entries.length === 0 ? '{}' : `{ ${entries.map(([key, item]) => `${keyLiteral(key)}: ${literal(item)}`).join(', ')} }`;
}

/** In an object literal, `__proto__` without brackets is no key. */
export function keyLiteral(key: string): string {
  if (key === '__proto__') return '[\'__proto__\']';
  return IDENTIFIER.test(key) ? key : textLiteral(key);
}

function textLiteral(text: string): string {
  const escaped = text.replace(/[\\']/g, (character) => `\\${character}`).replace(HIDDEN, escapeOf);
  return `'${escaped}'`;
}

function escapeOf(character: string): string {
  const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
  const code = character.codePointAt(0)!;
  return named[character] ?? (code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`);
}

/** A line comment. Nothing of the text ends it. */
export function comment(text: string, indent = ''): string {
  return `${indent}// ${visibleLine(text)}`.trimEnd();
}
