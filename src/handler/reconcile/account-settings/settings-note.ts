/**
 * The contacts and Regions of an account before a deployment changed them.
 *
 * Before the first deployment that sets a contact, no previous properties contain its value, so a rollback needs a note. Contacts have no
 * tags; the note is kept in tags of the account. It is not encrypted: anyone who may list the tags of the account can read it. The next
 * event of the resource removes the former values.
 */
import { isSame } from './settings';
import {
  type AccountSettingsProperties, FORMER_SETTINGS_TAG_PREFIX, formerSettingsParts, isAccountType, QUOTAS, type Tag,
} from '../../../contract';
import { parseNote, type SettingsNote, settingsNoteTags } from '../../../contract/settings-note';
import { CLOCKS_DIFFER_MS } from '../../consistency';
import { readableTemplate } from '../../stack/readable-template';
import { TerminalError } from '../errors';
import { isLive } from '../ownership/other-owners';
import { untag } from '../ownership/tags';
import type { ReconcileContext } from '../reconcile-context';

/** The note of this stack, from any of its deployments; `undefined` if there is none or another stack wrote it. */
export function readNote({ owner, log }: Pick<ReconcileContext, 'owner' | 'log'>, tags: readonly Tag[]): SettingsNote | undefined {
  const note = parseNote(tags);
  if (!note && formerSettingsParts(tags).length > 0) log('ignored note', { reason: `The tags ${FORMER_SETTINGS_TAG_PREFIX}… hold no note of former settings.`, warning: true });
  return note?.owner === owner ? note : undefined;
}

/** The stack that wrote the note on an account, if there is one. */
export function ownerOfNote(tags: readonly Tag[]): string | undefined {
  return parseNote(tags)?.owner;
}

/** Whether the deployment that is in progress or being rolled back wrote the note. */
export async function isOfThisDeployment(
  { stack, clock }: Pick<ReconcileContext, 'stack' | 'clock'>, note: SettingsNote | undefined,
): Promise<boolean> {
  if (!note?.at) return false;
  const beganAt = await stack.deploymentBeganAt();
  return note.at >= beganAt && note.at <= Math.max(clock.now(), beganAt) + CLOCKS_DIFFER_MS;
}

/** Writes the note, or removes an empty one. One call changes all parts, and another removes parts that are left over. */
export async function writeNote(context: ReconcileContext, accountId: string, tags: readonly Tag[], note: SettingsNote): Promise<void> {
  const { organizations, log } = context;
  const present = formerSettingsParts(tags);
  const isEmpty = Object.keys(note.former).length === 0 && note.found.length === 0;
  const parts = isEmpty ? [] : settingsNoteTags(note);
  const left = present.map(({ Key }) => Key).filter((key) => !parts.some(({ Key }) => Key === key));
  const total = tags.length - present.length + Math.max(parts.length, present.length);
  if (parts.length > 0 && total > QUOTAS.tagsPerResource.value) {
    throw new TerminalError(
      `The account ${accountId} has no room for a note of its former contacts and Regions (given: ${tags.length} tags, ${parts.length} more needed).`,
      `Remove tags from the account, so that it has at most ${QUOTAS.tagsPerResource.value} with those of the note.`,
    );
  }
  const changed = parts.some(({ Key, Value }) => !present.some((tag) => tag.Key === Key && tag.Value === Value));
  if (changed) {
    log('note former settings', { id: accountId, keys: Object.keys(note.former) });
    await organizations.tagResource(accountId, parts);
  }
  if (left.length > 0) {
    log('remove note', { id: accountId, keys: left });
    await untag(context, accountId, left);
  }
}

export function isSameNote(one: SettingsNote, other: SettingsNote | undefined): boolean {
  return other !== undefined && isSame(JSON.stringify(one), JSON.stringify(other));
}

/** Whether the account's own resource left the template together with its settings. It has not if the account has another construct now. */
export async function accountLeftTheTemplate(
  { desired: { AccountLogicalId }, stack }: ReconcileContext<AccountSettingsProperties>, accountId: string,
): Promise<boolean> {
  if (AccountLogicalId === undefined) return false;
  const { Resources = {} } = await readableTemplate(stack.template());
  if (AccountLogicalId in Resources) return false;
  const isRenamed = (await stack.resources()).some((resource) => isAccountType(resource.type) && resource.physicalId === accountId
    && !(resource.logicalId === AccountLogicalId && resource.stackId === stack.id) && isLive(resource));
  return !isRenamed;
}
