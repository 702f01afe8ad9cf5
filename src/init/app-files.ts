import { dataOfRows, writeRows } from './data';
import { prettyJson } from './pretty-json';
import type { AppRows } from './rows';
import { checkFile } from './typescript/check-file';
import { DATA_FILE } from './typescript/data-file';
import { partsFile } from './typescript/parts-file';
import { CDK_FILE, GITIGNORE_FILE, packageFile, programFile, readmeFile, TEST_FILE, TSCONFIG_FILE, type Versions } from './typescript/project-files';
import { ROWS_FILE } from './typescript/rows-file';
import { stackFile } from './typescript/stack-file';

/** The files of a TypeScript app by their paths. The same rows give the same text. */
export function appFiles(rows: AppRows, versions: Versions): Map<string, string> {
  const parts = partsFile(rows);
  return new Map([
    ['.gitignore', GITIGNORE_FILE],
    ['README.md', readmeFile(rows)],
    ['bin/app.ts', programFile(rows)],
    ['cdk.json', CDK_FILE],
    ...writeRows(dataOfRows(rows)),
    ['lib/check.ts', checkFile()],
    ['lib/data.ts', DATA_FILE],
    ['lib/organization-stack.ts', stackFile(rows)],
    ...(parts === undefined ? [] : [['lib/parts.ts', parts] as const]),
    ['lib/rows.ts', ROWS_FILE],
    ['package.json', packageFile(versions)],
    ...rows.policies.map(({ key, content }) => [`policies/${key}.json`, prettyJson(content)] as const),
    ['test/organization.test.ts', TEST_FILE],
    ['tsconfig.json', TSCONFIG_FILE],
  ]);
}
