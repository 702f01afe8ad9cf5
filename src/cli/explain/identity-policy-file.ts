import { readFileSync } from 'node:fs';
import { CompiledPolicy, JsonProblem, type JsonValue, parseJson, problemText, readPolicyDocument, validateIdentityPolicy } from '../../policy';
import { ListedProblems } from '../output/listed-problems';

const BYTE_ORDER_MARK = /^\uFEFF/;

export interface IdentityPolicyFile {
  readonly policy: CompiledPolicy;
  /** What an author hardly means. */
  readonly warnings: readonly string[];
}

/**
 * Reads what a principal's own policy allows. An author wrote the file, so errors name the place in it.
 * @throws Error for what IAM would refuse.
 */
export function readIdentityPolicy(file: string): IdentityPolicyFile {
  const { document, problems } = readPolicyDocument(parsed(file), 'IDENTITY_POLICY');
  const findings = validateIdentityPolicy(document);
  const refused = [...problems, ...findings.filter(({ severity }) => severity === 'error')];
  if (refused.length > 0) throw new ListedProblems(`The identity-based policy ${file} is not usable:`, refused.map(problemText));
  return {
    policy: new CompiledPolicy(file, document),
    warnings: findings.map((finding) => `In the identity-based policy ${file}, ${problemText(finding)}`),
  };
}

function parsed(file: string): JsonValue {
  try {
    return parseJson(readText(file).replace(BYTE_ORDER_MARK, ''));
  } catch (error) {
    if (!(error instanceof JsonProblem)) throw error;
    throw new Error(`The identity-based policy is not JSON: ${file}, ${error.message}. Correct it there.`);
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`The identity-based policy cannot be read: ${file} (${(error as Error).message}). Give the path of a JSON file with the policy.`);
  }
}
