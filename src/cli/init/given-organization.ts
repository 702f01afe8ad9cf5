import { foreignFiles } from './foreign-files';
import { offlineNote } from './foreign-report';
import { compareForeign, completeOrganization, type ForeignComparison, readForeign } from '../../init';
import type { Organization } from '../../model';
import { refuseConnection } from '../options/arguments';
import { type LiveOrFile, readLiveOrFile } from '../sources/live-or-file';
import { withAddresses } from '../sources/organization-source';

/** Where the organization of an app comes from. */
export interface GivenOptions extends LiveOrFile {
  readonly from?: string;
  readonly offline?: boolean;
}

/** The organization as it is, and what a foreign format says about it. */
export interface GivenOrganization {
  readonly organization: Organization;
  readonly comparison?: ForeignComparison;
  /** The sentence that the organization itself was not read. */
  readonly offlineNote?: string;
}

/**
 * Reads the organization, and the foreign format beside it if one is given. The format is read first, since it fails sooner.
 * @throws Error for options that contradict each other
 */
export async function givenOrganization(options: GivenOptions): Promise<GivenOrganization> {
  const { from, offline = false, ...sources } = options;
  if (offline && from === undefined) throw new Error('--offline needs a Terraform state to read in place of the organization. Give --from, or leave --offline out.');
  const foreign = from === undefined ? undefined : readForeign(foreignFiles(from), from);
  if (foreign !== undefined && offline) {
    refuseSources(sources);
    const organization = completeOrganization(foreign);
    return { organization, comparison: compareForeign(foreign, organization), offlineNote: offlineNote(foreign) };
  }
  const { organization } = withAddresses(await readLiveOrFile(sources));
  return { organization, ...(foreign === undefined ? {} : { comparison: compareForeign(foreign, organization) }) };
}

function refuseSources({ organization, simulatorState, resume, ...connection }: GivenOptions): void {
  const file = organization ?? simulatorState ?? resume;
  if (file !== undefined) throw new Error(`--offline reads no organization, and one is given: ${file}. Leave one of them out.`);
  refuseConnection(connection, '--offline reads none', 'Leave --offline out');
}
