import { checkFile } from './check-file';
import { DATA_FILE } from './data-file';
import { partsFile } from './parts-file';
import { CDK_FILE, GITIGNORE_FILE, programFile, README_PARTS, requirementsFile, TEST_FILE } from './project-files';
import { ROWS_FILE } from './rows-file';
import { stackFile } from './stack-file';
import type { Versions } from '../language';
import { readmeFile } from '../readme-file';
import type { AppRows } from '../rows';

/** The files of an app in Python besides its data, by their paths. */
export function pythonFiles(rows: AppRows, versions: Versions): Map<string, string> {
  const parts = partsFile(rows);
  return new Map([
    ['.gitignore', GITIGNORE_FILE],
    ['README.md', readmeFile(rows, README_PARTS)],
    ['app.py', programFile(rows)],
    ['cdk.json', CDK_FILE],
    ['organization/__init__.py', '"""The organization as code."""\n'],
    ['organization/check.py', checkFile()],
    ['organization/data.py', DATA_FILE],
    ['organization/organization_stack.py', stackFile(rows)],
    ...(parts === undefined ? [] : [['organization/parts.py', parts] as const]),
    ['organization/rows.py', ROWS_FILE],
    ['requirements.txt', requirementsFile(versions)],
    ['tests/test_organization.py', TEST_FILE],
  ]);
}
