import { type ManagementPolicyType, managementPolicyErrors } from '../../policy';
import { ServiceError } from '../protocol/service-error';

type Json = Record<string, unknown>;

function malformed(what: string): ServiceError {
  return new ServiceError('MalformedPolicyDocumentException', `The provided policy document does not meet the requirements: ${what}.`);
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Refuses a document whose form is wrong for its type. Sources: User Guide, "SCP syntax", "RCP syntax", and "… policy syntax and examples"
 * of each type of management policy, of which only that is checked which the service refuses for certain. What actions and condition
 * keys exist is not known here.
 */
export function checkPolicyDocument(type: string, content: string): void {
  const document = parse(content);
  if (type === 'SERVICE_CONTROL_POLICY') return statements(document).forEach(checkServiceControlStatement);
  if (type === 'RESOURCE_CONTROL_POLICY') {
    if (document.Version !== '2012-10-17') throw malformed('Version must be "2012-10-17"');
    return statements(document).forEach(checkResourceControlStatement);
  }
  if (Object.keys(document).length === 0) throw malformed('it is empty');
  const [problem] = managementPolicyErrors(type as ManagementPolicyType, content);
  if (problem) throw malformed(`${problem.path || 'the document'} ${problem.what}`);
}

function parse(content: string): Json {
  let document: unknown;
  try {
    document = JSON.parse(content);
  } catch {
    throw malformed('it is not valid JSON');
  }
  if (!isObject(document)) throw malformed('it is not a JSON object');
  return document;
}

const DOCUMENT_ELEMENTS = ['Version', 'Id', 'Statement'];

function statements(document: Json): Json[] {
  const unknown = Object.keys(document).find((element) => !DOCUMENT_ELEMENTS.includes(element));
  if (unknown !== undefined) throw malformed(`it has the unknown element "${unknown}"`);
  const { Statement: statement } = document;
  const list = Array.isArray(statement) ? statement : [statement];
  if (list.length === 0 || !list.every(isObject)) throw malformed('Statement must be an object or a list of objects');
  return list;
}

const STATEMENT_ELEMENTS = ['Sid', 'Effect', 'Principal', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition'];

function checkStatement(statement: Json): void {
  const unknown = Object.keys(statement).find((element) => !STATEMENT_ELEMENTS.includes(element));
  if (unknown !== undefined) throw malformed(`a statement has the element "${unknown}", which is not supported`);
  exactlyOne(statement, 'Action', 'NotAction');
  exactlyOne(statement, 'Resource', 'NotResource');
  if (statement.Condition !== undefined && !isObject(statement.Condition)) throw malformed('Condition must be an object');
}

function exactlyOne(statement: Json, ...elements: string[]): void {
  const given = elements.filter((element) => statement[element] !== undefined);
  if (given.length !== 1) throw malformed(`a statement needs exactly one of ${elements.join(' and ')}`);
  if (!texts(statement[given[0]])) throw malformed(`${given[0]} must be a string or a list of strings`);
}

/** The strings of an element that may be one string or a list of them; undefined if it is neither. */
function texts(value: unknown): string[] | undefined {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.length > 0 && list.every((item) => typeof item === 'string') ? list : undefined;
}

function checkServiceControlStatement(statement: Json): void {
  checkStatement(statement);
  if (statement.Effect !== 'Allow' && statement.Effect !== 'Deny') throw malformed('Effect must be "Allow" or "Deny"');
  if (statement.Principal !== undefined) throw malformed('Principal is not supported');
}

function checkResourceControlStatement(statement: Json): void {
  checkStatement(statement);
  if (statement.Effect !== 'Deny') throw malformed('Effect must be "Deny"');
  if (statement.Principal !== '*') throw malformed('Principal must be "*"');
  if (statement.NotAction !== undefined) throw malformed('NotAction is not supported');
  if (texts(statement.Action)?.includes('*')) throw malformed('Action must name a service');
}
