import { actionsOf, allServices } from '../actions';
import { type TextClasses, textClasses, type TextSet } from './values/text-classes';
import { literal, type Unit } from './values/units';
import { actionName, compileAction, type CompiledAction, EVERY } from '../evaluate/compile/compile-action';
import { reachKey } from '../evaluate/exemption';
import type { PatternElement } from '../language';

/** Actions that the statements of some policies cannot tell apart. */
export interface ActionClass {
  /** `s3:GetObject`. If no known action is in the class, a name that AWS does not use today. */
  readonly actions: readonly string[];
  readonly isKnown: boolean;
}

export interface ActionClasses {
  readonly classes: readonly ActionClass[];
  /** Whether every action is in one of the classes. */
  readonly isComplete: boolean;
}

const IN_NAME: Unit = { withoutColon: true };
const NAME: readonly Unit[] = [IN_NAME, { many: true, withoutColon: true }];
const ACTIONS: TextSet = [[...NAME, { character: ':' }, ...NAME]];

/**
 * All actions by the elements that name them: those of the action table, and for each other way in which elements can name an action one
 * that is not in the table, as AWS adds actions every week.
 */
export function actionClasses(elements: readonly PatternElement[]): ActionClasses {
  const compiled = elements.map(compileAction);
  const known = knownClasses(compiled);
  const { texts, isComplete } = actionTexts(elements);
  const names = new Set([...known.keys()].map((key) => key.slice(key.indexOf(' ') + 1)));
  const others = texts.filter((text) => !names.has(resultsFor(text, compiled)));
  const classes = [
    ...[...known.values()].map((actions): ActionClass => ({ actions, isKnown: true })),
    ...others.map((action): ActionClass => ({ actions: [action], isKnown: false })),
  ];
  return { classes, isComplete };
}

/**
 * Names of actions, one for each way in which elements can name an action.
 * @param among only actions that one of these elements names @default - all
 */
export function actionTexts(elements: readonly PatternElement[], among?: readonly PatternElement[]): TextClasses {
  const isLimited = among?.every(({ negated }) => !negated) ?? false;
  const within = isLimited ? [...new Set(among!.flatMap(({ patterns }) => patterns))].map(unitsOfAction) : ACTIONS;
  return textClasses(elements.map(({ patterns }) => patterns.map(unitsOfAction)), within);
}

/** The actions of the table by the elements that name them. Actions to which different policies apply are in different classes. */
function knownClasses(compiled: readonly CompiledAction[]): Map<string, string[]> {
  const classes = new Map<string, string[]>();
  const named = new Set(compiled.flatMap(({ services }) => services));
  // All services that no element names are alike.
  const otherMatchers = compiled.map((each) => each.forService(''));
  for (const [service, actions] of tableByService()) {
    const matchers = named.has(service) ? compiled.map((each) => each.forService(service)) : otherMatchers;
    const isAlike = matchers.every((matches) => matches === undefined || matches === EVERY);
    const results = matchers.map((matches) => matches !== undefined).join();
    for (const { action, name, reach } of actions) {
      const key = `${reach} ${isAlike ? results : matchers.map((matches) => matches?.(name) ?? false).join()}`;
      const present = classes.get(key);
      if (present) present.push(action);
      else classes.set(key, [action]);
    }
  }
  return classes;
}

interface TableAction {
  readonly action: string;
  /** In lower case, without the service. */
  readonly name: string;
  readonly reach: string;
}

/** Read once, since it takes longer than a decision. */
let table: ReadonlyMap<string, readonly TableAction[]> | undefined;

function tableByService(): ReadonlyMap<string, readonly TableAction[]> {
  table ??= new Map(allServices().map((service) => [service, actionsOf(service).map((action): TableAction => {
    const name = actionName(action);
    return { action, name: name.name, reach: reachKey(name) };
  })]));
  return table;
}

/** Whether each element names an action. */
function resultsFor(action: string, compiled: readonly CompiledAction[]): string {
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
  return [...notEmpty(units(service)), { character: ':' }, ...notEmpty(units(name))];
}

/** Neither a service nor the name of its action is empty. */
function notEmpty(units: readonly Unit[]): readonly Unit[] {
  return units.every(({ many }) => many) ? [IN_NAME, ...units] : units;
}
