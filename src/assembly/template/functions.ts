import { AssemblyError } from '../assembly-error';
import { asText } from '../record';
import type { Scope } from './scope';
import { concatenated, derivedSymbol, splitText, SymbolicText, type Text } from './symbolic-text';

/*
 * Intrinsic functions of resolved values. A part of a value that only a deployment knows, or another form of it, is as unknown as the value
 * itself, and not a part of its symbol: the functions give a symbol that is derived from it.
 */

/** `Fn::Join` of a list, or of a value that turns out to be one. */
export function joined(delimiter: unknown, items: unknown, place: string): Text {
  if (typeof delimiter === 'string' && items instanceof SymbolicText) {
    return derivedSymbol('Fn::Join', [delimiter, items]);
  }
  if (typeof delimiter !== 'string' || !Array.isArray(items)) {
    throw malformed('Fn::Join', place, 'a delimiter and a list');
  }
  return concatenated(items.map((item) => text(item, 'Fn::Join', place)), delimiter);
}

/** `Fn::Split`. */
export function piecesOf(whole: Text, delimiter: string): Text[] | SymbolicText {
  return splitText(whole, delimiter) ?? derivedSymbol('Fn::Split', [delimiter, whole]);
}

/** `Fn::Select` of a list, or of a value that turns out to be one. */
export function selected(index: string, list: unknown, place: string): unknown {
  const isIndex = /^\d+$/.test(index);
  if (isIndex && list instanceof SymbolicText) {
    return derivedSymbol('Fn::Select', [index, list]);
  }
  const item = isIndex && Array.isArray(list) ? (list as unknown[])[Number(index)] : undefined;
  if (item === undefined) {
    throw malformed('Fn::Select', place, 'an integer index within a list, and the list');
  }
  return item;
}

/** `Fn::Base64`. */
export function encoded(plain: Text): Text {
  return typeof plain === 'string' ? Buffer.from(plain).toString('base64') : derivedSymbol('Fn::Base64', [plain]);
}

/** `Fn::GetAZs`. Accounts differ in their Availability Zones. */
export function zonesOf(region: Text, { hasSymbols }: Scope): Text[] | SymbolicText {
  return hasSymbols ? derivedSymbol('Fn::GetAZs', [region]) : ['a', 'b', 'c'].map((zone) => concatenated([region, zone]));
}

/** A value that a function takes as text. */
export function text(value: unknown, name: string, place: string): Text {
  if (value instanceof SymbolicText) {
    return value;
  }
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return asText(value);
  }
  throw malformed(name, place, 'values that are text');
}

export function pair(name: string, argument: unknown, place: string): [unknown, unknown] {
  if (!Array.isArray(argument) || argument.length !== 2) {
    throw malformed(name, place, 'a list of two elements');
  }
  return argument as [unknown, unknown];
}

export function malformed(name: string, place: string, expected: string): AssemblyError {
  return new AssemblyError(`Template error: ${name} requires ${expected}`, place, 'Correct the arguments of the function.');
}
