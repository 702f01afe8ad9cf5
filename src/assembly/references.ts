import { AssemblyError } from './assembly-error';
import { attributeReference, intrinsicName, isPseudoParameter, PLACEHOLDER, substitution } from './intrinsics';

const SUPPORTED = new Set([
  'Ref', 'Fn::GetAtt', 'Fn::Sub', 'Fn::Join', 'Fn::Select', 'Fn::Split', 'Fn::If', 'Fn::And', 'Fn::Or', 'Fn::Not', 'Fn::Equals',
  'Fn::FindInMap', 'Fn::ImportValue', 'Fn::Base64', 'Fn::GetAZs',
]);

/**
 * The names that a value refers to by `Ref`, `Fn::GetAtt` and `Fn::Sub`, those in both branches of an `Fn::If` included.
 * @throws AssemblyError for a function that is not supported, naming it and its place.
 */
export function referencesOf(value: unknown, place: string): Set<string> {
  const found = new Set<string>();
  collect(value, place, found);
  return found;
}

function collect(value: unknown, place: string, found: Set<string>): void {
  if (Array.isArray(value)) {
    value.forEach((item, index) => collect(item, `${place}/${index}`, found));
    return;
  }
  if (typeof value !== 'object' || value === null) {
    return;
  }
  const name = intrinsicName(value);
  if (name !== undefined) {
    assertSupported(name, place);
  }
  for (const [key, argument] of Object.entries(value)) {
    collect(argument, `${place}/${key}`, found);
    if (name !== undefined) {
      namesIn(name, argument).forEach((each) => found.add(each));
    }
  }
}

function namesIn(name: string, argument: unknown): string[] {
  switch (name) {
    case 'Ref':
      return typeof argument === 'string' && !isPseudoParameter(argument) ? [argument] : [];
    case 'Fn::GetAtt': {
      const reference = attributeReference(argument);
      return reference ? [reference.logicalId] : [];
    }
    case 'Fn::Sub': {
      const { text, variables } = substitution(argument) ?? { text: '', variables: {} };
      return [...text.matchAll(PLACEHOLDER)]
        .filter(([, literal, key]) => !literal && !Object.hasOwn(variables, key) && !isPseudoParameter(key))
        .map(([, , key]) => key.split('.')[0]);
    }
    default:
      return [];
  }
}

export function assertSupported(name: string, place: string): void {
  if (!SUPPORTED.has(name)) {
    throw new AssemblyError(
      `The intrinsic function ${name} is not supported`,
      place,
      `Use one of ${[...SUPPORTED].join(', ')}, or leave this stack out.`,
    );
  }
}
