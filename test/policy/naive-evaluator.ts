import type { AccessRequest, JsonValue } from '../../src/policy';

type Json = { [key: string]: JsonValue };

const list = (value: JsonValue | undefined): JsonValue[] => (value === undefined ? [] : [value].flat() as JsonValue[]);

function wildcard(pattern: string, flags = ''): RegExp {
  return new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '[^]*').replace(/\?/g, '[^]')}$`, flags);
}

/** Each of the six parts alone. */
function arn(pattern: string, text: string): boolean {
  if (pattern === '*') return true;
  const parts = (value: string) => [...value.split(':').slice(0, 5), value.split(':').slice(5).join(':')];
  const given = parts(text);
  return text.split(':').length >= 6 && text.startsWith('arn:') && parts(pattern).every((part, index) => (
    wildcard(index >= pattern.split(':').length ? '*' : part).test(given[index])));
}

/** Within the first five parts a wildcard stays in its part, unless it is a `*` at the end of it. */
function resourceArn(pattern: string, text: string): boolean {
  if (pattern === '*') return true;
  const parts = pattern.split(':');
  const any = (value: string) => value.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '[^]*').replace(/\?/g, '[^]');
  const within = (value: string) => any(value.replace(/\*$/, '')).replace(/\[\^\]/g, '[^:]') + (value.endsWith('*') ? '[^]*' : '');
  const rest = parts.length > 5 ? `:${any(parts.slice(5).join(':'))}` : '(:[^]*)?';
  const whole = new RegExp(`^${parts.slice(0, 5).map(within).join(':')}${rest}$`);
  return text.split(':').length >= 6 && text.startsWith('arn:') && whole.test(text);
}

/** The truth tables of the documentation, read out one by one, for requests of which everything is known. */
function condition(name: string, key: string, wanted: string[], request: AccessRequest): boolean {
  const entry = Object.entries(request.context ?? {}).find(([candidate]) => candidate.toLowerCase() === key.toLowerCase());
  const given = entry === undefined || entry[1] === null ? [] : [entry[1]].flat().map(String);
  if (name === 'Null') return wanted.includes(given.length === 0 ? 'true' : 'false');
  const [set, rest] = name.includes(':') ? name.split(':') : ['', name];
  const ifExists = rest.endsWith('IfExists');
  const operator = ifExists ? rest.slice(0, -'IfExists'.length) : rest;
  const negative = operator.includes('Not');
  const positive = operator.replace('Not', '');
  if (given.length === 0) {
    if (ifExists) return true;
    if (set !== '') return set === 'ForAllValues';
    return negative;
  }
  const one = (text: string, value: string): boolean => {
    switch (positive) {
      case 'StringEquals': return text === value;
      case 'StringEqualsIgnoreCase': return text.toUpperCase() === value.toUpperCase();
      case 'StringLike': return wildcard(value).test(text);
      case 'ArnLike':
      case 'ArnEquals': return arn(value, text);
      case 'Bool': return text === value;
      case 'NumericEquals': return Number(text) === Number(value);
      case 'NumericLessThan': return Number(text) < Number(value);
      case 'NumericGreaterThanEquals': return Number(text) >= Number(value);
      default: throw new Error(`The naive evaluator does not know ${name}.`);
    }
  };
  const holds = (text: string) => negative !== wanted.some((value) => one(text, value));
  if (set === 'ForAllValues' || (set === '' && negative)) return given.every(holds);
  return given.some(holds);
}

function speaks(statement: Json, request: AccessRequest): boolean {
  const action = (value: JsonValue) => wildcard(value === '*' ? '*' : String(value), 'i').test(request.action);
  const resource = (value: JsonValue) => value === '*' || resourceArn(String(value), request.resource ?? '*');
  const actions = 'Action' in statement ? list(statement.Action).some(action) : !list(statement.NotAction).some(action);
  const resources = 'Resource' in statement ? list(statement.Resource).some(resource) : !list(statement.NotResource).some(resource);
  return actions && resources && Object.entries(statement.Condition ?? {}).every(([operator, keys]) => (
    Object.entries(keys as Json).every(([key, values]) => condition(operator, key, list(values).map(String), request))));
}

/** Whether every level has an Allow and none a Deny. */
export function naivelyAllowed(levels: readonly (readonly JsonValue[])[], request: AccessRequest): boolean {
  return levels.every((policies) => {
    const effects = policies.flatMap((policy) => list((policy as Json).Statement) as Json[])
      .filter((statement) => speaks(statement, request))
      .map(({ Effect }) => Effect);
    return effects.includes('Allow') && !effects.includes('Deny');
  });
}
