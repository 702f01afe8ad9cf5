import type { IConstruct } from 'constructs';
import { type AuthorizationPolicyType, isAuthorizationPolicyType } from '../../../contract';
import { type JsonValue, problemText, readPolicyDocument, type Statement } from '../../../policy';
import { PackError, packStatements } from '../../../policy/pack';
import { policyTypeQuota, problem } from '../../validation';

/** Longer than an ID of AWS Organizations, and than most names. */
const UNKNOWN_LENGTH = 128;

const PSEUDO_PARAMETER_LENGTHS: Readonly<Record<string, number>> = { 'AWS::AccountId': 12, 'AWS::Partition': 10, 'AWS::Region': 16 };

/** The layout of statements in documents, as far as it is known before the deployment. */
export interface PackedStatements {
  /** The number of documents; 1 if there are problems. */
  readonly count: number;
  readonly problems: readonly string[];
}

/** Packs `statements`, given as in the template, into documents. `type` is the name of a policy type. */
export function packedStatements(scope: IConstruct, type: string, statements: readonly unknown[], maxDocuments: number): PackedStatements {
  if (!isAuthorizationPolicyType(type)) {
    return failing({
      wrong: 'A policy set holds statements of service control or resource control policies',
      given: type,
      remedy: 'Use PolicyType.SERVICE_CONTROL_POLICY or PolicyType.RESOURCE_CONTROL_POLICY',
    });
  }
  if (statements.length === 0) {
    return failing({ wrong: 'The policy set has no statements', given: 'nothing', remedy: 'Give it guardrails or statements' });
  }
  const { read, problems } = readAll(type, statements);
  if (problems.length > 0) return { count: 1, problems };
  try {
    const maxContentLength = policyTypeQuota(scope, type, 'maxContentLength');
    return { count: packStatements(read, { maxContentLength, maxDocuments }).length, problems: [] };
  } catch (error) {
    if (!(error instanceof PackError)) throw error;
    return failing({ wrong: `The policy set does not fit: ${error.message.replace(/\.$/, '')}`, given: `maxDocuments: ${maxDocuments}`, remedy: 'Or raise maxDocuments, if the targets have free slots' });
  }
}

function readAll(type: AuthorizationPolicyType, statements: readonly unknown[]) {
  const read: Statement[] = [];
  const problems = statements.flatMap((statement) => {
    const { document, problems: found } = readPolicyDocument({ Version: '2012-10-17', Statement: withPlaceholders(statement) as JsonValue }, type);
    read.push(...document.statements);
    return found.map((each) => problem({
      wrong: `A statement of the policy set is not valid: ${problemText({ ...each, advice: '' }).replace(/\. $/, '')}`,
      given: JSON.stringify(statement),
      remedy: each.advice.replace(/\.$/, ''),
    }));
  });
  return { read, problems };
}

function failing(mistake: Parameters<typeof problem>[0]): PackedStatements {
  return { count: 1, problems: [problem(mistake)] };
}

/**
 * A resolved value with placeholders for the values that only the deployment knows, such as the ID of an account. A placeholder is at
 * least as long as its value, and different values have different placeholders.
 */
function withPlaceholders(resolved: unknown): unknown {
  if (Array.isArray(resolved)) return resolved.map(withPlaceholders);
  if (typeof resolved !== 'object' || resolved === null) return resolved;
  const [[key, value], ...more] = [...Object.entries(resolved), ['', undefined]];
  const isFunction = more.length === 1 && (key === 'Ref' || key.startsWith('Fn::'));
  if (isFunction) return placeholderOf(key, value);
  return Object.fromEntries(Object.entries(resolved).map(([name, each]) => [name, withPlaceholders(each)]));
}

function placeholderOf(key: string, value: unknown): string {
  if (key === 'Fn::Join') {
    const [delimiter, parts] = value as [string, unknown];
    if (Array.isArray(parts)) return parts.map((part) => String(withPlaceholders(part))).join(delimiter);
  }
  const letters = JSON.stringify(value).replace(/[^A-Za-z0-9]/g, '');
  const length = PSEUDO_PARAMETER_LENGTHS[String(value)] ?? UNKNOWN_LENGTH;
  return letters.slice(-length).padStart(length, '0');
}
