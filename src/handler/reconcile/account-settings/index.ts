/**
 * Contacts and opt-in Regions of an account.
 *
 * Life cycle: the handler writes settings that differ from the template. An alternate contact that leaves the template is deleted if
 * nobody has changed it since, whether the stack set it or found it. The primary contact and Regions stay. All settings stay when the
 * account leaves the template too, or when the stack is deleted.
 * Rollback: before its first write, a deployment notes on the account what it changes (`settings-note.ts`). A rollback restores the noted
 * settings and no others. A setting that differs from what the failed deployment wrote was changed by someone else, and stays.
 * Fallbacks: the handler waits for a Region whose opposite change is in progress. An accepted change counts as complete. A setting that is
 * not what CloudFormation knows is read again, and so is the note before a contact is deleted: one reading may show a former state.
 * Traps: the handler reads the settings before the note. A call that sees a new setting also sees the note that was written before it.
 */
import { AccountCalls } from './account-calls';
import { isSame } from './settings';
import { accountLeftTheTemplate, isOfThisDeployment, isSameNote, ownerOfNote, readNote, writeNote } from './settings-note';
import { type AccountSettingsProperties, ID_PATTERNS, isAlternate, PRIMARY, type Setting, type Settings, settingsOf, type Tag } from '../../../contract';
import { AS_IN_TEMPLATE, type SettingsNote } from '../../../contract/settings-note';
import { FIRST_CALL_MS } from '../../consistency';
import { agreeingReads, readsUntil } from '../agreeing-reads';
import { all } from '../lists';
import { findOtherOwner, isOwnedByAnotherLogicalId, wasCreatedAgain } from '../ownership/other-owners';
import { isOfAnotherStack } from '../ownership/other-stacks';
import type { Reconciler, ReconcileContext } from '../reconcile-context';

type SettingsContext = ReconcileContext<AccountSettingsProperties>;

interface NotedTags {
  readonly tags: readonly Tag[];
  readonly note: SettingsNote | undefined;
  readonly isCurrent: boolean;
}

export const accountSettings: Reconciler<AccountSettingsProperties> = {
  isNaturalKey: (id) => ID_PATTERNS.account.test(id),

  async converge(context) {
    const { desired, previous } = context;
    await apply(context, settingsOf(desired), previous.AccountId === desired.AccountId ? settingsOf(previous) : new Map());
    return { physicalId: desired.AccountId, data: {} };
  },

  async revertUpdate(context) {
    const { desired, previous } = context;
    if (previous.AccountId === desired.AccountId) await restore(context, desired.AccountId, settingsOf(previous), settingsOf(desired));
    return { physicalId: desired.AccountId, data: {} };
  },

  async revertCreate(context) {
    const accountId = accountIdOf(context);
    if (await wasCreatedAgain(context, accountId)) return logKept(context, accountId);
    await restore(context, accountId, settingsOf(context.desired), new Map());
  },

  async remove(context) {
    const accountId = accountIdOf(context);
    if (await isOwnedByAnotherLogicalId(context, accountId)) return;
    if (accountId === context.desired.AccountId && await accountLeftTheTemplate(context, accountId)) return logKept(context, accountId);
    if (await isOfAnotherStack(context, accountId)) return;
    await removeContacts(context, accountId);
  },

  async release(context) {
    const accountId = accountIdOf(context);
    if (!await isOwnedByAnotherLogicalId(context, accountId)) logKept(context, accountId);
  },
};

function accountIdOf({ physicalId, desired }: SettingsContext): string {
  return physicalId ?? desired.AccountId;
}

function logKept({ log }: SettingsContext, accountId: string): void {
  log('kept', { accountId, reason: 'The account stays as it is, with its contacts and Regions.' });
}

async function apply(context: SettingsContext, desired: Settings, previous: Settings): Promise<void> {
  const { desired: { AccountId }, owner, isUpdate, clock, stack } = context;
  const calls = new AccountCalls(context, AccountId);
  const removed = [...previous.keys()].filter((key) => isAlternate(key) && !desired.has(key));
  const isAsBefore = (key: string, setting?: Setting) => !previous.has(key) || isSame(setting, previous.get(key));
  const observed = await readForCertain(context, calls, [...desired.keys(), ...removed], isAsBefore);
  const { tags, note, isCurrent } = await readNotedTags(context, AccountId, { beforeDeletion: removed.length > 0 });
  const found = new Set(note?.found);
  const changes = new Map([...desired].filter(([key, setting]) => !isSame(observed.get(key), setting)));
  for (const key of removed) {
    if (isSame(observed.get(key), previous.get(key)) && !isOfAnother(context, AccountId, key, tags)) changes.set(key, null);
  }
  const continued = note && !isCurrent && !isUpdate ? await formerBeforeFailure(context, note, desired, observed) : {};
  const continuesNote = Object.keys(continued).length > 0;
  const former: Record<string, Setting> = isCurrent ? { ...note!.former } : continued;
  for (const key of await foundNow(context, desired, previous, observed, former)) found.add(key);
  for (const key of changes.keys()) {
    const value = observed.get(key) ?? null;
    if (!Object.hasOwn(former, key)) former[key] = previous.has(key) && isSame(value, previous.get(key)) ? AS_IN_TEMPLATE : value;
    found.delete(key);
  }
  const saysNothing = Object.keys(former).length === 0 && found.size === 0;
  const at = saysNothing ? 0 : isCurrent || continuesNote ? note!.at : Math.max(clock.now(), await stack.deploymentBeganAt());
  const next = { owner, at, former, found: [...found], foundBefore: isCurrent ? note!.foundBefore : note?.found ?? [] };
  // Where settings change, the time says that the note is of this deployment: a rollback restores no others.
  const isDated = Object.keys(former).length > 0;
  const saysTheSame = note ? isSameNote({ ...next, at: isDated ? at : note.at, foundBefore: [] }, { ...note, foundBefore: [] }) : at === 0;
  if (!saysTheSame) await writeNote(context, AccountId, tags, next);
  for (const [key, setting] of changes) await calls.write(key, setting);
}

/**
 * Noted settings that a failed Create of the same account replaced, if this Create repeats it and finds what that one wrote. They stay in
 * the note: the Delete for the failed Create, or a rollback, still has to restore them.
 */
async function formerBeforeFailure(
  context: SettingsContext, note: SettingsNote, desired: Settings, observed: Settings,
): Promise<Record<string, Setting>> {
  if (Object.keys(note.former).length === 0 || note.at < await context.stack.failuresBeganAt()) return {};
  return Object.fromEntries(Object.entries(note.former).filter(([key]) => desired.has(key) && isSame(observed.get(key), desired.get(key))));
}

/**
 * Alternate contacts that the app lists for the first time and that already have the desired values without a write of this deployment.
 * Another resource of the stack for the same account, such as the same construct with a former path, has set them.
 */
async function foundNow(
  context: SettingsContext, desired: Settings, previous: Settings, observed: Settings, former: Readonly<Record<string, Setting>>,
): Promise<string[]> {
  const keys = [...desired.keys()].filter((key) => (
    isAlternate(key) && !previous.has(key) && !Object.hasOwn(former, key) && isSame(observed.get(key), desired.get(key))));
  if (keys.length === 0 || await findOtherOwner(context, context.desired.AccountId)) return [];
  // A resource that was renamed into this one is deleted after this one has responded.
  await context.assertEventIsUnanswered();
  return keys;
}

/** Restores the settings in the note of this deployment. `failed`: the settings it wrote. `template`: those of the former template. */
async function restore(context: SettingsContext, accountId: string, failed: Settings, template: Settings): Promise<void> {
  const { organizations, log } = context;
  const tags = await all(organizations.listTags(accountId));
  const note = readNote(context, tags);
  if (!note || !await isOfThisDeployment(context, note)) return;
  const calls = new AccountCalls(context, accountId);
  const isOfFailed = (key: string, setting?: Setting) => isSame(setting, failed.get(key) ?? null);
  const observed = await readForCertain(context, calls, Object.keys(note.former), isOfFailed);
  // Contacts first: a Region may require waiting.
  for (const [key, noted] of Object.entries(note.former)) {
    const setting = noted === AS_IN_TEMPLATE ? template.get(key) ?? null : noted;
    if (isSame(observed.get(key), setting) || (key === PRIMARY && setting === null)) continue;
    if (!isOfFailed(key, observed.get(key))) {
      log('kept', { id: accountId, setting: key, reason: 'It is not what the failed deployment wrote.', warning: true });
      continue;
    }
    await calls.write(key, setting);
  }
  await writeNote(context, accountId, tags, { ...note, at: 0, former: {}, found: note.foundBefore, foundBefore: [] });
}

/** Whether another stack has noted settings of the account, so that it may list a contact as well. */
function isOfAnother({ owner, log }: SettingsContext, accountId: string, key: string, tags: readonly Tag[]): boolean {
  const other = ownerOfNote(tags);
  if (other === undefined || other === owner) return false;
  log('kept', { id: accountId, setting: key, reason: `The stack ${other} has settings of the account too.`, warning: true });
  return true;
}

/** Deletes contacts. The tag about contacts that were found stays, since this function may run twice. */
async function removeContacts(context: SettingsContext, accountId: string): Promise<void> {
  const contacts = new Map([...settingsOf(context.desired)].filter(([key]) => isAlternate(key)));
  const calls = new AccountCalls(context, accountId);
  const observed = await readForCertain(context, calls, [...contacts.keys()], (key, setting) => isSame(setting, contacts.get(key)));
  const { tags, note } = await readNotedTags(context, accountId, { beforeDeletion: true });
  for (const [key, contact] of contacts) {
    if (isSame(observed.get(key), contact) && !isOfAnother(context, accountId, key, tags)) await calls.write(key, null);
  }
  if (!note || Object.keys(note.former).length === 0) return;
  await writeNote(context, accountId, tags, { ...note, former: {}, foundBefore: note.found });
}

/**
 * Reads settings, and again if one of them is not what CloudFormation knows. Before a setting counts as restored, deleted or changed by
 * someone else, two readings have to agree, because the note about it is cleared then.
 */
async function readForCertain(
  { clock }: SettingsContext, calls: AccountCalls, keys: readonly string[], isKnown: (key: string, setting?: Setting) => boolean,
): Promise<Settings> {
  const observed = await calls.read(keys);
  if (keys.every((key) => isKnown(key, observed.get(key)))) return observed;
  return new Map(await agreeingReads(clock, async () => [...await calls.read(keys)]));
}

/**
 * Reads the tags and the note. A note that an earlier call of this event wrote may become visible late. Before contacts are deleted, two
 * readings have to agree: the note says which of them the app found, and those stay.
 */
async function readNotedTags(
  context: SettingsContext, accountId: string, { beforeDeletion }: { readonly beforeDeletion: boolean },
): Promise<NotedTags> {
  const { organizations, clock, startedAt } = context;
  const read = async (): Promise<NotedTags> => {
    const tags = await all(organizations.listTags(accountId));
    const note = readNote(context, tags);
    return { tags, note, isCurrent: await isOfThisDeployment(context, note) };
  };
  if (clock.now() - startedAt >= FIRST_CALL_MS) return readsUntil(clock, read, ({ isCurrent }) => isCurrent);
  return beforeDeletion ? agreeingReads(clock, read) : read();
}
