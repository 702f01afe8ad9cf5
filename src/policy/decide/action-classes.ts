import { literal, type Unit } from './values/units';
import { textClasses, type TextSet } from './values/text-classes';
import { actionsOf, allServices } from '../actions';
import { actionName, compileAction, type CompiledAction, EVERY } from '../evaluate/compile/compile-action';
import type { PatternElement } from '../language';
import { isUnrestricted, reachOf } from '../evaluate/exemption';

/** Actions that the statements of some policies cannot tell apart. */
export interface ActionClass {
  /** `s3:GetObject`. If no known action is in the class, a name that AWS does not use today. */
  readonly actions: readonly string[];
  readonly isKnown: boolean;
}

const IN_NAME: Unit = { withoutColon: true };
const NAME: readonly Unit[] = [IN_NAME, { many: true, withoutColon: true }];
const ACTIONS: TextSet = [[...NAME, { character: ':' }, ...NAME]];

/**
 * All actions by the elements that name them: those of the action table, and for each other way in which elements can name an action one
 * that is not in the table, as AWS adds actions every week.
 */
export function actionClasses(elements: readonly PatternElement[]): ActionClass[] {
  const known = new Map<string, string[]>();
  const compiled = elements.map(compileAction);
  for (const service of allServices()) for (const [key, actions] of classesOfService(service, compiled)) known.set(key, [...known.get(key) ?? [], ...actions]);
  const { texts } = textClasses(elements.map(({ patterns }) => patterns.map(unitsOfAction)), ACTIONS);
  const names = new Set([...known.keys()].map((key) => key.slice(key.indexOf(' '))));
  const others = texts.filter((text) => !names.has(` ${namedBy(text, compiled)}`));
  return [
    ...[...known.values()].map((actions): ActionClass => ({ actions, isKnown: true })),
    ...others.map((action): ActionClass => ({ actions: [action], isKnown: false })),
  ];
}

/** Actions to which different policies apply are in different classes. */
function classesOfService(service: string, compiled: readonly CompiledAction[]): Map<string, string[]> {
  const actions = actionsOf(service);
  const matchers = compiled.map((each) => each.forService(service));
  const named = matchers.every((matches) => matches === undefined || matches === EVERY) ? matchers.map((matches) => matches !== undefined).join() : undefined;
  const classes = new Map<string, string[]>();
  for (const action of actions) {
    const name = actionName(action);
    const reach = isUnrestricted(name) ? 'unrestricted' : reachOf(name);
    const key = `${reach} ${named ?? matchers.map((matches) => matches?.(name.name) ?? false).join()}`;
    const present = classes.get(key);
    if (present) present.push(action);
    else classes.set(key, [action]);
  }
  return classes;
}

function namedBy(action: string, compiled: readonly CompiledAction[]): string {
  const { service, name } = actionName(action);
  return compiled.map((each) => each.forService(service)?.(name) ?? false).join();
}

/** The service of a pattern is one service, or all. Case does not matter. */
function unitsOfAction(pattern: string): Unit[] {
  const { service, name } = actionName(pattern === '*' ? '*:*' : pattern);
  const units = (text: string) => [...text].flatMap((character): Unit[] => {
    if (character === '*') return [{ many: true, withoutColon: true }];
    return character === '?' ? [IN_NAME] : literal(character, true);
  });
  return [...units(service), { character: ':' }, ...units(name)];
}
