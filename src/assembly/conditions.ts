import { AssemblyError } from './assembly-error';
import type { Scope } from './scope';
import { isRecord } from './template';

/** Conditions compare values of expressions, and expressions choose by conditions: the resolver passes itself in. */
export type Resolve = (value: unknown, scope: Scope, place: string) => unknown;

/** Conditions never change within a scope, and large templates ask for the same one many times. */
const answers = new WeakMap<Scope, Map<string, boolean>>();

/** @throws AssemblyError for a name that is not in `Conditions`. */
export function namedCondition(name: string, scope: Scope, place: string, resolve: Resolve): boolean {
  const known = answers.get(scope) ?? new Map<string, boolean>();
  answers.set(scope, known);
  const answer = known.get(name);
  if (answer !== undefined) {
    return answer;
  }
  const definition = scope.template.Conditions?.[name];
  if (definition === undefined) {
    throw new AssemblyError(`Template error: unresolved condition dependency ${name}`, place, 'Declare it in "Conditions".');
  }
  const value = evaluateCondition(definition, scope, `${scope.stackName}/Conditions/${name}`, resolve);
  known.set(name, value);
  return value;
}

/** `Fn::And`, `Fn::Or`, `Fn::Not`, `Fn::Equals` and `Condition` (AWS CloudFormation Template Reference, "Condition functions"). */
export function evaluateCondition(expression: unknown, scope: Scope, place: string, resolve: Resolve): boolean {
  const [[name, argument] = [undefined, undefined]] = isRecord(expression) ? Object.entries(expression) : [];
  if (name === 'Condition') {
    return namedCondition(String(argument), scope, place, resolve);
  }
  const list = Array.isArray(argument) ? argument as unknown[] : [];
  const items = () => list.map((item) => evaluateCondition(item, scope, place, resolve));
  switch (name) {
    case 'Fn::And':
      return items().every(Boolean);
    case 'Fn::Or':
      return items().some(Boolean);
    case 'Fn::Not':
      return !items()[0];
    case 'Fn::Equals':
      return String(resolve(list[0], scope, place)) === String(resolve(list[1], scope, place));
    default:
      throw new AssemblyError(
        'This is no condition: Fn::And, Fn::Or, Fn::Not, Fn::Equals or Condition is expected',
        `${place}: ${JSON.stringify(expression)}`,
        'Correct the expression.',
      );
  }
}
