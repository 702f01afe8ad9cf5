import { AssemblyError } from '../assembly-error';
import { asText, ownValue } from '../record';
import type { Scope } from './scope';
import { shownText, type Text, textOf } from './symbolic-text';
import { isRecord } from './template';

/** Conditions compare values of expressions, and expressions choose by conditions: the resolver passes itself in. */
export type Resolve = (value: unknown, scope: Scope, place: string) => unknown;

/** Whether a condition holds: `unknown` where a value decides that only a deployment knows. */
export type Truth = boolean | 'unknown';

/** Conditions never change within a scope, and large templates ask for the same one many times. Undefined: it is being evaluated. */
const answers = new WeakMap<Scope, Map<string, Truth | undefined>>();

/** A condition refers to another, which refers to another: more than any template does, and far from what a call stack can hold. */
const LONGEST_CHAIN = 100;

/** @throws AssemblyError for a name that is not in `Conditions`, or one that refers to itself. */
export function namedCondition(name: string, scope: Scope, place: string, resolve: Resolve): Truth {
  const known = answers.get(scope) ?? new Map<string, Truth | undefined>();
  answers.set(scope, known);
  const answer = known.get(name);
  if (answer !== undefined) {
    return answer;
  }
  const open = [...known].flatMap(([each, value]) => (value === undefined ? [each] : []));
  if (known.has(name)) {
    throw new AssemblyError('Circular dependency between conditions', `${place}: [${open.slice(open.indexOf(name)).join(', ')}]`, 'Take one reference away.');
  }
  if (open.length >= LONGEST_CHAIN) {
    throw new AssemblyError(`More than ${LONGEST_CHAIN} conditions refer to each other in a row`, `${place}: ${name}`, 'Write the last ones without references.');
  }
  const definition = ownValue(scope.template.Conditions, name);
  if (definition === undefined) {
    throw new AssemblyError(`Template error: unresolved condition dependency ${name}`, place, 'Declare it in "Conditions".');
  }
  known.set(name, undefined);
  try {
    const value = evaluateCondition(definition, scope, `${scope.stackName}/Conditions/${name}`, resolve);
    known.set(name, value);
    return value;
  } finally {
    // An error leaves it open, and it is not evaluated any more.
    if (known.get(name) === undefined) known.delete(name);
  }
}

/** `Fn::And`, `Fn::Or`, `Fn::Not`, `Fn::Equals` and `Condition` (AWS CloudFormation Template Reference, "Condition functions"). */
export function evaluateCondition(expression: unknown, scope: Scope, place: string, resolve: Resolve): Truth {
  const [[name, argument] = [undefined, undefined]] = isRecord(expression) ? Object.entries(expression) : [];
  if (name === 'Condition') {
    return namedCondition(asText(argument), scope, place, resolve);
  }
  const list = Array.isArray(argument) ? argument as unknown[] : [];
  const items = () => list.map((item) => evaluateCondition(item, scope, place, resolve));
  switch (name) {
    case 'Fn::And':
      return conjunction(items());
    case 'Fn::Or':
      return not(conjunction(items().map(not)));
    case 'Fn::Not':
      return not(items()[0] ?? false);
    case 'Fn::Equals':
      return equality(textOf(resolve(list[0], scope, place)), textOf(resolve(list[1], scope, place)));
    default:
      throw new AssemblyError(
        'This is no condition: Fn::And, Fn::Or, Fn::Not, Fn::Equals or Condition is expected',
        `${place}: ${JSON.stringify(expression)}`,
        'Correct the expression.',
      );
  }
}

/** Two values that only a deployment knows are equal if they are the same. Otherwise, only the deployment can tell. */
function equality(one: Text, other: Text): Truth {
  if (shownText(one) === shownText(other)) return true;
  return typeof one === 'string' && typeof other === 'string' ? false : 'unknown';
}

function conjunction(truths: readonly Truth[]): Truth {
  return truths.includes(false) ? false : truths.includes('unknown') ? 'unknown' : true;
}

function not(truth: Truth): Truth {
  return truth === 'unknown' ? truth : !truth;
}
