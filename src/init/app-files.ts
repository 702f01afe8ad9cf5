import { prettyJson } from './pretty-json';
import type { AppRows } from './rows';
import { accountsFile, policiesFile, servicesFile, settingsFile, unitsFile } from './typescript/data-files';
import { partsFile } from './typescript/parts-file';
import { CDK_FILE, GITIGNORE_FILE, packageFile, programFile, readmeFile, TEST_FILE, TSCONFIG_FILE, type Versions } from './typescript/project-files';
import { ROWS_FILE, stackFile } from './typescript/stack-file';

/** The files of a TypeScript app by their paths. The same rows give the same text. */
export function appFiles(rows: AppRows, versions: Versions): Map<string, string> {
  const [settings, parts] = [settingsFile(rows), partsFile(rows)];
  return new Map([
    ['.gitignore', GITIGNORE_FILE],
    ['README.md', readmeFile(rows)],
    ['bin/app.ts', programFile(rows)],
    ['cdk.json', CDK_FILE],
    ...(settings === undefined ? [] : [['lib/account-settings.ts', settings] as const]),
    ['lib/accounts.ts', accountsFile(rows)],
    ['lib/organization-stack.ts', stackFile(rows)],
    ['lib/organizational-units.ts', unitsFile(rows)],
    ...(parts === undefined ? [] : [['lib/parts.ts', parts] as const]),
    ['lib/policies.ts', policiesFile(rows)],
    ['lib/rows.ts', ROWS_FILE],
    ['lib/services.ts', servicesFile(rows)],
    ['package.json', packageFile(versions)],
    ...rows.policies.map(({ key, content }) => [`policies/${key}.json`, prettyJson(content)] as const),
    ['test/organization.test.ts', TEST_FILE],
    ['tsconfig.json', TSCONFIG_FILE],
  ]);
}
