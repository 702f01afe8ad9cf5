import { literal } from './literal';
import type { Versions } from '../language';
import { POLICIES_HOLD, type ReadmeParts } from '../readme-file';
import type { AppRows } from '../rows';
import { STACK_NAME } from '../stack-name';

export function packageFile(versions: Versions): string {
  return `${JSON.stringify({
    name: 'organization',
    version: '0.1.0',
    private: true,
    scripts: { build: 'tsc --noEmit', test: 'node --import tsx --test test/*.test.ts', synth: 'cdk synth --quiet', review: 'cdk-org diff --live' },
    dependencies: versions,
    devDependencies: { '@types/node': '^20', 'aws-cdk': '^2', 'tsx': '^4', 'typescript': '^5' },
  }, undefined, 2)}\n`;
}

export const CDK_FILE = `${JSON.stringify({ app: 'npx tsx bin/app.ts' }, undefined, 2)}\n`;

export const TSCONFIG_FILE = `${JSON.stringify({
  compilerOptions: { target: 'ES2022', module: 'node16', strict: true, noEmit: true, skipLibCheck: true, types: ['node'] },
  include: ['bin', 'lib', 'test'],
}, undefined, 2)}\n`;

export const GITIGNORE_FILE = 'node_modules\ncdk.out\n';

export function programFile({ managementAccountId, stackName = STACK_NAME }: AppRows): string {
  return `#!/usr/bin/env node
import { App } from 'aws-cdk-lib';
import { OrganizationStack } from '../lib/organization-stack';

// The Region is only the place of the stack; choose it before the first deployment, and keep it.
const region = process.env.CDK_DEFAULT_REGION ?? 'us-east-1';
// The account is the management account.
new OrganizationStack(new App(), ${literal(stackName)}, { env: { account: ${literal(managementAccountId)}, region } });
`;
}

export const TEST_FILE = `import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { App } from 'aws-cdk-lib';
import { Account } from 'cdk-aws-organizations';
import { readData } from '../lib/data';
import { OrganizationStack } from '../lib/organization-stack';

test('every row of an account is a construct', () => {
  const stack = new OrganizationStack(new App(), '${STACK_NAME}');
  assert.equal(stack.node.findAll().filter((each) => Account.isAccount(each)).length, readData().accounts.length);
});
`;

/** @param hasPolicies whether code describes some of the policies */
export function readmeParts(hasPolicies: boolean): ReadmeParts {
  return hasPolicies ? { ...README_PARTS, files: [...README_PARTS.files, ['`lib/policies.ts`', POLICIES_HOLD]] } : README_PARTS;
}

const README_PARTS: ReadmeParts = {
  files: [
    ['`lib/organization-stack.ts`', 'the stack, with a construct for each row'],
    ['`lib/data.ts`, `lib/check.ts`, `lib/rows.ts`', 'reading and checking the rows, and their types'],
  ],
  unpublished: 'Until `cdk-aws-organizations` is on npm, run `npm install /path/to/cdk-aws-organizations-VERSION.tgz` in place of `npm install`.',
  lockFile: ', once `package-lock.json` is committed',
  commands: [
    'npm install',
    'npx cdk synth --quiet',
    'npx cdk-org diff --live --fail-on destroys,loosens',
    'npx cdk-org snapshot --output organization.json',
    'npx cdk-org rehearse --from organization.json',
    'npx cdk deploy',
  ],
};
