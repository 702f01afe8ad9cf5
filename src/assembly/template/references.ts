import { SUPPORTED_FUNCTIONS, unsupportedFunction } from '../assembly-error';
import { attributeReference, intrinsicName, isPseudoParameter, PLACEHOLDER, substitution } from './intrinsics';

const SUPPORTED = new Set(SUPPORTED_FUNCTIONS);

export interface ReferencesOptions {
  /** Whether to skip functions that are not supported. */
  readonly skipsUnsupported: boolean;
}

/**
 * The names that a value refers to by `Ref`, `Fn::GetAtt` and `Fn::Sub`, those in both branches of an `Fn::If` included.
 * @throws AssemblyError for a function that is not supported, naming it and its place.
 */
export function referencesOf(value: unknown, place: string, options: ReferencesOptions): Set<string> {
  const found = new Set<string>();
  collect(value, place, found, options);
  return found;
}

function collect(value: unknown, place: string, found: Set<string>, options: ReferencesOptions): void {
  if (Array.isArray(value)) {
    value.forEach((item, index) => collect(item, `${place}/${index}`, found, options));
    return;
  }
  if (typeof value !== 'object' || value === null) {
    return;
  }
  const name = intrinsicName(value);
  if (name !== undefined && !options.skipsUnsupported && !isSupported(name)) {
    throw unsupportedFunction(name, place);
  }
  for (const [key, argument] of Object.entries(value)) {
    collect(argument, `${place}/${key}`, found, options);
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

export function isSupported(name: string): boolean {
  return SUPPORTED.has(name);
}
