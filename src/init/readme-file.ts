import type { AppRows, LeftOut } from './rows';
import { visibleLine } from '../report/escape';

/** The parts of the text that differ between languages. */
export interface ReadmeParts {
  /** Paths and what they hold. */
  readonly files: readonly (readonly [path: string, holds: string])[];
  /** Commands that install, synthesize, review, rehearse and deploy. */
  readonly commands: readonly string[];
  /** A sentence about the time before the package is published. */
  readonly unpublished: string;
  /** A clause about a file that the review needs in the repository; it begins with a comma, or is empty. */
  readonly lockFile: string;
}

/** A description of the file of policies in code. */
export const POLICIES_HOLD = 'policies of guardrails, and typed policies; a document `policies/KEY.json` takes precedence';

const DATA_FILES: ReadmeParts['files'] = [
  ['`data/accounts.json`', 'a row for each account, by organizational unit and name'],
  ['`data/organizational-units.json`', 'the root, and a row for each organizational unit after the one above it'],
  ['`data/policies.json`, `policies/KEY.json`', 'the policies and their documents'],
  ['`data/services.json`', 'services with trusted access, and policy types'],
  ['`data/account-settings.json`', 'contacts and Regions by account, if there are any'],
];

/** The text of `README.md`. */
export function readmeFile({ organizationId, leftOut }: AppRows, { files, commands, lockFile, unpublished }: ReadmeParts): string {
  return `# The organization ${visibleLine(organizationId)}

This app adopts the organization as it was found. The first deployment only writes owner tags.

| File | Holds |
|---|---|
${[...DATA_FILES, ...files].map(([path, holds]) => `| ${path} | ${holds} |`).join('\n')}

A change of the organization is a change of a row. For a new account, add a line to \`data/accounts.json\`:

\`\`\`json
{"id": "shop-test", "name": "shop-test", "email": "aws+shop-test@example.com", "unit": "ou-…"}
\`\`\`

A row without \`adopt\` creates its resource. Its \`id\` is any text that never changes, also once AWS has given an ID to the account.
A mistake in a row is an error of \`cdk synth\`, which names the file, the row and the value.

Review and rehearse a change before you deploy it:

\`\`\`console
${commands.map((command) => `$ ${command}`).join('\n')}
\`\`\`

${unpublished}

\`.github/workflows/review.yml\` reviews each pull request on GitHub${lockFile}. Put the commit of the release into it, as
its comment says. In a repository with other files, move it to \`.github/workflows\` at the top, and add the input \`directory\`.

## What is not in the code

A deployment leaves alone what the code does not name. This is the list of the day on which the app was written; \`npx cdk-org adopt --app .\`
prints what is outside the code now.

${leftOut.length === 0 ? 'Nothing was left out.' : leftOut.map(sentence).join('\n')}
`;
}

function sentence({ subject, reason }: LeftOut): string {
  return `- ${visibleLine(`${subject}: ${reason}.`).replace(/[\\`*_{}[\]<>#|]/g, '\\$&')}`;
}
