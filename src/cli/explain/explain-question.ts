import { readFileSync } from 'node:fs';
import type { AccessQuestion } from '../../model';
import {
  type ContextValue, CompiledPolicy, JsonProblem, type JsonValue, parseJson, problemText, readPolicyDocument, validateIdentityPolicy,
} from '../../policy';
import { ListedProblems } from '../output/listed-problems';

const BYTE_ORDER_MARK = /^\uFEFF/;

interface IdentityPolicyFile {
  readonly policy: CompiledPolicy;
  /** Findings that IAM accepts and the author has probably not intended. */
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

/** The options that make the question. */
export interface QuestionOptions {
  readonly action?: string;
  readonly resource?: string;
  readonly region?: string;
  readonly principal?: string;
  readonly context?: Readonly<Record<string, ContextValue>>;
  readonly identityPolicy?: string;
}

export interface AskedQuestion {
  readonly question: AccessQuestion;
  /** Findings in the files of the question that the author has probably not intended. */
  readonly warnings: readonly string[];
}

/** @throws Error if there is no question, or if two Regions are given. */
export function questionOf({ action, resource, region, principal, context, identityPolicy }: QuestionOptions): AskedQuestion {
  if (action === undefined) throw new Error('No question is given: neither --action nor --effective. Write --action service:Action, or --effective with a policy type.');
  const own = identityPolicy === undefined ? undefined : readIdentityPolicy(identityPolicy);
  const question = {
    action,
    ...(resource === undefined ? {} : { resource }),
    ...(principal === undefined ? {} : { principal }),
    context: withRegion(context, region),
    ...(own === undefined ? {} : { identityPolicies: [own.policy] }),
  };
  return { question, warnings: own?.warnings ?? [] };
}

function withRegion(context: Readonly<Record<string, ContextValue>> = {}, region?: string): Readonly<Record<string, ContextValue>> {
  if (region === undefined) return context;
  const isRegion = ([key]: [string, ContextValue]) => key.toLowerCase() === 'aws:requestedregion';
  const entries = Object.entries(context);
  const [key, stated] = entries.find(isRegion) ?? [];
  if (key !== undefined && stated !== region) {
    throw new Error(`Two Regions are given: --region ${region}, and --context ${key}=${String(stated ?? '')}. Leave one of them out.`);
  }
  return { 'aws:RequestedRegion': region, ...Object.fromEntries(entries.filter((entry) => !isRegion(entry))) };
}
