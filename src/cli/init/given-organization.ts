import { foreignFiles } from './foreign-files';
import { offlineNote } from './foreign-report';
import { compareForeign, completeOrganization, type ForeignComparison, readForeign, stackNamesIn } from '../../init';
import { DELETED } from '../../rehearsal';
import { refuseConnection } from '../options/arguments';
import { type LiveOrFile, readLiveOrFile } from '../sources/live-or-file';
import { type OrganizationSource, withAddresses } from '../sources/organization-source';

/** Where the organization of an app comes from. */
export interface GivenOptions extends LiveOrFile {
  readonly from?: string;
  readonly offline?: boolean;
}

/** The organization as it is, and what a foreign format says about it. */
export interface GivenOrganization extends Pick<OrganizationSource, 'organization' | 'stackIds' | 'state'> {
  /** The names of stacks that are deployed, as far as something says so. */
  readonly stackNames: ReadonlySet<string>;
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
    return {
      organization,
      stackNames: stackNamesIn(organization),
      comparison: compareForeign(foreign, organization),
      offlineNote: offlineNote(foreign),
    };
  }
  const source = withAddresses(await readLiveOrFile(sources));
  const { organization, stackIds, state } = source;
  const comparison = foreign && compareForeign(foreign, organization);
  return { organization, stackIds, state, stackNames: stackNamesOf(source), ...(comparison === undefined ? {} : { comparison }) };
}

function stackNamesOf({ organization, state, stackIds = {} }: OrganizationSource): ReadonlySet<string> {
  const known = state === undefined ? Object.keys(stackIds).filter((name) => !name.includes('/'))
    : Object.values(state.stacks).filter(({ status }) => status !== DELETED).map(({ name }) => name);
  return new Set([...stackNamesIn(organization), ...known]);
}

function refuseSources({ organization, simulatorState, resume, ...connection }: GivenOptions): void {
  const file = organization ?? simulatorState ?? resume;
  if (file !== undefined) throw new Error(`--offline reads no organization, and one is given: ${file}. Leave one of them out.`);
  refuseConnection(connection, '--offline reads none', 'Leave --offline out');
}
