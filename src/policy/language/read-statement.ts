import type { JsonValue } from '../parse-json';
import { CONDITION_COMPARISONS, conditionOperator } from './condition-operator';
import type { LanguageRules } from './language-rules';
import type { Effect, PatternElement, Statement, Condition } from './policy-document';
import { below, isJsonObject, type JsonObject, type ProblemList } from './problem-list';

const KEY = /^[^\s:]+:\S/;
const SCALARS = ['string', 'number', 'boolean'];

const ELEMENTS = ['Sid', 'Effect', 'Principal', 'NotPrincipal', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition'];
const SID = /^[A-Za-z0-9]*$/;
const ACTION = /^(?:\*|(?:\*|[A-Za-z0-9-]+):[A-Za-z0-9*?_-]+)$/;
const NOTHING: PatternElement = { negated: false, patterns: [] };

/** Reads one statement; unreadable parts are reported and count as absent. */
export function readStatement(value: JsonValue, path: string, rules: LanguageRules, problems: ProblemList): Statement {
  if (!isJsonObject(value)) {
    problems.add(path, 'must be an object', value, 'Write {"Effect": …, "Action": …, "Resource": …}.');
    return { effect: 'Deny', action: NOTHING, resource: NOTHING, conditions: [] };
  }
  problems.unknownKeys(value, ELEMENTS, path);
  const sid = readSid(value.Sid, below(path, 'Sid'), problems);
  const principal = readPrincipal(value, path, rules, problems);
  return {
    ...(sid === undefined ? {} : { sid }),
    effect: readEffect(value.Effect, below(path, 'Effect'), rules, problems),
    action: readActions(value, path, rules, problems),
    resource: readPatterns(value, 'Resource', path, problems),
    ...(principal === undefined ? {} : { principal }),
    conditions: readConditions(value.Condition, below(path, 'Condition'), problems),
  };
}

function readSid(value: JsonValue | undefined, path: string, problems: ProblemList): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string' && SID.test(value)) return value;
  return problems.add(path, 'is not a statement ID', value, 'Use letters and digits only, or leave it out.');
}

function readEffect(value: JsonValue | undefined, path: string, rules: LanguageRules, problems: ProblemList): Effect {
  const effect = rules.effects.find((candidate) => candidate === value);
  if (effect !== undefined) return effect;
  const choice = rules.effects.map((candidate) => `"${candidate}"`).join(' or ');
  problems.add(path, value === undefined ? 'is missing' : `is not an effect that ${rules.title} may have`, value, `Write ${choice}.`);
  return value === 'Allow' ? 'Allow' : 'Deny';
}

function readActions(statement: JsonObject, path: string, rules: LanguageRules, problems: ProblemList): PatternElement {
  if (!rules.notAction && statement.NotAction !== undefined) {
    problems.add(below(path, 'NotAction'), `is not part of ${rules.title}`, statement.NotAction, 'Name the denied actions in Action.');
  }
  const element = readPatterns(statement, 'Action', path, problems);
  for (const pattern of element.patterns) {
    const place = below(path, element.negated ? 'NotAction' : 'Action');
    if (!ACTION.test(pattern)) {
      problems.add(place, 'is not an action', pattern, 'Write service:Action, such as s3:GetObject, s3:Get* or *; no spaces.');
    } else if (!rules.anyAction && pattern.startsWith('*')) {
      problems.add(place, `names no service, which ${rules.title} needs`, pattern, 'Name the service, such as "s3:*".');
    }
  }
  return element;
}

/** `Name` or `NotName`, exactly one of the two. */
function readPatterns(statement: JsonObject, name: 'Action' | 'Resource', path: string, problems: ProblemList): PatternElement {
  const positive = statement[name];
  const negative = statement[`Not${name}`];
  if (positive !== undefined && negative !== undefined) {
    problems.add(path, `has both ${name} and Not${name}`, undefined, 'Keep one of the two; write a second statement for the other.');
  }
  const value = positive ?? negative;
  if (value === undefined) {
    problems.add(path, `has neither ${name} nor Not${name}`, undefined,
      name === 'Resource' ? 'Write "Resource": "*" for every resource.' : 'Name the actions that the statement is about.');
    return NOTHING;
  }
  const place = below(path, positive === undefined ? `Not${name}` : name);
  return { negated: positive === undefined, patterns: problems.strings(value, place, 'Give one string, or a list of strings.') };
}

function readPrincipal(statement: JsonObject, path: string, rules: LanguageRules, problems: ProblemList): '*' | undefined {
  if (statement.NotPrincipal !== undefined) {
    problems.add(below(path, 'NotPrincipal'), `is not part of ${rules.title}`, statement.NotPrincipal,
      'Use a condition such as ArnNotLike on aws:PrincipalArn.');
  }
  const value = statement.Principal;
  const place = below(path, 'Principal');
  if (!rules.principal) {
    if (value !== undefined) {
      problems.add(place, `is not part of ${rules.title}`, value, 'Use a condition such as ArnLike on aws:PrincipalArn.');
    }
    return undefined;
  }
  if (value !== '*') {
    problems.add(place, value === undefined ? 'is missing' : `must be "*" in ${rules.title}`, value,
      'Write "Principal": "*" (iam.StarPrincipal in the CDK), and name principals in a condition on aws:PrincipalArn.');
  }
  return '*';
}

/** Source: IAM User Guide, "IAM JSON policy elements: Condition". */
function readConditions(value: JsonValue | undefined, path: string, problems: ProblemList): Condition[] {
  if (value === undefined) return [];
  if (!isJsonObject(value)) {
    problems.add(path, 'must be an object of operators', value, 'Write {"StringEquals": {"aws:RequestedRegion": "eu-west-1"}}.');
    return [];
  }
  return Object.entries(value).flatMap(([name, keys]) => {
    const place = below(path, name);
    const operator = conditionOperator(name);
    if (operator === undefined) {
      problems.add(place, 'is not a condition operator', name, operatorAdvice(name));
      return [];
    }
    if (!isJsonObject(keys)) {
      problems.add(place, 'must be an object of condition keys', keys, `Write {"${name}": {"aws:PrincipalArn": "…"}}.`);
      return [];
    }
    return Object.entries(keys).map(([key, values]) => {
      if (!KEY.test(key)) {
        problems.add(below(place, key), 'is not a condition key', key, 'Write service:Key, such as aws:PrincipalArn.');
      }
      return { operator, key, values: readValues(values, below(place, key), problems) };
    });
  });
}

/** Numbers and booleans may be written bare; the service compares strings. */
function readValues(value: JsonValue, path: string, problems: ProblemList): string[] {
  return (Array.isArray(value) ? value : [value]).flatMap((item, index) => {
    if (SCALARS.includes(typeof item)) return [String(item)];
    problems.add(Array.isArray(value) ? `${path}[${index}]` : path, 'must be a string, a number or a boolean', item,
      'Give one value, or a list of values.');
    return [];
  });
}

function operatorAdvice(name: string): string {
  const bare = name.replace(/^For(All|Any)Values?:/i, '').replace(/IfExists$/i, '');
  if (bare === 'Null') return 'Write Null alone: it already asks whether the key exists, with "true" or "false" as its value.';
  const meant = Object.keys(CONDITION_COMPARISONS).find((known) => known.toLowerCase() === bare.toLowerCase());
  const usual = `Use an operator of IAM, such as ${meant ?? 'StringEquals, ArnLike, Bool or Null'}`;
  return `${usual}, with ForAllValues: or ForAnyValue: before it or IfExists after it where needed; case matters.`;
}
