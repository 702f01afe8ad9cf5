import { changedItems, changedValues } from '../record';

/**
 * A text in braces after a dollar sign: a symbol, a literal that looks like one, or a variable of a policy. The text may be JSON, where a
 * character can be written as `\u0024` as well.
 */
const IN_BRACES = /((?:\$|\\u0024)(?:\{|\\u007[bB]))((?:(?!\\u00(?:24|7[bBdD]))[^${}])*)(\}|\\u007[dD])/g;

/** The symbols in a shown text. Their names have no other characters. */
const SYMBOL = /\$\{([\w./:%<>-]+)\}/g;

function mayHaveBraces(text: string): boolean {
  return text.includes('$') || text.includes('\\u0024');
}

/** Whether a name is one that symbols have: a name with a dot, a pseudo parameter, or a function with its arguments. */
function isSymbolName(name: string): boolean {
  return /^(AWS|Fn)::/.test(name) || (name.includes('.') && !name.includes(':'));
}

/** Whether a text in braces would be a symbol, in JSON or as it stands, but for exclamation marks before it. */
function isLookAlike(inBraces: string): boolean {
  const inJson = inBraces.replace(/\\u([0-9a-fA-F]{4})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
  return [inBraces, inJson].some((name) => isSymbolName(name.replace(/^!+/, '')));
}

/**
 * The form in which a review shows and compares a text of a template. A value that only a deployment knows is a symbol, `${Name}`. So a
 * literal that has this form gets an exclamation mark, `${!Name}`, and one more if it has some already. Variables of policies, such as
 * `${aws:username}`, keep their form: they have a colon.
 */
export function shownLiteral(text: string): string {
  if (!mayHaveBraces(text)) return text;
  return text.replace(IN_BRACES, (found, opening: string, name: string, closing: string) => (
    isLookAlike(name) ? `${opening}!${name}${closing}` : found));
}

/** The reverse of `shownLiteral`. Symbols stay as they are. */
export function literalOf(shown: string): string {
  if (!mayHaveBraces(shown)) return shown;
  return shown.replace(IN_BRACES, (found, opening: string, name: string, closing: string) => (
    name.startsWith('!') && isLookAlike(name) ? `${opening}${name.slice(1)}${closing}` : found));
}

/** The names of the symbols in a shown text. Of a symbol that is derived from others, `${Fn::Base64/<Org.Role>}`, the names of these. */
export function symbolsIn(shown: string): Set<string> {
  const names = [...shown.matchAll(SYMBOL)].map(([, name]) => name).filter(isSymbolName);
  return new Set(names.flatMap((name) => (name.includes('<') ? [...name.matchAll(/<([^<>]+)>/g)].map(([, inner]) => inner) : [name])));
}

/** A value of any depth with its texts in another form, keys of objects included. */
export function withTexts<Value>(value: Value, form: (text: string) => string): Value {
  return mapped(value, form) as Value;
}

/** The same object where no text changes. */
function mapped(value: unknown, form: (text: string) => string): unknown {
  if (typeof value === 'string') return form(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return changedItems(value, (item) => mapped(item, form)) ?? value;
  const changed = changedValues(value as Record<string, unknown>, (item) => mapped(item, form));
  if (Object.keys(value).every((key) => form(key) === key)) return changed;
  return Object.fromEntries(Object.entries(changed).map(([key, item]) => [form(key), item]));
}
