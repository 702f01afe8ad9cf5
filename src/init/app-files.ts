import { dataOfRows, writeRows } from './data';
import type { Language, Versions } from './language';
import { prettyJson } from './pretty-json';
import { pythonFiles } from './python';
import { ISSUE_FORM, requestWorkflow } from './requests';
import { reviewWorkflow } from './review-workflow';
import type { AppRows } from './rows';
import { typescriptFiles } from './typescript';

const FILES_OF_LANGUAGE = {
  typescript: typescriptFiles,
  python: pythonFiles,
} satisfies Record<Language, (rows: AppRows, versions: Versions) => Map<string, string>>;

export interface AppFilesOptions {
  /** Whether a form for issues and a workflow add the rows of accounts that somebody asks for. */
  readonly accountRequests?: boolean;
}

/** The files of an app by their paths. The same rows give the same text. */
export function appFiles(
  rows: AppRows, versions: Versions, language: Language = 'typescript', { accountRequests }: AppFilesOptions = {},
): Map<string, string> {
  return new Map([
    ...(accountRequests ? [
      ['.github/ISSUE_TEMPLATE/account-request.yml', ISSUE_FORM], ['.github/workflows/account-request.yml', requestWorkflow(versions)],
    ] as const : []),
    ['.github/workflows/review.yml', reviewWorkflow(language, versions)],
    ...FILES_OF_LANGUAGE[language](rows, versions),
    ...writeRows(dataOfRows(rows)),
    ...rows.policies.map(({ key, content }) => [`policies/${key}.json`, prettyJson(content)] as const),
  ]);
}
