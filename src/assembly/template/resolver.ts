import { AssemblyError } from '../assembly-error';
import { evaluateCondition, namedCondition, type Truth } from './conditions';
import { isForeign, standInFor } from './foreign-templates';
import { encoded, joined, malformed, pair, piecesOf, selected, text, zonesOf } from './functions';
import { attributeReference, intrinsicName, isPseudoParameter, PLACEHOLDER, type Substitution, substitution } from './intrinsics';
import { asText, changedItems, changedValues, ownValue } from '../record';
import { isSupported } from './references';
import type { Scope } from './scope';
import { concatenated, derivedSymbol, shownText, type Text, textOf } from './symbolic-text';
import { isRecord } from './template';

/** The value of `Ref: AWS::NoValue`. The resolver leaves out the property or list item that holds it. */
const NO_VALUE = Symbol('AWS::NoValue');

/**
 * The value of a template's expression (AWS CloudFormation Template Reference, "Intrinsic function reference"). Scalars keep their
 * type; dynamic references (`{{resolve:…}}`) stay text; text with values that only a deployment knows is a `SymbolicText`. `place` is
 * named in errors: `Stack/Resources/Id/Properties`.
 * @throws AssemblyError naming function, stack and place.
 */
export function resolve(value: unknown, scope: Scope, place: string): unknown {
  const result = resolveValue(value, scope, place);
  return result === NO_VALUE ? undefined : result;
}

/** Resolves the properties of an object, and leaves out those without a value. It is the same object if it contains no functions. */
export function resolveProperties(
  properties: Readonly<Record<string, unknown>>, scope: Scope, place: string,
): Readonly<Record<string, unknown>> {
  let hasGaps = false;
  const resolved = changedValues(properties, (item, key) => {
    const result = resolvePart(item, scope, place, key);
    hasGaps ||= result === NO_VALUE;
    return result;
  });
  return hasGaps ? Object.fromEntries(Object.entries(resolved).filter(([, item]) => item !== NO_VALUE)) : resolved;
}

/** The place of a scalar is not written: most values are scalars, and nothing is wrong with any of them. */
function resolvePart(item: unknown, scope: Scope, place: string, key: string | number): unknown {
  return typeof item === 'object' ? resolveValue(item, scope, `${place}/${key}`) : item;
}

/**
 * Whether a condition of the template holds.
 * @throws AssemblyError for a name that is not in `Conditions`, or a condition that depends on a value that only a deployment knows
 */
export function conditionOf(name: string, scope: Scope, place: string): boolean {
  return decided(namedCondition(name, scope, place, resolve), name, place);
}

/** Whether a resource or output takes part at all. @throws AssemblyError as `conditionOf` */
export function isActive(declared: { readonly Condition?: string }, scope: Scope, place: string): boolean {
  return declared.Condition === undefined || conditionOf(declared.Condition, scope, place);
}

function decided(truth: Truth, condition: string, place: string): boolean {
  if (truth !== 'unknown') return truth;
  throw new AssemblyError(
    'A condition depends on a value that only a deployment knows, so that nobody can review what it chooses', `${place}: ${condition}`,
    'Give the stack an account and a Region (env), and decide in the code of the app.');
}

/** Both values, and all that decides between them, where nobody can know the choice. */
function undecided(
  [name, ...values]: readonly unknown[], { template: { Conditions: conditions }, parameters }: Scope, inner: (item: unknown) => unknown,
): Text {
  return derivedSymbol('Fn::If', [name, textOf(conditions), textOf(parameters), ...values.map(inner)]);
}

function resolveValue(value: unknown, scope: Scope, place: string): unknown {
  if (Array.isArray(value)) {
    return changedItems(value, (item, index) => resolvePart(item, scope, place, index))?.filter((item) => item !== NO_VALUE) ?? value;
  }
  if (value === null) {
    throw new AssemblyError("'null' values are not allowed in templates", place, 'Leave the property out instead.');
  }
  if (!isRecord(value)) {
    return value;
  }
  const name = intrinsicName(value);
  if (name === undefined) {
    return resolveProperties(value, scope, place);
  }
  if (!isSupported(name)) {
    return standInFor(name, scope, place, () => argumentsOf(value[name], scope, `${place}/${name}`));
  }
  return call(name, value[name], scope, `${place}/${name}`);
}

/** The argument of a function that is not supported; as it stands, behind a word, if it cannot be resolved. */
function argumentsOf(argument: unknown, scope: Scope, place: string): unknown[] {
  try {
    return [resolve(argument, scope, place)];
  } catch (error) {
    if (!(error instanceof AssemblyError)) throw error;
    return ['unresolved', argument];
  }
}

function call(name: string, argument: unknown, scope: Scope, place: string): unknown {
  if (name === 'Ref') return reference(asText(argument), scope, place);
  const inner = (item: unknown) => resolveValue(item, scope, place);
  switch (name) {
    case 'Fn::GetAtt': {
      const target = attributeReference(argument);
      if (!target) {
        throw malformed(name, place, 'a list of a logical ID and an attribute');
      }
      return scope.lookup.attribute(target.logicalId, text(inner(target.attribute), name, place));
    }
    case 'Fn::Sub':
      return substitute(argument, scope, place);
    case 'Fn::Join': {
      const [delimiter, list] = pair(name, argument, place);
      return joined(delimiter, inner(list), place);
    }
    case 'Fn::Split': {
      const [delimiter, source] = pair(name, argument, place);
      return piecesOf(text(inner(source), name, place), asText(delimiter));
    }
    case 'Fn::Select': {
      const [index, list] = pair(name, argument, place).map(inner);
      return selected(asText(index), list, place);
    }
    case 'Fn::If': {
      if (!Array.isArray(argument) || argument.length !== 3) {
        throw malformed(name, place, 'a condition and two values');
      }
      const condition = asText(argument[0]);
      const truth = namedCondition(condition, scope, place, resolve);
      if (truth === 'unknown' && isForeign(scope.template)) return undecided(argument, scope, inner);
      return inner(argument[decided(truth, condition, place) ? 1 : 2]);
    }
    case 'Fn::FindInMap':
      return findInMap(argument, scope, place);
    case 'Fn::ImportValue':
      return scope.lookup.importValue(text(inner(argument), name, place));
    case 'Fn::Base64':
      return encoded(text(inner(argument), name, place));
    case 'Fn::GetAZs':
      return zonesOf(text(inner(argument), name, place) || text(scope.pseudoParameters['AWS::Region'], name, place), scope);
    default:
      return decided(evaluateCondition({ [name]: argument }, scope, place, resolve), name, place);
  }
}

function reference(name: string, scope: Scope, place: string): unknown {
  if (isPseudoParameter(name)) {
    return name === 'AWS::NoValue' ? NO_VALUE : scope.pseudoParameters[name];
  }
  if (Object.hasOwn(scope.parameters, name)) {
    return scope.parameters[name];
  }
  if (Object.hasOwn(scope.template.Resources, name)) {
    return scope.lookup.physicalId(name);
  }
  throw new AssemblyError(
    `Template format error: Unresolved resource dependencies [${name}] in the Resources block of the template`,
    place,
    'Refer to a resource or parameter of the same template.',
  );
}

function substitute(argument: unknown, scope: Scope, place: string): Text {
  const parts = substitution(argument);
  if (!parts) {
    throw malformed('Fn::Sub', place, 'a text, or a text and a map');
  }
  const pieces: Text[] = [];
  let done = 0;
  for (const { 0: found, 1: literal, 2: key, index } of parts.text.matchAll(PLACEHOLDER)) {
    pieces.push(parts.text.slice(done, index), literal ? `\${${key}}` : variable(key, parts, scope, place));
    done = index + found.length;
  }
  return concatenated([...pieces, parts.text.slice(done)]);
}

function variable(key: string, { variables }: Substitution, scope: Scope, place: string): Text {
  const isVariable = Object.hasOwn(variables, key);
  const target = isVariable ? undefined : attributeReference(key);
  const value = isVariable
    ? resolveValue(variables[key], scope, place)
    : target ? scope.lookup.attribute(target.logicalId, asText(target.attribute)) : reference(key, scope, place);
  return text(value, 'Fn::Sub', place);
}

function findInMap(argument: unknown, scope: Scope, place: string): unknown {
  if (!Array.isArray(argument) || argument.length !== 3) {
    throw malformed('Fn::FindInMap', place, 'a mapping and two keys');
  }
  const keys = argument.map((key) => text(resolveValue(key, scope, place), 'Fn::FindInMap', place));
  // A key that only a deployment knows is none of the mapping's.
  const [map, first, second] = keys.map((key) => (typeof key === 'string' ? key : undefined));
  const value = map === undefined || first === undefined || second === undefined ? undefined
    : ownValue(ownValue(ownValue(scope.template.Mappings, map), first), second);
  if (value === undefined) {
    const path = keys.map(shownText).join('::');
    throw new AssemblyError(`Template error: Unable to get mapping for ${path}`, place, 'Add the key to the mapping.');
  }
  return value;
}
