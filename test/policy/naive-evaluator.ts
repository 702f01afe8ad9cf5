import { BlockList, isIP } from 'node:net';
import type { AccessRequest, JsonValue } from '../../src/policy';

type Json = { [key: string]: JsonValue };

const list = (value: JsonValue | undefined): JsonValue[] => (value === undefined ? [] : [value].flat() as JsonValue[]);

/** Escapes characters that would otherwise have a meaning in a pattern. */
const LITERALS: Record<string, string> = { '*': '\uE000', '?': '\uE001', ':': '\uE002', '$': '\uE003' };
const plain = (text: string) => Object.entries(LITERALS)
  .reduce((found, [character, literal]) => found.replaceAll(literal, character), text);
const literally = (text: string) => text.replace(/[*?:$]/g, (character) => LITERALS[character]);

function valuesOf(key: string, request: AccessRequest): string[] {
  const entry = Object.entries(request.context ?? {}).find(([candidate]) => candidate.toLowerCase() === key.toLowerCase());
  return entry === undefined || entry[1] === null ? [] : [entry[1]].flat().map(String);
}

/** The pattern with values in place of variables; with a variable without a value, it matches nothing. */
function resolved(pattern: string, request: AccessRequest, variables: boolean): string[] {
  if (!variables) return [pattern];
  let known = true;
  const text = pattern.replace(/\$\{([^{}]*)\}/g, (_, content: string) => {
    if (['*', '?', '$'].includes(content)) return LITERALS[content];
    const [name, fallback] = content.split(',');
    const found = valuesOf(name.trim(), request);
    if (found.length === 1) return literally(found[0]);
    known &&= found.length === 0 && fallback !== undefined;
    return literally(fallback?.trim().slice(1, -1) ?? '');
  });
  return known ? [text] : [];
}

function wildcard(pattern: string, flags = ''): RegExp {
  return new RegExp(`^${plain(pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '[^]*').replace(/\?/g, '[^]')
    .replace(/[\uE000\uE001\uE003]/g, '\\$&'))}$`, flags);
}

/** Each of the six parts on its own. */
function arn(pattern: string, text: string): boolean {
  const parts = (value: string) => [...value.split(':').slice(0, 5), value.split(':').slice(5).join(':')];
  const given = parts(text);
  return text.split(':').length >= 6 && text.startsWith('arn:') && parts(pattern).every((part, index) => (
    wildcard(index >= pattern.split(':').length ? '*' : part).test(given[index])));
}

/** Within the first five parts a wildcard stays in its part, unless it is a `*` at the end of it. */
function resourceArn(pattern: string, text: string): boolean {
  if (pattern === '*') return true;
  const parts = pattern.split(':');
  const any = (value: string) => value.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '[^]*').replace(/\?/g, '[^]')
    .replace(/[\uE000\uE001\uE003]/g, '\\$&');
  const within = (value: string) => any(value.replace(/\*$/, '')).replace(/\[\^\]/g, '[^:]') + (value.endsWith('*') ? '[^]*' : '');
  const rest = parts.length > 5 ? `:${any(parts.slice(5).join(':'))}` : '(:[^]*)?';
  const whole = new RegExp(plain(`^${parts.slice(0, 5).map(within).join(':')}${rest}$`));
  return text.split(':').length >= 6 && text.startsWith('arn:') && whole.test(text);
}

const number = (text: string) => (text.trim() === '' ? NaN : Number(text));
const time = (text: string) => (/^\d+$/.test(text) ? Number(text) * 1_000 : Date.parse(text));

function inBlock(range: string, address: string): boolean {
  const [network, length] = range.split('/');
  const family = (text: string) => (isIP(text) === 6 ? 'ipv6' : 'ipv4');
  const longest = isIP(network) === 6 ? 128 : 32;
  const bits = Number(length ?? longest);
  if (isIP(network) === 0 || isIP(address) === 0 || family(network) !== family(address) || bits > longest) return false;
  const block = new BlockList();
  block.addSubnet(network, bits, family(network));
  return block.check(address, family(address));
}

/** Whether one value of a policy and one of the request match, ignoring a `Not` in the operator's name. */
function compare(operator: string, value: string, text: string, request: AccessRequest, variables: boolean): boolean {
  const withValues = (matches: (pattern: string) => boolean) => resolved(value, request, variables).some(matches);
  switch (operator) {
    case 'StringEquals': return withValues((pattern) => text === plain(pattern));
    case 'StringEqualsIgnoreCase': return withValues((pattern) => text.toUpperCase() === plain(pattern).toUpperCase());
    case 'StringLike': return withValues((pattern) => wildcard(pattern).test(text));
    case 'ArnLike':
    case 'ArnEquals': return value === '*' || withValues((pattern) => arn(pattern, text));
    case 'Bool': return text.toLowerCase() === value.toLowerCase();
    case 'NumericEquals': return number(text) === number(value);
    case 'NumericLessThan': return number(text) < number(value);
    case 'NumericGreaterThanEquals': return number(text) >= number(value);
    case 'DateEquals': return time(text) === time(value);
    case 'DateLessThan': return time(text) < time(value);
    case 'DateLessThanEquals': return time(text) <= time(value);
    case 'DateGreaterThan': return time(text) > time(value);
    case 'DateGreaterThanEquals': return time(text) >= time(value);
    case 'IpAddress': return inBlock(value, text);
    default: throw new Error(`The naive evaluator does not know ${operator}.`);
  }
}

/** The truth tables of the documentation, one by one, for requests without unknown facts. */
function condition(name: string, key: string, wanted: string[], request: AccessRequest, variables: boolean): boolean {
  const texts = valuesOf(key, request);
  if (name === 'Null') return wanted.includes(texts.length === 0 ? 'true' : 'false');
  const [set, rest] = name.includes(':') ? name.split(':') : ['', name];
  const ifExists = rest.endsWith('IfExists');
  const operator = ifExists ? rest.slice(0, -'IfExists'.length) : rest;
  const negative = operator.includes('Not');
  if (texts.length === 0) {
    if (ifExists) return true;
    if (set !== '') return set === 'ForAllValues';
    return negative;
  }
  const holds = (text: string) => negative !== wanted.some((value) => compare(operator.replace('Not', ''), value, text, request, variables));
  if (set === 'ForAllValues') return texts.every((text) => text === '') || texts.every(holds);
  return set === '' && negative ? texts.every(holds) : texts.some(holds);
}

function speaks(statement: Json, request: AccessRequest, variables: boolean): boolean {
  const action = (value: JsonValue) => wildcard(value === '*' ? '*' : String(value), 'i').test(request.action);
  const resource = (value: JsonValue) => value === '*'
    || resolved(String(value), request, variables).some((pattern) => resourceArn(pattern, request.resource ?? '*'));
  const actions = 'Action' in statement ? list(statement.Action).some(action) : !list(statement.NotAction).some(action);
  const resources = 'Resource' in statement ? list(statement.Resource).some(resource) : !list(statement.NotResource).some(resource);
  return actions && resources && Object.entries(statement.Condition ?? {}).every(([operator, keys]) => (
    Object.entries(keys as Json).every(([key, values]) => condition(operator, key, list(values).map(String), request, variables))));
}

function effectsOf(policies: readonly JsonValue[], request: AccessRequest): JsonValue[] {
  return policies.flatMap((policy) => {
    const { Version, Statement } = policy as Json;
    return (list(Statement) as Json[]).filter((statement) => speaks(statement, request, Version === '2012-10-17')).map(({ Effect }) => Effect);
  });
}

/** Whether every level has an Allow and none a Deny. */
export function naivelyAllowed(levels: readonly (readonly JsonValue[])[], request: AccessRequest): boolean {
  return levels.every((policies) => {
    const effects = effectsOf(policies, request);
    return effects.includes('Allow') && !effects.includes('Deny');
  });
}

/** The services in requests that are on the list in the AWS Organizations User Guide. */
const REACHED = ['s3', 'sts', 'kms'];

/** Whether no resource control policy denies the request, besides the AWS managed one that allows everything. */
export function naivelyLeft(policies: readonly JsonValue[], request: AccessRequest): boolean {
  return !REACHED.includes(request.action.split(':')[0]) || !effectsOf(policies, request).includes('Deny');
}
