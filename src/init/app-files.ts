import { dataOfRows, writeRows } from './data';
import type { Language, Versions } from './language';
import { policiesInCode } from './policies/policies-in-code';
import { prettyJson } from './pretty-json';
import { pythonFiles } from './python';
import { ISSUE_FORM, requestWorkflow } from './requests';
import { reviewWorkflow } from './review-workflow';
import type { AppRows } from './rows';
import { typescriptFiles } from './typescript';

const FILES_OF_LANGUAGE = {
  typescript: typescriptFiles,
  python: pythonFiles,
} satisfies Record<Language, (rows: AppRows, versions: Versions, inCode: PoliciesInCode) => Map<string, string>>;

/** Choices about the text of an app. */
export interface AppOptions {
  /** Whether each policy has its document, also where guardrails or a typed policy say the same. */
  readonly documentsOnly?: boolean;
  /** Whether a form for issues and a workflow add the rows of accounts that somebody asks for. */
  readonly accountRequests?: boolean;
}

type PoliciesInCode = ReturnType<typeof policiesInCode>;

/** The files of an app by their paths. The same rows give the same text. */
export function appFiles(
  rows: AppRows, versions: Versions, language: Language = 'typescript', { documentsOnly = false, accountRequests = false }: AppOptions = {},
): Map<string, string> {
  const inCode: PoliciesInCode = documentsOnly ? new Map() : policiesInCode(rows);
  const documents = rows.policies.filter(({ key }) => !inCode.has(key));
  return new Map([
    ...(accountRequests ? [
      ['.github/ISSUE_TEMPLATE/account-request.yml', ISSUE_FORM], ['.github/workflows/account-request.yml', requestWorkflow(versions)],
    ] as const : []),
    ['.github/workflows/review.yml', reviewWorkflow(language, versions)],
    ...FILES_OF_LANGUAGE[language](rows, versions, inCode),
    ...writeRows(dataOfRows(rows)),
    ...documents.map(({ key, content }) => [`policies/${key}.json`, prettyJson(content)] as const),
  ]);
}
