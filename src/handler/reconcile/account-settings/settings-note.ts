/**
 * The contacts and Regions of an account as a deployment found them before it changed them.
 *
 * No old properties say what a contact was before the first deployment that names it, so that a rollback needs a note. Contacts have no
 * tags; the note is kept in tags of the account. Its text is compressed and cut, since a value of a tag has at most 256 characters. It is
 * not encrypted: anyone who may list the tags of the account may read it. The next event of the resource removes the former values.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { isSame } from './settings';
import {
  FORMER_SETTINGS_TAG_PREFIX, QUOTAS, type Setting, type Tag, type AccountSettingsProperties, ResourceType,
} from '../../../contract';
import { readableTemplate } from '../../stack/readable-template';
import { TerminalError } from '../errors';
import { isLive } from '../ownership/other-owners';
import { untag } from '../ownership/tags';
import type { ReconcileContext } from '../reconcile-context';

/** In place of a value that was the one of the template before, which a rollback brings along. */
export const AS_IN_TEMPLATE = '=';

export interface SettingsNote {
  readonly owner: string;
  /** When the deployment noted it first, in milliseconds since 1970. */
  readonly at: number;
  /** By key. */
  readonly former: Readonly<Record<string, Setting>>;
  /** Alternate contacts that were on the account, as the code has them, before the code named them. They are never deleted. */
  readonly found: readonly string[];
  /** `found` before this deployment. */
  readonly foundBefore: readonly string[];
}

/** Clocks differ. */
const CLOCKS_DIFFER_MS = 30_000;
const LONGEST_TAG_VALUE = 256;
/** A note of all contacts has some 2,000 characters. One that others wrote must not unfold to any size. */
const LARGEST_NOTE = 20_000;

/** The note of this stack, whichever deployment wrote it. Undefined: there is none, or another stack wrote it. */
export function readNote({ owner, log }: Pick<ReconcileContext, 'owner' | 'log'>, tags: readonly Tag[]): SettingsNote | undefined {
  const note = parseNote(tags);
  if (!note && noteTags(tags).length > 0) log('ignored note', { reason: `The tags ${FORMER_SETTINGS_TAG_PREFIX}… hold no note of former settings.`, warning: true });
  return note?.owner === owner ? note : undefined;
}

/** Whether the deployment that is in progress, or is rolled back, wrote the note. */
export async function isOfThisDeployment(
  { stack, clock }: Pick<ReconcileContext, 'stack' | 'clock'>, note: SettingsNote | undefined,
): Promise<boolean> {
  if (!note?.at) return false;
  const beganAt = await stack.deploymentBeganAt();
  return note.at >= beganAt && note.at <= Math.max(clock.now(), beganAt) + CLOCKS_DIFFER_MS;
}

/** Writes the note, or removes it if it says nothing. All parts change in one call, and parts that are left over go afterwards. */
export async function writeNote(context: ReconcileContext, accountId: string, tags: readonly Tag[], note: SettingsNote): Promise<void> {
  const { organizations, log } = context;
  const present = noteTags(tags);
  const isEmpty = Object.keys(note.former).length === 0 && note.found.length === 0;
  const parts = isEmpty ? [] : asTags(note);
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

/** The parts in their order. The first one says how many there are: parts of a longer note may be left for a moment. */
function noteTags(tags: readonly Tag[]): Tag[] {
  const number = ({ Key }: Tag) => Number(Key.slice(FORMER_SETTINGS_TAG_PREFIX.length));
  return tags.filter(({ Key }) => Key.startsWith(FORMER_SETTINGS_TAG_PREFIX)).sort((one, other) => number(one) - number(other));
}

function asTags(note: SettingsNote): Tag[] {
  const text = deflateRawSync(JSON.stringify(note)).toString('base64url');
  const whole = `${text.length}.${text}`;
  const count = Math.ceil(whole.length / LONGEST_TAG_VALUE);
  return Array.from({ length: count }, (_, index) => ({
    Key: `${FORMER_SETTINGS_TAG_PREFIX}${index + 1}`,
    Value: whole.slice(index * LONGEST_TAG_VALUE, (index + 1) * LONGEST_TAG_VALUE),
  }));
}

/** The note that tags hold. Undefined: they hold none, or one that is damaged. */
export function parseNote(tags: readonly Tag[]): SettingsNote | undefined {
  const whole = noteTags(tags).map(({ Value }) => Value).join('');
  const [, length, text = ''] = /^(\d{1,5})\.(.*)$/.exec(whole) ?? [];
  try {
    const packed = Buffer.from(text.slice(0, Number(length)), 'base64url');
    const note = JSON.parse(inflateRawSync(packed, { maxOutputLength: LARGEST_NOTE }).toString()) as SettingsNote;
    const areTexts = (keys: unknown) => Array.isArray(keys) && keys.every((key) => typeof key === 'string');
    const isNote = typeof note.owner === 'string' && typeof note.at === 'number' && areTexts(note.found) && areTexts(note.foundBefore)
      && Object.values(note.former).every(isSetting);
    return isNote ? note : undefined;
  } catch {
    return undefined;
  }
}

function isSetting(value: unknown): boolean {
  if (value === null || typeof value === 'string') return true;
  return typeof value === 'object' && Object.values(value).every((member) => typeof member === 'string');
}

/** Whether the account's own resource left the template together with its settings. A construct that got another path has not left it. */
export async function accountLeftTheTemplate(
  { desired: { AccountLogicalId }, stack }: ReconcileContext<AccountSettingsProperties>, accountId: string,
): Promise<boolean> {
  if (AccountLogicalId === undefined) return false;
  const { Resources = {} } = await readableTemplate(stack.template());
  if (AccountLogicalId in Resources) return false;
  const isRenamed = (await stack.resources()).some((resource) => resource.type === ResourceType.ACCOUNT && resource.physicalId === accountId
    && !(resource.logicalId === AccountLogicalId && resource.stackId === stack.id) && isLive(resource));
  return !isRenamed;
}
