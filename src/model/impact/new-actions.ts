import { actionCovers, type PatternElement } from '../../policy';
import { actionExists } from '../../policy/actions';
import { actionTexts, type TextClasses } from '../../policy/decide';
import { actionName } from '../../policy/evaluate/compile/compile-action';

const WILDCARD = /[*?]/;

/** Finds actions that policies name and that are not in the action table, as AWS adds some every week. */
export class NewActions {
  private readonly found = new Map<string, TextClasses>();

  /** One for each way in which changed elements name one, and others do too. */
  of(changed: readonly PatternElement[], others: readonly PatternElement[]): TextClasses {
    const services = namedServices(changed);
    const relevant = distinct(others.flatMap((each) => narrowed(each, services)));
    const elements = distinct(changed);
    const key = JSON.stringify([elements, relevant]);
    let found = this.found.get(key);
    if (found === undefined) {
      found = isKnown(elements) ? NONE : newAmong(actionTexts([...elements, ...relevant], elements));
      this.found.set(key, found);
    }
    return found;
  }
}

const NONE: TextClasses = { texts: [], isComplete: true };

function newAmong({ texts, isComplete }: TextClasses): TextClasses {
  return { texts: texts.filter((action) => !actionExists(action)), isComplete };
}

/** The patterns that name an action; the action itself, if only `*` and exceptions do. */
export function patternsNaming(action: string, elements: readonly PatternElement[]): string[] {
  const naming = elements.filter(({ negated }) => !negated).flatMap(({ patterns }) => patterns)
    .filter((pattern) => pattern !== '*' && actionCovers(pattern, action));
  return naming.length === 0 ? [action] : [...new Set(naming)].sort();
}

/** Undefined if any service may be named. */
function namedServices(elements: readonly PatternElement[]): ReadonlySet<string> | undefined {
  const patterns = elements.flatMap((each) => each.patterns);
  const services = patterns.map((pattern) => serviceOf(pattern));
  const isAny = elements.some(({ negated }) => negated) || services.some((service) => WILDCARD.test(service));
  return isAny ? undefined : new Set(services);
}

/** An element with the patterns that can name an action of some services; nothing, if it names all or none of them. */
function narrowed({ negated, patterns }: PatternElement, services: ReadonlySet<string> | undefined): PatternElement[] {
  const isRelevant = (service: string) => services === undefined || WILDCARD.test(service) || services.has(service);
  const some = patterns.filter((pattern) => isRelevant(serviceOf(pattern)));
  return some.length === 0 || some.includes('*') ? [] : [{ negated, patterns: some }];
}

function serviceOf(pattern: string): string {
  return pattern === '*' ? '*' : actionName(pattern).service;
}

/** Whether elements name actions of the table one by one. */
function isKnown(elements: readonly PatternElement[]): boolean {
  return elements.every(({ negated, patterns }) => (
    !negated && patterns.every((pattern) => !WILDCARD.test(pattern) && actionExists(pattern))));
}

function distinct(elements: readonly PatternElement[]): PatternElement[] {
  return [...new Map(elements.map((each) => [JSON.stringify(each), each])).values()];
}
