import { isObject } from './policy-document';
import type { EffectivePolicy, JsonValue, Origin } from '../../policy';

/** The settings that an effective policy needs at one place. */
interface Completeness {
  /** Keys without which it is not enforced. */
  readonly required?: readonly string[];
  /** The least number of settings or list items. */
  readonly min?: number;
  readonly max?: number;
  /** By their keys. */
  readonly keys?: Readonly<Record<string, Completeness>>;
  /** The completeness of each setting, where authors choose the names. */
  readonly each?: Completeness;
}

const TAGGED: Completeness = { required: ['iam_role_arn', 'tag_key', 'tag_value'], keys: { tag_value: { min: 1 } } };

const PLAN: Completeness = {
  required: ['rules', 'regions', 'selections'],
  keys: {
    rules: { min: 1, max: 10, each: { required: ['target_backup_vault_name'] } },
    regions: { min: 1 },
    selections: { min: 1, keys: { tags: { each: TAGGED }, resources: { each: { required: ['iam_role_arn'] } } } },
  },
};

const REGION_LISTS: Completeness = { required: ['enable_in_regions', 'disable_in_regions'] };

/**
 * Policies of one type that are complete in themselves can be incomplete once they are merged, or too many. Of the other types no such
 * condition is known.
 *
 * Sources: AWS Organizations User Guide, "Backup policy syntax and examples" and "Security Hub policy syntax and examples" (required
 * keys), "Understanding AWS Organizations log file entries" (the number of rules, in its example of an invalid effective policy).
 */
const COMPLETENESS: Readonly<Record<string, Completeness>> = {
  BACKUP_POLICY: { keys: { plans: { each: PLAN } } },
  SECURITYHUB_POLICY: { keys: { securityhub: REGION_LISTS } },
};

/** An error as ListEffectivePolicyValidationErrors returns it. */
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
