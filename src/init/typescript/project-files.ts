import { literal } from './literal';
import { visibleLine } from '../../report/escape';
import type { AppRows, LeftOut } from '../rows';

/** The versions of packages that a written app needs. */
export interface Versions {
  /** Of this package, and the ranges of its peers. */
  readonly [name: string]: string;
}

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

/** The name of the stack. */
export const STACK_NAME = 'Organization';

export function programFile({ managementAccountId }: AppRows): string {
  return `#!/usr/bin/env node
import { App } from 'aws-cdk-lib';
import { OrganizationStack } from '../lib/organization-stack';

// The management account. The Region is only the place of the stack; choose it before the first deployment, and keep it.
new OrganizationStack(new App(), '${STACK_NAME}', { env: { account: ${literal(managementAccountId)}, region: process.env.CDK_DEFAULT_REGION ?? 'us-east-1' } });
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

export function readmeFile({ organizationId, leftOut }: AppRows): string {
  return `# The organization ${organizationId}

This app adopts the organization as it was found. The first deployment only writes owner tags.

| File | Holds |
|---|---|
| \`data/accounts.json\` | a row for each account, by organizational unit and name |
| \`data/organizational-units.json\` | the root, and a row for each organizational unit after the one above it |
| \`data/policies.json\`, \`policies/KEY.json\` | the policies and their documents |
| \`data/services.json\` | services with trusted access, and policy types |
| \`data/account-settings.json\` | contacts and Regions by account, if there are any |
| \`lib/organization-stack.ts\` | the stack, with a construct for each row |
| \`lib/data.ts\`, \`lib/check.ts\`, \`lib/rows.ts\` | reading and checking the rows, and their types |

A change of the organization is a change of a row. For a new account, add a line to \`data/accounts.json\`:

\`\`\`json
{"id": "shop-test", "name": "shop-test", "email": "aws+shop-test@example.com", "unit": "ou-…"}
\`\`\`

A row without \`adopt\` creates its resource. Its \`id\` is any text that never changes, also once AWS has given an ID to the account.
A mistake in a row is an error of \`cdk synth\`, which names the file, the row and the value.

Review and rehearse a change before you deploy it:

\`\`\`console
$ npm install
$ npx cdk synth --quiet
$ npx cdk-org diff --live --fail-on destroys,loosens
$ npx cdk-org snapshot --output organization.json
$ npx cdk-org rehearse --from organization.json
$ npx cdk deploy
\`\`\`

## What is not in the code

A deployment leaves alone what the code does not name.

${leftOut.length === 0 ? 'Nothing was left out.' : leftOut.map(sentence).join('\n')}
`;
}

function sentence({ subject, reason }: LeftOut): string {
  return `- ${visibleLine(`${subject}: ${reason}.`).replace(/[\\`*_{}[\]<>#|]/g, '\\$&')}`;
}
