import { isOurResourceType } from '../../contract';
import { type AssemblyError, unsupportedFunction } from '../assembly-error';
import { intrinsicName } from './intrinsics';
import { isSupported } from './references';
import type { Scope } from './scope';
import { derivedSymbol, type Text, textOf } from './symbolic-text';
import { NESTED_STACK_TYPE, type Template } from './template';

const answers = new WeakMap<Template, boolean>();

/**
 * Whether a template has nothing of this library, nor a nested stack that could have: what it computes is of no interest, so that a
 * function which is not supported gives a stand-in there.
 */
export function isForeign(template: Template): boolean {
  let answer = answers.get(template);
  if (answer === undefined) {
    answer = !Object.values(template.Resources).some(({ Type: type }) => isOurResourceType(type) || type === NESTED_STACK_TYPE);
    answers.set(template, answer);
  }
  return answer;
}

const STAND_IN = /\(unknown value of (Fn::[A-Za-z:]+)\)/;

/**
 * The value of a function that is not supported.
 * @param argument gives the values from which it takes its value
 * @throws AssemblyError for a template in which values matter
 */
export function standInFor(name: string, { template, hasSymbols }: Scope, place: string, argument: () => readonly unknown[]): Text {
  if (!isForeign(template)) throw unsupportedFunction(name, place);
  return hasSymbols ? derivedSymbol(name, argument(), { unsupported: name }) : `(unknown value of ${name})`;
}

/** @returns an error if the value of an export comes from a function that is not supported. */
export function unknownExport(exportName: string, value: unknown, place: string): AssemblyError | undefined {
  const text = textOf(value);
  const name = typeof text === 'string' ? STAND_IN.exec(text)?.[1] : text.symbols.find(({ unsupported }) => unsupported)?.unsupported;
  return name === undefined ? undefined : unsupportedFunction(name, `${place}, by the export ${exportName}`);
}

/** Functions of a foreign template that are not supported; sorted. */
export function unsupportedFunctions({ Resources, Outputs }: Template): string[] {
  const found = new Set<string>();
  const search = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const name = intrinsicName(value);
    if (name !== undefined && !isSupported(name)) found.add(name);
    Object.values(value).forEach(search);
  };
  search([Object.values(Resources).map(({ Properties }) => Properties), Outputs]);
  return [...found].sort();
}
