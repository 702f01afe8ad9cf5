import { nearest } from '../../actions/nearest';
import type { ValueOperator } from '../../inherit/inheritance-input';
import type { PolicyProblem } from '../../language';
import { isJsonObject, type JsonObject } from '../../language/problem-list';
import type { JsonValue } from '../../parse-json';
import { holdsUnknownText } from '../unknown-text';
import type { Schema, Settings, Value, Texts } from './schemas/schema';

/** A departure from the syntax of a type: a certain error, an unknown key, or an unknown value. */
export interface SchemaProblem extends PolicyProblem {
  readonly kind: 'syntax' | 'key' | 'value';
}

/** The part of a policy to check. Another rule handles unknown operators, and values without an operator. */
export interface Part {
  readonly value: JsonValue | undefined;
  readonly path: string;
  /** The operators that the type knows. */
  readonly operators: readonly ValueOperator[];
}

/** Departures of a part of a policy from the documentation of its type. */
export function checkSchema(part: Part, schema: Schema): SchemaProblem[] {
  if (!isJsonObject(part.value)) return [];
  return schema.kind === 'settings' ? checkSettings(part.value, part, schema) : checkOperators(part.value, part, schema);
}

function checkSettings(value: JsonObject, { path, operators }: Part, schema: Settings): SchemaProblem[] {
  const problems = Object.entries(value).flatMap(([key, inner]): SchemaProblem[] => {
    if (operators.some((operator) => operator === key)) {
      return [{ kind: 'syntax', path, what: `holds settings, and ${key} gives it a value`, value: inner, advice: settingsAdvice(schema) }];
    }
    const isOpen = holdsUnknownText(key);
    if (key.startsWith('@@') || (isOpen && schema.named === undefined)) return [];
    const found = Object.hasOwn(schema.keys, key) ? schema.keys[key] : schema.named;
    const place = `${path}.${key}`;
    if (found === undefined) return unknownKey(key, schema, place);
    const newName = !isOpen && schema.names?.accepts(key) === false;
    return [...(newName ? unknownKey(key, schema, place) : []), ...checkSchema({ value: inner, path: place, operators }, found)];
  });
  return [...missingOfTogether(value, path, schema), ...problems];
}

/** A block that lacks one of the keys that it needs together. It can lack all of them, since another policy can have the block. */
function missingOfTogether(value: JsonObject, path: string, { together = [] }: Settings): SchemaProblem[] {
  const missing = together.filter((key) => !Object.hasOwn(value, key));
  return missing.length < together.length ? missingLists(path, missing) : [];
}

/** Source: AWS Organizations User Guide, considerations for the syntax of Security Hub policies and of Amazon Inspector policies. */
export function missingLists(path: string, missing: readonly string[]): SchemaProblem[] {
  return missing.map((list) => ({
    kind: 'value',
    path,
    what: 'lacks one of the two lists that it needs',
    value: list,
    advice: `Write "${list}": {"@@assign": []}, or {"@@append": []} to leave what is inherited.`,
  }));
}

function settingsAdvice({ keys, named }: Settings): string {
  return named === undefined ? `Write ${listed(Object.keys(keys))} below it.` : 'Write settings below a name.';
}

function unknownKey(key: string, { keys, names, others }: Settings, path: string): SchemaProblem[] {
  const known = names?.all ?? Object.keys(keys);
  const meant = nearest(key, known) ?? known.find((candidate) => candidate.startsWith(`${key}_`));
  const expected = names === undefined || known.length > 0 ? `Known are ${listed(known)}.` : `Write ${names.expected}.`;
  const first = meant === undefined ? expected : `Did you mean "${meant}"?`;
  if (others === 'wrong') return [{ kind: 'syntax', path, what: 'is not a key that this type has there', value: key, advice: first }];
  const advice = `${first} If AWS added the key lately, acknowledge the warning.`;
  return [{ kind: 'key', path, what: 'is not a key that is known there', value: key, advice }];
}

function checkOperators(value: JsonObject, { path, operators }: Part, schema: Value): SchemaProblem[] {
  const advice = `Write {"@@assign": ${schema.kind === 'list' ? '["…"]' : '"…"'}}.`;
  return Object.entries(value).flatMap(([key, inner]): SchemaProblem[] => {
    const operator = operators.find((candidate) => candidate === key);
    if (operator !== undefined) return checkValue(operator, inner, schema, path);
    return key.startsWith('@@') ? [] : [{ kind: 'syntax', path, what: 'has a key below it where a value belongs', value: key, advice }];
  });
}

function listed(names: readonly string[]): string {
  return names.join(', ');
}

/** The problems of the value below an operator. */
function checkValue(operator: ValueOperator, value: JsonValue, schema: Value, path: string): SchemaProblem[] {
  const { kind } = schema;
  if (operator !== '@@assign') {
    if (kind === 'text') {
      return [{ kind: 'syntax', path, what: `takes one value, which ${operator} cannot change`, value, advice: 'Write @@assign.' }];
    }
    // Another rule reports for every type that they need a list.
    return Array.isArray(value) ? value.flatMap((item) => checkItem(item, schema, path)) : [];
  }
  if (Array.isArray(value)) {
    return kind === 'text'
      ? [{ kind: 'syntax', path, what: 'takes one value, not a list', value, advice: 'Write {"@@assign": "…"}.' }]
      : value.flatMap((item) => checkItem(item, schema, path));
  }
  if (kind === 'list' && typeof value !== 'object') {
    return [{ kind: 'syntax', path, what: 'takes a list', value, advice: `Write {"@@assign": [${JSON.stringify(value)}]}.` }];
  }
  return checkItem(value, schema, path);
}

function checkItem(value: JsonValue, { kind, texts, numbers = false }: Value, path: string): SchemaProblem[] {
  if (typeof value === 'object') {
    const advice = kind === 'list' ? 'Write a list of texts: {"@@assign": ["…"]}.' : 'Write a text: {"@@assign": "…"}.';
    return [{ kind: 'syntax', path, what: `takes ${kind === 'list' ? 'texts' : 'a text'}, not ${nameOf(value)}`, value, advice }];
  }
  if (typeof value !== 'string' && !numbers) {
    return [{ kind: 'value', path, what: `takes texts, and has a ${typeof value}`, value, advice: `Write it in quotes: "${value}".` }];
  }
  const written = String(value);
  if (texts === undefined || texts.accepts(written) || holdsUnknownText(written)) return [];
  return [{ kind: texts.certain ? 'syntax' : 'value', path, what: 'has a value that is not known there', value, advice: adviceFor(written, texts) }];
}

function nameOf(value: JsonValue): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : 'an object';
}

function adviceFor(value: string, { expected, all, certain }: Texts): string {
  const meant = nearest(value, all);
  const first = meant === undefined ? `Write ${expected}.` : `Did you mean "${meant}"?`;
  return certain ? first : `${first} If AWS added the value lately, acknowledge the warning.`;
}
