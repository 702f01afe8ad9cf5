import { JsonProblem } from '../json-problem';
import { parsePolicyDocument, PolicyLanguageError, type Statement } from '../language';
import { parseJson } from '../parse-json';

/** Whether a service control policy only allows some actions, so that it matters only where FullAWSAccess is not attached. */
export function isAllowList(text: string): boolean {
  // Most policies deny, and need not be parsed.
  if (text.includes('"Deny"')) return false;
  try {
    const { statements } = parsePolicyDocument(parseJson(text), 'SERVICE_CONTROL_POLICY');
    return statements.every(({ effect }) => effect === 'Allow') && !statements.some(allowsEverything);
  } catch (error) {
    if (error instanceof PolicyLanguageError || error instanceof JsonProblem) return false;
    throw error;
  }
}

function allowsEverything({ action, resource, conditions }: Statement): boolean {
  return conditions.length === 0 && [action, resource].every(({ negated, patterns }) => !negated && patterns.includes('*'));
}
