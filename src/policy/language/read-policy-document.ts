import type { JsonValue } from '../parse-json';
import { LANGUAGE_RULES } from './language-rules';
import { POLICY_VERSIONS, type PolicyDocument, type PolicyLanguage, type PolicyVersion, type Statement } from './policy-document';
import { PolicyLanguageError, type PolicyProblem } from './policy-problem';
import { isJsonObject, ProblemList } from './problem-list';
import { readStatement } from './read-statement';

const ELEMENTS = ['Version', 'Id', 'Statement'];

export interface ReadPolicy {
  /** The readable parts of the document; complete if there are no problems. */
  readonly document: PolicyDocument;
  readonly problems: readonly PolicyProblem[];
}

/**
 * Reads an authorization policy and reports every malformed part for which the service would refuse it.
 * Sources: AWS Organizations User Guide, "SCP syntax" and "RCP syntax"; IAM User Guide, "Grammar of the IAM JSON policy language".
 */
export function readPolicyDocument(value: JsonValue, language: PolicyLanguage): ReadPolicy {
  const problems = new ProblemList();
  const rules = LANGUAGE_RULES[language];
  if (!isJsonObject(value)) {
    problems.add('', 'must be an object', value, 'Write {"Version": "2012-10-17", "Statement": […]}.');
    return { document: { statements: [] }, problems: problems.problems };
  }
  problems.unknownKeys(value, ELEMENTS, '');
  const version = readVersion(value.Version, rules.versionRequired, problems);
  if (value.Id !== undefined && typeof value.Id !== 'string') {
    problems.add('Id', 'must be a string', value.Id, 'Write a string, or leave it out.');
  }
  const statements = readStatements(value.Statement, language, problems);
  reportRepeatedSids(statements, problems);
  return {
    document: {
      ...(version === undefined ? {} : { version }),
      ...(typeof value.Id === 'string' ? { id: value.Id } : {}),
      statements,
    },
    problems: problems.problems,
  };
}

/** @throws PolicyLanguageError that names all problems. */
export function parsePolicyDocument(value: JsonValue, language: PolicyLanguage): PolicyDocument {
  const { document, problems } = readPolicyDocument(value, language);
  if (problems.length > 0) throw new PolicyLanguageError(problems);
  return document;
}

function readVersion(value: JsonValue | undefined, required: boolean, problems: ProblemList): PolicyVersion | undefined {
  const version = POLICY_VERSIONS.find((candidate) => candidate === value);
  if (version === undefined && (required || value !== undefined)) {
    problems.add('Version', value === undefined ? 'is missing' : 'is not a version of the policy language', value,
      `Write "${POLICY_VERSIONS[0]}".`);
  }
  return version;
}

function readStatements(value: JsonValue | undefined, language: PolicyLanguage, problems: ProblemList): Statement[] {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) {
    problems.add('Statement', value === undefined ? 'is missing' : 'is empty', value, 'A policy needs at least one statement.');
    return [];
  }
  const rules = LANGUAGE_RULES[language];
  return Array.isArray(value)
    ? value.map((item, index) => readStatement(item, `Statement[${index}]`, rules, problems))
    : [readStatement(value, 'Statement', rules, problems)];
}

function reportRepeatedSids(statements: readonly Statement[], problems: ProblemList): void {
  const first = new Map<string, number>();
  statements.forEach(({ sid }, index) => {
    if (sid === undefined || sid === '') return;
    const earlier = first.get(sid);
    if (earlier === undefined) first.set(sid, index);
    else problems.add(`Statement[${index}].Sid`, `is already the ID of Statement[${earlier}]`, sid, 'Give each statement its own.');
  });
}
