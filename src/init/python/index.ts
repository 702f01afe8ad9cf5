import { checkFile } from './check-file';
import { DATA_FILE } from './data-file';
import { partsFile } from './parts-file';
import { policiesFile } from './policies-file';
import { CDK_FILE, GITIGNORE_FILE, programFile, readmeParts, requirementsFile, TEST_FILE } from './project-files';
import { ROWS_FILE } from './rows-file';
import { stackFile } from './stack-file';
import type { Versions } from '../language';
import type { PolicyInCode } from '../policies/expression';
import { readmeFile } from '../readme-file';
import type { AppRows } from '../rows';

/** The files of an app in Python besides its data, by their paths. */
export function pythonFiles(rows: AppRows, versions: Versions, inCode: ReadonlyMap<string, PolicyInCode>): Map<string, string> {
  const parts = partsFile(rows);
  const policies = policiesFile(inCode);
  return new Map([
    ['.gitignore', GITIGNORE_FILE],
    ['README.md', readmeFile(rows, readmeParts(policies !== undefined))],
    ['app.py', programFile(rows)],
    ['cdk.json', CDK_FILE],
    ['organization/__init__.py', '"""The organization as code."""\n'],
    ['organization/check.py', checkFile()],
    ['organization/data.py', DATA_FILE],
    ['organization/organization_stack.py', stackFile(rows, policies !== undefined)],
    ...(parts === undefined ? [] : [['organization/parts.py', parts] as const]),
    ...(policies === undefined ? [] : [['organization/policies.py', policies] as const]),
    ['organization/rows.py', ROWS_FILE],
    ['requirements.txt', requirementsFile(versions)],
    ['tests/test_organization.py', TEST_FILE],
  ]);
}
