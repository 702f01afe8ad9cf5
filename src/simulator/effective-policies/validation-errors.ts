import { type Completeness, COMPLETENESS } from './completeness';
import { isObject } from './policy-document';
import type { EffectivePolicy, JsonValue, Origin } from '../../policy';

/** As ListEffectivePolicyValidationErrors gives it. */
export interface ValidationError {
  readonly ErrorCode: string;
  readonly ErrorMessage: string;
  readonly PathToError: string;
  readonly ContributingPolicies: readonly string[];
}

/**
 * Why an effective policy is not enforced on all that it is meant for. What a policy above does not let a policy below say is ignored
 * by the merge and is no error.
 *
 * ELEMENTS_TOO_MANY, its message and the form of the path are those of the guide ("Understanding AWS Organizations log file entries");
 * users report ELEMENTS_TOO_FEW and KEY_REQUIRED for backup policies. INVALID_OPERATOR is a guess.
 */
export function validationErrors(type: string, { document, origins, problems }: EffectivePolicy): ValidationError[] {
  const completeness = COMPLETENESS[type];
  const incomplete = completeness && document !== undefined ? new CompletenessCheck(origins).check(document, completeness, []) : [];
  const shapes = problems.filter(({ kind }) => kind === 'shape').map(({ path, what, policy }): ValidationError => ({
    ErrorCode: 'INVALID_OPERATOR',
    ErrorMessage: `'${path.split('.').pop()}' ${what}`,
    PathToError: path.replaceAll('.', '/'),
    ContributingPolicies: [policy],
  }));
  return [...incomplete, ...shapes];
}

class CompletenessCheck {
  constructor(private readonly origins: readonly Origin[]) {}

  check(value: JsonValue, needed: Completeness, path: readonly string[]): ValidationError[] {
    const { required = [], min = 0, max = Infinity, keys = {}, each } = needed;
    const field = path[path.length - 1];
    const settings = isObject(value) ? value as Record<string, JsonValue> : {};
    const size = Array.isArray(value) ? value.length : Object.keys(settings).length;
    const missing = required.filter((key) => !Object.hasOwn(settings, key)).map((key) => this.error('KEY_REQUIRED', `'${key}' is missing`, path));
    const below = Object.entries(settings).flatMap(([key, inner]) => {
      const of = Object.hasOwn(keys, key) ? keys[key] : each;
      return of ? this.check(inner, of, [...path, key]) : [];
    });
    return [
      ...missing,
      ...(size < min ? [this.error('ELEMENTS_TOO_FEW', `'${field}' is less than the allowed minimum limit ${min}`, path)] : []),
      ...(size > max ? [this.error('ELEMENTS_TOO_MANY', `'${field}' exceeds the allowed maximum limit ${max}`, path)] : []),
      ...below,
    ];
  }

  private error(code: string, message: string, path: readonly string[]): ValidationError {
    return { ErrorCode: code, ErrorMessage: message, PathToError: path.join('/'), ContributingPolicies: this.contributing(path) };
  }

  /** Policies that brought in what stands at the place; of an empty place, those that brought in what stands around it. */
  private contributing(path: readonly string[]): string[] {
    const found = this.origins.filter((origin) => path.every((key, position) => origin.path[position] === key));
    if (found.length === 0 && path.length > 0) return this.contributing(path.slice(0, -1));
    return [...new Set(found.map(({ policy }) => policy))].sort();
  }
}
