import { checkFile } from './check-file';
import { DATA_FILE } from './data-file';
import { partsFile } from './parts-file';
import { policiesFile } from './policies-file';
import { CDK_FILE, GITIGNORE_FILE, packageFile, programFile, readmeParts, TEST_FILE, TSCONFIG_FILE } from './project-files';
import { ROWS_FILE } from './rows-file';
import { stackFile } from './stack-file';
import type { Versions } from '../language';
import type { PolicyInCode } from '../policies/expression';
import { readmeFile } from '../readme-file';
import type { AppRows } from '../rows';

/** The files of an app in TypeScript besides its data, by their paths. */
export function typescriptFiles(rows: AppRows, versions: Versions, inCode: ReadonlyMap<string, PolicyInCode>): Map<string, string> {
  const parts = partsFile(rows);
  const policies = policiesFile(inCode);
  return new Map([
    ['.gitignore', GITIGNORE_FILE],
    ['README.md', readmeFile(rows, readmeParts(policies !== undefined))],
    ['bin/app.ts', programFile(rows)],
    ['cdk.json', CDK_FILE],
    ['lib/check.ts', checkFile()],
    ['lib/data.ts', DATA_FILE],
    ['lib/organization-stack.ts', stackFile(rows, policies !== undefined)],
    ...(parts === undefined ? [] : [['lib/parts.ts', parts] as const]),
    ...(policies === undefined ? [] : [['lib/policies.ts', policies] as const]),
    ['lib/rows.ts', ROWS_FILE],
    ['package.json', packageFile(versions)],
    ['test/organization.test.ts', TEST_FILE],
    ['tsconfig.json', TSCONFIG_FILE],
  ]);
}
