import { type GuardrailMatch, guardrailAt } from './guardrail-matches';
import { isObject } from './guardrail-template';
import { JsonProblem, type JsonValue, parseJson } from '../../../policy';
import { type Expression, jsonExpression, type PolicyInCode } from '../expression';

const CLASSES: Readonly<Record<string, string>> = {
  SERVICE_CONTROL_POLICY: 'ServiceControlPolicy',
  RESOURCE_CONTROL_POLICY: 'ResourceControlPolicy',
};

/**
 * A policy of guardrails that has exactly the text of a document, but for the order of keys. Guardrails come first in a policy, so they
 * have to be the first statements. It pays if at least half of the statements are guardrails: else a reader needs both the code and
 * the document.
 */
export function guardedPolicy(type: string, content: string): PolicyInCode | undefined {
  const statements = Object.hasOwn(CLASSES, type) ? statementsOf(content) : undefined;
  if (statements === undefined) return undefined;
  const matches: GuardrailMatch[] = [];
  let position = 0;
  for (let match = guardrailAt(statements, 0, type); match !== undefined; match = guardrailAt(statements, position, type)) {
    matches.push(match);
    position += match.length;
  }
  const others = statements.slice(position);
  const sids = statements.map((statement) => (statement as { readonly Sid?: JsonValue }).Sid).filter((sid) => sid !== undefined);
  const isKept = others.every((statement) => type === 'SERVICE_CONTROL_POLICY' && isKeptByCdk(statement));
  if (matches.length === 0 || position < others.length || !isKept || new Set(sids).size < sids.length) return undefined;
  const members: PolicyInCode['members'] = [
    ['guardrails', { list: matches.map(({ guardrail }) => guardrail) }],
    ...(others.length === 0 ? [] : [['statements', { list: others.map((statement): Expression => ({ statement: jsonExpression(statement) })) }] as const]),
  ];
  return { className: CLASSES[type], members };
}

/** The statements of a document as the CDK writes one: a list, after the version. */
function statementsOf(content: string): readonly JsonValue[] | undefined {
  try {
    const document = parseJson(content);
    if (!isObject(document) || Object.keys(document).length !== 2 || document.Version !== '2012-10-17') return undefined;
    const { Statement: statements } = document;
    const isReadable = Array.isArray(statements) && statements.length > 0 && statements.every((each) => isObject(each));
    return isReadable ? statements as JsonValue[] : undefined;
  } catch (error) {
    if (error instanceof JsonProblem) return undefined;
    throw error;
  }
}

/** The elements of a statement that has no principal. The others are their lists of texts. */
const TEXTS = ['Sid', 'Effect'];
const LISTS = ['Action', 'NotAction', 'Resource', 'NotResource'];
const ACTION = /^(?:\*|[a-zA-Z0-9-]+:[a-zA-Z0-9*]+)$/;

/** Whether `iam.PolicyStatement.fromJson` gives the same statement again. */
function isKeptByCdk(statement: JsonValue): boolean {
  if (!isObject(statement) || !['Allow', 'Deny'].includes(statement.Effect as string)) return false;
  return Object.entries(statement).every(([key, value]) => {
    if (TEXTS.includes(key)) return typeof value === 'string' && value !== '';
    if (key === 'Condition') return areConditions(value);
    const items = typeof value === 'string' ? [value] : value;
    const isList = LISTS.includes(key) && Array.isArray(items) && (items === value ? items.length > 1 : items.length === 1);
    const isItem = (item: JsonValue) => typeof item === 'string' && (key.endsWith('Action') ? ACTION.test(item) : item !== '');
    return isList && items.every(isItem) && new Set(items).size === items.length;
  });
}

function areConditions(value: JsonValue): boolean {
  const isText = (each: JsonValue) => typeof each === 'string';
  const isValue = (each: JsonValue) => isText(each) || (Array.isArray(each) && each.length > 0 && each.every(isText));
  const isNotEmpty = (each: JsonValue): each is Record<string, JsonValue> => isObject(each) && Object.keys(each).length > 0;
  return isNotEmpty(value) && Object.values(value).every((keys) => isNotEmpty(keys) && Object.values(keys).every(isValue));
}
