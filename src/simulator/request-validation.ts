import { invalidInput, ServiceError } from './service-error';
import { SERVICE_MODEL, Shape } from './service-model';

type Json = Record<string, unknown>;

const PATTERNS = new Map(Object.entries(SERVICE_MODEL.shapes)
  .flatMap(([name, { pattern }]) => pattern === undefined ? [] : [[name, new RegExp(`^(?:${pattern})$`, 'u')] as const]));

/** Shapes for which the service has a reason of its own. Source: API Reference, InvalidInputException. */
const REASONS: Readonly<Record<string, string>> = {
  PolicyTargetId: 'INVALID_PATTERN_TARGET_ID',
  PolicyId: 'INVALID_SYNTAX_POLICY_ID',
  PolicyType: 'INVALID_ENUM_POLICY_TYPE',
  EffectivePolicyType: 'INVALID_ENUM_POLICY_TYPE',
};

/** Shapes of text that people write. */
const FREE_TEXT = new Set(['CreateAccountName', 'OrganizationalUnitName', 'PolicyName', 'PolicyDescription', 'HandshakeNotes']);

/**
 * Text that could run as a script where it is shown. Source: API Reference, InvalidInputException, INVALID_PATTERN; which text and which
 * patterns is a guess.
 */
const SCRIPT = /<\s*\/?\s*script|<[^>]*\son\w+\s*=|javascript\s*:/i;

/**
 * Checks a request against the shape of the operation's input and returns what the shape knows of it: members that it does not
 * know are ignored, and null is the same as absent.
 */
export function validRequest(operation: string, body: unknown): Json {
  const { input } = SERVICE_MODEL.operations[operation];
  return input === undefined ? {} : valid(input, body, '') as Json;
}

function valid(name: string, value: unknown, path: string): unknown {
  const shape = SERVICE_MODEL.shapes[name];
  switch (shape.type) {
    case 'structure': return validStructure(shape, value, path);
    case 'list': return validList(shape, value, path);
    case 'integer': return validInteger(shape, value, path);
    case 'string': return validString(name, shape, value, path);
    case 'timestamp':
      if (typeof value !== 'number' || !Number.isFinite(value)) throw wrongType(path, 'a timestamp: seconds since the epoch', value);
      return value;
    default: return value;
  }
}

function validStructure({ members = {}, required = [] }: Shape, value: unknown, path: string): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrongType(path, 'an object', value);
  const given = value as Json;
  const missing = required.find((member) => given[member] === undefined || given[member] === null);
  if (missing !== undefined) {
    throw invalidInput('INPUT_REQUIRED', `You must include a value for all required parameters, ${below(path, missing)} is missing.`);
  }
  return Object.fromEntries(Object.entries(members)
    .filter(([member]) => given[member] !== undefined && given[member] !== null)
    .map(([member, shape]) => [member, valid(shape, given[member], below(path, member))]));
}

function below(path: string, member: string): string {
  return path === '' ? member : `${path}.${member}`;
}

function validList({ member = '' }: Shape, value: unknown, path: string): unknown[] {
  if (!Array.isArray(value)) throw wrongType(path, 'a list', value);
  return value.map((item, position) => {
    const place = `${path}[${position}]`;
    if (item === null) throw invalidInput('INVALID_LIST_MEMBER', `${place} must not be null.`);
    return valid(member, item, place);
  });
}

function validInteger({ min = -Infinity, max = Infinity }: Shape, value: unknown, path: string): number {
  if (typeof value !== 'number' || !Number.isInteger(value)) throw wrongType(path, 'a whole number', value);
  if (value < min) throw invalidInput('MIN_VALUE_EXCEEDED', `${path} must be at least ${min}, it is ${value}.`);
  if (value > max) throw invalidInput('MAX_VALUE_EXCEEDED', `${path} must be at most ${max}, it is ${value}.`);
  return value;
}

function validString(name: string, shape: Shape, value: unknown, path: string): string {
  if (typeof value !== 'string') throw wrongType(path, 'a string', value);
  const { min = 0, max = Infinity } = shape;
  if (value.length < min) throw invalidInput('MIN_LENGTH_EXCEEDED', `${path} must have at least ${min} characters, it has ${value.length}.`);
  if (value.length > max) throw invalidInput('MAX_LENGTH_EXCEEDED', `${path} must have at most ${max} characters, it has ${value.length}.`);
  if (shape.enum && !shape.enum.includes(value)) {
    throw invalidInput(REASONS[name] ?? 'INVALID_ENUM', `${path} must be one of ${shape.enum.join(', ')}; it is "${value}".`);
  }
  if (PATTERNS.get(name)?.test(value) === false) {
    throw invalidInput(REASONS[name] ?? 'INVALID_PATTERN', `${path} does not match the pattern ${shape.pattern}; it is "${value}".`);
  }
  if (FREE_TEXT.has(name) && SCRIPT.test(value)) throw invalidInput('INVALID_PATTERN', `${path} must not have a script in it; it is "${value}".`);
  return value;
}

/** What a JSON service says before it looks at the meaning. */
function wrongType(path: string, expected: string, value: unknown): ServiceError {
  return new ServiceError('SerializationException', `${path || 'The request'} must be ${expected}, it is ${JSON.stringify(value)}.`);
}
