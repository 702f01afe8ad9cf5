import { shownLiteral } from './shown-literal';
import { changedItems, changedValues } from '../record';

/** A value that only a deployment knows. */
export interface ValueSymbol {
  /** A name that no other value has; see `logicalName` and `derivedSymbol`. */
  readonly symbol: string;
  /** Whether the value consists of ASCII letters, digits, hyphens and underscores, as IDs do. */
  readonly isId?: true;
  /** A function that is not supported and that gives the value. */
  readonly unsupported?: string;
}

/** A text that contains values which only a deployment knows. Such a value is no text, so no literal can be taken for it. */
export class SymbolicText {
  /** Literals and symbols in turn, with at least one symbol and no empty literal. */
  constructor(readonly parts: readonly (string | ValueSymbol)[]) {}

  get symbols(): ValueSymbol[] {
    return this.parts.filter((part) => typeof part !== 'string');
  }

  toString(): string {
    return shownText(this);
  }
}

/** A text of a resolved template; a plain string if it is known. */
export type Text = string | SymbolicText;

export function symbolicText(symbol: string, facts: Omit<ValueSymbol, 'symbol'> = {}): SymbolicText {
  return new SymbolicText([{ symbol, ...facts }]);
}

export function concatenated(texts: readonly Text[], delimiter = ''): Text {
  const parts: (string | ValueSymbol)[] = [];
  const add = (part: string | ValueSymbol) => {
    const last = parts.at(-1);
    if (typeof part !== 'string') parts.push(part);
    else if (typeof last === 'string') parts[parts.length - 1] = last + part;
    else if (part !== '') parts.push(part);
  };
  texts.forEach((text, index) => {
    if (index > 0) add(delimiter);
    if (typeof text === 'string') add(text);
    else text.parts.forEach(add);
  });
  return parts.every((part) => typeof part === 'string') ? parts.join('') : new SymbolicText(parts);
}

const ID_CHARACTERS = /[\w-]/;

/** The pieces of a text; undefined if a symbol in it could contain the delimiter. */
export function splitText(text: Text, delimiter: string): Text[] | undefined {
  if (typeof text === 'string') return text.split(delimiter);
  if (delimiter === '' || ID_CHARACTERS.test(delimiter) || !text.symbols.every(({ isId }) => isId)) return undefined;
  const pieces: Text[] = [''];
  for (const part of text.parts) {
    const [first, ...rest] = typeof part === 'string' ? part.split(delimiter) : [new SymbolicText([part])];
    pieces[pieces.length - 1] = concatenated([pieces.at(-1)!, first]);
    pieces.push(...rest);
  }
  return pieces;
}

/** Replaces characters that have a meaning in a shown text, in JSON or in a policy. Two texts never get the same one. */
function encoded(text: string, others: RegExp): string {
  // Each unit by itself, since a lone surrogate has no UTF-8 form.
  return text.replace(others, (unit) => `%${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`);
}

/** The name of a value of a resource. */
export function logicalName(stackName: string, logicalId: string, attribute?: string): string {
  return encoded([stackName, logicalId, ...(attribute === undefined ? [] : [attribute])].join('.'), /[^\w./-]/g);
}

/** The value that a function gives for values that only a deployment knows, such as the first characters of one. */
export function derivedSymbol(name: string, values: readonly unknown[], facts: Omit<ValueSymbol, 'symbol'> = {}): SymbolicText {
  const parts = values.map((value) => partsOf(textOf(value)));
  const symbols = parts.flat().filter((part) => typeof part !== 'string');
  const unsupported = symbols.find((symbol) => symbol.unsupported)?.unsupported;
  const argument = (part: string | ValueSymbol) => (typeof part === 'string' ? encoded(part, /[^\w.:-]/g) : `<${part.symbol}>`);
  const symbol = [encoded(name, /[^\w.:-]/g), ...parts.map((each) => each.map(argument).join(''))].join('/');
  return symbolicText(symbol, { ...(unsupported === undefined ? {} : { unsupported }), ...facts });
}

/** A resolved value as text: scalars as CloudFormation converts them, lists and objects as JSON. */
export function textOf(value: unknown): Text {
  if (value instanceof SymbolicText) return value;
  return typeof value === 'object' && value !== null ? concatenated(jsonPieces(value)) : String(value);
}

function jsonPieces(value: unknown): Text[] {
  if (value instanceof SymbolicText) {
    return ['"', ...value.parts.map((part) => (typeof part === 'string' ? JSON.stringify(part).slice(1, -1) : new SymbolicText([part]))), '"'];
  }
  if (typeof value !== 'object' || value === null) return [JSON.stringify(value) ?? 'null'];
  const isList = Array.isArray(value);
  const items = Object.entries(value).map(([key, item]) => [...(isList ? [] : [`${JSON.stringify(key)}:`]), ...jsonPieces(item)]);
  return [isList ? '[' : '{', ...items.flatMap((item, index) => (index === 0 ? item : [',', ...item])), isList ? ']' : '}'];
}

function partsOf(text: Text): readonly (string | ValueSymbol)[] {
  return typeof text === 'string' ? [text] : text.parts;
}

/** A text as a review shows and compares it: see `shownLiteral`. */
export function shownText(text: Text): string {
  return partsOf(text).map((part) => (typeof part === 'string' ? shownLiteral(part) : `\${${part.symbol}}`)).join('');
}

/** A resolved value of any depth with its texts as they are shown, keys of objects included. What stays the same is not copied. */
export function shown(value: unknown): unknown {
  if (typeof value === 'string') return shownLiteral(value);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof SymbolicText) return shownText(value);
  if (Array.isArray(value)) return changedItems(value, shown) ?? value;
  const changed = changedValues(value as Record<string, unknown>, shown);
  if (Object.keys(value).every((key) => shownLiteral(key) === key)) return changed;
  return Object.fromEntries(Object.entries(changed).map(([key, item]) => [shownLiteral(key), item]));
}
