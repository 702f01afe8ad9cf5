import { isAuthorizationPolicyType, type PolicyTypeName } from '../../contract';
import { JsonProblem } from '../json-problem';
import { type PolicyProblem, readPolicyDocument } from '../language';
import { type JsonValue, parseJson } from '../parse-json';
import { RULES } from './catalogue';
import type { Finding, SizeLimit, Subject } from './rule';
import { holdsUnknownText } from './unknown-text';

/**
 * All findings of the catalogue's rules in a policy, errors first. Unknown text in it is not judged.
 *
 * @param sizeLimit the size and its limit, where more is known than from the text and the type
 */
export function validatePolicy(type: PolicyTypeName, text: string, sizeLimit?: SizeLimit): Finding[] {
  const subject = { ...subjectOf(type, text), sizeLimit };
  const findings = RULES.flatMap((rule) => rule.check(subject).filter(({ value }) => !holdsUnknownText(value)).map((problem): Finding => (
    { ...problem, rule: rule.id, severity: rule.severity })));
  const order = ['error', 'warning', 'info'];
  return findings.sort((one, other) => order.indexOf(one.severity) - order.indexOf(other.severity));
}

function subjectOf(type: PolicyTypeName, text: string): Subject {
  const value = parsed(text);
  if (value instanceof JsonProblem) return { type, text, syntax: [notJson(value)] };
  if (!isAuthorizationPolicyType(type)) return { type, text, value, syntax: [] };
  const { document, problems } = readPolicyDocument(value, type);
  return { type, text, value, document, syntax: problems };
}

function parsed(text: string): JsonValue | JsonProblem {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof JsonProblem) return error;
    throw error;
  }
}

function notJson(problem: JsonProblem): PolicyProblem {
  return { path: '', what: `is not JSON (${problem.message})`, advice: 'Correct the text at that place.' };
}
