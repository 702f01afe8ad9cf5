import type { ManagementPolicyType } from '../../contract';
import type { JsonValue } from '../parse-json';
import {
  type AttachedPolicy, CHILD_CONTROL, operatorsOf, VALUE_OPERATORS, type ValueOperator,
} from './inheritance-input';

/** One instruction of a policy for one place in the tree. */
export type Instruction =
  | { readonly path: readonly string[]; readonly operator: ValueOperator; readonly value: JsonValue }
  | { readonly path: readonly string[]; readonly allowed: readonly ValueOperator[] };

export interface SyntaxProblem {
  readonly path: readonly string[];
  readonly what: string;
  readonly value?: JsonValue;
  readonly advice: string;
}

export interface Instructions {
  readonly instructions: readonly Instruction[];
  readonly problems: readonly SyntaxProblem[];
}

/**
 * Flattens a policy into instructions place by place. Invalid places are skipped.
 * Source: AWS Organizations User Guide, "Inheritance operators".
 */
export function readInstructions(type: ManagementPolicyType, content: AttachedPolicy['content']): Instructions {
  const instructions: Instruction[] = [];
  const problems: SyntaxProblem[] = [];
  const known = operatorsOf(type);

  const read = (value: JsonValue, path: readonly string[]): void => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      problems.push({ path, what: 'is a value without an operator', value, advice: 'Write {"@@assign": …} around it.' });
      return;
    }
    for (const [key, inner] of Object.entries(value)) {
      if (key === CHILD_CONTROL) readChildControl(inner, path);
      else if (key.startsWith('@@')) readOperator(key, inner, path);
      else read(inner, [...path, key]);
    }
    const keys = Object.keys(value);
    if (keys.some((key) => isValueOperator(key)) && keys.some((key) => !key.startsWith('@@'))) {
      problems.push({ path, what: 'has both a value and settings below it', advice: 'Keep either the operator or the settings.' });
    }
  };

  const readOperator = (key: string, value: JsonValue, path: readonly string[]): void => {
    const operator = known.find((candidate) => candidate === key);
    if (operator === undefined) {
      const what = isValueOperator(key) ? `cannot be used with ${key} in this policy type` : `has the operator ${key}, which does not exist`;
      problems.push({ path, what, value, advice: `Use ${[...known, CHILD_CONTROL].join(', ')}.` });
    } else if (operator !== '@@assign' && !Array.isArray(value)) {
      problems.push({ path, what: `needs a list for ${operator}`, value, advice: `Write {"${operator}": [${JSON.stringify(value)}]}.` });
    } else {
      instructions.push({ path, operator, value });
    }
  };

  const readChildControl = (value: JsonValue, path: readonly string[]): void => {
    const allowed = childControl(value);
    if (allowed !== undefined) {
      instructions.push({ path, allowed });
      return;
    }
    problems.push({
      path,
      what: `has a value for ${CHILD_CONTROL} that is not one`,
      value,
      advice: 'Write ["@@all"], ["@@none"], or a list of @@assign, @@append and @@remove.',
    });
  };

  read(content, []);
  return { instructions, problems };
}

function childControl(value: JsonValue): ValueOperator[] | undefined {
  const items = Array.isArray(value) ? value : [value];
  if (items.length === 1 && items[0] === '@@all') return [...VALUE_OPERATORS];
  if (items.length === 1 && items[0] === '@@none') return [];
  return items.length > 0 && items.every(isValueOperator) ? items : undefined;
}

function isValueOperator(value: JsonValue): value is ValueOperator {
  return VALUE_OPERATORS.some((operator) => operator === value);
}
