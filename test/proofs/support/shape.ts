import { ATTACHED_TAG_PREFIX, FORMER_SETTINGS_TAG_PREFIX } from '../../../src/contract';
import { parseNote } from '../../../src/contract/settings-note';
import { contactOf, type SimulatorState, type Tables } from '../../../src/simulator';

/**
 * The content of a state without IDs, times and order, so that runs which create the same resources in a different order are equal.
 * It also omits the notes of the former place of an account, because after an interruption the next deployment may find its own account.
 */
export function shapeOf(state: SimulatorState) {
  const named = [...state.organizationalUnits, ...state.accounts, ...state.policies, ...(state.root ? [state.root] : [])];
  const names = new Map(named.map(({ id, name }) => [id, name]));
  const parents = new Map([...state.organizationalUnits, ...state.accounts].map(({ id, parentId }) => [id, parentId]));
  const path = (id: string): string => {
    const parentId = parents.get(id);
    return parentId === undefined ? names.get(id) ?? id : `${path(parentId)}/${names.get(id)}`;
  };
  const tags = (given: Readonly<Record<string, string>>) => Object.entries(given)
    .map(([key, value]) => [key, value.replace(/\b(r-|ou-|p-)[a-z0-9-]+/g, path).replace(/(?:\/found\/.*)?(?:\/\d{13})?$/, '')])
    .map(([key, value]) => `${key}=${key.startsWith(ATTACHED_TAG_PREFIX) ? value.split(' ').sort().join(' ') : value}`).sort();
  const settings = new Map(state.accountProfiles?.map((profile) => [profile.accountId, settingsOf(profile)]));
  return {
    organization: state.organization?.featureSet,
    root: tags(state.root?.tags ?? {}),
    units: state.organizationalUnits.map((unit) => `${path(unit.id)} ${tags(unit.tags)}`).sort(),
    addressChanges: (state.accountProfiles ?? []).flatMap(({ accountId, emailUpdate }) => (
      emailUpdate ? [`${path(accountId)} to ${emailUpdate.address} ${emailUpdate.status}`] : [])).sort(),
    accounts: state.accounts.map((account) => `${path(account.id)} ${account.email} ${account.state} ${tags(withReadableNote(account.tags))} ${settings.get(account.id) ?? ''}`).sort(),
    policies: state.policies.map(({ type, name, description, content, tags: own }) => `${type} ${name} ${description} ${content} ${tags(own)}`).sort(),
    attachments: state.attachments.map(({ policyId, targetId }) => `${names.get(policyId) ?? policyId} on ${path(targetId)}`).sort(),
    policyTypes: state.policyTypes.map(({ type, status }) => `${type} ${status}`).sort(),
    resourcePolicy: state.resourcePolicy ? [state.resourcePolicy.content, ...tags(state.resourcePolicy.tags)] : [],
    services: state.trustedServices.map(({ servicePrincipal }) => servicePrincipal).sort(),
    invitations: (state.handshakes ?? []).map(({ action, recipient, state: answer }) => `${action} ${recipient.id} ${answer}`).sort(),
    administrators: state.delegatedAdministrators.map(({ accountId, servicePrincipal }) => `${path(accountId)} for ${servicePrincipal}`).sort(),
  };
}

/** The contacts and enabled Regions of an account. An unchanged account equals one whose first settings were restored. */
function settingsOf(profile: Tables['accountProfiles']): string {
  const contacts = Object.entries(profile.alternateContacts).sort().map(([, contact]) => sorted(contact));
  const regions = Object.entries(profile.regions).flatMap(([region, { enabled }]) => (enabled ? [region] : [])).sort();
  const primary = JSON.stringify(sorted(contactOf(profile)));
  const isFirst = primary === JSON.stringify(sorted(contactOf({ ...profile, contactInformation: undefined })));
  return contacts.length === 0 && regions.length === 0 && isFirst ? '' : JSON.stringify([primary, contacts, regions]);
}

function sorted<T>(record: Readonly<Record<string, T>>, read: (value: T) => unknown = (value) => value): unknown {
  return Object.keys(record).sort().map((key) => [key, read(record[key])]);
}

/** Tags in which the note of former contacts and Regions is one readable entry without its time. The note is packed into several tags. */
function withReadableNote(given: Readonly<Record<string, string>>): Record<string, string> {
  const isNote = (key: string) => key.startsWith(FORMER_SETTINGS_TAG_PREFIX);
  const note = parseNote(Object.entries(given).map(([Key, Value]) => ({ Key, Value })));
  const others = Object.entries(given).filter(([key]) => !isNote(key));
  return Object.fromEntries([...others, ...note ? [['former settings', JSON.stringify([sorted(note.former), note.found])]] : []]) as Record<string, string>;
}

/** The name of the resource with an ID, as in `shapeOf`. */
export function nameOf(state: SimulatorState, id: string): string {
  const named = [...state.organizationalUnits, ...state.accounts, ...state.policies].find((each) => each.id === id);
  return named ? named.name : id;
}
