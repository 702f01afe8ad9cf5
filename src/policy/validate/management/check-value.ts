import { nearest } from '../../actions/nearest';
import type { ValueOperator } from '../../inherit/inheritance-input';
import type { JsonValue } from '../../parse-json';
import { holdsUnknownText } from '../unknown-text';
import type { SchemaProblem } from './check-schema';
import type { Texts, Value } from './schemas/schema';

/** What is wrong with that which stands below an operator. */
export function checkValue(operator: ValueOperator, value: JsonValue, schema: Value, path: string): SchemaProblem[] {
  const { kind } = schema;
  if (operator !== '@@assign') {
    if (kind === 'text') {
      return [{ kind: 'syntax', path, what: `takes one value, which ${operator} cannot change`, value, advice: 'Write @@assign.' }];
    }
    // That they need a list is said of every type.
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
