import { Command, Option } from 'commander';
import { readRequestStatus, type RequestState, STATUS_OPERATIONS } from './request-status';
import { statusText } from './status-text';
import { isOrganizationsError, readingProblem } from '../../organizations';
import type { Connection } from '../../organizations/read-only-client';
import { readAppRows, rowPaths } from '../app/app-rows';
import { clock, withConnection } from '../options/connection-options';
import { jsonText } from '../output/json-text';
import { readCode, withContents } from '../sources/organization-source';

interface Options extends Connection {
  readonly rows?: readonly string[];
  readonly format: 'text' | 'json';
}

/** Anything but an account: 2 while somebody has to wait, 1 if somebody has to act. */
const EXIT_CODES: Readonly<Record<RequestState, number>> = {
  exists: 0, creating: 2, invited: 2, inCode: 2, requested: 2, closed: 1, failed: 1, unknown: 1,
};

export function statusCommand(): Command {
  const command = new Command('status')
    .description('Say where the request for an account stands: its row, the code, its creation or invitation, the account')
    .argument('<request>', 'ID of a row, email address, or account ID')
    .argument('[cdk.out]', 'the code that was deployed last')
    .option('--rows <paths...>', 'files and folders with rows (default: those of the app in this folder)')
    .addOption(new Option('--format <format>', 'the format of the output').choices(['text', 'json']).default('text'));
  return withConnection(command)
    .addHelpText('after', `
Exit code 0: the account exists; 2: not yet; 1: its creation failed, it is closed or not known, or something cannot be read.

  cdk-org status shop-test                                 by the ID of the row
  cdk-org status aws+shop-test@example.com cdk.out         also whether it is in the code
  cdk-org status shop-test --format json --rows fleet/payments.yaml

The organization is only read. Permissions (organizations:): ${STATUS_OPERATIONS.join(', ')}.`)
    .action(run);
}

async function run(request: string, assembly: string | undefined, { rows: given, format, ...connection }: Options): Promise<void> {
  const rows = readAppRows(rowPaths(given, process.cwd()), process.cwd());
  const code = assembly === undefined ? undefined : withContents(readCode(assembly)).organization;
  const { readOnlyOrganizations } = await import('../../organizations/read-only-client.js');
  const port = await readOnlyOrganizations(connection, clock);
  try {
    const status = await readRequestStatus(request, { rows, code }, port);
    process.stdout.write(format === 'json' ? jsonText({ version: 1, request, ...status }) : statusText(request, status));
    process.exitCode = EXIT_CODES[status.state];
  } catch (error) {
    throw isOrganizationsError(error) ? new Error(readingProblem(error)) : error;
  }
}
