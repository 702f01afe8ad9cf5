import type { Command } from 'commander';
import { askedReports } from './asked-reports';
import { savedReports, saveReports } from './saved-reports';
import {
  type AccountReport, type DeniedAccount, lastAccessed, type LastAccessedResult, newlyDeniedServices, type Organization, reportedEntities,
  type Review,
} from '../../../model';
import type { Connection } from '../../../organizations/read-only-client';
import { clock } from '../../options/connection-options';
import { assertWritable } from '../../sources/json-file';

export interface LastAccessedOptions {
  /** `iam`, or a file that an earlier run saved. */
  readonly lastAccessed?: string;
  readonly saveLastAccessed?: string;
}

/** The source that asks AWS. */
const IAM = 'iam';

export function withLastAccessed(command: Command): Command {
  return command
    .option('--last-accessed <source>', 'also show when accounts last used the services of newly denied actions: iam asks IAM from the management account, or a file of --save-last-accessed')
    .option('--save-last-accessed <file>', 'with --last-accessed iam: keep the answers of IAM');
}

/** Whether IAM is asked, which needs a connection. */
export function asksIam({ lastAccessed: source }: LastAccessedOptions): boolean {
  return source === IAM;
}

/** @throws Error for options that mean nothing together */
export function checkLastAccessed(options: LastAccessedOptions & { readonly impact?: boolean; readonly mask?: boolean }): void {
  const { lastAccessed: source, saveLastAccessed: file } = options;
  if (file !== undefined && !asksIam(options)) {
    throw new Error(`Only answers of IAM are saved, and IAM is not asked. Given: --save-last-accessed ${file}. Give --last-accessed iam as well, or leave it out.`);
  }
  if (file !== undefined) assertWritable(file);
  if (source === undefined) return;
  if (options.impact === false) {
    throw new Error('The last use is shown for newly denied actions, which --no-impact does not judge. Given: --last-accessed and --no-impact. Leave one of them out.');
  }
  if (options.mask) throw new Error('The last use of services is not masked. Given: --last-accessed and --mask. Leave one of them out.');
}

/**
 * When accounts last used the services of which the change denies actions.
 * @param source `iam`, or a file
 * @param before the organization before the change
 * @throws Error for a file that is not usable, for an organization without IDs, and for a call that is refused
 */
export async function lastAccessedOf(
  source: string, { impact }: Review, before: Organization, options: Pick<LastAccessedOptions, 'saveLastAccessed'> & Connection,
): Promise<LastAccessedResult> {
  const denied = newlyDeniedServices(impact);
  checkIds(denied);
  const { entityPaths, reasons } = entitiesOf(denied, before);
  const reports = source === IAM ? await reportsOf(entityPaths, options) : savedReports(source);
  return lastAccessed(denied, new Map([...reasons, ...reports]));
}

/** Asks IAM, and keeps its answers. */
async function reportsOf(
  entityPaths: ReadonlyMap<string, string>, { profile, roleArn, region, saveLastAccessed: file }: LastAccessedOptions & Connection,
): Promise<ReadonlyMap<string, AccountReport>> {
  const { accessReports } = await import('../../../organizations/last-accessed/sdk-access-report.js');
  const reports = entityPaths.size === 0 ? new Map<string, AccountReport>()
    : await askedReports(entityPaths, await accessReports({ profile, roleArn, region }, clock));
  if (file !== undefined) saveReports(file, reports, clock.now());
  return reports;
}

/** The places of accounts about which IAM can be asked, and the reasons why it cannot be asked about the others, by their IDs. */
function entitiesOf(denied: readonly DeniedAccount[], before: Organization) {
  const entities = reportedEntities(before);
  const entityPaths = new Map<string, string>();
  const reasons = new Map<string, AccountReport>();
  for (const { id } of denied) {
    const { entityPath, reason = 'it is not in the organization before the change' } = entities.get(id) ?? {};
    if (entityPath === undefined) reasons.set(id, { reason });
    else entityPaths.set(id, entityPath);
  }
  return { entityPaths, reasons };
}

/** @throws Error for code that knows no ID of an account, by which IAM names them */
function checkIds(denied: readonly DeniedAccount[]): void {
  if (denied.length === 0 || denied.some(({ id }) => /^\d{12}$/.test(id))) return;
  throw new Error('Reports of IAM name accounts by their IDs, and the code does not know them. Given: --last-accessed with code alone. '
    + 'Give --organization with a snapshot, or compare with --live or a snapshot.');
}
