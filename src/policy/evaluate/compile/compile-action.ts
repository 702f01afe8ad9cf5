import type { PatternElement } from '../../language';
import { compileGlob, type TextMatcher } from '../patterns/glob';
import { parseTemplate } from '../patterns/template';

/** An action in lower case, since the service ignores case. */
export interface ActionName {
  readonly service: string;
  readonly name: string;
}

export function actionName(action: string): ActionName {
  const [service, name] = action.toLowerCase().split(':');
  return { service, name };
}

/** Matches the names of one service's actions; undefined if it can match none. */
export type ServiceMatcher = TextMatcher | undefined;

/** Matches every action name. */
export const EVERY: TextMatcher = () => true;

export interface CompiledAction {
  /** The named services; all others are treated alike. */
  readonly services: readonly string[];
  forService(service: string): ServiceMatcher;
}

/** Compiles `Action` or `NotAction` to the comparisons that remain for a known service: for most statements, none. */
export function compileAction({ patterns, negated }: PatternElement): CompiledAction {
  const split = patterns.map((pattern) => actionName(pattern === '*' ? '*:*' : pattern));
  return {
    services: split.map(({ service }) => service),
    forService: (service) => {
      const names = split.filter((pattern) => pattern.service === '*' || pattern.service === service).map(({ name }) => name);
      if (names.includes('*')) return negated ? undefined : EVERY;
      if (names.length === 0) return negated ? EVERY : undefined;
      const matches = oneOf(names);
      return negated ? (name) => !matches(name) : matches;
    },
  };
}

function oneOf(patterns: readonly string[]): TextMatcher {
  const exact = new Set(patterns.filter((pattern) => !/[*?]/.test(pattern)));
  const globs = patterns.filter((pattern) => !exact.has(pattern)).map(compileActionGlob);
  return (name) => exact.has(name) || globs.some((matches) => matches(name));
}

/** Matches action names in lower case. */
export function compileActionGlob(pattern: string): TextMatcher {
  return compileGlob(parseTemplate(pattern, { wildcards: true, variables: false }) as Parameters<typeof compileGlob>[0]);
}
