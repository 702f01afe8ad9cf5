import { ACCOUNT_MANAGEMENT_PRINCIPAL, isAlternate, PRIMARY, regionOf, type Setting } from '../../contract';
import type { AccountManagementPort } from '../../organizations';
import { type AccountSettingsEntry, namedSettings, settingsField } from '../account-settings';
import { type Organization, targets } from '../organization';
import { withShownTexts } from '../service-texts';
import { inParallel } from './in-parallel';

/** The operations of AWS Account Management that reading needs. */
export type AccountManagementReads = Pick<AccountManagementPort, 'getAccountInformation' | 'getAlternateContact' | 'getContactInformation' | 'listRegions'>;

interface Reading {
  readonly port: AccountManagementReads;
  /** The code that determines which settings are read. */
  readonly codes: readonly Organization[];
  /**
   * How many accounts are read at once.
   * @default 4
   */
  readonly parallel?: number;
}

/**
 * A live organization with the contacts and Regions that code names for its accounts. Each contact takes one call, and all Regions of an
 * account take one list. Settings that cannot be read stay unknown: those of members without trusted access of AWS Account Management, of
 * accounts that are not active, and of the management account if the caller is in another account.
 * @throws OrganizationsError of a call that was refused.
 */
export async function withAccountSettings(live: Organization, { port, codes, parallel = 4 }: Reading): Promise<Organization> {
  const named = [...namedSettings(live, codes)];
  if (named.length === 0) return live;
  const active = new Set([...targets(live)].flatMap(({ target }) => ('state' in target && target.state === 'ACTIVE' ? [target.id] : [])));
  const isTrusted = live.trustedServices.includes(ACCOUNT_MANAGEMENT_PRINCIPAL);
  const isReadable = async (id: string) => (id === live.managementAccountId
    // The service refuses the ID of the management account, and applies a call without an ID to the account of the caller.
    ? (await port.getAccountInformation()).id === id : isTrusted && active.has(id));
  const entries = await inParallel(parallel, named, async ([accountId, keys]): Promise<AccountSettingsEntry[]> => {
    if (!await isReadable(accountId)) return [];
    const member = accountId === live.managementAccountId ? undefined : accountId;
    return [{ accountId, settings: withShownTexts(await settingsOfAccount(port, member, keys)) }];
  });
  return { ...live, ...settingsField([...live.accountSettings ?? [], ...entries.flat()]) };
}

async function settingsOfAccount(
  port: AccountManagementReads, member: string | undefined, keys: ReadonlySet<string>,
): Promise<Record<string, Setting>> {
  const found: Record<string, Setting> = {};
  const statuses = new Map<string, string>();
  if ([...keys].some((key) => regionOf(key) !== undefined)) {
    for await (const { name, status } of port.listRegions(member)) statuses.set(name, status);
  }
  for (const key of keys) {
    const status = statuses.get(regionOf(key) ?? '');
    if (isAlternate(key)) found[key] = capitalized(await port.getAlternateContact(key, member));
    else if (key === PRIMARY) found[key] = capitalized(await port.getContactInformation(member));
    // A change in progress counts as complete.
    else if (status !== undefined) found[key] = status.startsWith('ENABL') ? 'ENABLED' : 'DISABLED';
  }
  return found;
}

/** A contact with the member names of the service; the port writes their first letter in lower case. */
function capitalized(contact: object | undefined): Setting {
  if (contact === undefined) return null;
  return Object.fromEntries(Object.entries(contact).filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name.charAt(0).toUpperCase() + name.slice(1), value as string]));
}
