import { readFileSync } from 'node:fs';
import { CompiledPolicy, JsonProblem, parseJson, parsePolicyDocument, PolicyLanguageError, problemText } from '../policy';
import { ListedProblems } from './listed-problems';

const BYTE_ORDER_MARK = /^\uFEFF/;

/** Reads what a principal's own policy allows. An author wrote the file, so errors name the place in it. */
export function readIdentityPolicy(file: string): CompiledPolicy {
  const text = readText(file).replace(BYTE_ORDER_MARK, '');
  try {
    return new CompiledPolicy(file, parsePolicyDocument(parseJson(text), 'IDENTITY_POLICY'));
  } catch (error) {
    if (error instanceof JsonProblem) {
      throw new Error(`The identity-based policy is not JSON: ${file}, ${error.message}. Correct it there.`);
    }
    if (error instanceof PolicyLanguageError) {
      throw new ListedProblems(`The identity-based policy ${file} is not usable:`, error.problems.map(problemText));
    }
    throw error;
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`The identity-based policy cannot be read: ${file} (${(error as Error).message}). Give the path of a JSON file with the policy.`);
  }
}
