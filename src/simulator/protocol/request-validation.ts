import { invalidInput, ServiceError } from './service-error';
import { SERVICE_MODEL, ServiceModel, Shape } from './service-model';

type Json = Record<string, unknown>;

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

/** The error for a value at a place of a request that is wrong for this reason. */
type Refusal = (reason: string, message: string, path: string) => ServiceError;

/** Checks requests against the API model of a service. */
export class RequestValidation {
  private readonly patterns: ReadonlyMap<string, RegExp>;

  constructor(private readonly model: ServiceModel, private readonly refusal: Refusal) {
    this.patterns = new Map(Object.entries(model.shapes)
      .flatMap(([name, { pattern }]) => pattern === undefined ? [] : [[name, new RegExp(`^(?:${pattern})$`, 'u')] as const]));
  }

  /**
   * Checks a request against the shape of the operation's input and returns what the shape knows of it: members that it does not
   * know are ignored, and null is the same as absent.
   */
  validRequest(operation: string, body: unknown): Json {
    const { input } = this.model.operations[operation];
    return input === undefined ? {} : this.valid(input, body, '') as Json;
  }

  private valid(name: string, value: unknown, path: string): unknown {
    const shape = this.model.shapes[name];
    switch (shape.type) {
      case 'structure': return this.validStructure(shape, value, path);
      case 'list': return this.validList(shape, value, path);
      case 'integer': return this.validInteger(shape, value, path);
      case 'string': return this.validString(name, shape, value, path);
      case 'timestamp':
        if (typeof value !== 'number' || !Number.isFinite(value)) throw wrongType(path, 'a timestamp: seconds since the epoch', value);
        return value;
      default: return value;
    }
  }

  private validStructure({ members = {}, required = [] }: Shape, value: unknown, path: string): Json {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrongType(path, 'an object', value);
    const given = value as Json;
    const missing = required.find((member) => given[member] === undefined || given[member] === null);
    if (missing !== undefined) {
      throw this.refusal('INPUT_REQUIRED', `You must include a value for all required parameters, ${below(path, missing)} is missing.`, below(path, missing));
    }
    return Object.fromEntries(Object.entries(members)
      .filter(([member]) => given[member] !== undefined && given[member] !== null)
      .map(([member, shape]) => [member, this.valid(shape, given[member], below(path, member))]));
  }

  private validList({ member = '' }: Shape, value: unknown, path: string): unknown[] {
    if (!Array.isArray(value)) throw wrongType(path, 'a list', value);
    return value.map((item, position) => {
      const place = `${path}[${position}]`;
      if (item === null) throw this.refusal('INVALID_LIST_MEMBER', `${place} must not be null.`, place);
      return this.valid(member, item, place);
    });
  }

  private validInteger({ min = -Infinity, max = Infinity }: Shape, value: unknown, path: string): number {
    if (typeof value !== 'number' || !Number.isInteger(value)) throw wrongType(path, 'a whole number', value);
    if (value < min) throw this.refusal('MIN_VALUE_EXCEEDED', `${path} must be at least ${min}, it is ${value}.`, path);
    if (value > max) throw this.refusal('MAX_VALUE_EXCEEDED', `${path} must be at most ${max}, it is ${value}.`, path);
    return value;
  }

  private validString(name: string, shape: Shape, value: unknown, path: string): string {
    if (typeof value !== 'string') throw wrongType(path, 'a string', value);
    const { min = 0, max = Infinity } = shape;
    if (value.length < min) throw this.refusal('MIN_LENGTH_EXCEEDED', `${path} must have at least ${min} characters, it has ${value.length}.`, path);
    if (value.length > max) throw this.refusal('MAX_LENGTH_EXCEEDED', `${path} must have at most ${max} characters, it has ${value.length}.`, path);
    if (shape.enum && !shape.enum.includes(value)) {
      throw this.refusal(REASONS[name] ?? 'INVALID_ENUM', `${path} must be one of ${shape.enum.join(', ')}; it is "${value}".`, path);
    }
    if (this.patterns.get(name)?.test(value) === false) {
      throw this.refusal(REASONS[name] ?? 'INVALID_PATTERN', `${path} does not match the pattern ${shape.pattern}; it is "${value}".`, path);
    }
    if (FREE_TEXT.has(name) && SCRIPT.test(value)) throw this.refusal('INVALID_PATTERN', `${path} must not have a script in it; it is "${value}".`, path);
    return value;
  }
}

function below(path: string, member: string): string {
  return path === '' ? member : `${path}.${member}`;
}

/** The error of a JSON service for a value of the wrong type. The service checks types before anything else. */
function wrongType(path: string, expected: string, value: unknown): ServiceError {
  return new ServiceError('SerializationException', `${path || 'The request'} must be ${expected}, it is ${JSON.stringify(value)}.`);
}

const ORGANIZATIONS = new RequestValidation(SERVICE_MODEL, invalidInput);

/** Checks a request to AWS Organizations. */
export function validRequest(operation: string, body: unknown): Json {
  return ORGANIZATIONS.validRequest(operation, body);
}
