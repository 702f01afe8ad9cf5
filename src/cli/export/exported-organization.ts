import { OPT_IN_REGIONS, PRIMARY, type Setting } from '../../contract';
import { type Account, type AccountSettingsEntry, type Organization, targets } from '../../model';
import { align } from '../../model/diff/identity/align';
import { type LiveOrFile, readLiveOrFile } from '../sources/live-or-file';
import { type OrganizationSource, readCodeOn, withAddresses, withContents, withSettingsOf } from '../sources/organization-source';

export interface SourceOptions extends LiveOrFile {
  readonly accountSettings?: boolean;
}

/** The organization to export, and the IDs of what the code names in it; undefined without code. */
export interface Exported {
  readonly organization: Organization;
  readonly named?: ReadonlySet<string>;
}

/** Names for the settings of every account. The values mean nothing. */
const ALL_SETTINGS: Readonly<Record<string, Setting>> = Object.fromEntries(
  ['BILLING', 'OPERATIONS', 'SECURITY', PRIMARY, ...OPT_IN_REGIONS.map((region) => `REGION:${region}`)].map((key) => [key, null]));

/**
 * Reads the organization, with the contacts and Regions that the code names, or with all of them.
 * @param assembly the folder of code that limits the export
 */
export async function readExported(assembly: string | undefined, options: SourceOptions): Promise<Exported> {
  const { accountSettings, ...given } = options;
  const source = withAddresses(await readLiveOrFile(given));
  if (assembly === undefined) return { organization: accountSettings ? await withAllSettings(source) : source.organization };
  const { organization: code } = withContents(readCodeOn(assembly, source));
  return {
    organization: accountSettings ? await withAllSettings(source) : (await withSettingsOf(source, code)).organization,
    named: namedIds(source.organization, code),
  };
}

/** @throws Error for a snapshot, from which nothing more can be read */
async function withAllSettings(source: OrganizationSource): Promise<Organization> {
  const { organization, origin } = source;
  if (source.readSettings === undefined) {
    throw new Error(`--account-settings reads contacts and Regions, and a snapshot has only those that it was taken with. Given: ${origin}. `
      + 'Leave the option out, or leave out --organization, to read the live organization.');
  }
  const isMember = (target: object): target is Account => 'state' in target && target.state === 'ACTIVE';
  const all: AccountSettingsEntry[] = [...targets(organization)].flatMap(({ target }) => (
    isMember(target) ? [{ accountId: target.id, settings: ALL_SETTINGS }] : []));
  const { accountSettings = [], ...rest } = await source.readSettings([{ ...organization, accountSettings: all }]);
  return { ...rest, accountSettings: accountSettings.map(withoutDisabledRegions) };
}

/** A Region that can be enabled is disabled until somebody enables it. */
function withoutDisabledRegions(entry: AccountSettingsEntry): AccountSettingsEntry {
  return { ...entry, settings: Object.fromEntries(Object.entries(entry.settings).filter(([, setting]) => setting !== 'DISABLED')) };
}

function namedIds(live: Organization, code: Organization): ReadonlySet<string> {
  const { head } = align(live, code, { isDeployed: true });
  const attached = [...head.targets.values()].flatMap(({ attachedPolicies }) => attachedPolicies.map(({ id }) => id));
  return new Set([...head.targets.keys(), ...head.policies.keys(), ...attached]);
}
